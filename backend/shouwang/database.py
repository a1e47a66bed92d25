"""The engine, one session per request, and the only commit.

Everything that is true of one database alone stands here: the rest of the code runs on SQLite and PostgreSQL alike.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache, lru_cache
from pathlib import Path
from threading import Lock
from typing import Annotated, Any

import orjson
from alembic import command
from alembic.config import Config
from fastapi import Depends
from sqlalchemy import (
    JSON,
    ColumnElement,
    Connection,
    DateTime,
    Engine,
    FromClause,
    Integer,
    MetaData,
    String,
    any_,
    bindparam,
    cast,
    create_engine,
    event,
    func,
    select,
    text,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Dialect, ExceptionContext, make_url
from sqlalchemy.exc import DataError
from sqlalchemy.orm import Session
from sqlalchemy.types import TypeDecorator
from sqlmodel import SQLModel, col

from shouwang.settings import settings

SQLModel.metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


JSON_TEXT: dict[str, Any] = {
    "json_serializer": lambda value: orjson.dumps(value).decode(),
    "json_deserializer": orjson.loads,
}


BUSY_SECONDS = 30
"""How long a writer on SQLite waits for those before it."""
LARGEST = 2**63
MAPPED_BYTES = 256 * 1024 * 1024
"""How much of a SQLite file is read without copying: it halves what a pull costs, and takes no memory of its own."""


class Moment(TypeDecorator[datetime]):
    """A moment in UTC. SQLite forgets zones, so they are put back on reading; one without a zone is an error."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuses a moment without its offset: it could be any of 24."""
        if value is not None and value.tzinfo is None:
            raise ValueError("a moment without an offset")
        return value and value.astimezone(UTC)

    def bind_processor(self, dialect: Dialect) -> Callable[[datetime | None], Any] | None:
        """The same for SQLite, in the text that SQLAlchemy's own type writes there, in a third of the time."""
        if dialect.name != "sqlite":
            return super().bind_processor(dialect)
        utc = self.process_bind_param

        def as_text(value: datetime | None) -> str | None:
            moment = utc(value, dialect)
            return moment.replace(tzinfo=None).isoformat(" ", "microseconds") if moment else None

        return as_text

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Gives the zone back."""
        return value and (value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC))


def make_engine(url: str) -> Engine:
    """An engine for an address, set up so that what was acknowledged survives a power cut.

    Its exceptions name the statement, never the values in it: those are about people.
    """
    if make_url(url).get_backend_name() != "sqlite":
        engine = create_engine(
            url, pool_size=16, max_overflow=16, pool_pre_ping=True, hide_parameters=True, **JSON_TEXT
        )
        event.listen(engine, "handle_error", _leave_out_detail)
        return engine
    path = make_url(url).database
    if path and path != ":memory:":
        _make_private(Path(path))
    waiting = {"timeout": BUSY_SECONDS, "check_same_thread": False}
    # One for each thread that answers: those beyond the pool are opened for one request, which reads the schema anew.
    engine = create_engine(url, connect_args=waiting, pool_size=16, hide_parameters=True, **JSON_TEXT)
    turns = _Turns()
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "before_cursor_execute", _refuse_what_postgresql_refuses)
    event.listen(engine, "begin", turns.begin)
    event.listen(engine, "checkin", turns.leave)
    return engine


def _leave_out_detail(context: ExceptionContext) -> None:
    # Hidden parameters do not hide DETAIL, in which PostgreSQL quotes the whole row.
    refused, told = context.original_exception, context.sqlalchemy_exception
    primary = getattr(getattr(refused, "diag", None), "message_primary", None)
    if primary and told:
        refused.args = (primary,)
        told.args = (f"({type(refused).__name__}) {primary}",)


def _make_private(file: Path) -> None:
    """Names and telephones lie in it in the clear: a new folder and a new file are for their owner alone."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not file.exists():
        file.touch(mode=0o600)  # SQLite gives the files beside it, -wal and -shm, the mode of this one


def _refuse_what_postgresql_refuses(
    conn: Connection, cursor: Any, statement: str, parameters: Any, context: Any, executemany: bool
) -> None:
    """A text with NUL, and a number of more than 64 bits: of the second SQLite's driver says so in its own way."""
    for row in parameters if executemany else (parameters,):
        for value in row:
            if (type(value) is str and "\x00" in value) or (type(value) is int and not -LARGEST <= value < LARGEST):
                raise DataError(statement, None, ValueError("what no database can hold"))


def _prepare_sqlite(connection: Any, _: Any) -> None:
    # The driver's own transactions start late and break savepoints: we say BEGIN ourselves.
    connection.isolation_level = None
    busy = f"busy_timeout={BUSY_SECONDS * 1_000}"
    mapped = f"mmap_size={MAPPED_BYTES}"
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", busy, mapped):
        connection.execute(f"PRAGMA {pragma}")


