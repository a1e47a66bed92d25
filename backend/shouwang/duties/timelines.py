"""What held about a person on which days (semantics §2). Days are proleptic Gregorian ordinals in here.

Nothing walks day by day: a life is a few stretches between facts.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from shouwang.duties.duty import AgeLimit, Population
from shouwang.duties.words import Ability, Arrangement, FactKind

EARLIEST, LATEST = date.min.toordinal(), date.max.toordinal()
_DEPENDENCY = {ability.value: rank for rank, ability in enumerate(Ability)}


@dataclass(frozen=True, slots=True)
class Fact:
    """Something known about a person from `valid_from` to `valid_to` (both inclusive, None = open).

    `known_on` is the day on which it was entered, None meaning `valid_from`. Voided facts never reach the engine.
    """

    kind: str
    value: str | None
    valid_from: date
    valid_to: date | None = None
    known_on: date | None = None
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """Someone whom duties may be owed to. `facts` are in order of entry, which decides ties."""

    id: str
    birth_date: date | None
    facts: Sequence[Fact]


class Condition(NamedTuple):
    """What held on a day, as far as populations ask for it."""

    programmes: frozenset[str]
    arrangement: str | None
    ability: str | None
    suspended: bool


class Stretch(NamedTuple):
    """Days from `first` to `last` on which one condition held."""

    first: int
    last: int
    condition: Condition


class Span(NamedTuple):
    """Days from `first` to `last`, both included."""

    first: int
    last: int


class Binding(NamedTuple):
    """A fact with the days on which it binds: from `first`, which may be after its end, to `last`."""

    kind: str
    value: str | None
    first: int
    last: int
    fact: Fact


def death_of(person: Person) -> Fact | None:
    """The fact of death: the earliest, should there be several."""
    return min((fact for fact in person.facts if fact.kind == FactKind.DEATH), key=_begins, default=None)


def death_day(person: Person) -> int | None:
    """The day of death."""
    death = death_of(person)
    return death.valid_from.toordinal() if death else None


def life(person: Person) -> list[Stretch]:
    """The stretches of a person's life from her first fact on, in order. The day of death is not in it."""
    died = death_day(person)
    born = person.birth_date.toordinal() if person.birth_date else EARLIEST
    binding = [each for each in bindings(person.facts) if each.first <= each.last]
    return _stretches(binding, born, LATEST if died is None else died - 1)


def admits(population: Population, condition: Condition) -> bool:
    """Whether this condition is in the population, ages apart (semantics §3)."""
    programmes, arrangement, ability, suspended = condition
    return (
        not suspended
        and bool(programmes)
        and (not population.programmes or not programmes.isdisjoint(population.programmes))
        and (not population.arrangements or arrangement in population.arrangements)
        and (not population.abilities or ability in population.abilities)
    )


def days_of_age(limit: AgeLimit, birth: date | None) -> Span | None:
    """The days on which someone born on `birth` is within the limit; None where that is never or not known."""
    if birth is None:
        return None
    first = EARLIEST if limit.min is None else birthday(birth, limit.min)
    last = LATEST if limit.max is None else birthday(birth, limit.max + 1) - 1
    return Span(first, last)


def birthday(birth: date, age: int) -> int:
    """The day on which an age is reached; 28 February for 29 February in a common year (semantics §2)."""
    try:
        return birth.replace(year=birth.year + age).toordinal()
    except ValueError:
        return date(birth.year + age, 2, 28).toordinal()


def bindings(facts: Sequence[Fact]) -> list[Binding]:
    """Facts with the days on which they bind, weakest first: the latest `from` holds, then the one entered last.

    Deaths are not among them; one that was known only after its end binds on no day.
    """
    found: list[Binding] = []
    for fact in sorted(facts, key=_begins):
        if fact.kind != FactKind.DEATH:
            last = fact.valid_to.toordinal() if fact.valid_to else LATEST
            found.append(Binding(fact.kind, fact.value, _binds_from(fact, found), last, fact))
    return found


def condition_on(binding: Iterable[Binding], day: int) -> Condition:
    """What held on a day."""
    programmes: set[str | None] = set()
    held: dict[str, str | None] = {}
    for kind, value, first, last, _ in binding:
        if first <= day <= last:
            if kind == FactKind.PROGRAMME:
                programmes.add(value)
            else:
                held[kind] = value
    return Condition(
        frozenset(value for value in programmes if value),
        held.get(FactKind.ARRANGEMENT),
        held.get(FactKind.ABILITY),
        FactKind.SUSPENSION in held,
    )


def _begins(fact: Fact) -> date:
    return fact.valid_from


def _binds_from(fact: Fact, earlier: list[Binding]) -> int:
    """Nobody can miss a duty that nobody knew: what begins or raises one binds from the day it was known."""
    begins = fact.valid_from.toordinal()
    if fact.known_on is None or fact.known_on <= fact.valid_from or not _begins_or_raises(fact, earlier, begins):
        return begins
    return fact.known_on.toordinal()


def _begins_or_raises(fact: Fact, earlier: list[Binding], begins: int) -> bool:
    """Over what held, that is bound, on the day before; going on as before begins and raises nothing."""
    held = [
        binding.value for binding in earlier if binding.kind == fact.kind and binding.first < begins <= binding.last + 1
    ]
    if fact.kind == FactKind.PROGRAMME:
        return fact.value not in held
    if fact.kind == FactKind.ABILITY:
        return not held or _DEPENDENCY[fact.value or ""] > _DEPENDENCY[held[-1] or ""]
    return fact.value == Arrangement.DISPERSED and held[-1:] != [fact.value]


def _stretches(binding: list[Binding], born: int, end: int) -> list[Stretch]:
    cuts = {max(each.first, born) for each in binding}
    cuts.update(each.last + 1 for each in binding if born <= each.last < end)
    firsts = sorted(day for day in cuts if day <= end)
    lasts = [day - 1 for day in (*firsts[1:], end + 1)]
    return [Stretch(first, last, condition_on(binding, first)) for first, last in zip(firsts, lasts, strict=False)]
