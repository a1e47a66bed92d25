"""`shouwang restore`: a county as it was backed up, under a new epoch, so that phones bring what came after."""

import secrets
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from alembic import command
from pyrage import x25519
from sqlalchemy import Connection, column, table, update

from shouwang import clock, county_keys
from shouwang.backups import queries
from shouwang.backups.archive import Contents
from shouwang.backups.failures import NotEmpty, OtherCounty
from shouwang.backups.loading import load
from shouwang.backups.sealed_file import identity_of
from shouwang.backups.snapshot import alone, file_of, make_sure_of_quiet
from shouwang.backups.taking import back_up, name
from shouwang.blobs.folder import WrongOffset
from shouwang.blobs.store import store
from shouwang.database import alembic_config, engine, make_engine
from shouwang.sealing import load_key
from shouwang.settings import settings

CHUNK_BYTES = 262_144


@dataclass(frozen=True)
class Restored:
    """What was put back. `aside`: where what was there before is now; `keys`: county keys that could not be added."""

    contents: Contents
    aside: Path | None
    keys: list[str]


def restore(path: Path, *, force: bool = False) -> Restored:
    """Puts a backup in place, all of it or nothing. Raises `NotDone`; what was there stays, or is kept aside."""
    identity = identity_of(load_key(settings()))
    with path.open("rb"):
        """A file that is not there is said before anything else is done."""
    is_taken = _is_taken()
    if is_taken and not force:
        raise NotEmpty
    file = file_of(settings().url)
    if file is not None:
        return _into_file(path, identity, file)
    aside = back_up(_aside(settings().data, ".age"), with_pictures=False).path if is_taken else None
    make_sure_of_quiet(settings().url)
    with alone():
        return _into_server(path, identity, aside)


def _into_file(path: Path, identity: x25519.Identity, file: Path) -> Restored:
    """Beside the old file, which it takes the place of in one step."""
    with alone() as room:
        made = room / "restored.db"
        loading = make_engine(f"sqlite:///{made}")
        keys = _Keys()
        try:
            with loading.execution_options(writing=True).connect() as connection, connection.begin():
                contents = _load(path, identity, connection, keys)
        finally:
            loading.dispose()  # its log goes into the file
        aside = None
        if file.exists():
            make_sure_of_quiet(settings().url)
            aside = _aside(file.parent, file.suffix)
            aside.hardlink_to(file)
        _set_logs_aside(file)
        name(made, file)
        return Restored(contents, aside, keys.left)


def _set_logs_aside(file: Path) -> None:
    """A log that was left behind by a lost database would be played into the one that takes its place."""
    for ending in ("-wal", "-shm"):
        log = file.with_name(file.name + ending)
        if log.exists():
            log.replace(_aside(file.parent, file.suffix + ending))


def _into_server(path: Path, identity: x25519.Identity, aside: Path | None) -> Restored:
    """In one transaction, the making of the tables included."""
    keys = _Keys()
    with engine().execution_options(writing=True).connect() as connection, connection.begin():
        return Restored(_load(path, identity, connection, keys), aside, keys.left)


def _load(path: Path, identity: x25519.Identity, connection: Connection, keys: "_Keys") -> Contents:
    contents = load(path, identity, connection, keys.add, _put)
    if contents.about.county != settings().county:
        raise OtherCounty(of=contents.about.county, here=settings().county)
    command.upgrade(alembic_config(connection), "head")
    _turn(connection)
    return contents


def _turn(connection: Connection) -> None:
    """Another epoch: phones hear of it at their next sync, and send again what they hold."""
    meta = table("meta", column("key"), column("value"))
    connection.execute(update(meta).where(meta.c.key == "epoch").values(value=secrets.token_hex(8)))


class _Keys:
    """The county's keys of a backup, added to those that are here."""

    def __init__(self) -> None:
        self.left: list[str] = []

    def add(self, text: str) -> None:
        """Adds them; notes which could not be."""
        self.left = county_keys.bring_back(text)


def _put(sha256: str, content: bytes) -> None:
    """Puts bytes where they are missing. What is here under the hash is they."""
    kept = store()
    if kept.have(sha256) == len(content):
        with suppress(WrongOffset):
            kept.finish(sha256, _no_objection)
        return
    kept.remove(sha256)
    for start in range(0, len(content), CHUNK_BYTES):
        kept.append(sha256, start, content[start : start + CHUNK_BYTES])
    kept.finish(sha256, _no_objection)


def _no_objection(_: bytes) -> None:
    return None


def _is_taken() -> bool:
    file = file_of(settings().url)
    if file is not None and not file.exists():
        return False
    asking = make_engine(settings().url)
    try:
        with asking.connect() as connection:
            return queries.holds_data(connection)
    finally:
        asking.dispose()


def _aside(folder: Path, suffix: str) -> Path:
    return folder / f"before-restore-{clock.now():%Y%m%dT%H%M%SZ}{suffix}"
