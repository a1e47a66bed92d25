"""Every SELECT of the township's pages. Columns, not objects: these read hundreds of thousands of rows."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import (
    ColumnElement,
    Null,
    Select,
    and_,
    case,
    distinct,
    false,
    func,
    literal_column,
    not_,
    null,
    or_,
    select,
)
from sqlalchemy.orm import Session, defer
from sqlmodel import col

from shouwang.accounts.models import Device, User
from shouwang.duties.credit import Entries, Entry, Signature
from shouwang.duties.timelines import Fact as EngineFact
from shouwang.duties.words import FactKind
from shouwang.ledger.reporting import Assigned, reported_through
from shouwang.records.models import Record
from shouwang.register.models import Assignment, Fact, Household, Person, Place, Report
from shouwang.register.queries import running_on
from shouwang.register.words import ReportStatus
from shouwang.sync.models import Issue

Wanted = Mapping[str, int]
"""By kind of record: from which day on all of them are wanted, and before it the last of those that count alike."""

Limits = Mapping[str, Iterable[float]]
"""By column, the numbers that a record has to reach for some duty: what lies between two of them counts alike."""

AS_COUNTED: tuple[Any, ...] = (
    Record.subject,
    Record.service_date,
    Record.kind,
    Record.status,
    Record.mode,
    Record.role,
    Record.minutes,
    Record.value,
    Record.beneficiaries,
)
"""All of a record that the engine counts by; an index of the table holds just these."""

NOT_IN_LISTS = [defer(getattr(Person, name)) for name in ("phone", "contacts", "note")]


def people_within(session: Session, place: str) -> list[Person]:
    """The people of a place, in the order of its villages and groups."""
    # Unsealing what no list shows would take as long as reading all the rest.
    theirs = select(Person).where(within(place)).options(*NOT_IN_LISTS)
    return list(session.scalars(theirs.order_by(col(Person.village), col(Person.group_name), col(Person.id))))


def births_within(session: Session, place: str) -> dict[str, date]:
    """The birth dates of a place's people."""
    found = session.execute(select(col(Person.id), col(Person.birth_date)).where(within(place)))
    return {person: birth for person, birth in found}  # noqa: C416 - rows are no pairs to mypy


def households_within(session: Session, place: str) -> list[Household]:
    """The households of a place, in the order of its villages, groups and doors."""
    theirs = select(Household).where(col(Household.township).startswith(place, autoescape=True))
    order = (Household.village, Household.group_name, Household.address, Household.id)
    return list(session.scalars(theirs.order_by(*order)))


class Resident(NamedTuple):
    """A person's name, and where she says that she lives."""

    name: str
    address: str


NOBODY = Resident("", "")


def residents_within(session: Session, place: str) -> dict[str, Resident]:
    """A place's people by id."""
    found = session.execute(select(col(Person.id), col(Person.name), col(Person.address)).where(within(place)))
    return {person: Resident(name, address) for person, name, address in found}


def facts_within(session: Session, place: str) -> dict[str, list[EngineFact]]:
    """The facts that hold of each person of a place, in order of entry; voided ones never reach the engine."""
    columns = (Fact.person, Fact.kind, Fact.value, Fact.valid_from, Fact.valid_to, Fact.known_on, Fact.id)
    found = (
        select(*columns)  # type: ignore[call-overload]
        .join(Person, col(Person.id) == col(Fact.person))
        .where(within(place), col(Fact.voided_at).is_(None))
        .order_by(col(Fact.entered))
    )
    facts: defaultdict[str, list[EngineFact]] = defaultdict(list)
    for person, *fact in session.execute(found):
        facts[person].append(EngineFact(*fact))
    return facts


def entries_within(
    session: Session, place: str, wanted: Wanted | None = None, limits: Limits | None = None
) -> dict[str, Entries]:
    """The records of each person of a place as the engine counts them; only what is wanted, where that is said.

    Where `limits` are said as well, a number of what is long past is only as exact as they ask for.
    """
    # Found from the people: joined to them, SQLite would look at the records of the whole county.
    theirs = select(*AS_COUNTED).where(col(Record.subject).in_(select(col(Person.id)).where(within(place))))
    if wanted is None:
        return _entries(session, theirs)
    past = last_of_each(theirs.where(not_(recent(wanted))), limits)
    return _entries(session, theirs.where(since_the_first(wanted), recent(wanted)), past)


