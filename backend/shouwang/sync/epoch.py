"""The epoch: a random id of this database's history. A restore replaces it, and phones send again."""

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session
from sqlmodel import col

from shouwang.prepared import Prepared
from shouwang.sync.models import Meta

_EPOCH = Prepared(lambda _: select(col(Meta.value)).where(col(Meta.key) == bindparam("key")))


def epoch(session: Session) -> str:
    """The epoch; the migration made it."""
    [[current]] = _EPOCH.rows(session, key="epoch")
    return str(current)
