"""Every SELECT about showings and consents."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, distinct, func, select
from sqlalchemy.orm import Session, aliased
from sqlmodel import col

from shouwang.privacy.models import Consent, Showing
from shouwang.register.models import Person, Place


def shown_on(session: Session, user: str, day: date) -> int:
    """How much a user was shown on a day."""
    hers = select(func.count()).select_from(Showing).where(col(Showing.user) == user, col(Showing.day) == day)
    return session.scalar(hers) or 0


def showings(session: Session, place: str, first: date, last: date, limit: int) -> list[Any]:
    """Showings of a place's people in a period, the newest first: showing, person's name, township's name."""
    township = aliased(Place)
    found = (
        select(Showing, col(Person.name), func.coalesce(township.name, ""))
        .join(Person, col(Person.id) == col(Showing.person))
        .outerjoin(township, col(township.code) == col(Showing.township))
        .where(*_within(place, first, last))
        .order_by(col(Showing.at).desc(), col(Showing.id).desc())
    )
    return list(session.execute(found.limit(limit)))


def count(session: Session, place: str, first: date, last: date) -> int:
    """How many there are."""
    return session.scalar(select(func.count()).select_from(Showing).where(*_within(place, first, last))) or 0


def more_than(session: Session, usual: int, place: str, first: date, last: date) -> list[Any]:
    """Who was shown more than usual on a day, the newest day first: day, user, name, count."""
    shown = func.count()
    who = (col(Showing.day), col(Showing.user), func.max(col(Showing.user_name)))
    found = select(*who, shown).where(*_within(place, first, last)).group_by(col(Showing.day), col(Showing.user))
    return list(session.execute(found.having(shown > usual).order_by(col(Showing.day).desc(), shown.desc())))


def _within(place: str, first: date, last: date) -> tuple[ColumnElement[bool], ...]:
    return col(Showing.township).startswith(place, autoescape=True), col(Showing.day).between(first, last)


def consents_of(session: Session, person: str) -> list[Consent]:
    """All that was said of a person's purposes; what was said last comes first."""
    said = select(Consent).where(col(Consent.person) == person)
    return list(
        session.scalars(said.order_by(col(Consent.day).desc(), col(Consent.recorded_at).desc(), col(Consent.id).desc()))
    )


def unrecorded_within(session: Session, township: str, purposes: Sequence[str]) -> list[str]:
    """The people of a township of whom not all of some purposes were ever recorded."""
    recorded = (
        select(col(Consent.person))
        .where(col(Consent.purpose).in_(purposes))
        .group_by(col(Consent.person))
        .having(func.count(distinct(col(Consent.purpose))) == len(purposes))
    )
    theirs = select(col(Person.id)).where(col(Person.township) == township, col(Person.id).not_in(recorded))
    return list(session.scalars(theirs.order_by(col(Person.id))))
