"""Conditional writes: of several processes that want one row, one gets it."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import CursorResult, inspect
from sqlalchemy.orm import Session

from shouwang.database import insert_into


def inserted(session: Session, table: Any, values: Mapping[str, Any]) -> bool:
    """Inserts a row, unless one of its key is there; whether it did."""
    statement = insert_into(session, table).values(**values).on_conflict_do_nothing()
    # Asked for what came back: PostgreSQL's driver does not count what the ORM inserts.
    return session.execute(statement.returning(*inspect(table).primary_key)).first() is not None


def changed(session: Session, statement: Any) -> bool:
    """Whether an UPDATE that is made under a condition met its row."""
    done = session.execute(statement)
    return isinstance(done, CursorResult) and done.rowcount == 1
