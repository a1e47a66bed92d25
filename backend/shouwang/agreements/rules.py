"""What may be signed, what holds on a day, and who should have what. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from shouwang.agreements.kinds import ANY, Demand, Kind, shipped
from shouwang.agreements.words import AgreementKind, AgreementState, Coverage, Misfit, Objection, PartyRole
from shouwang.duties.timelines import Fact
from shouwang.duties.words import Arrangement, FactKind
from shouwang.ledger.standing import age_on, holding_on, programmes_on
from shouwang.register.words import Suspension

ADULT = 18
MOST_YEARS = 30
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Stated:
    """An agreement as it is to be signed; `born` is None of one that is with nobody in care."""

    kind: AgreementKind
    roles: Sequence[PartyRole]
    services: Sequence[str]
    signed_on: date
    valid_from: date
    valid_to: date | None
    born: date | None


def objections_to(stated: Stated, today: date) -> list[Objection]:
    """What speaks against it."""
    kind = shipped().kinds[stated.kind]
    return [*_people(stated, kind), *_services(stated, kind), *_days(stated, today)]


def _people(stated: Stated, kind: Kind) -> Iterator[Objection]:
    if kind.person and stated.born is None:
        yield Objection.PERSON_MISSING
    if not kind.person and stated.born is not None:
        yield Objection.PERSON_NOT_WANTED
    if any(not set(line) & set(stated.roles) for line in kind.parties):
        yield Objection.PARTY_MISSING
    if set(stated.roles) - {role for line in kind.parties for role in line}:
        yield Objection.PARTY_NOT_WANTED
    if kind.minors and stated.born is not None and age_on(stated.signed_on, stated.born) >= ADULT:
        yield Objection.NOT_A_MINOR


def _services(stated: Stated, kind: Kind) -> Iterator[Objection]:
    if not stated.services:
        yield Objection.SERVICES_MISSING
    if set(stated.services) - set(kind.services):
        yield Objection.SERVICE_UNKNOWN


def _days(stated: Stated, today: date) -> Iterator[Objection]:
    if stated.signed_on > today:
        yield Objection.IN_THE_FUTURE
    if stated.valid_to is not None and stated.valid_to < stated.valid_from:
        yield Objection.ENDS_BEFORE_IT_BEGINS
    if abs(stated.valid_from.year - stated.signed_on.year) > MOST_YEARS or (
        stated.valid_to is not None and stated.valid_to.year - stated.valid_from.year > MOST_YEARS
    ):
        yield Objection.TOO_LONG


def objection_to_end(valid_from: date, valid_to: date | None, ended_on: date, today: date) -> Objection | None:
    """What speaks against an end: `ended_on` is the last day on which it holds."""
    if ended_on > today:
        return Objection.IN_THE_FUTURE
    if ended_on < valid_from:
        return Objection.BEFORE_IT_BEGAN
    return Objection.AFTER_ITS_END if valid_to is not None and ended_on > valid_to else None


class Term(NamedTuple):
    """An agreement as the rules see it: from when to when (both included, open where None), ended early or not."""

    id: str
    kind: AgreementKind
    valid_from: date
    valid_to: date | None
    ended_on: date | None

    @property
    def until(self) -> date | None:
        """The last day on which it holds."""
        return self.ended_on or self.valid_to

    def holds_on(self, day: date) -> bool:
        """Whether it is in force on a day."""
        return self.valid_from <= day and (self.until is None or day <= self.until)


def state_on(term: Term, day: date, *, voided: bool = False) -> AgreementState:
    """What is so of it on a day."""
    if voided:
        return AgreementState.VOIDED
    if term.holds_on(day):
        return AgreementState.HOLDS
    if day < term.valid_from:
        return AgreementState.NOT_BEGUN
    return AgreementState.ENDED if term.ended_on is not None else AgreementState.EXPIRED


class Living(NamedTuple):
    """How somebody lives on a day. `stays` in an institution for a time, without having moved there."""

    arrangement: str | None
    stays: bool
    programmes: frozenset[str]
    age: int


def living_on(day: date, facts: Sequence[Fact], born: date) -> Living | None:
    """How she lives by the facts as they stand; None from the day of her death on."""
    held = holding_on(day, facts)
    if FactKind.DEATH in held:
        return None
    stays = any(
        fact.kind == FactKind.SUSPENSION
        and fact.value == Suspension.TEMPORARY_INSTITUTION
        and fact.valid_from <= day
        and (fact.valid_to is None or day <= fact.valid_to)
        for fact in facts
    )
    return Living(held.get(FactKind.ARRANGEMENT), stays, frozenset(programmes_on(day, facts)), age_on(day, born))


class Found(NamedTuple):
    """Where somebody stands by one demand: with which agreement, through which day it and what follows it hold (None:
    without an end), and why it does not fit."""

    demand: Demand
    coverage: Coverage
    term: Term | None
    through: date | None
    misfit: Misfit | None


def stands(living: Living, demands: Sequence[Demand], terms: Sequence[Term], day: date) -> list[Found]:
    """What is demanded of somebody, and what there is of it."""
    return [
        _found(living, demand, _fitting(living, demand, demands), terms, day)
        for demand in demands
        if _wants(demand, living)
    ]


def _wants(demand: Demand, living: Living) -> bool:
    is_meant = not demand.programmes or bool(living.programmes & set(demand.programmes))
    lives_so = demand.arrangement is None or living.arrangement == demand.arrangement
    return is_meant and lives_so and (demand.under is None or living.age < demand.under)


def _fitting(living: Living, demand: Demand, demands: Iterable[Demand]) -> set[AgreementKind]:
    """During a stay in an institution its kind will do as well: neither is wrong."""
    fitting = {demand.kind}
    if living.stays and demand.arrangement == Arrangement.DISPERSED:
        fitting |= {each.kind for each in demands if each.arrangement == Arrangement.CENTRALISED}
    return fitting


def _found(living: Living, demand: Demand, fitting: set[AgreementKind], terms: Sequence[Term], day: date) -> Found:
    holding = sorted((term for term in terms if term.holds_on(day)), key=lambda term: (term.valid_from, term.id))
    fits = [term for term in holding if term.kind in fitting]
    if fits:
        through = covered_through([term for term in terms if term.kind in fitting], day)
        return Found(demand, Coverage.COVERED, fits[-1], through, _only_of_home(living, fits))
    others = [term for term in holding if _rivals(term.kind, demand.kind)]
    if others:
        misfit = _why(shipped().kinds[others[-1].kind].lives, living)
        return Found(demand, Coverage.WRONG_KIND, others[-1], others[-1].until, misfit)
    past = [term for term in terms if term.kind in fitting and term.until is not None and term.until < day]
    last = max(past, key=lambda term: (term.until or date.max, term.id), default=None)
    return Found(demand, Coverage.LAPSED if last else Coverage.NONE, last, last.until if last else None, None)


def _rivals(kind: AgreementKind, wanted: AgreementKind) -> bool:
    """Whether both are about where she is cared for: a guardianship stands in place of no care."""
    return ANY not in (shipped().kinds[kind].lives, shipped().kinds[wanted].lives)


def _why(made_for: str, living: Living) -> Misfit:
    if made_for == living.arrangement:
        return Misfit.OTHER_KIND
    return Misfit.MOVED_IN if living.arrangement == Arrangement.CENTRALISED else Misfit.MOVED_OUT


def _only_of_home(living: Living, fits: Iterable[Term]) -> Misfit | None:
    at_home = all(shipped().kinds[term.kind].lives == Arrangement.DISPERSED for term in fits)
    return Misfit.IN_FOR_A_TIME if living.stays and at_home else None


def covered_through(terms: Iterable[Term], day: date) -> date | None:
    """Through which day agreements hold without a gap from a day on which one does; None: without an end."""
    through = day - DAY
    for term in sorted(terms, key=lambda each: each.valid_from):
        if term.valid_from > through + DAY:
            break
        if term.until is None:
            return None
        through = max(through, term.until)
    return through


def last_day(valid_from: date, months: int) -> date:
    """The last day of so many months: from 15 March a year holds through 14 March."""
    year, month = divmod(valid_from.month - 1 + months, 12)
    first = date(valid_from.year + year, month + 1, 1)
    return min(first + timedelta(days=valid_from.day - 1), _end_of_month(first) + DAY) - DAY


def _end_of_month(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1) - DAY
