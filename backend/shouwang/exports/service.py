"""Use cases of exports: see what a file would hold, have it made while waiting, know which were made.

A file is made while the one who asked for it waits, and goes out on the same answer as the words of its progress
(docs/decisions/0143). There is no job that could be left behind, and whoever hangs up has cancelled.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from tempfile import TemporaryDirectory, TemporaryFile
from threading import BoundedSemaphore
from typing import IO, Any

import orjson
from sqlalchemy.orm import Session

from shouwang import clock, ids
from shouwang.accounts.queries import place_name
from shouwang.accounts.service import Caller
from shouwang.audit.noting import note, who_of
from shouwang.audit.words import Deed
from shouwang.committing import committed
from shouwang.database import reading
from shouwang.duties.reconcile import Period
from shouwang.errors import Busy, Failure, whereabouts
from shouwang.exports import making, queries
from shouwang.exports.making import Made, Wanted
from shouwang.exports.models import Export
from shouwang.exports.rules import file_name
from shouwang.exports.schemas import ExportLine, LedgerPreview
from shouwang.exports.words import FileFormat, LedgerKind
from shouwang.ledger.queries import townships_within
from shouwang.privacy.words import ShownBecause
from shouwang.settings import settings

log = logging.getLogger(__name__)

AT_ONCE = 3
"""So many files are made at once by one process; who comes meanwhile is asked to come again."""
CHUNK = 256 * 1024
FIRST_ROWS = 8

_making = BoundedSemaphore(AT_ONCE)


def wanted_by(
    caller: Caller | None, kind: LedgerKind, place: str, period: Period, how: FileFormat, because: ShownBecause | None
) -> Wanted:
    """What is asked for, now; nobody asks on the command line of the server."""
    now, zone = clock.now(), settings().zone
    name = caller.user.name if caller else "命令行"
    return Wanted(kind, place, period, how, because, name, now, clock.local_date(now, zone), zone)


def preview(session: Session, wanted: Wanted) -> LedgerPreview:
    """What the file would hold."""
    count, rows = making.first_rows(session, wanted, FIRST_ROWS)
    return LedgerPreview(
        today=wanted.today,
        from_=wanted.period.first,
        to=wanted.period.last,
        ledger=wanted.kind,
        title=making.title_of(wanted.layout, wanted.period),
        heads=wanted.layout.heads,
        count=count,
        rows=rows,
        policies=making.policies_in_words(session, wanted),
    )


def streamed(wanted: Wanted, caller: Caller, address: str) -> Iterator[bytes]:
    """Lines of progress as JSON, the line that names the file with its size, and then its bytes.

    The last line before an early end says `failed` with a code.
    """
    try:
        with _turn(), TemporaryFile() as out:
            made = Made()
            for step in _made(wanted, out, made):
                yield _line(done=step.done, of=step.of)
            name = _keep(wanted, made, caller, address)
            yield _line(name=name, bytes=out.tell(), rows=made.rows, digest=made.digest)
            out.seek(0)
            yield from iter(lambda: out.read(CHUNK), b"")
    except Failure as failure:
        yield _line(failed=failure.code)
    except Exception as problem:
        # The answer has begun: nothing else can tell of it any more.
        log.error("an export failed: %s", whereabouts(problem))
        yield _line(failed="internal")


def written(wanted: Wanted, out: IO[bytes]) -> Made:
    """The whole file at once, for the command line; that it was made is kept as well."""
    made = Made()
    for _ in _made(wanted, out, made):
        pass
    _keep(wanted, made, None, "")
    return made


def name_of(session: Session, wanted: Wanted) -> str:
    """The name of the file: title, whose, of which days."""
    days = f"{wanted.period.first:%Y%m%d}-{wanted.period.last:%Y%m%d}"
    return f"{file_name(wanted.layout.title, place_name(session, wanted.place), days)}.{wanted.format}"


def exports(session: Session, place: str) -> list[ExportLine]:
    """The last files that were made of a place."""
    return [
        ExportLine.model_validate({**row.model_dump(), "place_name": place_name(session, row.place)})
        for row in queries.exports_of(session, place)
    ]


def has_townships(session: Session, place: str) -> bool:
    """Whether ledgers of a place can be had: it is a township, or a county with some."""
    return bool(townships_within(session, place))


@contextmanager
def _turn() -> Iterator[None]:
    if not _making.acquire(blocking=False):
        raise Busy
    try:
        yield
    finally:
        _making.release()


def _made(wanted: Wanted, out: IO[bytes], made: Made) -> Iterator[making.Step]:
    """One snapshot of the data goes into the file; what lies about meanwhile is gone afterwards."""
    with reading() as session, TemporaryDirectory(prefix="shouwang-") as folder:
        yield from making.make(session, wanted, out, folder, made)


def _keep(wanted: Wanted, made: Made, caller: Caller | None, address: str) -> str:
    """Keeps that the file was made, before anybody has it, and gives its name."""

    who = who_of(caller)  # what is committed together may be done in another request's thread

    def keep(session: Session) -> str:
        said = {"ledger": wanted.kind, "first": wanted.period.first.isoformat(), "last": wanted.period.last.isoformat()}
        note(session, Deed.EXPORTED, who, "place", wanted.place, **said, rows=made.rows, because=wanted.because)
        session.add(_row(wanted, made, caller, address, wanted.today))
        return name_of(session, wanted)

    return committed(keep)


def _row(wanted: Wanted, made: Made, caller: Caller | None, address: str, day: date) -> Export:
    return Export(
        id=ids.uuid7(),
        at=wanted.at,
        day=day,
        user=caller.user.id if caller else None,
        user_name=wanted.user_name,
        device=caller.device.id if caller else "",
        address=address,
        ledger=wanted.kind,
        place=wanted.place,
        first=wanted.period.first,
        last=wanted.period.last,
        format=wanted.format,
        rows=made.rows,
        because=wanted.because,
        version=made.version,
        digest=made.digest,
    )


def _line(**told: Any) -> bytes:
    return orjson.dumps(told) + b"\n"
