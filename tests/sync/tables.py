"""All rows of a database in memory: read again only where something was written, to back up and to restore."""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import Engine, Table, and_, bindparam, delete, event, insert, select, text, update
from sqlalchemy.orm import Session
from sqlmodel import SQLModel, col

from shouwang import tables
from shouwang.database import writing
from shouwang.sync.models import Meta
from shouwang.sync.synced import SyncedRow

Model = TypeVar("Model", bound=SQLModel)
Key = tuple[Any, ...]
Values = tuple[Any, ...]
Copy = Mapping[str, Mapping[Key, Values]]
IN_ORDER = {table.name: table for table in tables.metadata.sorted_tables}
WRITTEN = re.compile(r'\b(?:INSERT INTO|UPDATE|DELETE FROM)\s+"?(\w+)')
NO_FOREIGN_KEYS = {"sqlite": "PRAGMA defer_foreign_keys=ON", "postgresql": "SET LOCAL session_replication_role=replica"}


class Tables:
    """What SQL says of every table. Asked again, a table is read again only if a statement has named it to write.

    A row that has not changed stays the same object.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._stale = set(IN_ORDER)
        self._values: dict[str, dict[Key, Values]] = {}
        self._rows: dict[str, dict[Key, tuple[Values, Any]]] = {name: {} for name in IN_ORDER}
        self._lists: dict[str, list[Any]] = {}
        self._shown: dict[tuple[str, str], tuple[SyncedRow, Any]] = {}
        event.listen(engine, "before_cursor_execute", self._note)

    def all(self, model: type[Model]) -> list[Model]:
        """Every row of a table."""
        self._refresh()
        name = str(model.__tablename__)
        if name not in self._lists:
            self._lists[name] = [self._row(model, name, key) for key in self._values[name]]
        return self._lists[name]

    def one(self, model: type[Model], key: str) -> Model | None:
        """The row with this id; null: there is none."""
        self._refresh()
        name = str(model.__tablename__)
        return self._row(model, name, (key,)) if (key,) in self._values[name] else None

    def shown(self, row: SyncedRow) -> Any:
        """What its readers see of a row."""
        known, shape = self._shown.get((row.sync_kind, row.id), (None, None))
        if known is not row:
            shape = row.shape().model_dump(mode="json")
            self._shown[row.sync_kind, row.id] = (row, shape)
        return shape

    def copy(self) -> Copy:
        """Every row there is."""
        self._refresh()
        return {name: dict(rows) for name, rows in self._values.items()}

    def put_back(self, copy: Copy, epoch: str) -> None:
        """The database as it was when it was copied, but with this epoch: what restoring a backup does."""
        self._refresh()
        now = self._values
        with writing(self._engine) as session:
            session.execute(text(NO_FOREIGN_KEYS[self._engine.dialect.name]))
            for name, table in IN_ORDER.items():
                _delete(session, table, [key for key, row in now[name].items() if copy[name].get(key) != row])
            for name, table in IN_ORDER.items():
                _insert(session, table, [row for key, row in copy[name].items() if now[name].get(key) != row])
            session.execute(update(Meta).where(col(Meta.key) == "epoch").values(value=epoch))

    def _note(self, _connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        self._stale |= _written(statement)

    def _refresh(self) -> None:
        if not self._stale:
            return
        with self._engine.connect() as connection:
            for name in self._stale:
                found = connection.execute(select(IN_ORDER[name]))
                self._values[name] = {key: row for row in map(tuple, found) if (key := _key(name, row))}
                self._lists.pop(name, None)
        self._stale = set()

    def _row(self, model: type[Model], name: str, key: Key) -> Model:
        values = self._values[name][key]
        known, row = self._rows[name].get(key, (None, None))
        if known is not values and known != values:
            row = model(**dict(zip(IN_ORDER[name].columns.keys(), values, strict=True)))
        self._rows[name][key] = (values, row)
        return row  # type: ignore[return-value] # known by the same key before, or made just now


@cache
def _written(statement: str) -> frozenset[str]:
    return frozenset(name for name in WRITTEN.findall(statement) if name in IN_ORDER)


@cache
def _places_of_key(name: str) -> tuple[int, ...]:
    columns = list(IN_ORDER[name].columns)
    return tuple(columns.index(column) for column in IN_ORDER[name].primary_key)


def _key(name: str, row: Values) -> Key:
    return tuple(row[place] for place in _places_of_key(name))


def _delete(session: Session, table: Table, keys: Iterable[Key]) -> None:
    columns = list(table.primary_key)
    gone = [{f"old_{column.name}": value for column, value in zip(columns, key, strict=True)} for key in keys]
    if gone:
        these = and_(*(column == bindparam(f"old_{column.name}") for column in columns))
        session.connection().execute(delete(table).where(these), gone)


def _insert(session: Session, table: Table, rows: Iterable[Values]) -> None:
    names = table.columns.keys()
    values = [dict(zip(names, row, strict=True)) for row in rows]
    if values:
        session.connection().execute(insert(table), values)


def be_quick(engine: Engine) -> None:
    """SQLite without waiting for the disk, PostgreSQL without asking whether it lives: these tests kill nobody."""
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA synchronous=OFF"))
        engine.dispose()
    else:
        engine.pool._pre_ping = False  # there is no other way to take it back
