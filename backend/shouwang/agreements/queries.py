"""Every SELECT about agreements."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session
from sqlmodel import col

from shouwang.agreements.models import Agreement
from shouwang.agreements.rules import Term
from shouwang.agreements.words import AgreementKind
from shouwang.records.models import Record
from shouwang.register.models import Person, Place


def agreements_by_id(session: Session, ids: Iterable[str]) -> dict[str, Agreement]:
    """The agreements of these ids that exist."""
    found = select(Agreement).where(col(Agreement.id).in_(sorted(ids)))
    return {each.id: each for each in session.scalars(found)}


def agreements_of(session: Session, person: str) -> list[Agreement]:
    """Somebody's agreements, voided ones too, the newest first."""
    hers = select(Agreement).where(col(Agreement.person) == person)
    order = (col(Agreement.valid_from).desc(), col(Agreement.recorded_at).desc(), col(Agreement.id))
    return list(session.scalars(hers.order_by(*order)))


def terms_within(session: Session, place: str) -> dict[str, list[Term]]:
    """From when to when agreements of each person of a place hold. Columns: a county has thousands."""
    columns = (
        Agreement.person,
        Agreement.id,
        Agreement.kind,
        Agreement.valid_from,
        Agreement.valid_to,
        Agreement.ended_on,
    )
    found = (
        select(*columns)  # type: ignore[call-overload]
        .join(Person, col(Person.id) == col(Agreement.person))
        .where(col(Person.township).startswith(place, autoescape=True), col(Agreement.voided_at).is_(None))
    )
    terms: dict[str, list[Term]] = {}
    for person, id_, kind, *days in session.execute(found):
        terms.setdefault(person, []).append(Term(id_, AgreementKind(kind), *days))
    return terms


def agreements_within(session: Session, place: str, day: date) -> dict[str, list[Agreement]]:
    """The agreements of each person of a place that hold on a day."""
    found = select(Agreement).where(
        col(Agreement.township).startswith(place, autoescape=True), col(Agreement.voided_at).is_(None)
    )
    holding = found.where(
        col(Agreement.valid_from) <= day,
        or_(col(Agreement.valid_to).is_(None), col(Agreement.valid_to) >= day),
        or_(col(Agreement.ended_on).is_(None), col(Agreement.ended_on) >= day),
    )
    hers: dict[str, list[Agreement]] = {}
    for each in session.scalars(holding.order_by(col(Agreement.valid_from), col(Agreement.id))):
        if each.person:
            hers.setdefault(each.person, []).append(each)
    return hers


def between_institutions(session: Session, place: str) -> list[Agreement]:
    """Agreements of a place that are with nobody in care, the newest first."""
    found = select(Agreement).where(
        col(Agreement.township).startswith(place, autoescape=True), col(Agreement.person).is_(None)
    )
    return list(session.scalars(found.order_by(col(Agreement.valid_from).desc(), col(Agreement.id))))


def of_period(session: Session, township: str, first: date, last: date) -> list[Agreement]:
    """The agreements of a township that stand and hold on a day of a period, or were signed in it."""
    found = select(Agreement).where(
        col(Agreement.township) == township,
        col(Agreement.voided_at).is_(None),
        or_(
            col(Agreement.signed_on).between(first, last),
            (col(Agreement.valid_from) <= last)
            & or_(col(Agreement.valid_to).is_(None), col(Agreement.valid_to) >= first)
            & or_(col(Agreement.ended_on).is_(None), col(Agreement.ended_on) >= first),
        ),
    )
    return list(session.scalars(found.order_by(col(Agreement.signed_on), col(Agreement.id))))


def records_of(session: Session, agreements: Iterable[Agreement]) -> dict[str, Record]:
    """The records that agreements' pictures hang on, by their ids."""
    ids = sorted(each.record for each in agreements)
    return {each.id: each for each in session.scalars(select(Record).where(col(Record.id).in_(ids)))}


def names_below(session: Session, place: str) -> dict[str, str]:
    """The names of what lies in a place, by code."""
    found = select(col(Place.code), col(Place.name)).where(col(Place.code).startswith(place, autoescape=True))
    return {row[0]: row[1] for row in session.execute(found)}
