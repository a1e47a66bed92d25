"""Every SELECT about needs."""

from typing import Any

from sqlalchemy import case, select
from sqlalchemy.orm import Session
from sqlmodel import col

from shouwang.needs.models import Need, NeedStepRow
from shouwang.needs.words import NeedStatus
from shouwang.register.models import Person, Place


def needs_within(session: Session, place: str, *, closed: bool) -> list[Any]:
    """Needs of a place, the urgent ones first, then the oldest; with `closed` those that are, the last one first."""
    within = _with_names().where(col(Need.township).startswith(place, autoescape=True))
    if closed:
        ended = within.where(col(Need.status) == NeedStatus.CLOSED)
        return list(session.execute(ended.order_by(col(Need.closed_at).desc(), col(Need.id))))
    pending = within.where(col(Need.status) != NeedStatus.CLOSED)
    first = case((col(Need.due_at).is_(None), 1), else_=0)
    return list(session.execute(pending.order_by(first, col(Need.due_at), col(Need.raised_at), col(Need.id))))


def with_names(session: Session, need: str) -> Any:
    """A need with the name of its person and of her village."""
    return session.execute(_with_names().where(col(Need.id) == need)).one()


def steps_of(session: Session, need: str) -> list[NeedStepRow]:
    """What was done with a need, the first first."""
    theirs = select(NeedStepRow).where(col(NeedStepRow.need) == need)
    return list(session.scalars(theirs.order_by(col(NeedStepRow.at), col(NeedStepRow.id))))


def _with_names() -> Any:
    return (
        select(Need, col(Person.name), col(Place.name))
        .join(Person, col(Person.id) == col(Need.person))
        .outerjoin(Place, col(Place.code) == col(Person.village))
    )
