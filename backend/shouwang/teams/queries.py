"""Every SELECT about teams."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Date, and_, bindparam, exists, func, or_, select
from sqlalchemy.orm import Session
from sqlmodel import col

from shouwang.accounts.models import User
from shouwang.database import lock_rows
from shouwang.duties.words import FactKind
from shouwang.prepared import Prepared
from shouwang.register.models import Fact, Person, Place
from shouwang.teams.models import Team, TeamArea, TeamMember
from shouwang.teams.rules import Watch

_LIVES_THERE = and_(
    col(Person.village) == col(TeamArea.village),
    or_(col(TeamArea.group_name) == "", col(TeamArea.group_name) == col(Person.group_name)),
    col(Person.merged_into).is_(None),
)


def _running(table: Any, day: Any) -> Any:
    return and_(col(table.valid_from) <= day, or_(col(table.valid_to).is_(None), col(table.valid_to) >= day))


def _watched(_: Any) -> Any:
    day = bindparam("day", type_=Date)
    died = exists().where(
        col(Fact.person) == col(Person.id), col(Fact.kind) == FactKind.DEATH.value, col(Fact.voided_at).is_(None)
    )
    return (
        select(col(Person.id))
        .select_from(TeamMember)
        .join(TeamArea, and_(col(TeamArea.team) == col(TeamMember.team), _running(TeamArea, day)))
        .join(Person, _LIVES_THERE)
        .where(col(TeamMember.user) == bindparam("user"), _running(TeamMember, day), ~died)
        .distinct()
    )


_WATCHED = Prepared(_watched)


def watched_by(session: Session, user: str, on: date) -> list[str]:
    """The ids of those who live where a user's teams watch on a day; of whom has died no more."""
    return [row[0] for row in _WATCHED.rows(session, user=user, day=on)]


_WATCHES = Prepared(
    lambda _: (
        select(
            *(col(getattr(TeamMember, name)) for name in ("id", "role", "valid_from", "valid_to")),
            *(col(getattr(TeamArea, name)) for name in ("village", "group_name", "valid_from", "valid_to")),
        )
        .join(TeamArea, col(TeamArea.team) == col(TeamMember.team))
        .where(col(TeamMember.user) == bindparam("user"))
    )
)


def watches_of(session: Session, user: str) -> list[Watch]:
    """Where a user watches or watched as a member of a team, and in which role."""
    return [
        Watch(member, role, village, group, max(since, begun), _earlier(until, ended))
        for member, role, since, until, village, group, begun, ended in _WATCHES.rows(session, user=user)
    ]


def _earlier(one: date | None, other: date | None) -> date | None:
    return one if other is None else other if one is None else min(one, other)


def teams_within(session: Session, place: str) -> list[Any]:
    """The teams of a place with their places' names, those that go on first."""
    found = (
        select(Team, col(Place.name))
        .join(Place, col(Place.code) == col(Team.place))
        .where(col(Team.place).startswith(place, autoescape=True))
        .order_by(col(Team.ended_on).is_not(None), col(Team.kind), col(Team.place), col(Team.name), col(Team.id))
    )
    return list(session.execute(found))


def members_on(session: Session, teams: Sequence[str], day: date) -> list[TeamMember]:
    """Who belongs to some teams on a day, leaders first."""
    found = select(TeamMember).where(col(TeamMember.team).in_(teams), _running(TeamMember, day))
    return list(session.scalars(found.order_by(col(TeamMember.is_leader).desc(), col(TeamMember.user_name))))


def members_of(session: Session, team: str) -> list[TeamMember]:
    """All who belong or belonged to a team, read anew under its lock: who goes on first, then who left last."""
    found = select(TeamMember).where(col(TeamMember.team) == team)
    order = (
        col(TeamMember.valid_to).is_not(None),
        col(TeamMember.valid_to).desc(),
        col(TeamMember.is_leader).desc(),
        col(TeamMember.valid_from),
        col(TeamMember.id),
    )
    return list(session.scalars(found.order_by(*order).execution_options(populate_existing=True)))


def areas_of(session: Session, team: str) -> list[TeamArea]:
    """Where a team watches or did, read anew under its lock."""
    found = select(TeamArea).where(col(TeamArea.team) == team)
    order = (col(TeamArea.valid_to).is_not(None), col(TeamArea.valid_from), col(TeamArea.id))
    return list(session.scalars(found.order_by(*order).execution_options(populate_existing=True)))


def areas_in(session: Session, village: str, today: date) -> list[TeamArea]:
    """Where teams watch in a village today, or will."""
    goes_on = or_(col(TeamArea.valid_to).is_(None), col(TeamArea.valid_to) >= today)
    return list(session.scalars(select(TeamArea).where(col(TeamArea.village) == village, goes_on)))


def people_in(session: Session, areas: Sequence[str]) -> dict[str, int]:
    """How many people live in some areas."""
    found = (
        select(col(TeamArea.id), func.count(col(Person.id)))
        .join(Person, _LIVES_THERE)
        .where(col(TeamArea.id).in_(areas))
        .group_by(col(TeamArea.id))
    )
    return {row[0]: row[1] for row in session.execute(found)}


def people_of_teams(session: Session, teams: Sequence[str], day: date) -> dict[str, int]:
    """Over how many people some teams watch on a day."""
    found = (
        select(col(TeamArea.team), func.count(func.distinct(col(Person.id))))
        .join(Person, _LIVES_THERE)
        .where(col(TeamArea.team).in_(teams), _running(TeamArea, day))
        .group_by(col(TeamArea.team))
    )
    return {row[0]: row[1] for row in session.execute(found)}


def names_of_places(session: Session, codes: Sequence[str]) -> dict[str, str]:
    """Places' names by code."""
    found = select(col(Place.code), col(Place.name)).where(col(Place.code).in_(codes))
    return {row[0]: row[1] for row in session.execute(found)}


def active_user(session: Session, user: str) -> User | None:
    """Somebody whose account is open."""
    return session.scalars(select(User).where(col(User.id) == user, col(User.active))).one_or_none()


def lock_team(session: Session, team: str) -> None:
    """Nobody else changes a team until this transaction ends."""
    session.execute(lock_rows(session, select(col(Team.id)).where(col(Team.id) == team))).all()
