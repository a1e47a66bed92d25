"""Which facts may be entered and ended: what is known in, an objection out (semantics §2, decision 0030). Pure."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from shouwang.duties.words import FactKind
from shouwang.register.words import VALUES

FURTHEST_START = timedelta(days=366)
"""What begins later than in a year is a slip of the pen."""
FURTHEST_END = timedelta(days=366 * 10)


class Problem(StrEnum):
    """Why a fact cannot be entered or ended as asked."""

    UNKNOWN_VALUE = "unknown_value"
    ENDS_BEFORE_IT_BEGINS = "ends_before_it_begins"
    DEATH_HAS_NO_END = "death_has_no_end"
    BEFORE_BIRTH = "before_birth"
    TOO_FAR_AHEAD = "too_far_ahead"
    DEATH_IN_THE_FUTURE = "death_in_the_future"
    AFTER_DEATH = "after_death"
    SECOND_DEATH = "second_death"
    CONTRADICTS = "contradicts"
    FACT_VOIDED = "fact_voided"
    NOTHING_TO_END = "nothing_to_end"
    ASSESS_FIRST = "assess_first"


@dataclass(frozen=True, slots=True)
class Objection:
    """A problem, and what it rests on: dates as YYYY-MM-DD and ids."""

    code: Problem
    facts: dict[str, str | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Stated:
    """What is to be entered."""

    kind: FactKind
    value: str | None
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class Known:
    """A fact that stands: entered and not voided."""

    id: str
    stated: Stated


def objection_to(stated: Stated, known: Sequence[Known], born: date, today: date) -> Objection | None:
    """The first thing that speaks against a fact; none where it may be entered."""
    by_itself = _by_itself(stated, born, today)
    return by_itself or next((found for check in AGAINST_KNOWN if (found := check(stated, known))), None)


def same_as(stated: Stated, known: Iterable[Known]) -> str | None:
    """The id of the fact that says just this already."""
    return next((each.id for each in known if each.stated == stated), None)


def objection_to_end(known: Stated, valid_to: date, today: date) -> Objection | None:
    """What speaks against a last day. A fact may be given another one; its history is kept."""
    if known.kind is FactKind.DEATH:
        return Objection(Problem.DEATH_HAS_NO_END)
    if valid_to < known.valid_from:
        return Objection(Problem.ENDS_BEFORE_IT_BEGINS, {"valid_from": known.valid_from.isoformat()})
    return _too_far_ahead(known.valid_from, valid_to, today)


def ended_by_return(known: Iterable[Known], back: date) -> list[str]:
    """The suspensions that run on the day of a return: that day is their last.

    A suspension takes both of its end days out (semantics §2), so the first day that is owed is the one after.
    """
    return [
        each.id
        for each in known
        if each.stated.kind is FactKind.SUSPENSION
        and each.stated.valid_from <= back
        and (each.stated.valid_to is None or each.stated.valid_to > back)
    ]


def _by_itself(stated: Stated, born: date, today: date) -> Objection | None:
    if stated.value not in VALUES[stated.kind]:
        return Objection(Problem.UNKNOWN_VALUE, {"kind": stated.kind, "value": stated.value})
    if stated.valid_from < born:
        return Objection(Problem.BEFORE_BIRTH, {"birth_date": born.isoformat()})
    if stated.kind is FactKind.DEATH and stated.valid_from > today:
        return Objection(Problem.DEATH_IN_THE_FUTURE, {"today": today.isoformat()})
    ends = stated.valid_to and objection_to_end(stated, stated.valid_to, today)
    return ends or _too_far_ahead(stated.valid_from, None, today)


def _too_far_ahead(valid_from: date, valid_to: date | None, today: date) -> Objection | None:
    latest_end = today + FURTHEST_END
    if valid_from > today + FURTHEST_START:
        return Objection(Problem.TOO_FAR_AHEAD, {"latest": (today + FURTHEST_START).isoformat()})
    if valid_to is not None and valid_to > latest_end:
        return Objection(Problem.TOO_FAR_AHEAD, {"latest": latest_end.isoformat()})
    return None


def _against_a_death(stated: Stated, known: Sequence[Known]) -> Objection | None:
    died = min((each for each in known if each.stated.kind is FactKind.DEATH), key=_begin, default=None)
    if died is None:
        return None
    facts: dict[str, str | None] = {"fact": died.id, "death": _begin(died).isoformat()}
    if stated.kind is FactKind.DEATH:
        return Objection(Problem.SECOND_DEATH, facts)
    return Objection(Problem.AFTER_DEATH, facts) if stated.valid_from > _begin(died) else None


def _begin(known: Known) -> date:
    return known.stated.valid_from


def _against_the_same_day(stated: Stated, known: Sequence[Known]) -> Objection | None:
    """Two values of one thing from one day on: one of them is wrong. Programmes and suspensions may be several."""
    for each in known:
        other = each.stated
        if (other.kind, other.valid_from) != (stated.kind, stated.valid_from):
            continue
        if stated.kind in ONE_AT_A_TIME or other.value == stated.value:
            facts = {"fact": each.id, "value": other.value, "valid_from": other.valid_from.isoformat()}
            return Objection(Problem.CONTRADICTS, facts)
    return None


ONE_AT_A_TIME = frozenset({FactKind.ABILITY, FactKind.ARRANGEMENT})

AGAINST_KNOWN: tuple[Callable[[Stated, Sequence[Known]], Objection | None], ...] = (
    _against_a_death,
    _against_the_same_day,
)
