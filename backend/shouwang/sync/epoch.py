"""The epoch: a random id of this database's history. A restore replaces it, and phones send again."""

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session
from sqlmodel import col

from shouwang.prepared import Prepared
from shouwang.sync.models import Meta

_LINE = Prepared(lambda _: select(col(Meta.value)).where(col(Meta.key) == bindparam("key")))


def epoch(session: Session) -> str:
    """The epoch; the migration made it."""
    return line_of_meta(session, "epoch")


def line_of_meta(session: Session, key: str) -> str:
    """A line of `meta` that a migration has made, as each push and pull asks it."""
    [[value]] = _LINE.rows(session, key=key)
    return str(value)
