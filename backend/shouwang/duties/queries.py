"""Every SELECT about policies and extra duties."""

from datetime import date

from sqlalchemy import ColumnElement, func, literal, or_, select
from sqlalchemy.orm import Session
from sqlmodel import col

from shouwang.duties.models import AdoptedPolicy, ExtraDuty


def adopted_policies(session: Session, county: str) -> list[AdoptedPolicy]:
    """What a county follows or followed, the oldest adoption first."""
    theirs = select(AdoptedPolicy).where(col(AdoptedPolicy.county) == county)
    in_order = (col(AdoptedPolicy.valid_from), col(AdoptedPolicy.pack), col(AdoptedPolicy.pack_version))
    return list(session.scalars(theirs.order_by(*in_order)))


def extra_duties(session: Session, place: str) -> list[ExtraDuty]:
    """The extra duties of a place: its own, those below it and those above it that reach it; the latest first."""
    found = select(ExtraDuty).where(_concerns(place))
    return list(session.scalars(found.order_by(col(ExtraDuty.valid_from).desc(), col(ExtraDuty.id))))


def extra_duties_within(session: Session, place: str, first: date, last: date) -> list[ExtraDuty]:
    """Those that have a day in common with a period, the earliest to end first."""
    found = select(ExtraDuty).where(
        _concerns(place), col(ExtraDuty.valid_from) <= last, col(ExtraDuty.valid_to) >= first
    )
    return list(session.scalars(found.order_by(col(ExtraDuty.valid_to), col(ExtraDuty.id))))


def _concerns(place: str) -> ColumnElement[bool]:
    above = func.substr(literal(place), 1, func.length(ExtraDuty.place)) == col(ExtraDuty.place)
    return or_(col(ExtraDuty.place).startswith(place, autoescape=True), above)
