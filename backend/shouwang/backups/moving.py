"""`shouwang move`: the whole county into another database, compared row by row before anything counts."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from sqlalchemy import Connection, Engine, Table

from shouwang import clock
from shouwang.backups import queries
from shouwang.backups.failures import Differs, NothingHere, SamePlace, TargetNotEmpty
from shouwang.backups.loading import prepare
from shouwang.backups.rows import Running, Sum, differences, insert_lines, lines_of, sums_of, tables_of
from shouwang.backups.snapshot import alone, file_of, make_sure_of_quiet
from shouwang.database import engine, make_engine
from shouwang.sealing import make_ready
from shouwang.settings import settings

AT_ONCE = 5_000


@dataclass(frozen=True)
class Moved:
    """What was moved, table by table, and where the file that it came from is now; None: it came from no file."""

    tables: Mapping[str, Sum]
    aside: Path | None


def move(to: str) -> Moved:
    """Copies every row to an empty database in one transaction, and compares what is there. Raises `NotDone`.

    The epoch stays: it is the same county with the same history, and nobody wrote meanwhile.
    """
    source_url = settings().url
    if to == source_url:
        raise SamePlace
    file = file_of(source_url)
    if file is not None and not file.is_file():
        raise NothingHere(where=file)
    make_ready()
    engine().dispose()  # or this process itself would be somebody who is connected
    source, target = make_engine(source_url), make_engine(to)
    try:
        with alone():
            tables = _moved(source, target)
    finally:
        source.dispose()
        target.dispose()
    return Moved(tables, _set_aside(file) if file else None)


def _moved(source: Engine, target: Engine) -> dict[str, Sum]:
    with _locked(source) as old, target.execution_options(writing=True).connect() as new, new.begin():
        if queries.holds_data(new):
            raise TargetNotEmpty
        prepared = prepare(new, queries.revision_of(old))
        sums = {}
        for table in tables_of(old):
            running = Running()
            for lines in _batches(old, table, running):
                insert_lines(new, prepared[table.name], lines)
            sums[table.name] = running.sum()
        found = differences(sums, sums_of(new))
        if found:
            raise Differs(what=", ".join(found))
        return sums


@contextmanager
def _locked(source: Engine) -> Iterator[Connection]:
    """The source, into which nobody writes meanwhile. Raises `InUse` where somebody could."""
    make_sure_of_quiet(source.url.render_as_string(hide_password=False))
    with source.execution_options(writing=True).connect() as connection, connection.begin():
        yield connection


def _batches(old: Connection, table: Table, running: Running) -> Iterator[list[bytes]]:
    lines = lines_of(old, table)
    while batch := list(islice(lines, AT_ONCE)):
        for line in batch:
            running.add(line)
        yield batch


def _set_aside(file: Path) -> Path:
    """A server that is started with the old address must not go on in the old file."""
    make_sure_of_quiet(settings().url)
    aside = file.with_name(f"{file.name}.moved-{clock.now():%Y%m%dT%H%M%SZ}")
    return file.rename(aside)
