"""Every SELECT about assessments."""

from datetime import date
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session
from sqlmodel import col

from shouwang.assessments.models import AbilityChange, Assessment
from shouwang.assessments.words import AssessmentStatus, Scale
from shouwang.checkups.queries import has_died, in_care
from shouwang.duties.models import AdoptedPolicy
from shouwang.duties.words import FactKind
from shouwang.register.models import Fact, Person


def packs_on(session: Session, county: str, day: date) -> list[str]:
    """The packs that a county follows on a day."""
    theirs = select(col(AdoptedPolicy.pack)).where(
        col(AdoptedPolicy.county) == county,
        col(AdoptedPolicy.valid_from) <= day,
        or_(col(AdoptedPolicy.valid_to).is_(None), col(AdoptedPolicy.valid_to) >= day),
    )
    return list(session.scalars(theirs))


def open_changes(session: Session, place: str) -> list[Any]:
    """Reported changes that nobody has answered, the first due first: change and person."""
    found = (
        select(AbilityChange, Person)
        .join(Person, col(Person.id) == col(AbilityChange.person))
        .where(col(AbilityChange.township).startswith(place, autoescape=True), col(AbilityChange.closed_at).is_(None))
        .order_by(col(AbilityChange.due_on), col(AbilityChange.id))
    )
    return list(session.execute(found))


def changes_of(session: Session, person: str) -> list[AbilityChange]:
    """Those of a person that nobody has answered, read anew."""
    hers = select(AbilityChange).where(col(AbilityChange.person) == person, col(AbilityChange.closed_at).is_(None))
    return list(session.scalars(hers.execution_options(populate_existing=True)))


def assessments_within(session: Session, place: str, *, waiting: bool, most: int = 50) -> list[Any]:
    """Assessments that wait for an office, the oldest first; or those that do not, the last first: with the person."""
    undecided = col(Assessment.status) == AssessmentStatus.TO_BE_CONFIRMED
    found = (
        select(Assessment, Person)
        .join(Person, col(Person.id) == col(Assessment.person))
        .where(col(Assessment.township).startswith(place, autoescape=True), undecided if waiting else ~undecided)
    )
    order = col(Assessment.recorded_at) if waiting else col(Assessment.decided_at).desc()
    return list(session.execute(found.order_by(order, col(Assessment.id)).limit(None if waiting else most)))


def abilities_on(session: Session, people: list[str], day: date) -> dict[str, str]:
    """The ability of each of some people on a day: of those that have begun and not ended, the one that began last."""
    found = (
        select(Fact)
        .where(
            col(Fact.person).in_(people),
            col(Fact.kind) == FactKind.ABILITY,
            col(Fact.voided_at).is_(None),
            col(Fact.valid_from) <= day,
            or_(col(Fact.valid_to).is_(None), col(Fact.valid_to) >= day),
        )
        .order_by(col(Fact.valid_from), col(Fact.entered))
    )
    return {fact.person: fact.value or "" for fact in session.scalars(found)}


def longest_ago(session: Session, place: str, today: date, most: int) -> list[Any]:
    """People in care by their last assessment or ability, those without any first: person and the day."""
    assessed = (
        select(col(Assessment.person), func.max(col(Assessment.assessed_on)).label("day"))
        .where(col(Assessment.scale) == Scale.SIX_ITEMS, col(Assessment.status) != AssessmentStatus.DECLINED)
        .group_by(col(Assessment.person))
        .subquery()
    )
    known = (
        select(col(Fact.person), func.max(col(Fact.valid_from)).label("day"))
        .where(col(Fact.kind) == FactKind.ABILITY, col(Fact.voided_at).is_(None))
        .group_by(col(Fact.person))
        .subquery()
    )
    last = func.coalesce(assessed.c.day, known.c.day)
    found = (
        select(Person, last.label("day"))
        .outerjoin(assessed, assessed.c.person == col(Person.id))
        .outerjoin(known, known.c.person == col(Person.id))
        .where(
            col(Person.township).startswith(place, autoescape=True),
            col(Person.merged_into).is_(None),
            in_care("care_on", today),
            ~has_died(today),
        )
        .order_by(last.is_not(None), last, col(Person.village), col(Person.id))
        .limit(most)
    )
    return list(session.execute(found))
