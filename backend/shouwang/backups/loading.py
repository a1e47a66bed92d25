"""A backup into an empty place, compared there with what was backed up."""

from collections.abc import Callable
from pathlib import Path

from alembic import command
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from pyrage import x25519
from sqlalchemy import Connection, Table

from shouwang.backups.archive import Contents, Told, about_of, follow
from shouwang.backups.failures import Differs, TooNew
from shouwang.backups.rows import VERSIONS, differences, empty, insert_lines, sums_of, tables_of
from shouwang.backups.sealed_file import opened
from shouwang.database import alembic_config

Keys = Callable[[str], None]
Picture = Callable[[str, bytes], None]


def load(path: Path, identity: x25519.Identity, connection: Connection, keys: Keys, picture: Picture) -> Contents:
    """Makes the tables of the backup's revision, fills them, and compares. Raises `Damaged`, `Differs`, `TooNew`.

    It is the caller's transaction: nothing is there before he commits.
    """
    with opened(path, identity) as archive:
        contents = Contents(about_of(archive))
        tables = prepare(connection, contents.about.revision)
        rows = Filling(connection, tables)
        contents.tables = follow(archive, contents, Told(rows.add, keys, picture))
    compare(connection, contents)
    return contents


def prepare(connection: Connection, revision: str) -> dict[str, Table]:
    """The empty tables of a revision. Raises `TooNew` for one that this release does not know."""
    config = alembic_config(connection)
    try:
        ScriptDirectory.from_config(config).get_revision(revision)
    except CommandError as unknown:
        raise TooNew(revision=revision) from unknown
    drop_all(connection)
    command.upgrade(config, revision)
    tables = tables_of(connection)
    empty(connection, tables)
    return {table.name: table for table in tables}


def drop_all(connection: Connection) -> None:
    """Takes away every table."""
    for table in reversed(tables_of(connection)):
        table.drop(connection)
    connection.exec_driver_sql(f"DROP TABLE IF EXISTS {VERSIONS}")


class Filling:
    """Rows into tables as they come."""

    def __init__(self, connection: Connection, tables: dict[str, Table]) -> None:
        self._connection, self._tables = connection, tables

    def add(self, table: str, lines: list[bytes]) -> None:
        """More rows of a table."""
        insert_lines(self._connection, self._tables[table], lines)


def compare(connection: Connection, contents: Contents) -> None:
    """Reads all of it again. Raises `Differs`."""
    found = differences(contents.tables, sums_of(connection))
    if found:
        raise Differs(what=", ".join(found))
