"""Every SELECT about who lives in which household."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import col

from shouwang.register.models import Household, Person


def people(session: Session, ids: Iterable[str]) -> list[Person]:
    """People by id who are in the register once, read anew under their locks."""
    found = select(Person).where(col(Person.id).in_(list(ids)), col(Person.merged_into).is_(None))
    return list(session.scalars(found.execution_options(populate_existing=True)))


def homes_of(session: Session, people: Iterable[str]) -> list[Household]:
    """The households in which people live, read anew."""
    theirs = select(col(Person.household)).where(col(Person.id).in_(list(people)))
    found = select(Household).where(col(Household.id).in_(theirs)).execution_options(populate_existing=True)
    return list(session.scalars(found))
