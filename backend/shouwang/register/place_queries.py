"""Every SELECT about villages and who lives there."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session
from sqlmodel import col

from shouwang.database import lock_rows
from shouwang.register.models import FormerName, Household, Person, Place


def villages_of(session: Session, township: str) -> list[Any]:
    """The villages of a township by name, each with how many people live there."""
    there = and_(col(Person.village) == col(Place.code), col(Person.merged_into).is_(None))
    found = (
        select(col(Place.code), col(Place.name), func.count(col(Person.id)))
        .outerjoin(Person, there)
        .where(col(Place.parent) == township, col(Place.merged_into).is_(None))
        .group_by(col(Place.code), col(Place.name))
        .order_by(col(Place.name), col(Place.code))
    )
    return list(session.execute(found))


def former_names(session: Session, township: str) -> dict[str, list[FormerName]]:
    """The old names of the villages of a township, the last one first."""
    theirs = select(FormerName).join(Place, col(Place.code) == col(FormerName.place))
    names: defaultdict[str, list[FormerName]] = defaultdict(list)
    found = theirs.where(col(Place.parent) == township)
    for each in session.scalars(found.order_by(col(FormerName.until).desc(), col(FormerName.at).desc())):
        names[each.place].append(each)
    return names


def parts_of(session: Session, village: str) -> list[Place]:
    """Villages that have become part of this one."""
    return list(session.scalars(select(Place).where(col(Place.merged_into) == village)))


def former_names_of(session: Session, village: str) -> list[FormerName]:
    """The old names of a village."""
    return list(session.scalars(select(FormerName).where(col(FormerName.place) == village)))


def locked_township(session: Session, code: str) -> Place | None:
    """A township, so that nobody else makes a village of it at the same time."""
    return session.scalars(lock_rows(session, select(Place).where(col(Place.code) == code))).one_or_none()


def ids_living_in(session: Session, village: str) -> list[str]:
    """The ids of everybody of a village, before their rows may be read."""
    return list(session.scalars(select(col(Person.id)).where(col(Person.village) == village)))


def people(session: Session, ids: Iterable[str]) -> list[Person]:
    """People by id, read anew under their locks."""
    found = select(Person).where(col(Person.id).in_(list(ids))).execution_options(populate_existing=True)
    return list(session.scalars(found))


def homes_in(session: Session, village: str) -> list[Household]:
    """The households of a village."""
    return list(session.scalars(select(Household).where(col(Household.village) == village)))


def homes_of(session: Session, people: Iterable[str]) -> list[Household]:
    """The households in which people live, read anew."""
    theirs = select(col(Person.household)).where(col(Person.id).in_(list(people)))
    found = select(Household).where(col(Household.id).in_(theirs)).execution_options(populate_existing=True)
    return list(session.scalars(found))
