"""Who may hand people over to whom, and until when (docs/decisions/0127). Pure: what is known goes in."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from shouwang.accounts.roles import STAFF, Role

MOST_DAYS = 31
FURTHEST_START = timedelta(days=62)
"""A cover that is agreed for later than this is a slip of the pen."""

OF_A_PROFESSION = frozenset(
    {
        Role.CADRE,
        Role.FAMILY_DOCTOR,
        Role.POLICE,
        Role.SOCIAL_WORKER,
        Role.PROVIDER,
        Role.HEALTH_WORKER,
        Role.ASSESSOR,
    }
)
"""Whose work nobody of another role can do in their place."""


class Refusal(StrEnum):
    """Why a cover does not hold. The words are those of parked items (docs/protocol.md §3)."""

    FORGED = "cover_forged"
    FOREIGN = "cover_foreign"
    DAYS = "cover_days"
    OVER = "cover_over"
    ENDED = "cover_ended"
    TAKEN = "cover_taken"
    TO_ONESELF = "cover_to_oneself"
    NOT_HERS = "cover_not_hers"
    NOT_ALLOWED = "cover_not_allowed"
    BLOCKED = "cover_blocked"


@dataclass(frozen=True, slots=True)
class Care:
    """Somebody cares for a person from a day to a day (None: open), in a role; `is_cover`: in place of another."""

    person: str
    township: str
    role: str
    first: date
    last: date | None
    is_cover: bool


@dataclass(frozen=True, slots=True)
class Taker:
    """Who is to stand in: the place of her account, and her role."""

    role: str
    place: str
    active: bool


@dataclass(frozen=True, slots=True)
class Part:
    """One person's part of a cover. It ends with the care that it stands in for, at the latest."""

    person: str
    role: str
    first: date
    last: date


def days_hold(first: date, last: date, today: date) -> bool:
    """Whether the days of a cover can be meant."""
    return first <= last < first + timedelta(days=MOST_DAYS) and first <= today + FURTHEST_START


def parts(people: Iterable[str], giver: Iterable[Care], taker: Taker, first: date, last: date) -> list[Part] | Refusal:
    """For whom the taker is to care, and how long. Of people whom the giver no longer has the rest is handed over."""
    own = {care.person: care for care in giver if not care.is_cover and _runs_on(care, first)}
    hers = [own[person] for person in people if person in own]
    if not hers:
        return Refusal.NOT_HERS
    if not all(may_stand_in(taker, care) for care in hers):
        return Refusal.NOT_ALLOWED
    return [Part(care.person, care.role, first, last if care.last is None else min(last, care.last)) for care in hers]


def may_stand_in(taker: Taker, care: Care) -> bool:
    """Whether somebody may do this work: of the field, of the same township, and of the profession where it is one."""
    is_hers = taker.role == care.role or (taker.role not in OF_A_PROFESSION and care.role not in OF_A_PROFESSION)
    return taker.active and taker.role not in STAFF and is_hers and care.township.startswith(taker.place[:9])


def last_day(running: date, until: date, today: date) -> date:
    """The last day of what is ended today: today stays hers (decision 0050); what has not begun never begins."""
    return min(until, max(today, running - timedelta(days=1)))


def _runs_on(care: Care, day: date) -> bool:
    return care.first <= day and (care.last is None or day <= care.last)