class _Turns:
    """Writers of this process on SQLite, one after the other.

    SQLite itself lets whoever waits ask again from time to time: one who writes without pause would leave the others
    hardly a moment to ask in, until they are told that the database is locked.
    """

    def __init__(self) -> None:
        self._turn = Lock()

    def begin(self, connection: Connection) -> None:
        """A writer that began as a reader dies of SQLITE_BUSY when it comes to write, so writers say so at once."""
        writing = connection.get_execution_options().get("writing", False)
        if writing and not connection.info.get("turn"):
            # Who does not get it in time asks SQLite all the same, and is told why not.
            connection.info["turn"] = self._turn.acquire(timeout=BUSY_SECONDS)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    def leave(self, connection: Any, record: Any) -> None:
        """A COMMIT that fails leaves the transaction and its lock in place, while SQLAlchemy takes it for ended."""
        if connection is not None:
            connection.rollback()
        if record.info.pop("turn", False):
            self._turn.release()


@cache
def engine() -> Engine:
    """The engine of this process."""
    return make_engine(settings().url)


def _writer(on: Engine) -> Engine:
    return _with(on, writing=True)


def _reader(on: Engine) -> Engine:
    return _with(on, isolation_level="REPEATABLE READ") if on.dialect.name == "postgresql" else on


@lru_cache(maxsize=4)  # two for each of the databases at hand
def _with(on: Engine, **options: Any) -> Engine:
    return on.execution_options(**options)


@contextmanager
def writing(on: Engine | None = None) -> Iterator[Session]:
    """One transaction that may write; commits at the end, rolls back on any exception. The only commit there is."""
    with Session(_writer(on or engine()), expire_on_commit=False) as session:
        yield session
        session.commit()


@contextmanager
def reading(on: Engine | None = None) -> Iterator[Session]:
    """One snapshot that stays the same while it is read; nothing is ever written."""
    with Session(_reader(on or engine()), expire_on_commit=False) as session:
        yield session


def _writing_session() -> Iterator[Session]:
    with writing() as session:
        yield session


def _reading_session() -> Iterator[Session]:
    with reading() as session:
        yield session


# scope="function": the commit happens before the reply leaves. With the default scope a phone could be told
# "applied" and the commit still fail. Routes that write are of `routing.Committing`, which commits sooner still.
Writing = Annotated[Session, Depends(_writing_session, scope="function")]
Reading = Annotated[Session, Depends(_reading_session, scope="function")]


def insert_into(session: Session, table: Any) -> Any:
    """An INSERT that knows ON CONFLICT, which SQLAlchemy spells per dialect."""
    return insert_for(session.get_bind().dialect, table)


def insert_for(dialect: Dialect, table: Any) -> Any:
    """The same, to be prepared."""
    return postgresql.insert(table) if dialect.name == "postgresql" else sqlite.insert(table)


def among(column: Any, name: str, dialect: Dialect) -> ColumnElement[bool]:
    """Whether a column of text is one of a list given as one value: `IN` would be another text for each length."""
    if dialect.name == "postgresql":
        return col(column) == any_(bindparam(name, type_=postgresql.ARRAY(String)))
    listed = func.json_each(bindparam(name, type_=JSON)).table_valued("value")
    return col(column).in_(select(listed.c.value))


def numbers(name: str, dialect: Dialect) -> tuple[FromClause, ColumnElement[str], ColumnElement[int]]:
    """A mapping of texts to numbers, given as one value, as a table of two columns."""
    each = func.json_each_text if dialect.name == "postgresql" else func.json_each
    listed = each(bindparam(name, type_=JSON)).table_valued("key", "value")
    return listed, listed.c.key, cast(listed.c.value, Integer)


def has_one_writer(on: Engine) -> bool:
    """Whether writers of this database wait for each other, whatever they write."""
    return on.dialect.name == "sqlite"


def lock_rows(session: Session, statement: Any, *, key_share: bool = False) -> Any:
    """The SELECT with row locks; SQLite's writers are alone already. `key_share`: others may refer to the rows."""
    return (
        statement.with_for_update(key_share=key_share) if session.get_bind().dialect.name == "postgresql" else statement
    )


def migrate(on: Engine | None = None, revision: str = "head") -> None:
    """Brings the schema to a revision, upwards. Several starting processes wait for each other."""
    target = on or engine()
    with target.execution_options(writing=True).connect() as connection, connection.begin():
        if target.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(7211)"))
        command.upgrade(alembic_config(connection), revision)


def alembic_config(connection: Connection) -> Config:
    """Alembic's settings for a connection; the revisions ship inside the package."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    return config
