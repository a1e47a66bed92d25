"""Statements that are made once, for those that every push and pull needs (docs/decisions/0006).

SQLAlchemy makes the text of a statement anew, or finds it again by a key of all its parts, and wraps each value and
each row: with short statements that takes several times as long as the database. Here the text is made once for each
kind of database; what SQLAlchemy's types make of values and of columns stays as it is.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy.engine import Dialect
from sqlalchemy.orm import Session

Reader = Callable[[Any], Any] | None
"""What makes a Python value of what the driver gives, and the other way round; None where it is one already."""


class Prepared:
    """A statement with named values, as `make` says it for a kind of database. For lists of values see `among`."""

    def __init__(self, make: Callable[[Dialect], Any]) -> None:
        self._make = make
        self._forms: dict[str, _Form] = {}

    def rows(self, session: Session, **values: Any) -> list[Sequence[Any]]:
        """All rows that it finds, or returns."""
        connection = session.connection()
        form = self._form(connection.dialect)
        found = connection.exec_driver_sql(form.text, form.bound({**form.constants, **values})).fetchall()
        return [form.read(row) for row in found] if form.readers else list(found)

    def many(self, session: Session, rows: Iterable[Mapping[str, Any]]) -> None:
        """Runs it once for each of the rows of values, which must not be none."""
        connection = session.connection()
        form = self._form(connection.dialect)
        connection.exec_driver_sql(form.text, [form.bound(row) for row in rows])

    def _form(self, dialect: Dialect) -> "_Form":
        # Of a connection, for a dialect is complete when it has met its database.
        form = self._forms.get(dialect.name)
        if form is None:
            form = self._forms[dialect.name] = _form(self._make(dialect), dialect)
        return form


class _Form(NamedTuple):
    """A statement as one kind of database takes it."""

    text: str
    writers: Sequence[tuple[str, Reader]]
    constants: Mapping[str, Any]
    by_position: bool
    readers: Sequence[tuple[int, Callable[[Any], Any]]]

    def bound(self, values: Mapping[str, Any]) -> Any:
        if self.by_position:
            return tuple([write(values[name]) if write else values[name] for name, write in self.writers])
        return {name: write(values[name]) if write else values[name] for name, write in self.writers}

    def read(self, row: Sequence[Any]) -> Sequence[Any]:
        values = list(row)
        for place, read in self.readers:
            values[place] = read(values[place])
        return values


def _form(statement: Any, dialect: Dialect) -> _Form:
    compiled = statement.compile(dialect=dialect)
    names = compiled.positiontup if compiled.positional else list(compiled.binds)
    writers = [(name, compiled.binds[name].type.dialect_impl(dialect).bind_processor(dialect)) for name in names]
    constants = {name: bound.value for name, bound in compiled.binds.items() if bound.value is not None}
    columns = getattr(statement, "selected_columns", ()) or getattr(statement, "exported_columns", ())
    readers = [column.type.dialect_impl(dialect).result_processor(dialect, None) for column in columns]
    needed = [(place, reader) for place, reader in enumerate(readers) if reader]
    return _Form(str(compiled), writers, constants, compiled.positional, needed)
