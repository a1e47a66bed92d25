"""Every SELECT about activities."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Date, String, bindparam, func, select
from sqlalchemy.orm import Session
from sqlmodel import col

from shouwang.accounts.models import User
from shouwang.activities.models import Activity, ActivityOrganiser, SignUp
from shouwang.prepared import Prepared
from shouwang.records.models import Record
from shouwang.register.models import Person, Place

KEPT = timedelta(days=62)
"""For so long after its day an activity stays on phones: two months, which every report is written in."""


def activities_by_id(session: Session, ids: Iterable[str]) -> dict[str, Activity]:
    """The activities of these ids that exist, read anew under their locks."""
    found = select(Activity).where(col(Activity.id).in_(sorted(ids))).execution_options(populate_existing=True)
    return {each.id: each for each in session.scalars(found)}


_OF_TOWNSHIP = Prepared(
    lambda _: select(col(ActivityOrganiser.activity)).where(
        col(ActivityOrganiser.township) == bindparam("township", type_=String),
        col(ActivityOrganiser.day) >= bindparam("since", type_=Date),
    )
)


def lately_of(session: Session, township: str, today: date) -> list[str]:
    """The activities of a township that are on phones on a day."""
    return [row[0] for row in _OF_TOWNSHIP.rows(session, township=township, since=today - KEPT)]


def activities_within(session: Session, place: str, first: date, last: date) -> list[Activity]:
    """The activities that a township of a place organises in a period, in order of time."""
    theirs = select(col(ActivityOrganiser.activity)).where(
        col(ActivityOrganiser.township).startswith(place, autoescape=True),
        col(ActivityOrganiser.day).between(first, last),
    )
    found = select(Activity).where(col(Activity.id).in_(theirs))
    return list(session.scalars(found.order_by(col(Activity.day), col(Activity.time), col(Activity.id))))


def organiser_rows(session: Session, activity: str) -> list[ActivityOrganiser]:
    """Who organises an activity, by the table that finds it."""
    return list(session.scalars(select(ActivityOrganiser).where(col(ActivityOrganiser.activity) == activity)))


def listed(session: Session, activities: Iterable[str]) -> list[SignUp]:
    """All who are on the lists of some activities, also who takes it back; in the order in which they came."""
    found = select(SignUp).where(col(SignUp.activity).in_(sorted(activities)))
    return list(
        session.scalars(found.order_by(col(SignUp.at), col(SignUp.id)).execution_options(populate_existing=True))
    )


def going(session: Session, activities: Iterable[str]) -> dict[str, int]:
    """How many come to each."""
    found = (
        select(col(SignUp.activity), func.count())
        .where(col(SignUp.activity).in_(sorted(activities)), col(SignUp.going))
        .group_by(col(SignUp.activity))
    )
    return {row[0]: row[1] for row in session.execute(found)}


def townships_of_county(session: Session, county: str) -> list[Place]:
    """The townships of a county, by code."""
    theirs = col(Place.code).startswith(county, autoescape=True)
    found = select(Place).where(theirs, func.length(col(Place.code)) == len("430321101"))
    return list(session.scalars(found.order_by(col(Place.code))))


def names_of_users(session: Session, users: Iterable[str]) -> dict[str, str]:
    """Users' names by id."""
    found = select(col(User.id), col(User.name)).where(col(User.id).in_(sorted(users)))
    return {row[0]: row[1] for row in session.execute(found)}


def records_of(session: Session, ids: Sequence[str]) -> list[Record]:
    """The records that an activity came to, as they stand."""
    found = select(Record).where(col(Record.id).in_(ids)).order_by(col(Record.township))
    return list(session.scalars(found.execution_options(populate_existing=True)))


def people_served(session: Session, people: Iterable[str], place: str) -> list[Any]:
    """Of some people those of a place: id, name, village."""
    found = (
        select(col(Person.id), col(Person.name), col(Person.village_name))
        .where(col(Person.id).in_(sorted(people)), col(Person.township).startswith(place[:9], autoescape=True))
        .order_by(col(Person.village), col(Person.group_name), col(Person.id))
    )
    return list(session.execute(found))
