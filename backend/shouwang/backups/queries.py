"""What is asked of a database whose shape may be an older one: by the names of tables and columns alone."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import (
    ColumnClause,
    Connection,
    MetaData,
    Select,
    column,
    exists,
    func,
    literal,
    or_,
    select,
    table,
    text,
)

from shouwang.backups.rows import AT_ONCE, VERSIONS

TELLING = ("user_account", "person", "mutation")
"""A database in which one of these has a row is somebody's."""
OTHERS = text("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()")


def revision_of(connection: Connection) -> str:
    """At which revision the schema stands."""
    return str(connection.scalar(select(column("version_num")).select_from(table(VERSIONS))))


def holds_data(connection: Connection) -> bool:
    """Whether a database is somebody's."""
    here = MetaData()
    here.reflect(connection)
    asked = (select(exists(select(literal(1)).select_from(table(name)))) for name in TELLING if name in here.tables)
    return any(connection.scalar(each) for each in asked)


def others_connected(connection: Connection) -> int:
    """How many others are connected to this PostgreSQL database."""
    return connection.scalar(OTHERS) or 0


def whole_pictures(connection: Connection) -> Iterator[str]:
    """The hashes of all pictures and voice notes that should be here."""
    whole: Select[Any] = (
        select(column("sha256")).select_from(table("blob", column("state"))).where(column("state") == "whole")
    )
    in_order = whole.order_by(column("sha256"))
    yield from connection.scalars(in_order, execution_options={"yield_per": AT_ONCE})


def histories_with_gaps(connection: Connection) -> int:
    """How many rows have not all of their versions from the first to the newest."""
    kind: ColumnClause[str]
    of: ColumnClause[str]
    version: ColumnClause[int]
    kind, of, version = column("kind"), column("id"), column("version")
    counted = func.count(version)
    torn = or_(func.min(version) != 1, func.max(version) != counted)
    found = select(kind, of).select_from(table("row_version", kind, of, version)).group_by(kind, of).having(torn)
    return connection.scalar(select(func.count()).select_from(found.subquery())) or 0


def rows_ahead_of_their_file(connection: Connection) -> int:
    """How many rows stand in a file under a number that the file has not given yet."""
    row = table("sync_row", column("bucket"), column("seq"))
    file = table("bucket", column("key"), column("rev"))
    ahead = select(func.count()).select_from(row.outerjoin(file, file.c.key == row.c.bucket))
    return connection.scalar(ahead.where(row.c.seq > func.coalesce(file.c.rev, 0))) or 0
