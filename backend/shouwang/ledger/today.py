"""Use case of the page on which a clerk's day begins: what needs a person now, each with whom to ask."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from shouwang import clock
from shouwang.agreements.standing import due_within
from shouwang.duties.credit import NONE, Entries
from shouwang.duties.reconcile import Period
from shouwang.duties.reconcile import Person as EnginePerson
from shouwang.duties.timelines import Fact
from shouwang.duties.words import Light
from shouwang.ledger import queries, today_queries
from shouwang.ledger.falling_due import duties_due, is_about_visits, lacks_an_ability, stay_due
from shouwang.ledger.schemas import Carer
from shouwang.ledger.service import ledger_of
from shouwang.ledger.standing import Ledger, Owed, holding_on, most_urgent
from shouwang.ledger.today_queries import Worker
from shouwang.ledger.today_schemas import Overdue, SilentPhone, Someone, TodayReply, ToUrge
from shouwang.register.models import Person
from shouwang.register.words import ReportWhat
from shouwang.reminders.models import Urging
from shouwang.reminders.queries import urgings_of_day
from shouwang.reminders.schemas import UrgingLine

SILENT = timedelta(days=3)
"""A phone that was not heard of for so long makes what lies on it late (semantics §4)."""

MOST_DEPENDENT_FIRST = ("full", "semi", "self")


@dataclass(frozen=True, slots=True)
class Standing:
    """One living person today; `village` is its code."""

    someone: Someone
    village: str
    owed: Sequence[Owed]
    facts: Sequence[Fact]
    carer: Carer | None
    waiting: Sequence[str]


def today_of(session: Session, township: str, name: str, today: date) -> TodayReply:
    """What needs somebody in a township today."""
    people = list(living(session, township, today))
    workers = today_queries.workers_of(session, township, today)
    late = [(standing, overdue) for standing in people if (overdue := _overdue(standing, today))]
    return TodayReply(
        today=today,
        township=township,
        name=name,
        people=len(people),
        due_today=sum(visit_light(standing)[0] is Light.YELLOW for standing in people),
        overdue=_to_urge(late, workers, urgings_of_day(session, township, today)),
        nobody=sorted((overdue for standing, overdue in late if standing.carer is None), key=_urgency),
        without_carer=[standing.someone for standing in people if standing.carer is None],
        duties_due=duties_due((standing.someone, standing.owed) for standing in people),
        stays_due=[due for each in people if (due := stay_due(each.someone, each.facts, today))],
        no_ability=[standing.someone for standing in people if lacks_an_ability(standing.facts, today)],
        agreements_due=due_within(session, township, today),
        silent=silent_phones(workers, clock.now()),
        never_signed_in=sum(worker.phones == 0 for worker in workers.values()),
    )


def living(session: Session, township: str, today: date) -> Iterator[Standing]:
    """How each living person of a place stands today."""
    ledger = ledger_of(session, Period(today, today), today)
    facts = queries.facts_within(session, township)
    entries = queries.entries_within(session, township, ledger.wanted(), ledger.limits())
    carers = queries.carers_within(session, township, today)
    waiting = queries.open_reports_within(session, township)
    for person in queries.people_within(session, township):
        known = facts.get(person.id, [])
        held = holding_on(today, known)
        if "death" not in held:
            carer = carers.get(person.id)
            yield Standing(
                _someone(person, held),
                person.village,
                _owed(ledger, person, known, entries.get(person.id, NONE)),
                known,
                Carer(id=carer[0], name=carer[1]) if carer else None,
                waiting.get(person.id, []),
            )


def _owed(ledger: Ledger, person: Person, facts: Sequence[Fact], entries: Entries) -> list[Owed]:
    return ledger.owed_today(EnginePerson(person.id, person.birth_date, facts), entries)


def _someone(person: Person, held: Mapping[str, str | None]) -> Someone:
    return Someone(
        id=person.id,
        name=person.name,
        village_name=person.village_name,
        group_name=person.group_name,
        ability=held.get("ability"),
    )


def visit_light(standing: Standing) -> tuple[Light, date | None]:
    """The light of what visits are owed, and by when; pages and reminders go by it."""
    return most_urgent(owed for owed in standing.owed if is_about_visits(owed))


def _overdue(standing: Standing, today: date) -> Overdue | None:
    light, due_by = visit_light(standing)
    if light is not Light.RED or due_by is None:
        return None
    return Overdue(
        **standing.someone.model_dump(),
        light=light,
        due_by=due_by,
        days=max(0, (today - due_by).days),
        to_be_confirmed=[ReportWhat(what) for what in standing.waiting],
    )


def _urgency(overdue: Overdue) -> tuple[int, date, str]:
    """Who cannot do without a visit comes first, then who has waited longest."""
    known = overdue.ability in MOST_DEPENDENT_FIRST
    depends = MOST_DEPENDENT_FIRST.index(overdue.ability or "") if known else len(MOST_DEPENDENT_FIRST)
    return depends, overdue.due_by, overdue.id


def _to_urge(
    late: Iterable[tuple[Standing, Overdue]], workers: Mapping[str, Worker], urged: Mapping[str, Urging]
) -> list[ToUrge]:
    theirs: dict[str, tuple[Carer, list[Overdue]]] = {}
    for standing, overdue in late:
        if standing.carer is not None:
            theirs.setdefault(standing.carer.id, (standing.carer, []))[1].append(overdue)
    lines = [
        ToUrge(
            carer=carer,
            people=sorted(people, key=_urgency),
            last_contact=workers[user].last_contact if user in workers else None,
            urged=UrgingLine(**urged[user].line()) if user in urged else None,
        )
        for user, (carer, people) in theirs.items()
    ]
    return sorted(lines, key=lambda line: _urgency(line.people[0]))


def silent_phones(workers: Mapping[str, Worker], now: datetime) -> list[SilentPhone]:
    """The workers of whose phones nothing has come for days, the longest first."""
    quiet = [
        SilentPhone(user=user, name=worker.name, people=worker.people, last_contact=worker.last_contact)
        for user, worker in workers.items()
        if worker.last_contact is not None and now - worker.last_contact > SILENT
    ]
    return sorted(quiet, key=lambda phone: (phone.last_contact, phone.user))
