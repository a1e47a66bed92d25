"""Use case of a week on paper: whom a worker cares for now and soon, and by when each is to be seen."""

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import groupby

from sqlalchemy.orm import Session

from shouwang.accounts.models import User
from shouwang.duties.credit import NONE
from shouwang.duties.reconcile import Period
from shouwang.duties.reconcile import Person as EnginePerson
from shouwang.ledger import queries, worker_queries
from shouwang.ledger.reporting import Assigned
from shouwang.ledger.service import ledger_of
from shouwang.ledger.standing import Reports, Standing
from shouwang.ledger.worker import facts_of, head_of
from shouwang.ledger.worker_schemas import PlannedPerson, PlanReply
from shouwang.register.models import Person

TWO_WEEKS = timedelta(days=13)


def plan(session: Session, found: User, place: str, today: date) -> PlanReply:
    """The people of a place for whom a worker cares on a day of this week or the next, by village."""
    monday = today - timedelta(days=today.weekday())
    hers = worker_queries.hers_within(session, found.id, place, monday, monday + TWO_WEEKS)
    people = {person.id: person for person, *_ in hers}
    facts, entries = facts_of(session, people.values()), queries.entries_of(session, people)
    ledger = ledger_of(session, Period(today, today), today)

    def standing(person: Person) -> Standing:
        asked = EnginePerson(person.id, person.birth_date, facts.get(person.id, []))
        return ledger.standing(asked, entries.get(person.id, NONE), Reports({}, {}))

    planned = groupby(hers, key=lambda given: given[0].id)
    return PlanReply(
        today=today,
        worker=head_of(session, found),
        people=[_planned(people[each], times, standing(people[each])) for each, times in planned],
    )


def _planned(person: Person, times: Iterable[tuple[Person, Assigned, str]], standing: Standing) -> PlannedPerson:
    return PlannedPerson(
        id=person.id,
        name=person.name,
        village_name=person.village_name,
        group_name=person.group_name,
        stays=[(time.valid_from, time.valid_to) for _, time, _ in times],
        light=standing.light,
        due_by=standing.due_by,
    )
