"""Every SELECT about cards at doors."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import exists, select
from sqlalchemy.orm import Session
from sqlmodel import col

from shouwang.database import lock_rows
from shouwang.doors.models import Door, DoorCard
from shouwang.doors.rules import KnownCard, Lived, hash_of
from shouwang.duties.words import FactKind
from shouwang.register.models import Fact, Household, Person, Place

CHUNK = 4_000


@dataclass(frozen=True, slots=True)
class Home:
    """A door and who lives behind it today; `household` is None for a person without a registered one."""

    id: str
    household: str | None
    village: str
    village_name: str
    group_name: str
    address: str
    head: str
    people: tuple[str, ...]
    names: tuple[str, ...]


def lock_township(session: Session, township: str) -> Place | None:
    """The township, so that nobody else gives out its numbers meanwhile."""
    return session.scalars(lock_rows(session, select(Place).where(col(Place.code) == township))).one_or_none()


def homes_within(session: Session, township: str) -> list[Home]:
    """The doors of a township behind which somebody lives, in the order of villages, groups and doors."""
    living = _living(session, township)
    households = session.scalars(select(Household).where(col(Household.township) == township))
    shared = [home for each in households if (home := _shared(each, living)) is not None]
    housed = {person for home in shared for person in home.people}
    alone = [_alone(row) for person, row in living.items() if person not in housed]
    return sorted(shared + alone, key=_as_one_walks)


def _as_one_walks(home: Home) -> tuple[Any, ...]:
    """Number 2 comes before number 10."""
    return home.village, _counted(home.group_name), _counted(home.address), home.id


def _counted(words: str) -> list[tuple[str, int]]:
    return [(word, int(number or 0)) for word, number in re.findall(r"([^0-9]*)([0-9]*)", words)]


def _living(session: Session, township: str) -> dict[str, Any]:
    died = exists().where(
        col(Fact.person) == col(Person.id), col(Fact.kind) == FactKind.DEATH, col(Fact.voided_at).is_(None)
    )
    columns = (Person.id, Person.name, Person.village, Person.village_name, Person.group_name, Person.address)
    found = select(*columns).where(  # type: ignore[call-overload]
        col(Person.township) == township, col(Person.merged_into).is_(None), ~died
    )
    return {row.id: row for row in session.execute(found)}


def _shared(household: Household, living: dict[str, Any]) -> Home | None:
    people = [stay.person for stay in household.stays if stay.valid_to is None and stay.person in living]
    if not people:
        return None
    names = [living[person].name for person in people]
    head = living[household.head].name if household.head in people else household.head_name or names[0]
    place = (household.village, household.village_name, household.group_name, household.address)
    return Home(household.id, household.id, *place, head, tuple(people), tuple(names))


def _alone(row: Any) -> Home:
    place = (row.village, row.village_name, row.group_name, row.address)
    return Home(row.id, None, *place, row.name, (row.id,), (row.name,))


def cards_of(session: Session, township: str) -> list[DoorCard]:
    """The cards of a township, by their numbers."""
    return list(
        session.scalars(select(DoorCard).where(col(DoorCard.township) == township).order_by(col(DoorCard.number)))
    )


def good_cards(session: Session, households: Sequence[str]) -> list[DoorCard]:
    """The cards of some households that are not void."""
    found: list[DoorCard] = []
    for start in range(0, len(households), CHUNK):
        theirs = col(DoorCard.household).in_(households[start : start + CHUNK])
        found += session.scalars(select(DoorCard).where(theirs, col(DoorCard.voided_at).is_(None)))
    return found


def doors_of(session: Session, cards: Sequence[str]) -> list[Door]:
    """How cards are known in people's files, read anew."""
    found: list[Door] = []
    for start in range(0, len(cards), CHUNK):
        some = select(Door).where(col(Door.card).in_(cards[start : start + CHUNK]))
        found += session.scalars(some.execution_options(populate_existing=True))
    return found


def known_cards(session: Session, tokens: Iterable[str]) -> dict[str, KnownCard]:
    """The cards that say these tokens, and who lives or lived behind their doors."""
    by_hash = {hash_of(token): token for token in tokens}
    if not by_hash:
        return {}
    found = (
        select(DoorCard, Household)
        .outerjoin(Household, col(Household.id) == col(DoorCard.household))
        .where(col(DoorCard.hash).in_(list(by_hash)))
    )
    return {by_hash[card.hash]: _known(card, household) for card, household in session.execute(found)}


def _known(card: DoorCard, household: Household | None) -> KnownCard:
    lived: defaultdict[str, list[tuple[date | None, date | None]]] = defaultdict(list)
    if card.person is not None:
        lived[card.person].append((None, None))
    for stay in household.stays if household else []:
        lived[stay.person].append((stay.valid_from, stay.valid_to))
    times = (Lived(person, *time) for person, stays in lived.items() for time in stays)
    return KnownCard(tuple(times), card.voided_at)
