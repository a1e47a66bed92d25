"""Every SELECT that an import of a roster makes."""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session
from sqlmodel import col

from shouwang.accounts.models import User
from shouwang.accounts.roles import Role
from shouwang.database import lock_rows
from shouwang.register.models import Assignment, Fact, FormerName, Household, Person, Place
from shouwang.register.roster_models import RosterSaid
from shouwang.sync.models import Conflict, Meta, RowVersion

T = TypeVar("T")
CHUNK = 4_000
"""Values per SELECT: SQLite binds at most 32,766."""


def take_turn(session: Session) -> None:
    """Waits until no other import runs: two of the same file at once would both find everybody new."""
    session.execute(lock_rows(session, select(col(Meta.key)).where(col(Meta.key) == "epoch"))).all()


def place(session: Session, code: str) -> Place | None:
    """A place by its code."""
    return session.get(Place, code)


def villages(session: Session, township: str) -> list[Place]:
    """The villages of a township, also those that have become part of others."""
    return list(session.scalars(select(Place).where(col(Place.parent) == township)))


def former_names(session: Session, township: str) -> list[tuple[str, str]]:
    """Old names of villages of a township and whose they are, the last ones at the end."""
    theirs = select(col(FormerName.name), col(FormerName.place)).join(Place, col(Place.code) == col(FormerName.place))
    found = theirs.where(col(Place.parent) == township).order_by(col(FormerName.until), col(FormerName.at))
    return [(name, place) for name, place in session.execute(found)]


def ids_by_index(session: Session, indexes: Sequence[str]) -> dict[str, str]:
    """The ids of the people who have these blind indexes, before their rows may be read."""
    found: dict[str, str] = {}
    for chunk in _chunks(indexes):
        # Of two entries that were found to be one person, the one that was kept has both numbers.
        meant = func.coalesce(col(Person.merged_into), col(Person.id))
        wanted = select(col(Person.id_number_index), meant).where(col(Person.id_number_index).in_(chunk))
        found.update((index, person) for index, person in session.execute(wanted) if index)
    return found


def said(session: Session, ids: Sequence[str]) -> dict[str, dict[str, Any]]:
    """What rosters last said of people; of one who was there before that was kept, how she was first written."""
    found: dict[str, dict[str, Any]] = {}
    for chunk in _chunks(ids):
        kept = select(col(RosterSaid.person), col(RosterSaid.texts)).where(col(RosterSaid.person).in_(chunk))
        found.update((person, texts) for person, texts in session.execute(kept))
    for chunk in _chunks([person for person in ids if person not in found]):
        is_first = (col(RowVersion.kind) == Person.sync_kind, col(RowVersion.version) == 1)
        first = select(col(RowVersion.id), col(RowVersion.body)).where(*is_first, col(RowVersion.id).in_(chunk))
        found.update((person, json.loads(body)) for person, body in session.execute(first))
    return found


def conflicts_of_rosters(session: Session, ids: Sequence[str]) -> list[Conflict]:
    """What rosters said otherwise about people, settled or not, in the order of asking."""
    found: list[Conflict] = []
    for chunk in _chunks(ids):
        theirs = select(Conflict).where(col(Conflict.person).in_(chunk), col(Conflict.mutation).is_(None))
        found += session.scalars(_fresh(theirs.order_by(col(Conflict.created_at), col(Conflict.id))))
    return found


def users_caring_for(session: Session, ids: Sequence[str], on: date) -> set[str]:
    """The ids of the people's own carers, before their rows may be read."""
    chunks = (
        session.scalars(_running_carers(chunk, on).with_only_columns(col(Assignment.user))) for chunk in _chunks(ids)
    )
    return {user for chunk in chunks for user in chunk}


def people(session: Session, ids: Sequence[str]) -> dict[str, Person]:
    """People by id."""
    found = (session.scalars(_fresh(select(Person).where(col(Person.id).in_(chunk)))) for chunk in _chunks(ids))
    return {person.id: person for chunk in found for person in chunk}


def households_of(session: Session, people: Sequence[str]) -> list[Household]:
    """The households in which people live; read anew each time, for a lock may have been waited for."""
    found: list[Household] = []
    for chunk in _chunks(people):
        theirs = select(col(Person.household)).where(col(Person.id).in_(chunk))
        found += session.scalars(_fresh(select(Household).where(col(Household.id).in_(theirs)).order_by(Household.id)))
    return found


def names(session: Session, people: Sequence[str]) -> dict[str, str]:
    """The names of people."""
    found: dict[str, str] = {}
    for chunk in _chunks(people):
        wanted = select(col(Person.id), col(Person.name)).where(col(Person.id).in_(chunk))
        found.update((person, name) for person, name in session.execute(wanted))
    return found


def live_facts(session: Session, ids: Sequence[str]) -> Iterable[Fact]:
    """The facts about people that were not voided."""
    for chunk in _chunks(ids):
        wanted = select(Fact).where(col(Fact.person).in_(chunk), col(Fact.voided_at).is_(None))
        yield from session.scalars(_fresh(wanted))


def running_carers(session: Session, ids: Sequence[str], on: date) -> Iterable[Assignment]:
    """The assignments of the people's own carers that run on a day or begin later."""
    for chunk in _chunks(ids):
        yield from session.scalars(_fresh(_running_carers(chunk, on)))


def carers(session: Session, township: str) -> list[User]:
    """The active carers of a township, the oldest first."""
    within = col(User.place).startswith(township, autoescape=True)
    wanted = select(User).where(within, col(User.role) == Role.CARER, col(User.active))
    return list(session.scalars(wanted.order_by(col(User.created_at), col(User.id))))


def villages_of_carers(session: Session, township: str, on: date) -> set[tuple[str, str]]:
    """In which villages each carer has people on a day, as pairs of user and village."""
    wanted = (
        select(col(Assignment.user), col(Person.village))
        .join(Person, col(Person.id) == col(Assignment.person))
        .where(
            col(Person.township) == township,
            col(Assignment.role) == Role.CARER,
            or_(col(Assignment.valid_to).is_(None), col(Assignment.valid_to) >= on),
        )
        .distinct()
    )
    return {(user, village) for user, village in session.execute(wanted)}


def _running_carers(people: Sequence[str], on: date) -> Select[Assignment]:
    return select(Assignment).where(
        col(Assignment.person).in_(people),
        col(Assignment.role) == Role.CARER,
        col(Assignment.is_primary),
        or_(col(Assignment.valid_to).is_(None), col(Assignment.valid_to) >= on),
    )


def _fresh(wanted: Select[T]) -> Select[T]:
    # what this session read before the locks may be out of date
    return wanted.execution_options(populate_existing=True)


def _chunks(values: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(values), CHUNK):
        yield values[start : start + CHUNK]
