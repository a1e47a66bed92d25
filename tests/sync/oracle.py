"""What must be so, asked of the business tables alone: never of buckets, counters or versions."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import col

from shouwang import clock
from shouwang.accounts.models import Device, User
from shouwang.accounts.roles import STAFF
from shouwang.duties.models import AdoptedPolicy
from shouwang.records.models import Record
from shouwang.register.models import Assignment, Fact, Person, Report
from shouwang.settings import settings
from shouwang.sync.models import Issue
from shouwang.sync.synced import SyncedRow

SYNCED: Sequence[type[SyncedRow]] = (Person, Fact, Assignment, Report, Record, User, Issue, AdoptedPolicy)
Shown = dict[tuple[str, str], Any]


def today() -> date:
    """The county's day."""
    return clock.today(settings().zone)


def people_of(session: Session, user: str) -> set[str]:
    """Whom a user cares for today; somebody of an office holds nobody on her machine."""
    if session.get_one(User, user).role in STAFF:
        return set()
    given = session.scalars(select(Assignment).where(col(Assignment.user) == user))
    return {each.person for each in given if _runs(each, today(), today())}


def visible_to(session: Session, user: str) -> Shown:
    """Every row that a user may see today, as she sees it."""
    people = people_of(session, user)
    years = (today().year, today().year - 1)
    rows: list[SyncedRow] = [session.get_one(User, user)]
    rows += session.scalars(select(Issue).where(col(Issue.user) == user))
    rows += session.scalars(select(AdoptedPolicy))
    rows += session.scalars(select(Person).where(col(Person.id).in_(people)))
    for table in (Fact, Assignment, Report):
        rows += session.scalars(select(table).where(col(table.person).in_(people)))
    records = session.scalars(select(Record).where(col(Record.subject).in_(people)))
    rows += [record for record in records if record.service_date.year in years]
    return {(row.sync_kind, row.id): row.shape().model_dump(mode="json") for row in rows}


def sender_code(session: Session, user: str, device: str) -> str | None:
    """Why nothing that this user sends from this device is applied; null: there is no reason."""
    if not session.get_one(User, user).active:
        return "user_deactivated"
    return "device_revoked" if session.get_one(Device, device).revoked_at is not None else None


def code_due(session: Session, user: str, person: str, seen: datetime | None) -> str | None:
    """What becomes of something sound about a person that arrives now; null: it is applied.

    No clock of a phone is asked: it was written down between what the phone last saw of the server and now.
    """
    if session.get(Person, person) is None:
        return "missing_reference"
    given = session.scalars(select(Assignment).where(col(Assignment.user) == user, col(Assignment.person) == person))
    first = clock.local_date(seen, settings().zone) if seen else date.min
    return None if any(_runs(each, min(first, today()), today()) for each in given) else "not_assigned"


def _runs(given: Assignment, first: date, last: date) -> bool:
    return given.valid_from <= last and (given.valid_to is None or given.valid_to >= max(first, given.valid_from))


def owner_of(session: Session, kind: str, row_id: str) -> tuple[str, str | None]:
    """Whose a row is: ("person", id), ("user", id) or ("county", null)."""
    if kind in ("user", "issue"):
        return ("user", session.get_one(Issue, row_id).user if kind == "issue" else row_id)
    if kind == "policy":
        return ("county", None)
    return ("person", _person_of(session, kind, row_id))


def _person_of(session: Session, kind: str, row_id: str) -> str:
    if kind == "record":
        return session.get_one(Record, row_id).subject
    if kind == "fact":
        return session.get_one(Fact, row_id).person
    if kind == "report":
        return session.get_one(Report, row_id).person
    return session.get_one(Assignment, row_id).person if kind == "assignment" else row_id
