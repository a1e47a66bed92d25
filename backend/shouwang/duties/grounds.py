"""Why a duty was owed, suspended or not owed: the days of a period in stretches, each with the facts behind it. Pure.

Which days are owed is taken from the engine as it counted them; here is said why, from the same bindings of facts.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from shouwang.duties.duty import Population
from shouwang.duties.tallies import span_of
from shouwang.duties.timelines import Binding, Condition, Fact, Span, condition_on
from shouwang.duties.words import FactKind


class GroundState(StrEnum):
    """What the days of a stretch were for a duty."""

    OWED = "owed"
    SUSPENDED = "suspended"
    NOT_OWED = "not_owed"


class Why(StrEnum):
    """What kept a duty from being owed. `programme` is said of the wrong one, and of none at all."""

    NOT_IN_FORCE = "not_in_force"
    DEATH = "death"
    BEFORE_BIRTH = "before_birth"
    NOT_LIVED_IN = "not_lived_in"
    AGE = "age"
    PROGRAMME = "programme"
    ARRANGEMENT = "arrangement"
    ABILITY = "ability"
    SUSPENSION = "suspension"


class HeldFact(NamedTuple):
    """A fact that had to do with a stretch. `binds_from` is its beginning, or the day on which it was known."""

    fact: Fact
    binds_from: date


class Ground(NamedTuple):
    """Days from `first` to `last`, and by which facts the duty was owed on them or not.

    `facts` held; `not_known_yet` began before these days and bind only later, when they were known. `of_age` are the
    days on which the person is of an age for the duty, None where it asks for none or her birthday is not known.
    """

    first: date
    last: date
    state: GroundState
    why: tuple[Why, ...]
    facts: tuple[HeldFact, ...]
    not_known_yet: tuple[HeldFact, ...]
    of_age: Span | None


@dataclass(frozen=True, slots=True)
class Circumstances:
    """All that decides whether a duty is owed; `spans` and `suspended` are what the engine made of it.

    Without a `population` it is owed to a place, which has no facts.
    """

    population: Population | None
    in_force: Span | None
    of_age: Span | None
    born: int | None
    death: Fact | None
    bindings: Sequence[Binding]
    spans: Sequence[Span]
    suspended: Sequence[Span]


def grounds(about: Circumstances, period: Span) -> tuple[Ground, ...]:
    """The days of the period in stretches, each as long as nothing changes."""
    firsts = _firsts(about, period)
    found: list[Ground] = []
    for first, after in pairwise((*firsts, period.last + 1)):
        ground = _ground(about, first, after - 1)
        if found and found[-1][2:] == ground[2:]:
            ground = ground._replace(first=found.pop().first)
        found.append(ground)
    return tuple(found)


def _firsts(about: Circumstances, period: Span) -> list[int]:
    spans = [*about.spans, *about.suspended, *(each for each in (about.in_force, about.of_age) if each)]
    spans += [Span(each.first, each.last) for each in about.bindings]
    begin = {first for first, _ in spans} | {last + 1 for _, last in spans}
    begin |= {each.fact.valid_from.toordinal() for each in about.bindings}
    begin |= {day for day in (about.born, about.death and about.death.valid_from.toordinal()) if day}
    return [period.first, *sorted(day for day in begin if period.first < day <= period.last)]


def _ground(about: Circumstances, first: int, last: int) -> Ground:
    why = _why(about, first)
    facts, waiting = _facts(about, why, first)
    state = GroundState.OWED if span_of(about.spans, first) else GroundState.NOT_OWED
    if span_of(about.suspended, first):
        state = GroundState.SUSPENDED
    of_age = about.of_age if about.population and about.population.age else None
    return Ground(date.fromordinal(first), date.fromordinal(last), state, why, facts, waiting, of_age)


def _why(about: Circumstances, day: int) -> tuple[Why, ...]:
    if about.in_force is None or not about.in_force.first <= day <= about.in_force.last:
        return (Why.NOT_IN_FORCE,)
    if about.population is None:
        return () if span_of(about.spans, day) else (Why.NOT_LIVED_IN,)
    if about.death and about.death.valid_from.toordinal() <= day:
        return (Why.DEATH,)
    if about.born is not None and day < about.born:
        return (Why.BEFORE_BIRTH,)
    is_of_age = about.of_age is not None and about.of_age.first <= day <= about.of_age.last
    age = (Why.AGE,) if about.population.age and not is_of_age else ()
    return (*age, *_unmet(about.population, condition_on(about.bindings, day)))


def _unmet(population: Population, condition: Condition) -> Iterable[Why]:
    programmes, arrangement, ability, suspended = condition
    if not programmes or (population.programmes and programmes.isdisjoint(population.programmes)):
        yield Why.PROGRAMME
    if population.arrangements and arrangement not in population.arrangements:
        yield Why.ARRANGEMENT
    if population.abilities and ability not in population.abilities:
        yield Why.ABILITY
    if suspended:
        yield Why.SUSPENSION


def _facts(about: Circumstances, why: Sequence[Why], day: int) -> tuple[tuple[HeldFact, ...], tuple[HeldFact, ...]]:
    if about.death and Why.DEATH in why:
        return (HeldFact(about.death, about.death.valid_from),), ()
    asked = _asked_kinds(about.population) if about.population else ()
    held: dict[tuple[str, str | None, int], Binding] = {}
    waiting = []
    for each in about.bindings:
        if each.kind not in asked or not each.fact.valid_from.toordinal() <= day <= each.last:
            continue
        if each.first <= day:
            held[_place(each)] = each  # the bindings come weakest first
        else:
            waiting.append(each)
    return tuple(map(_held, held.values())), tuple(map(_held, waiting))


def _asked_kinds(population: Population) -> set[str]:
    asked: set[str] = {FactKind.PROGRAMME, FactKind.SUSPENSION}
    asked |= {FactKind.ARRANGEMENT} if population.arrangements else set()
    return asked | ({FactKind.ABILITY} if population.abilities else set())


def _place(binding: Binding) -> tuple[str, str | None, int]:
    """One arrangement and one ability hold at a time; programmes hold beside each other, and suspensions overlap."""
    if binding.kind == FactKind.PROGRAMME:
        return binding.kind, binding.value, 0
    return binding.kind, None, id(binding.fact) if binding.kind == FactKind.SUSPENSION else 0


def _held(binding: Binding) -> HeldFact:
    return HeldFact(binding.fact, date.fromordinal(binding.first))
