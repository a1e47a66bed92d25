"""Every SELECT about checkups."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Date, String, and_, bindparam, exists, or_, select
from sqlalchemy.orm import Session
from sqlmodel import col

from shouwang.checkups.contracts import Contract
from shouwang.checkups.models import Checkup, CheckupRoute, CheckupRule, CheckupSection
from shouwang.checkups.owed import NATIONAL, Rule
from shouwang.checkups.words import Bounds, CheckupState
from shouwang.duties.words import FactKind
from shouwang.prepared import Prepared
from shouwang.register.models import Fact, Person

RULE_ID = "checkup-rule"


def rule_of(session: Session) -> Rule:
    """The county's rule."""
    row = session.get(CheckupRule, RULE_ID)
    return Rule(row.age, row.cutoff, Bounds(row.bounds)) if row else NATIONAL


def sections_of(session: Session, people: Iterable[str], year: int | None = None) -> list[CheckupSection]:
    """What is filled in of some people's checkups, read anew; of one year or of all."""
    wanted = select(CheckupSection).where(col(CheckupSection.person).in_(list(people)))
    if year is not None:
        wanted = wanted.where(col(CheckupSection.year) == year)
    ordered = wanted.order_by(col(CheckupSection.year).desc(), col(CheckupSection.section))
    return list(session.scalars(ordered.execution_options(populate_existing=True)))


def checkup_of(session: Session, person: str, year: int) -> Checkup | None:
    """Where a checkup stands; none where nothing was ever filled in."""
    return session.scalars(select(Checkup).where(col(Checkup.person) == person, col(Checkup.year) == year)).first()


def worklist(session: Session, place: str, year: int, born_by: date, today: date) -> list[Any]:
    """Who is owed a checkup in a year, or has one: person, checkup or null, whether she is owed."""
    owed = and_(col(Person.birth_date) <= born_by, in_care("day", today), ~has_died(bindparam("by", today, type_=Date)))
    hers = and_(col(Checkup.person) == col(Person.id), col(Checkup.year) == year)
    found = (
        select(Person, Checkup, owed.label("owed"))
        .outerjoin(Checkup, hers)
        .where(
            col(Person.township).startswith(place[:9], autoescape=True),
            col(Person.village).startswith(place[:12], autoescape=True),
            col(Person.merged_into).is_(None),
            or_(owed, col(Checkup.state) != CheckupState.DUE),
        )
        .order_by(col(Person.village), col(Person.group_name), col(Person.id))
    )
    return list(session.execute(found))


def contracts_within(session: Session, place: str, day: date) -> dict[str, Contract]:
    """The family doctors' contracts that hold on a day, by person; of several the one that was signed last."""
    columns = (col(Checkup.person), col(Checkup.contract_doctor), col(Checkup.contract_on), col(Checkup.contract_until))
    theirs = select(*columns).where(
        col(Checkup.township).startswith(place[:9], autoescape=True),
        col(Checkup.contract_on) <= day,
        col(Checkup.contract_until) >= day,
    )
    found = session.execute(theirs.order_by(col(Checkup.contract_on)))
    return {who: Contract(doctor or "", signed, until) for who, doctor, signed, until in found if signed and until}


def routes_within(session: Session, place: str) -> list[CheckupRoute]:
    """The routes of the bus in a place."""
    return list(
        session.scalars(select(CheckupRoute).where(col(CheckupRoute.id).startswith(place[:9], autoescape=True)))
    )


def in_care(name: str, day: date | None = None) -> ColumnElement[bool]:
    """Whether somebody is in a programme on the day that is bound under a name."""
    on = bindparam(name, day, type_=Date)
    return exists().where(
        col(Fact.person) == col(Person.id),
        col(Fact.kind) == FactKind.PROGRAMME,
        col(Fact.voided_at).is_(None),
        col(Fact.valid_from) <= on,
        or_(col(Fact.valid_to).is_(None), col(Fact.valid_to) >= on),
    )


def has_died(by: Any) -> ColumnElement[bool]:
    """Whether somebody has died by a day."""
    return exists().where(
        col(Fact.person) == col(Person.id),
        col(Fact.kind) == FactKind.DEATH,
        col(Fact.voided_at).is_(None),
        col(Fact.valid_from) <= by,
    )


def _within() -> Sequence[ColumnElement[bool]]:
    place = bindparam("place", type_=String)
    day = bindparam("day", type_=Date)
    return (
        or_(col(Person.township).like(place), col(Person.village).like(place)),
        col(Person.merged_into).is_(None),
        in_care("day"),
        ~has_died(day),
    )


_OF_HEALTH_TEAM = Prepared(
    lambda _: select(col(Person.id)).where(*_within(), col(Person.birth_date) <= bindparam("born_by", type_=Date))
)
_OF_ASSESSORS = Prepared(lambda _: select(col(Person.id)).where(*_within()))


def people_of_health_team(session: Session, place: str, today: date) -> list[str]:
    """Whose checkups the health team of a place sees to this year."""
    born_by = rule_of(session).born_by(today.year)
    return [row[0] for row in _OF_HEALTH_TEAM.rows(session, place=f"{place}%", day=today, born_by=born_by)]


def people_of_assessors(session: Session, place: str, today: date) -> list[str]:
    """Whom the assessors of a place may be sent to."""
    return [row[0] for row in _OF_ASSESSORS.rows(session, place=f"{place}%", day=today)]
