"""Every SELECT that only ledgers need. Columns, not objects: a month of a county has 50,000 visits."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, func, select
from sqlalchemy.orm import Session
from sqlmodel import col

from shouwang.accounts.models import User
from shouwang.duties.reconcile import Period
from shouwang.duties.words import FactKind, RecordKind, RecordStatus
from shouwang.exports.models import Export
from shouwang.records.models import Record
from shouwang.register.models import Fact, Person

AT_ONCE = 500
LINES = 100


def phones_of(session: Session, users: Iterable[str]) -> dict[str, str | None]:
    """The telephones of some workers."""
    found = session.execute(select(col(User.id), col(User.phone)).where(col(User.id).in_(list(users))))
    return {row[0]: row[1] for row in found}


def count_living(session: Session, place: str, first: date) -> int:
    """How many people of a place had not died before a day."""
    died = exists().where(
        col(Fact.person) == col(Person.id),
        col(Fact.kind) == FactKind.DEATH.value,
        col(Fact.voided_at).is_(None),
        col(Fact.valid_from) < first,
    )
    theirs = select(func.count()).select_from(Person).where(col(Person.township) == place)
    return _number(session, theirs.where(col(Person.merged_into).is_(None), ~died))


def whole_people(session: Session, place: str) -> list[Person]:
    """The people of a place with all that is kept of them, by village and group."""
    theirs = select(Person).where(col(Person.township) == place, col(Person.merged_into).is_(None))
    return list(session.scalars(theirs.order_by(col(Person.village), col(Person.group_name), col(Person.id))))


def last_visits(session: Session, place: str, period: Period, each: int) -> dict[str, list[Any]]:
    """The last visits of each person of a place in a period, the newest first: day, mode, who came."""
    author = func.coalesce(col(Record.on_behalf_of_name), col(Record.author_name))
    found = (
        select(col(Record.subject), col(Record.service_date), col(Record.mode), author)
        .where(*_visits(place, period), col(Record.status) == RecordStatus.VALID.value)
        .order_by(col(Record.start).desc(), col(Record.id))
    )
    visits: defaultdict[str, list[Any]] = defaultdict(list)
    for person, *visit in session.execute(found):
        if len(visits[person]) < each:
            visits[person].append(visit)
    return visits


def visits_in(session: Session, place: str, period: Period) -> Iterator[Any]:
    """The visits and attempts of a place's people that stand, by person and time."""
    columns = (
        Person.name,
        Record.service_date,
        Record.start,
        Record.minutes,
        Record.mode,
        Record.status,
        Record.reason,
        Record.on_behalf_of_name,
        Record.author_name,
        Record.role,
        Record.form,
        Record.form_version,
        Record.answers,
        Record.note,
        Record.pictures,
        col(Record.position).is_not(None).label("is_placed"),
        Record.captured_at,
        Record.end,
        Record.received_at,
        Record.sheet,
    )
    found = (
        select(*columns)  # type: ignore[call-overload]
        .join(Person, col(Person.id) == col(Record.subject))
        .where(*_visits(place, period))
        .order_by(col(Person.village), col(Person.group_name), col(Person.id), col(Record.start), col(Record.id))
    )
    return iter(session.execute(found.execution_options(yield_per=AT_ONCE)))


def count_visits(session: Session, place: str, period: Period) -> int:
    """How many there are."""
    theirs = select(func.count()).select_from(Record).join(Person, col(Person.id) == col(Record.subject))
    return _number(session, theirs.where(*_visits(place, period)))


def of_township(session: Session, kind: RecordKind, place: str, period: Period) -> Iterator[Record]:
    """What was done of a kind for a township itself and stands, in order of time."""
    found = select(Record).where(*_of_kind(kind, place, period), col(Record.subject_kind) == "township")
    return iter(session.scalars(found.order_by(col(Record.start), col(Record.id))))


def count_of_township(session: Session, kind: RecordKind, place: str, period: Period) -> int:
    """How much that was."""
    theirs = _of_kind(kind, place, period)
    counted = select(func.count()).select_from(Record).where(*theirs, col(Record.subject_kind) == "township")
    return _number(session, counted)


def abilities_known(session: Session, place: str, period: Period) -> list[Any]:
    """The assessments that stand and were entered or hold from a day of a period: person and fact, by village."""
    found = (
        select(Person, Fact)
        .join(Fact, col(Fact.person) == col(Person.id))
        .where(*_abilities(place), col(Fact.valid_from).between(period.first, period.last))
        .order_by(col(Person.village), col(Person.group_name), col(Person.id), col(Fact.entered))
    )
    return list(session.execute(found))


def abilities_before(session: Session, place: str) -> dict[str, list[tuple[Any, str | None]]]:
    """All that was ever known of each person's ability, in order: from when on, and what."""
    found = (
        select(col(Fact.person), col(Fact.valid_from), col(Fact.value))
        .join(Person, col(Fact.person) == col(Person.id))
        .where(*_abilities(place))
        .order_by(col(Fact.valid_from), col(Fact.entered))
    )
    known: dict[str, list[tuple[Any, str | None]]] = {}
    for person, since, value in session.execute(found):
        known.setdefault(person, []).append((since, value))
    return known


def exports_of(session: Session, place: str) -> list[Export]:
    """The last files that were made of a place, the newest first."""
    made = select(Export).where(col(Export.place).startswith(place, autoescape=True))
    return list(session.scalars(made.order_by(col(Export.at).desc(), col(Export.id).desc()).limit(LINES)))


def _visits(place: str, period: Period) -> tuple[ColumnElement[bool], ...]:
    return _of_kind(RecordKind.VISIT, place, period)


def _of_kind(kind: RecordKind, place: str, period: Period) -> tuple[ColumnElement[bool], ...]:
    return (
        col(Record.township) == place,
        col(Record.service_date).between(period.first, period.last),
        col(Record.kind) == kind.value,
        col(Record.status).in_([RecordStatus.VALID.value, RecordStatus.ATTEMPT.value]),
    )


def _abilities(place: str) -> tuple[ColumnElement[bool], ...]:
    return (
        col(Person.township) == place,
        col(Person.merged_into).is_(None),
        col(Fact.kind) == FactKind.ABILITY.value,
        col(Fact.voided_at).is_(None),
    )


def _number(session: Session, counted: Select[Any]) -> int:
    return session.scalar(counted) or 0
