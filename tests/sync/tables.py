"""All rows of a database in memory: to begin each history with, to back up and to restore."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Engine, delete, event, insert, select, update
from sqlmodel import col

from shouwang import tables
from shouwang.database import writing
from shouwang.sync.models import Meta

Copy = Mapping[str, list[dict[str, Any]]]
IN_ORDER = tables.metadata.sorted_tables


def copy_of(engine: Engine) -> Copy:
    """Every row there is."""
    with writing(engine) as session:
        return {table.name: [dict(row) for row in session.execute(select(table)).mappings()] for table in IN_ORDER}


def put_back(engine: Engine, copy: Copy, epoch: str) -> None:
    """The database as it was when it was copied, but with this epoch: what restoring a backup does."""
    with writing(engine) as session:
        for table in reversed(IN_ORDER):
            session.execute(delete(table))
        for table in IN_ORDER:
            if copy[table.name]:
                session.execute(insert(table), copy[table.name])
        session.execute(update(Meta).where(col(Meta.key) == "epoch").values(value=epoch))


def forget_power_cuts(engine: Engine) -> None:
    """SQLite without waiting for the disk: these tests kill no machine."""
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA synchronous=OFF"))
        engine.dispose()
