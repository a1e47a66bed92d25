"""Every SELECT about hygiene."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session
from sqlmodel import col

from shouwang.duties.words import RecordKind, RecordStatus
from shouwang.hygiene.models import HygienePoints
from shouwang.records.models import Record
from shouwang.register.models import Household, Person, Place


def records_within(session: Session, township: str, kind: RecordKind, first: date, last: date) -> list[Record]:
    """The records of a kind of a township that stand, the last first."""
    found = select(Record).where(
        col(Record.township) == township,
        col(Record.kind) == kind,
        col(Record.status) == RecordStatus.VALID,
        col(Record.service_date).between(first, last),
    )
    return list(session.scalars(found.order_by(col(Record.start).desc(), col(Record.id))))


def people_with_villages(session: Session, township: str) -> list[tuple[Person, str]]:
    """Everybody who stands in a township's register herself, with the name of her village."""
    found = (
        select(Person, func.coalesce(col(Place.name), ""))
        .outerjoin(Place, col(Place.code) == col(Person.village))
        .where(col(Person.township) == township, col(Person.merged_into).is_(None))
    )
    return [(row[0], row[1]) for row in session.execute(found)]


def households_within(session: Session, township: str) -> dict[str, Household]:
    """The households of a township, by id."""
    found = select(Household).where(col(Household.township) == township)
    return {each.id: each for each in session.scalars(found)}


def balances_within(session: Session, township: str) -> dict[str, int]:
    """What each home of a township has."""
    found = (
        select(col(HygienePoints.home), func.sum(col(HygienePoints.points)))
        .where(col(HygienePoints.township) == township)
        .group_by(col(HygienePoints.home))
    )
    return {row[0]: int(row[1]) for row in session.execute(found)}


def lines_of(session: Session, home: str) -> list[HygienePoints]:
    """The ledger of a home, the first line first."""
    found = select(HygienePoints).where(col(HygienePoints.home) == home)
    return list(session.scalars(found.order_by(col(HygienePoints.at), col(HygienePoints.id))))


def earned_by(session: Session, records: Iterable[str]) -> list[HygienePoints]:
    """What some checks have earned."""
    found = select(HygienePoints).where(col(HygienePoints.record).in_(sorted(records)))
    return list(session.scalars(found))
