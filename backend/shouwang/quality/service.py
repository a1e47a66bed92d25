"""The list of what is wrong in a township's register, each with whom or what it is about."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy.orm import Session

from shouwang import clock
from shouwang.accounts.queries import place_name, users_named
from shouwang.duties.timelines import Fact, Person
from shouwang.ledger.queries import births_within, facts_within, quarantined_within
from shouwang.quality import queries, rules
from shouwang.quality.rules import About, Finding, FindingKind
from shouwang.quality.schemas import FindingLine, QualityReply
from shouwang.settings import settings


def quality(session: Session, township: str) -> QualityReply:
    """What of a township is to be put right, as of today."""
    name = place_name(session, township)
    today = clock.today(settings().zone)
    facts = facts_within(session, township)
    births = births_within(session, township)
    people = [Person(key, birth, _as_they_hold(facts.get(key, []))) for key, birth in births.items()]
    order = list(FindingKind)
    found = sorted(_found(session, township, people, today), key=lambda each: order.index(each.kind))
    return QualityReply(township=township, name=name, people=len(people), findings=_named(session, township, found))


def _as_they_hold(facts: list[Fact]) -> list[Fact]:
    """Who was on the list is asked by what held, not by the day on which the office knew."""
    return [replace(fact, known_on=None) for fact in facts]


def _found(session: Session, township: str, people: list[Person], today: date) -> Iterator[Finding]:
    for first, last in _two_months(today):
        listed = {person.id for person in people if rules.lives_at_home(person, first, last)}
        visited = queries.visited_within(session, township, first, last)
        yield from rules.of_month(listed, visited, township, first)
    for subject, day in queries.records_of_nobody(session, township):
        yield Finding(FindingKind.NO_PERSON, About.PARKED, subject, day)
    if parked := queries.parked_for_nobody(session, township):
        yield Finding(FindingKind.NO_PERSON, About.PARKED, "", count=parked)
    for dead, count in sorted(quarantined_within(session, township).items()):
        yield Finding(FindingKind.AFTER_DEATH, About.PERSON, dead, count=count)
    for person in people:
        yield from rules.of_person(person, today)
    yield from rules.of_workers(queries.loads_within(session, township, today), settings().people_per_carer)


def _two_months(today: date) -> list[tuple[date, date]]:
    """The last month and this one up to today."""
    this = today.replace(day=1)
    before = this - timedelta(days=1)
    return [(before.replace(day=1), before), (this, today)]


def _named(session: Session, township: str, found: list[Finding]) -> list[FindingLine]:
    people = queries.people_named(session, township)
    users = users_named(session, {each.id for each in found if each.about is About.WORKER})
    nobody = ("", "")
    return [
        FindingLine(
            kind=each.kind,
            about=each.about,
            id=each.id,
            name=users.get(each.id, "") if each.about is About.WORKER else people.get(each.id, nobody)[0],
            village_name=people.get(each.id, nobody)[1],
            day=each.day,
            count=each.count,
            of=each.of,
            values=list(each.values),
        )
        for each in found
    ]
