"""Every SELECT about records."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, case, extract, func, or_, select
from sqlalchemy.orm import Session
from sqlmodel import col

from shouwang.duties.words import FactKind, Mode, RecordKind, RecordStatus
from shouwang.records.models import Record, YearSummary
from shouwang.records.rules import Given
from shouwang.register.models import Assignment, Fact


def records_by_id(session: Session, ids: Iterable[str]) -> dict[str, Record]:
    """The records of these ids that exist."""
    found = session.scalars(select(Record).where(col(Record.id).in_(list(ids))))
    return {record.id: record for record in found}


def years_of_everybody(session: Session, after: int, through: int) -> list[Any]:
    """What was done for each person in each of the years after one and up to another."""
    return _years(session, _dated(after + 1, through))


def year_of(session: Session, person: str, year: int) -> Any:
    """What was done for a person in a year: person, year, visits, attempts, days, last_visit; None: nothing."""
    return next(iter(_years(session, _dated(year, year), col(Record.subject) == person)), None)


def summaries_by_id(session: Session, ids: Iterable[str]) -> dict[str, YearSummary]:
    """The summaries of these ids that exist."""
    found = session.scalars(select(YearSummary).where(col(YearSummary.id).in_(list(ids))))
    return {summary.id: summary for summary in found}


def _dated(first: int, last: int) -> ColumnElement[bool]:
    return col(Record.service_date).between(date(max(first, 1), 1, 1), date(last, 12, 31))


def _years(session: Session, *which: ColumnElement[bool]) -> list[Any]:
    status, day = col(Record.status), col(Record.service_date)
    stands = status == RecordStatus.VALID
    at_home = case((stands & (col(Record.mode) == Mode.HOME), day))
    year = extract("year", day)
    found: Select[*tuple[Any, ...]] = (
        select(
            col(Record.subject).label("person"),
            year.label("year"),
            func.sum(case((stands, 1), else_=0)).label("visits"),
            func.sum(case((status == RecordStatus.ATTEMPT, 1), else_=0)).label("attempts"),
            func.count(at_home.distinct()).label("days"),
            func.max(at_home).label("last_visit"),
        )
        .where(*which, col(Record.subject_kind) == "person", col(Record.kind) == RecordKind.VISIT)
        .group_by(col(Record.subject), year)
        .order_by(col(Record.subject), year)
    )
    return list(session.execute(found))


def given_to(session: Session, worker: str, people: Iterable[str]) -> dict[str, list[Given]]:
    """A worker's times with each of some people, in the order in which assignments speak."""
    columns = (Assignment.person, Assignment.valid_from, Assignment.valid_to, Assignment.role)
    found = (
        select(*columns)  # type: ignore[call-overload]
        .where(col(Assignment.user) == worker, col(Assignment.person).in_(list(people)))
        .order_by(col(Assignment.valid_from), col(Assignment.id))
    )
    given: defaultdict[str, list[Given]] = defaultdict(list)
    for person, *time in session.execute(found):
        given[person].append(Given(*time))
    return given


def deaths_of(session: Session, people: Iterable[str]) -> dict[str, date]:
    """The day of death of each of some people who have died."""
    found = (
        select(col(Fact.person), func.min(col(Fact.valid_from)))
        .where(col(Fact.person).in_(list(people)), col(Fact.kind) == FactKind.DEATH, col(Fact.voided_at).is_(None))
        .group_by(col(Fact.person))
    )
    return {row[0]: row[1] for row in session.execute(found)}


def days_of_worker(
    session: Session, worker: str, people: Iterable[str], first: date, last: date
) -> dict[str, set[date]]:
    """The days on which there is a record of a worker's that stands about some people, from a phone or from paper."""
    hers = or_(col(Record.author) == worker, col(Record.on_behalf_of) == worker)
    found = select(col(Record.subject), col(Record.service_date)).where(
        hers,
        col(Record.subject).in_(list(people)),
        col(Record.service_date).between(first, last),
        col(Record.status) != RecordStatus.VOIDED,
    )
    days: defaultdict[str, set[date]] = defaultdict(set)
    for person, day in session.execute(found):
        days[person].add(day)
    return days