def entries_of(session: Session, subjects: Iterable[str]) -> dict[str, Entries]:
    """The records of some subjects as the engine counts them."""
    return _entries(session, select(*AS_COUNTED).where(col(Record.subject).in_(list(subjects))))


def quarantined_within(session: Session, place: str) -> dict[str, int]:
    """How many records of each person of a place are dated after her death."""
    dated_after = (
        select(col(Record.subject), func.count(distinct(col(Record.id))))
        .join(Person, col(Person.id) == col(Record.subject))
        .join(Fact, col(Fact.person) == col(Record.subject))
        .where(within(place), col(Fact.kind) == FactKind.DEATH, col(Fact.voided_at).is_(None))
        .where(col(Record.service_date) > col(Fact.valid_from))
        .group_by(col(Record.subject))
    )
    return {row[0]: row[1] for row in session.execute(dated_after)}


def carers_within(session: Session, place: str, on: date) -> dict[str, tuple[str, str]]:
    """Id and name of each person's carer on a day: the primary one, of several who goes on, of these the last."""
    goes_on = or_(col(Assignment.valid_to).is_(None), col(Assignment.valid_to) > on)
    found = (
        select(col(Assignment.person), col(Assignment.user), col(Assignment.user_name))
        .join(Person, col(Person.id) == col(Assignment.person))
        .where(within(place), *running_on(on))
        .order_by(col(Assignment.is_primary), case((goes_on, 1), else_=0))
        .order_by(col(Assignment.valid_from), col(Assignment.id))
    )
    return {person: (user, name) for person, user, name in session.execute(found)}


def assigned_within(session: Session, place: str) -> dict[str, list[Assigned]]:
    """Who cared for each person of a place, and when."""
    columns = (Assignment.person, Assignment.user, Assignment.user_name, Assignment.valid_from, Assignment.valid_to)
    is_cover = col(Assignment.cover).is_not(None)
    found = select(*columns, is_cover).join(Person, col(Person.id) == col(Assignment.person)).where(within(place))  # type: ignore[call-overload]
    assigned: defaultdict[str, list[Assigned]] = defaultdict(list)
    for person, *given in session.execute(found):
        assigned[person].append(Assigned(*given))
    return assigned


def reported_through_within(session: Session, place: str, zone: ZoneInfo) -> dict[str, date]:
    """Up to which day each worker of a place's people has reported; one without an active phone is not in it."""
    theirs = select(col(Assignment.user)).join(Person, col(Person.id) == col(Assignment.person)).where(within(place))
    found = (
        select(col(Device.user), col(Device.watermark))
        .join(User, col(User.id) == col(Device.user))
        .where(col(Device.user).in_(theirs), col(Device.revoked_at).is_(None), col(User.active))
    )
    marks: defaultdict[str, list[datetime | None]] = defaultdict(list)
    for user, watermark in session.execute(found):
        marks[user].append(watermark)
    return {user: reported_through(theirs, zone) for user, theirs in marks.items()}


def townships_within(session: Session, place: str) -> list[Place]:
    """The townships of a place, by code."""
    found = select(Place).where(func.length(Place.code) == 9, col(Place.code).startswith(place, autoescape=True))
    return list(session.scalars(found.order_by(col(Place.code))))


def open_issues_by_township(session: Session, place: str) -> dict[str, int]:
    """How many parked items wait in each township."""
    counted = (
        select(col(Issue.township), func.count())
        .where(col(Issue.township).startswith(place, autoescape=True), col(Issue.resolved_at).is_(None))
        .group_by(col(Issue.township))
    )
    return {row[0]: row[1] for row in session.execute(counted)}


def assignments_to(session: Session, person: str) -> list[Assignment]:
    """All who care or cared for a person, the latest first."""
    theirs = select(Assignment).where(col(Assignment.person) == person)
    return list(session.scalars(theirs.order_by(col(Assignment.valid_from).desc(), col(Assignment.id))))


