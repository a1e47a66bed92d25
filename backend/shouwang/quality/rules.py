"""What in a register cannot be right, or is missing. Pure: what is known goes in, findings come out."""

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from shouwang.duties.timelines import Condition, Fact, Person, Stretch, bindings, condition_on, death_of, life
from shouwang.duties.words import Arrangement, FactKind
from shouwang.ledger.standing import age_on

OLDEST = 115
"""Years. Older people are more often a wrong year of birth than a true one."""

ONE_VALUE = (FactKind.ARRANGEMENT, FactKind.ABILITY)
"""What a person can only be one of at a time."""


class FindingKind(StrEnum):
    """What is wrong, in the order in which it is worth looking at."""

    COVERAGE = "coverage"
    NOT_LISTED = "not_listed"
    NO_PERSON = "no_person"
    AFTER_DEATH = "after_death"
    CONTRADICTION = "contradiction"
    AGE = "age"
    NO_PROGRAMME = "no_programme"
    NO_ARRANGEMENT = "no_arrangement"
    NO_ABILITY = "no_ability"
    TOO_MANY_PEOPLE = "too_many_people"


class About(StrEnum):
    """What a finding is about: it says where its one action leads."""

    PERSON = "person"
    WORKER = "worker"
    TOWNSHIP = "township"
    PARKED = "parked"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to put right. `count` and `of` are numbers that the sentence tells, `values` what contradicts."""

    kind: FindingKind
    about: About
    id: str
    day: date | None = None
    count: int | None = None
    of: int | None = None
    values: tuple[str, ...] = ()


def of_person(person: Person, today: date) -> Iterator[Finding]:
    """What is wrong with a person by her birth and her facts alone."""
    yield from _age(person, today)
    yield from _contradictions(person)
    if death_of(person) is None:
        yield from _missing(person, today)


def of_month(listed: Set[str], visited: Mapping[str, int], township: str, first: date) -> Iterator[Finding]:
    """Who was visited in a month and is on no list: a coverage over 100 % is told as it is, never clipped."""
    if len(visited) > len(listed):
        yield Finding(FindingKind.COVERAGE, About.TOWNSHIP, township, first, len(visited), len(listed))
    for person in sorted(visited.keys() - listed):
        yield Finding(FindingKind.NOT_LISTED, About.PERSON, person, first, visited[person])


def of_workers(loads: Mapping[str, int], limit: int) -> Iterator[Finding]:
    """Who has more people than is thought to be well; nobody is hindered by it."""
    for user, people in sorted(loads.items()):
        if people > limit:
            yield Finding(FindingKind.TOO_MANY_PEOPLE, About.WORKER, user, count=people, of=limit)


def lives_at_home(person: Person, first: date, last: date) -> bool:
    """Whether she is in a programme and in no institution on a day between two days: who is listed to be visited."""
    return any(_is_at_home(stretch.condition) for stretch in life(person) if _touches(stretch, first, last))


def _age(person: Person, today: date) -> Iterator[Finding]:
    birth = person.birth_date
    if birth is None:
        return
    died = death_of(person)
    end = min(died.valid_from, today) if died else today
    years = age_on(end, birth)
    if not 0 <= years <= OLDEST:
        yield Finding(FindingKind.AGE, About.PERSON, person.id, birth, years)


def _contradictions(person: Person) -> Iterator[Finding]:
    died = death_of(person)
    for fact in person.facts:
        if fact.valid_to is not None and fact.valid_to < fact.valid_from:
            yield _contradiction(person, fact.valid_to, [fact])
        if died and fact.kind != FactKind.DEATH and fact.valid_from > died.valid_from:
            yield _contradiction(person, fact.valid_from, [died, fact])
        if person.birth_date and fact.valid_from < person.birth_date:
            yield _contradiction(person, fact.valid_from, [fact])
    deaths = [fact for fact in person.facts if fact.kind == FactKind.DEATH]
    if len({fact.valid_from for fact in deaths}) > 1:
        yield _contradiction(person, deaths[0].valid_from, deaths)
    yield from _two_values(person)


def _two_values(person: Person) -> Iterator[Finding]:
    """Two different values from the same day on: the one entered last holds, and nobody chose it."""
    begun: dict[tuple[str, date], list[Fact]] = {}
    for fact in person.facts:
        if fact.kind in ONE_VALUE:
            begun.setdefault((fact.kind, fact.valid_from), []).append(fact)
    for (_, day), facts in begun.items():
        if len({fact.value for fact in facts}) > 1:
            yield _contradiction(person, day, facts)


def _contradiction(person: Person, day: date, facts: Iterable[Fact]) -> Finding:
    values = tuple(dict.fromkeys(fact.value or fact.kind for fact in facts))
    return Finding(FindingKind.CONTRADICTION, About.PERSON, person.id, day, values=values)


def _missing(person: Person, today: date) -> Iterator[Finding]:
    held = condition_on(bindings(person.facts), today.toordinal())
    if not any(fact.kind == FactKind.PROGRAMME for fact in person.facts):
        yield Finding(FindingKind.NO_PROGRAMME, About.PERSON, person.id)
    elif "tekun" in held.programmes and held.arrangement is None:
        yield Finding(FindingKind.NO_ARRANGEMENT, About.PERSON, person.id)
    elif "tekun" in held.programmes and held.ability is None:
        yield Finding(FindingKind.NO_ABILITY, About.PERSON, person.id)


def _is_at_home(condition: Condition) -> bool:
    return bool(condition.programmes) and condition.arrangement != Arrangement.CENTRALISED


def _touches(stretch: Stretch, first: date, last: date) -> bool:
    return stretch.first <= last.toordinal() and stretch.last >= first.toordinal()
