"""Every SELECT about covers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import col

from shouwang.accounts.models import Device, User
from shouwang.covers.codes import CoverCode
from shouwang.covers.models import Cover, DeviceKey
from shouwang.covers.rules import Care
from shouwang.register.models import Assignment, Person


@dataclass(frozen=True, slots=True)
class Known:
    """What the server knows of what a code says: the cover, who gives and who is meant, the key and its phone.

    `people` are the ids under which its people are kept, in its order.
    """

    cover: Cover | None
    giver: User | None
    meant: User | None
    key: DeviceKey | None
    device: Device | None
    people: tuple[str, ...]
    cares: tuple[Care, ...]
    taker_cares: tuple[Care, ...]


def known_of(session: Session, code: CoverCode, caller: str, people: Sequence[str]) -> Known:
    """All that the decision about a code looks at, read anew under the locks of its people."""
    key = session.get(DeviceKey, code.key)
    taker = code.taker or (None if caller == code.giver else caller)
    return Known(
        cover=cover(session, code.id),
        giver=session.get(User, code.giver),
        meant=session.get(User, code.taker) if code.taker else None,
        key=key,
        device=session.get(Device, key.device, populate_existing=True) if key else None,
        people=tuple(dict.fromkeys(people)),
        cares=tuple(cares_of(session, code.giver, people)),
        taker_cares=tuple(cares_of(session, taker, people)) if taker else (),
    )


def cover(session: Session, cover_id: str) -> Cover | None:
    """A cover, read anew."""
    return session.get(Cover, cover_id, populate_existing=True)


def cares_of(session: Session, user: str, people: Sequence[str]) -> list[Care]:
    """When a user cares or cared for some people, what began last before the others."""
    found = (
        select(Assignment, col(Person.township))
        .join(Person, col(Person.id) == col(Assignment.person))
        .where(col(Assignment.user) == user, col(Assignment.person).in_(people))
        .order_by(col(Assignment.valid_from), col(Assignment.id))
        .execution_options(populate_existing=True)
    )
    return [
        Care(given.person, township, given.role, given.valid_from, given.valid_to, given.cover is not None)
        for given, township in session.execute(found)
    ]


def assignments_under(session: Session, cover_id: str) -> list[Assignment]:
    """The assignments that a cover began, read anew."""
    found = select(Assignment).where(col(Assignment.cover) == cover_id).order_by(col(Assignment.id))
    return list(session.scalars(found.execution_options(populate_existing=True)))


def covers_within(session: Session, place: str, since: date, most: int) -> list[Cover]:
    """The covers of a place that end on a day or later, the last to begin first."""
    found = select(Cover).where(col(Cover.township).startswith(place, autoescape=True), col(Cover.last_day) >= since)
    return list(session.scalars(found.order_by(col(Cover.first_day).desc(), col(Cover.id)).limit(most)))


def keys_of(session: Session, user: str) -> list[DeviceKey]:
    """The keys of a user's phones, the newest first."""
    hers = select(DeviceKey).where(col(DeviceKey.user) == user)
    return list(session.scalars(hers.order_by(col(DeviceKey.told_at).desc(), col(DeviceKey.id))))