def open_reports_within(session: Session, place: str) -> dict[str, list[str]]:
    """What is to be confirmed of each person of a place, in the order in which it happened."""
    waiting = (
        select(col(Report.person), col(Report.what))
        .join(Person, col(Person.id) == col(Report.person))
        .where(within(place), col(Report.status) == ReportStatus.TO_BE_CONFIRMED)
        .order_by(col(Report.since), col(Report.reported_at), col(Report.id))
    )
    reports: defaultdict[str, list[str]] = defaultdict(list)
    for person, what in session.execute(waiting):
        reports[person].append(what)
    return reports


def records_of(session: Session, subjects: Iterable[str]) -> list[Record]:
    """All records of some subjects, the newest first."""
    theirs = select(Record).where(col(Record.subject).in_(list(subjects)))
    return list(session.scalars(theirs.order_by(col(Record.start).desc(), col(Record.id))))


def within(place: str) -> ColumnElement[bool]:
    """Of two entries that were found to be one person, the one that was kept."""
    return and_(col(Person.township).startswith(place, autoescape=True), col(Person.merged_into).is_(None))


def recent(wanted: Wanted) -> ColumnElement[bool]:
    """The records of the wanted kinds from the day on from which all of them are wanted."""
    kinds = [
        and_(col(Record.kind) == kind, col(Record.service_date) >= date.fromordinal(day))
        for kind, day in sorted(wanted.items())
    ]
    return or_(false(), *kinds)


def since_the_first(wanted: Wanted) -> ColumnElement[bool]:
    """What all of the wanted have in common, so that an index leads to them."""
    return col(Record.service_date) >= date.fromordinal(min(wanted.values(), default=date.max.toordinal()))


def last_of_each(theirs: Select[Any], limits: Limits | None) -> Select[Any]:
    """Of records that count alike, the last of each subject: of what is long past, no other can change an answer."""
    subject, day, *_ = AS_COUNTED
    alike, apart = _alike(limits)
    return theirs.with_only_columns(subject, func.max(day), *alike).group_by(subject, *apart)


def named_last_of_each(theirs: Select[Any], limits: Limits) -> Select[Any]:
    """The same records by their ids, as they are: subject, id, and what is counted."""
    subject, day, *signature = AS_COUNTED
    _, apart = _alike(limits)
    place = func.row_number().over(partition_by=[subject, *apart], order_by=[day.desc(), col(Record.id)])
    ranked = theirs.with_only_columns(subject, col(Record.id), day, *signature, place.label("place")).subquery()
    return select(*list(ranked.c)[:-1]).where(ranked.c.place == 1)


def _alike(limits: Limits | None) -> tuple[list[Any], list[Any]]:
    """What records that count alike have in common, and of these what can tell them apart."""
    _, _, *signature = AS_COUNTED
    alike = signature if limits is None else [_reached(column, limits) for column in signature]
    return alike, [column for column in alike if not isinstance(column, Null)]


def _reached(column: Any, limits: Limits) -> Any:
    """The highest limit that a number reaches; a column that is no number, as it is."""
    if column.key not in ("minutes", "value", "beneficiaries"):
        return column
    # Written into the statement: PostgreSQL takes two parameters for two numbers, also where they are one.
    steps: list[Any] = [
        literal_column(repr(float(limit))) for limit in sorted(limits.get(column.key, ()), reverse=True)
    ]
    return case(*((column >= step, step) for step in steps), else_=null()) if steps else null()


def _entries(session: Session, *found: Select[Any]) -> dict[str, Entries]:
    entries: defaultdict[str, list[Entry]] = defaultdict(list)
    shared = _Entries()
    for each in found:
        # Rows of the connection, not of the session, which handles each column of each row once more.
        for row in session.connection().execute(each):
            entries[row[0]].append(shared[row[1:]])
    return {subject: Entries(theirs) for subject, theirs in entries.items()}


class _Entries(dict[tuple[Any, ...], Entry]):
    """Makes each entry once: many records share their day and signature, and a year of a county has 560,000."""

    def __missing__(self, said: tuple[Any, ...]) -> Entry:
        day, *signature = said
        entry = self[said] = day.toordinal(), Signature(*signature)
        return entry
