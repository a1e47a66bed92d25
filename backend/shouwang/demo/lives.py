"""What happens to a person in the period: assessments, hospital stays, absences, moves, death."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import NamedTuple

from shouwang.demo.plan import Plan
from shouwang.duties.words import Ability, Arrangement, FactKind

KNOWN_LATE = 0.35
"""The share of changes that the office learns some days later."""

BEFORE = {Ability.FULL: Ability.SEMI, Ability.SEMI: Ability.SELF, Ability.SELF: Ability.SEMI}


class Happening(NamedTuple):
    """A fact as it will be entered; `valid_to` None means open."""

    kind: FactKind
    value: str | None
    valid_from: date
    known_on: date
    valid_to: date | None = None


class Days(NamedTuple):
    """Days, both included, on which a person was as `condition` says: an ability or the reason of a stay elsewhere."""

    first: date
    last: date
    condition: str


@dataclass(slots=True)
class Life:
    """What is known about a person, in order of time."""

    facts: list[Happening] = field(default_factory=list)

    def add(self, kind: FactKind, value: str | None, first: date, known: date, last: date | None = None) -> None:
        """One thing more."""
        self.facts.append(Happening(kind, value, first, known, last))

    @property
    def entered(self) -> list[Happening]:
        """The facts in the order in which the office entered them."""
        return sorted(self.facts, key=lambda fact: (fact.known_on, fact.valid_from))

    def starts(self, kind: FactKind) -> list[Happening]:
        """The facts of a kind."""
        return [fact for fact in self.facts if fact.kind == kind]


def ordinary_life(chance: Random, plan: Plan, born: date, ability: Ability) -> Life:
    """A life in which the person has this ability now; something happens to one in six in a quarter."""
    life = Life()
    entry, known = _entry(chance, plan, born)
    life.add(FactKind.PROGRAMME, "tekun", entry, known)
    life.add(FactKind.ARRANGEMENT, Arrangement.DISPERSED, entry, known)
    _assess(chance, plan, life, entry, known, ability)
    if entry < plan.first and plan.days > 1:
        _befall(chance, plan, life)
    return life


def _entry(chance: Random, plan: Plan, born: date) -> tuple[date, date]:
    if chance.random() < plan.rate(0.015) and plan.days > 1:
        entry = plan.first + timedelta(days=chance.randrange(1, plan.days))
        return entry, min(entry + timedelta(days=chance.randrange(3, 15)), plan.today)
    oldest = max(date(2014, 1, 1), born + timedelta(days=30))
    entry = plan.first - timedelta(days=chance.randrange(40, max(41, (plan.first - oldest).days)))
    return entry, entry


def _assess(chance: Random, plan: Plan, life: Life, entry: date, known: date, ability: Ability) -> None:
    """The first assessment; in the period a second one for a few."""
    if entry < plan.first and plan.days > 1 and chance.random() < plan.rate(0.03):
        again, told = _day(chance, plan)
        life.add(FactKind.ABILITY, BEFORE[ability], entry, known)
        life.add(FactKind.ABILITY, ability, again, told)
    else:
        life.add(FactKind.ABILITY, ability, entry, known)


def _befall(chance: Random, plan: Plan, life: Life) -> None:
    """At most one of what may happen."""
    fate = chance.random() * 90 / plan.days
    day, known = _day(chance, plan)
    if fate < 0.06:
        _stay(chance, plan, life, "hospital", day, known, chance.randrange(4, 21))
    elif fate < 0.09:
        _stay(chance, plan, life, "away", day, known, chance.randrange(5, 31))
    elif fate < 0.095:
        _stay(chance, plan, life, "temporary_institution", day, known, chance.randrange(10, 61))
    elif fate < 0.107:
        life.add(FactKind.DEATH, None, day, known)
    elif fate < 0.115:
        life.add(FactKind.ARRANGEMENT, Arrangement.CENTRALISED, day, known)


def _stay(chance: Random, plan: Plan, life: Life, reason: str, day: date, known: date, length: int) -> None:
    last = day + timedelta(days=length)
    life.add(FactKind.SUSPENSION, reason, day, known, last if last < plan.today else None)


def _day(chance: Random, plan: Plan) -> tuple[date, date]:
    """A day of the period, and the day on which the office learns of it."""
    day = plan.first + timedelta(days=chance.randrange(1, plan.days))
    late = chance.randrange(1, 12) if chance.random() < KNOWN_LATE else 0
    return day, min(day + timedelta(days=late), plan.today)


def days_in_care(life: Life, plan: Plan) -> Iterator[Days]:
    """The days of the period on which somebody may call on the person, at home or where she stays."""
    cuts = sorted({plan.first, *(cut for cut in _cuts(life) if plan.first < cut <= plan.today)})
    ends = [*(cut - timedelta(days=1) for cut in cuts[1:]), plan.today]
    for first, last in zip(cuts, ends, strict=True):
        condition = _condition(life, first)
        if condition:
            yield Days(first, last, condition)


def _cuts(life: Life) -> Iterator[date]:
    for fact in life.facts:
        yield fact.valid_from
        if fact.valid_to:
            yield fact.valid_to + timedelta(days=1)


def _condition(life: Life, day: date) -> str | None:
    held: dict[FactKind, str | None] = {}
    for fact in sorted(life.facts, key=lambda fact: fact.valid_from):
        if fact.valid_from <= day and (fact.valid_to is None or day <= fact.valid_to):
            held[fact.kind] = fact.value
    if FactKind.PROGRAMME not in held or FactKind.DEATH in held or held[FactKind.ARRANGEMENT] != Arrangement.DISPERSED:
        return None
    return held.get(FactKind.SUSPENSION) or held[FactKind.ABILITY]
