"""Every SELECT about records."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, case, extract, func, select
from sqlalchemy.orm import Session
from sqlmodel import col

from shouwang.duties.words import Mode, RecordKind, RecordStatus
from shouwang.records.models import Record, YearSummary


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
