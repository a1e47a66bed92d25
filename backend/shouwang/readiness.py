"""Whether this process can do its work: its database answers and stands at the code's own revision."""

from functools import cache

from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from shouwang.database import alembic_config, engine
from shouwang.errors import Busy


def readyz() -> dict[str, str]:
    """Ready, or 503 with Retry-After: a proxy sends phones to another process for as long."""
    with engine().connect() as connection:
        if MigrationContext.configure(connection).get_current_heads() != (_head(connection),):
            raise Busy
    return {"status": "ready"}


def _head(connection: Connection) -> str:
    return _head_of(str(alembic_config(connection).get_main_option("script_location")))


@cache
def _head_of(scripts: str) -> str:
    return str(ScriptDirectory(scripts).get_current_head())
