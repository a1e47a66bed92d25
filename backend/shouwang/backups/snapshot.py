"""A county as it is at one moment, while it is served; and whether anybody else is at it."""

import fcntl
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import Connection
from sqlalchemy.engine import make_url

from shouwang.backups import queries
from shouwang.backups.failures import Another, InUse, NothingHere
from shouwang.database import make_engine
from shouwang.settings import settings


@contextmanager
def alone() -> Iterator[Path]:
    """A folder for what is made aside, for one backup or restore at a time. Raises `Another`.

    It is in the data folder: what lies in it is as private. What a killed one left there is taken away.
    """
    room = settings().data / "backup"
    settings().data.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(settings().data / "backup.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        _take(handle)
        shutil.rmtree(room, ignore_errors=True)
        room.mkdir(mode=0o700)
        try:
            yield room
        finally:
            shutil.rmtree(room, ignore_errors=True)
    finally:
        os.close(handle)


def _take(handle: int) -> None:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise Another from None


def file_of(url: str) -> Path | None:
    """The file of a SQLite database; None for another kind."""
    parsed = make_url(url)
    return Path(parsed.database or "") if parsed.get_backend_name() == "sqlite" else None


@contextmanager
def snapshot(url: str, room: Path) -> Iterator[Connection]:
    """All rows as they are now. Nobody waits for it, and what is written meanwhile is not in it."""
    file = file_of(url)
    if file is not None and not file.is_file():
        raise NothingHere(where=file)
    copy = room / "snapshot.db"
    engine = make_engine(f"sqlite:///{_copied(file, copy)}" if file else url)
    try:
        reader = engine if file else engine.execution_options(isolation_level="REPEATABLE READ")
        with reader.connect() as connection:
            yield connection
    finally:
        engine.dispose()
        copy.unlink(missing_ok=True)


def _copied(file: Path, copy: Path) -> Path:
    """SQLite's own online backup, in one step: a reader of the log keeps nobody from writing."""
    copy.touch(mode=0o600)
    with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(copy)) as target:
        target.execute("PRAGMA synchronous=OFF")  # it is thrown away
        source.backup(target)
    return copy


def make_sure_of_quiet(url: str) -> None:
    """Raises `InUse` where another process is connected. A SQLite database is whole in its one file afterwards."""
    file = file_of(url)
    if file is not None:
        _quiet_file(file)
        return
    engine = make_engine(url)
    try:
        with engine.connect() as connection:
            if queries.others_connected(connection):
                raise InUse
    finally:
        engine.dispose()


def _quiet_file(file: Path) -> None:
    with closing(sqlite3.connect(file, timeout=1)) as connection:
        try:
            # Only the last connection may leave the write-ahead log, and whoever leaves it writes it into the file.
            connection.execute("PRAGMA journal_mode=DELETE").fetchone()
            connection.execute("BEGIN EXCLUSIVE")
            connection.execute("ROLLBACK")
        except sqlite3.OperationalError as busy:
            raise InUse from busy
