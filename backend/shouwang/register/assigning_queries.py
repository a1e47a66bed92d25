"""Every SELECT about giving people to workers."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session
from sqlmodel import col

from shouwang.accounts.models import User
from shouwang.accounts.roles import STAFF
from shouwang.register.assigning_models import Assigning
from shouwang.register.models import Assignment


def running_of(session: Session, people: Sequence[str], today: date) -> dict[str, list[Assignment]]:
    """The assignments of some people that run today or begin later, read anew under their locks."""
    found = (
        select(Assignment)
        .where(col(Assignment.person).in_(people))
        .where(or_(col(Assignment.valid_to).is_(None), col(Assignment.valid_to) >= today))
        # A cover that was ended before its first day never begins.
        .where(or_(col(Assignment.valid_to).is_(None), col(Assignment.valid_to) >= col(Assignment.valid_from)))
        .order_by(col(Assignment.valid_from), col(Assignment.id))
    )
    theirs: defaultdict[str, list[Assignment]] = defaultdict(list)
    for assignment in session.scalars(found.execution_options(populate_existing=True)):
        theirs[assignment.person].append(assignment)
    return theirs


def assignments_by_id(session: Session, ids: Iterable[str]) -> dict[str, Assignment]:
    """Assignments, read anew."""
    found = select(Assignment).where(col(Assignment.id).in_(list(ids))).execution_options(populate_existing=True)
    return {row.id: row for row in session.scalars(found)}


def workers_by_id(session: Session, ids: Iterable[str]) -> dict[str, User]:
    """Active workers of the field."""
    found = select(User).where(col(User.id).in_(list(ids)), col(User.active), col(User.role).not_in(STAFF))
    return {user.id: user for user in session.scalars(found)}


def assignings_within(session: Session, place: str, most: int) -> list[Assigning]:
    """What was done last in a place, the newest first."""
    within = col(Assigning.township).startswith(place, autoescape=True)
    return list(session.scalars(select(Assigning).where(within).order_by(col(Assigning.at).desc()).limit(most)))
