"""Who wrote which row, and when."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from shouwang import ids
from shouwang.accounts.models import User
from shouwang.demo.dice import dice
from shouwang.demo.people import TYPED_IN_BEFORE, Home, Someone
from shouwang.demo.plan import Plan
from shouwang.demo.workers import Worker
from shouwang.duties.words import FactKind
from shouwang.records.models import Record
from shouwang.register.models import Assignment, Fact
from shouwang.sync.rows import maker
from shouwang.sync.write import Author, Change

new_fact, new_assignment = maker(Fact), maker(Assignment)


def user_changes(clerk: User, workers: Iterable[Worker]) -> Iterator[Change]:
    """The clerk, and the workers whom she registers."""
    for row in (clerk, *(worker.row for worker in workers)):
        yield Change(row, Author(clerk.id, row.created_at))


def household_changes(plan: Plan, clerk: User, homes: Iterable[Home]) -> Iterator[Change]:
    """The households, each with its first person."""
    for home in homes:
        known = home.people[0].life.starts(FactKind.PROGRAMME)[0].known_on
        yield Change(home.row, Author(clerk.id, _typed_in(plan, known)))


def person_changes(plan: Plan, clerk: User, everyone: Iterable[Someone]) -> Iterator[Change]:
    """The people, typed in with the first list or on the day on which the office knew of them."""
    for someone in everyone:
        yield Change(
            someone.row, Author(clerk.id, _typed_in(plan, someone.life.starts(FactKind.PROGRAMME)[0].known_on))
        )


def fact_changes(plan: Plan, clerk: User, everyone: Iterable[Someone]) -> Iterator[Change]:
    """What is known about them."""
    for someone in everyone:
        chance = dice(plan.seed, someone.row.id, "facts")
        for number, fact in enumerate(someone.life.entered, start=1):
            at = _typed_in(plan, fact.known_on)
            row = new_fact(
                id=ids.uuid7(chance, int(at.timestamp() * 1000)),
                person=someone.row.id,
                kind=fact.kind.value,
                value=fact.value,
                valid_from=fact.valid_from,
                valid_to=fact.valid_to,
                known_on=fact.known_on,
                entered=number,
                entered_at=at,
                entered_by=clerk.id,
            )
            yield Change(row, Author(clerk.id, at))


def assignment_changes(plan: Plan, clerk: User, everyone: Iterable[Someone]) -> Iterator[Change]:
    """Who cares for them; until the office knew of the death."""
    for someone in everyone:
        chance = dice(plan.seed, someone.row.id, "assignments")
        died = [fact.known_on for fact in someone.life.starts(FactKind.DEATH)]
        for tie in someone.ties:
            at = _typed_in(plan, tie.first)
            row = new_assignment(
                id=ids.uuid7(chance, int(at.timestamp() * 1000)),
                person=someone.row.id,
                user=tie.worker.row.id,
                user_name=tie.worker.row.name,
                role=tie.worker.row.role,
                relation=tie.worker.relation,
                is_primary=tie.is_primary,
                valid_from=tie.first,
                valid_to=min((day for day in (tie.last, *died) if day), default=None),
            )
            yield Change(row, Author(clerk.id, at))


def record_changes(records: Iterable[Record]) -> Iterator[Change]:
    """The records in the order in which the server had them."""
    for row in sorted(records, key=lambda record: (record.received_at, record.id)):
        yield Change(row, Author(row.author, row.received_at))


def _typed_in(plan: Plan, known: date) -> datetime:
    """A fact older than the county's first list was typed in with it."""
    return plan.moment(max(known, plan.first - timedelta(days=TYPED_IN_BEFORE)), 9)
