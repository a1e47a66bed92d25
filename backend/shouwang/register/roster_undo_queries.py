"""Every SELECT that undoing an import makes."""

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session
from sqlmodel import col

from shouwang.accounts.models import Device, Enrolment, User
from shouwang.assessments.models import AbilityChange, Assessment
from shouwang.checkups.models import CheckupSection
from shouwang.concerns.models import Concern
from shouwang.doors.models import Door
from shouwang.needs.models import Need
from shouwang.privacy.models import Consent, Showing
from shouwang.records.models import Record
from shouwang.register.models import Assignment, Fact, Household, Person, Report
from shouwang.register.roster_models import RosterImport, RosterReplaced, RosterSaid, RosterWrote
from shouwang.sync.models import Conflict, RowVersion
from shouwang.sync.synced import SyncedRow

Row = TypeVar("Row", bound=SyncedRow)
CHUNK = 4_000


def imports_within(session: Session, place: str, most: int) -> list[Any]:
    """The last imports of a place, the newest first: the import, and the name of who did it."""
    found = (
        select(RosterImport, col(User.name))
        .outerjoin(User, col(User.id) == col(RosterImport.by))
        .where(col(RosterImport.township).startswith(place, autoescape=True))
        .order_by(col(RosterImport.at).desc(), col(RosterImport.id))
    )
    return list(session.execute(found.limit(most)))


def versions_of(session: Session, import_id: str) -> dict[tuple[str, str], list[int]]:
    """Which versions of which rows an import wrote."""
    columns = (col(RosterWrote.kind), col(RosterWrote.id), col(RosterWrote.version))
    found: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for kind, row, version in session.execute(select(*columns).where(col(RosterWrote.import_id) == import_id)):
        found[kind, row].append(version)
    return found


def people_of(session: Session, import_id: str) -> list[str]:
    """The people about whom an import wrote."""
    theirs = select(col(RosterWrote.id)).where(col(RosterWrote.import_id) == import_id)
    named = set(session.scalars(theirs.where(col(RosterWrote.kind) == Person.sync_kind)))
    for table in (Fact, Assignment, Conflict):
        ids = theirs.where(col(RosterWrote.kind) == table.sync_kind)
        named |= set(session.scalars(select(col(table.person)).where(col(table.id).in_(ids))))
    return sorted(named)


def rows(session: Session, table: type[Row], ids: Sequence[str]) -> list[Row]:
    """The rows of these ids that are there, read anew under their locks."""
    found: list[Row] = []
    for chunk in _chunks(ids):
        wanted = select(table).where(col(table.id).in_(chunk)).execution_options(populate_existing=True)
        found += session.scalars(wanted)
    return found


def version(session: Session, row: SyncedRow, number: int) -> dict[str, Any]:
    """A version of a row, as its readers saw it."""
    key = (row.sync_kind, row.id, number)
    body: dict[str, Any] = json.loads(session.get_one(RowVersion, key).body)
    return body


def spoken_of(session: Session, people: Sequence[str], but: set[str]) -> set[str]:
    """Those of whom anything is kept besides some rows."""
    found: set[str] = set()
    for chunk in _chunks(people):
        for table in (Fact, Assignment, Conflict):
            theirs = select(col(table.person), col(table.id)).where(col(table.person).in_(chunk))
            found |= {person for person, row in session.execute(theirs) if row not in but}
        found |= _named(session, col(Record.subject), chunk)
        for other in (Need, Report, Consent, Showing, Concern, Door, CheckupSection, Assessment, AbilityChange):
            found |= _named(session, col(other.person), chunk)
    return found


def homes_of(session: Session, people: Sequence[str]) -> list[Household]:
    """The households of people, read anew."""
    found: dict[str, Household] = {}
    for chunk in _chunks(people):
        theirs = select(col(Person.household)).where(col(Person.id).in_(chunk))
        homes = select(Household).where(or_(col(Household.id).in_(theirs), col(Household.person).in_(chunk)))
        found |= {home.id: home for home in session.scalars(homes.execution_options(populate_existing=True))}
    return list(found.values())


def needed_by_nobody(session: Session, users: Sequence[User]) -> list[User]:
    """Those of some users who have no people, no phone and no link to one."""
    needed: set[str] = set()
    for chunk in _chunks([user.id for user in users]):
        for table in (Assignment, Device, Enrolment):
            needed |= _named(session, col(table.user), chunk)
        needed |= _named(session, col(Record.author), chunk)
    return [user for user in users if user.id not in needed]


def replaced_by(session: Session, import_id: str) -> dict[str, dict[str, Any]]:
    """What an import replaced that no version holds, by person."""
    found = select(RosterReplaced).where(col(RosterReplaced.import_id) == import_id)
    return {each.person: each.values for each in session.scalars(found)}


def forget_said(session: Session, people: Sequence[str]) -> None:
    """What rosters said of people is no longer known."""
    for chunk in _chunks(people):
        session.execute(delete(RosterSaid).where(col(RosterSaid.person).in_(chunk)))


def _named(session: Session, column: Any, chunk: Sequence[str]) -> set[str]:
    return set(session.scalars(select(column).where(column.in_(chunk)).distinct()))


def _chunks(values: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(values), CHUNK):
        yield values[start : start + CHUNK]
