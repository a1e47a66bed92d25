"""Runs the revisions on the connection that `shouwang.database.migrate` hands over."""

from typing import Any, Literal

from alembic import context
from sqlmodel.sql.sqltypes import AutoString

from shouwang.tables import metadata


def plain_strings(kind: str, item: Any, _: Any) -> str | Literal[False]:
    """Keeps revisions free of SQLModel, whose string type is only a string."""
    return "sa.String()" if kind == "type" and isinstance(item, AutoString) else False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    render_item=plain_strings,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
