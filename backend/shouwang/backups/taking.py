"""`shouwang backup`: a whole county into one sealed file, while it is served."""

import errno
import os
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from alembic.script import ScriptDirectory
from pyrage import x25519
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from shouwang import clock
from shouwang.audit.service import verify
from shouwang.backups import queries
from shouwang.backups.archive import Contents, about, written
from shouwang.backups.failures import Differs, NoPlace, NoRoom
from shouwang.backups.loading import load
from shouwang.backups.sealed_file import identity_of, seal
from shouwang.backups.snapshot import alone, snapshot
from shouwang.blobs.store import store
from shouwang.database import alembic_config, make_engine
from shouwang.sealing import load_key
from shouwang.settings import settings

SUFFIX = ".age"
AGE = b"age-encryption.org/"
"""How every file in the age format begins."""
FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
FULL_SQLITE = {"SQLITE_FULL", "SQLITE_IOERR_WRITE"}


@dataclass(frozen=True)
class Made:
    """A backup that was made and checked: rows without their history, and what else is odd in the county itself."""

    path: Path
    size: int
    contents: Contents
    torn: int


def back_up(where: Path, *, with_pictures: bool = True) -> Made:
    """Makes a backup, restores it into a fresh place, compares, and only then gives it its name.

    Into a folder it goes under a name with the county and the moment. Raises `NotDone`; the backup before stays.
    """
    identity = identity_of(load_key(settings()))
    target = where / _stamped() if where.is_dir() else where
    if target.exists() and not _is_backup(target):
        raise NoPlace(path=target)
    part = target.with_name(f"{target.name}.part")
    try:
        with alone() as room:
            contents = _write(part, identity, room, with_pictures)
            torn = _check(part, identity, room, contents)
            name(part, target)
    except (OSError, sqlite3.Error, DBAPIError) as problem:
        raise (NoRoom(why=problem) if _is_full(problem) else problem) from None
    finally:
        part.unlink(missing_ok=True)
    return Made(target, target.stat().st_size, contents, torn)


def forget_older(folder: Path, keep: int) -> int:
    """Takes away all backups of this county in a folder but the newest; how many they were."""
    mine = sorted(folder.glob(f"shouwang-{settings().county}-*{SUFFIX}"))
    older = mine[: max(0, len(mine) - keep)]
    for path in older:
        path.unlink()
    return len(older)


def check(path: Path) -> Contents:
    """Restores a backup into a fresh place, compares, and takes the place away again. Raises `NotDone`."""
    with path.open("rb"), alone() as room:
        return _restored(path, identity_of(load_key(settings())), room)[0]


def _write(part: Path, identity: x25519.Identity, room: Path, with_pictures: bool) -> Contents:
    with snapshot(settings().url, room) as connection:
        contents = Contents(about(connection, settings().county, clock.now()))
        # The rows first: what the snapshot refers to was there when it was taken.
        pictures = _pictures(connection) if with_pictures else iter(())
        with open(part, "wb", opener=_private) as file:
            seal(written(connection, contents, pictures), file, identity)
            file.flush()
            os.fsync(file.fileno())
    return contents


def _is_full(problem: OSError | sqlite3.Error | DBAPIError) -> bool:
    cause = problem.orig if isinstance(problem, DBAPIError) else problem
    return getattr(cause, "errno", None) in FULL or getattr(cause, "sqlite_errorname", None) in FULL_SQLITE


def _pictures(connection: Connection) -> Iterator[tuple[str, bytes | None]]:
    kept = store()
    for sha256 in list(queries.whole_pictures(connection)):
        yield sha256, kept.read(sha256)


def _check(part: Path, identity: x25519.Identity, room: Path, contents: Contents) -> int:
    found, torn = _restored(part, identity, room)
    if (found.tables, found.pictures) != (contents.tables, contents.pictures):
        raise Differs(what="sums.json")
    return torn


def _restored(path: Path, identity: x25519.Identity, room: Path) -> tuple[Contents, int]:
    engine = make_engine(f"sqlite:///{room / 'check.db'}")
    try:
        with engine.execution_options(writing=True).connect() as connection, connection.begin():
            contents = load(path, identity, connection, _look_at, _look_at)
            broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
            if broken:
                raise Differs(what=", ".join(sorted({str(each[0]) for each in broken})))
            torn = queries.histories_with_gaps(connection) + queries.rows_ahead_of_their_file(connection)
            return contents, torn + _broken_audit(connection)
    finally:
        engine.dispose()


def _broken_audit(connection: Connection) -> int:
    """Whether the audit is not chained as it was written; one of an older schema has none, or another."""
    if queries.revision_of(connection) != ScriptDirectory.from_config(alembic_config(connection)).get_current_head():
        return 0
    with Session(connection) as session:
        return int(verify(session)[1] is not None)


def _look_at(*_: object) -> None:
    """Its hash is checked already."""


def _is_backup(file: Path) -> bool:
    """Whether a file may be replaced by a backup: it is one itself. A database or a key never begins so."""
    if not file.is_file():
        return False
    with file.open("rb") as opened:
        return opened.read(len(AGE)) == AGE


def _stamped() -> str:
    return f"shouwang-{settings().county}-{clock.now():%Y%m%dT%H%M%SZ}{SUFFIX}"


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def name(part: Path, target: Path) -> None:
    """Gives a file its name, in place of whatever had it, also over a power cut."""
    part.replace(target)
    handle = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
