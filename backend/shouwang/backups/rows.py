"""Rows as lines that do not depend on the database: what SQLite gives, PostgreSQL takes, and the other way round.

Nothing is opened that is sealed, and JSON is taken as the text that it is. Tables are reflected, so that a backup of an
older release is read in its own shape.
"""

import hashlib
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import orjson
from psycopg import sql
from sqlalchemy import JSON, Boolean, Connection, DateTime, LargeBinary, MetaData, String, Table, delete, insert, select
from sqlalchemy import cast as cast_
from sqlalchemy import column as column_
from sqlalchemy import table as table_

VERSIONS = "alembic_version"
AT_ONCE = 2_000
MODULUS = 1 << 256
Change = Callable[[Any], Any]


@dataclass(frozen=True)
class Sum:
    """How many rows a table has, and a hash over all of them that does not depend on their order."""

    count: int = 0
    digest: str = "0" * 64


def tables_of(connection: Connection) -> list[Table]:
    """Every table that is here but that of the revision, those first that others refer to."""
    found = MetaData()
    found.reflect(connection)
    return [table for table in found.sorted_tables if table.name != VERSIONS]


def lines_of(connection: Connection, table: Table) -> Iterator[bytes]:
    """Each row as a list in JSON; its columns by their names."""
    columns = _columns(table)
    writers = [_WRITERS[connection.dialect.name](column.type) for column in columns]
    bare = table_(table.name, *(column_(column.name) for column in columns))
    texts = {column.name for column in columns if isinstance(column.type, JSON)}
    asked = select(*(cast_(each, String) if each.name in texts else each for each in bare.c))
    found = connection.execute(asked, execution_options={"yield_per": AT_ONCE})
    for row in found:
        yield orjson.dumps(
            [value if value is None else write(value) for value, write in zip(row, writers, strict=True)]
        )


def insert_lines(connection: Connection, table: Table, lines: Iterable[bytes]) -> None:
    """The rows into a table."""
    columns = _columns(table)
    readers = [_READERS[connection.dialect.name](column.type) for column in columns]
    rows = (
        [value if value is None else read(value) for value, read in zip(orjson.loads(line), readers, strict=True)]
        for line in lines
    )
    names = [column.name for column in columns]
    if connection.dialect.name == "postgresql":
        _copy(connection, table.name, names, rows)
        return
    into = insert(table_(table.name, *map(column_, names)))
    values = [dict(zip(names, row, strict=True)) for row in rows]
    if values:
        connection.execute(into, values)


def empty(connection: Connection, tables: Iterable[Table]) -> None:
    """Takes away every row: revisions make some, which the backup has too."""
    for table in reversed(list(tables)):
        connection.execute(delete(table))


def sum_of(lines: Iterable[bytes]) -> Sum:
    """The sum of a table's rows."""
    running = Running()
    for line in lines:
        running.add(line)
    return running.sum()


def sums_of(connection: Connection) -> dict[str, Sum]:
    """The sum of each table."""
    return {table.name: sum_of(lines_of(connection, table)) for table in tables_of(connection)}


def differences(before: Mapping[str, Sum], after: Mapping[str, Sum]) -> list[str]:
    """The tables that are not the same, each with the rows that it has on both sides."""
    none = Sum()
    return [
        f"{name} {before.get(name, none).count} ≠ {after.get(name, none).count}"
        if before.get(name, none).count != after.get(name, none).count
        else f"{name} ({after[name].count})"
        for name in sorted(before.keys() | after.keys())
        if before.get(name) != after.get(name)
    ]


class Running:
    """A sum while its rows come."""

    def __init__(self) -> None:
        self._count, self._total = 0, 0

    def add(self, line: bytes) -> None:
        """One more row."""
        self._count += 1
        self._total = (self._total + int.from_bytes(hashlib.sha256(line).digest(), "big")) % MODULUS

    def sum(self) -> Sum:
        """The sum of those that came."""
        return Sum(self._count, f"{self._total:064x}")


def _columns(table: Table) -> list[Any]:
    return sorted(table.columns, key=lambda column: str(column.name))


def _copy(connection: Connection, table: str, names: list[str], rows: Iterable[list[Any]]) -> None:
    into = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(table), sql.SQL(", ").join(map(sql.Identifier, names))
    )
    driver: Any = connection.connection.driver_connection
    with driver.cursor() as cursor, cursor.copy(into) as copy:
        for row in rows:
            copy.write_row(row)


def _same(value: Any) -> Any:
    return value


def _utc(value: datetime) -> str:
    return value.astimezone(UTC).isoformat(timespec="microseconds")


def _write_sqlite(kind: Any) -> Change:
    if isinstance(kind, DateTime):
        return lambda text: _utc(datetime.fromisoformat(text).replace(tzinfo=UTC))
    if isinstance(kind, Boolean):
        return bool
    return _base64 if isinstance(kind, LargeBinary) else _same


def _write_postgresql(kind: Any) -> Change:
    if isinstance(kind, LargeBinary):
        return _base64
    return _moment_or_day


def _moment_or_day(value: Any) -> Any:
    if isinstance(value, datetime):
        return _utc(value)
    return value.isoformat() if isinstance(value, date) else value


def _read_sqlite(kind: Any) -> Change:
    if isinstance(kind, DateTime):
        return lambda text: datetime.fromisoformat(text).replace(tzinfo=None).isoformat(" ", "microseconds")
    if isinstance(kind, Boolean):
        return int
    return b64decode if isinstance(kind, LargeBinary) else _same


def _read_postgresql(kind: Any) -> Change:
    return b64decode if isinstance(kind, LargeBinary) else _same


def _base64(value: bytes) -> str:
    return b64encode(value).decode()


_WRITERS: Mapping[str, Callable[[Any], Change]] = {"sqlite": _write_sqlite, "postgresql": _write_postgresql}
_READERS: Mapping[str, Callable[[Any], Change]] = {"sqlite": _read_sqlite, "postgresql": _read_postgresql}
