"""What must be so, asked of the business tables alone: never of buckets, counters or versions."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from shouwang import clock
from shouwang.accounts.models import Device, User
from shouwang.accounts.roles import STAFF
from shouwang.duties.models import AdoptedPolicy
from shouwang.needs.models import Need, NeedTold
from shouwang.questions.models import Question
from shouwang.records.models import Record, YearSummary
from shouwang.register.models import Assignment, Fact, Household, Person, Report
from shouwang.settings import settings
from shouwang.sync.models import Conflict, Issue, PublicKey
from shouwang.sync.synced import SyncedRow
from sync import mending
from sync.tables import Model, Tables

SYNCED: Sequence[type[SyncedRow]] = (
    Person, Household, Fact, Assignment, Report, Need, NeedTold, Record, YearSummary, User, Issue, Conflict,
    AdoptedPolicy, PublicKey, Question,
)  # fmt: skip
Shown = dict[tuple[str, str], Any]


def today() -> date:
    """The county's day."""
    return clock.today(settings().zone)


def people_of(tables: Tables, user: str) -> set[str]:
    """Whom a user cares for today; somebody of an office holds nobody on her machine."""
    if _user(tables, user).role in STAFF:
        return set()
    now = today()
    merged = {person.id for person in tables.all(Person) if person.merged_into is not None}
    hers = {each.person for each in tables.all(Assignment) if each.user == user and _runs(each, now, now)}
    return hers - merged


def visible_to(tables: Tables, user: str) -> Shown:
    """Every row that a user may see today, as she sees it."""
    people = people_of(tables, user)
    years = (today().year, today().year - 1)
    rows: list[SyncedRow] = [_user(tables, user), *tables.all(AdoptedPolicy), *tables.all(PublicKey)]
    rows += (issue for issue in tables.all(Issue) if issue.user == user)
    rows += (conflict for conflict in tables.all(Conflict) if conflict.person in people and conflict.mutation)
    rows += (person for person in tables.all(Person) if person.id in people)
    rows += (home for home in tables.all(Household) if home.person in people)
    rows += (fact for fact in tables.all(Fact) if fact.person in people)
    rows += (given for given in tables.all(Assignment) if given.person in people)
    rows += (report for report in tables.all(Report) if report.person in people)
    rows += (need for need in tables.all(Need) if need.person in people)
    rows += (question for question in tables.all(Question) if question.worker == user)
    rows += (_told(tables, need) for need in tables.all(Need) if need.author == user)
    rows += (summary for summary in tables.all(YearSummary) if summary.person in people)
    records = (record for record in tables.all(Record) if record.subject in people)
    rows += (record for record in records if record.service_date.year in years)
    return {(row.sync_kind, row.id): tables.shown(row) for row in rows}


def sender_code(tables: Tables, user: str, device: str) -> str | None:
    """Why nothing that this user sends from this device is applied; null: there is no reason."""
    if not _user(tables, user).active:
        return "user_deactivated"
    known = tables.one(Device, device)
    return "device_revoked" if known is None or known.revoked_at is not None else None


def code_due(tables: Tables, user: str, op: str, person: str, seen: datetime | None) -> str | None:
    """What becomes of something sound about a person that arrives now; null: it is applied, as far as she decides.

    No clock of a phone is asked: it was written down between what the phone last saw of the server and now.
    """
    if tables.one(Person, person) is None:
        return "missing_reference"
    if op in mending.MENDING:
        return None  # what she saw stays hers to tell, whoever cares for the person now
    first = clock.local_date(seen, settings().zone) if seen else date.min
    given = (each for each in tables.all(Assignment) if (each.user, each.person) == (user, person))
    return None if any(_runs(each, min(first, today()), today()) for each in given) else "not_assigned"


def owner_of(tables: Tables, kind: str, row_id: str) -> tuple[str, str | None]:
    """Whose a row is: ("person", id), ("user", id) or ("county", null)."""
    if kind == "conflict":
        return ("person", _found(tables, Conflict, row_id).person)
    if kind in ("user", "issue"):
        return ("user", _found(tables, Issue, row_id).user if kind == "issue" else row_id)
    if kind == "question":
        return ("user", _found(tables, Question, row_id).worker)
    if kind == "need_told":
        return ("user", _found(tables, Need, row_id).author)
    if kind in ("policy", "county_key"):
        return ("county", None)
    return ("person", _person_of(tables, kind, row_id))


def _person_of(tables: Tables, kind: str, row_id: str) -> str:
    if kind == "record":
        return _found(tables, Record, row_id).subject
    if kind == "fact":
        return _found(tables, Fact, row_id).person
    if kind == "household":
        return _found(tables, Household, row_id).person
    if kind == "report":
        return _found(tables, Report, row_id).person
    if kind == "need":
        return _found(tables, Need, row_id).person
    if kind == "year_summary":
        return _found(tables, YearSummary, row_id).person
    return _found(tables, Assignment, row_id).person if kind == "assignment" else row_id


def _told(tables: Tables, need: Need) -> NeedTold:
    """What the author of a need is told of it says what the need says."""
    told = _found(tables, NeedTold, need.id)
    assert told.shape().model_dump() == {name: getattr(need, name) for name in type(told.shape()).model_fields}
    return told


def _runs(given: Assignment, first: date, last: date) -> bool:
    return given.valid_from <= last and (given.valid_to is None or given.valid_to >= max(first, given.valid_from))


def _user(tables: Tables, user: str) -> User:
    return _found(tables, User, user)


def _found(tables: Tables, table: type[Model], row_id: str) -> Model:
    row = tables.one(table, row_id)
    assert row is not None, f"there is no {table.__tablename__} {row_id}"
    return row
