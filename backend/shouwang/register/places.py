"""Use cases of villages: a new one, another name, one that becomes part of another, and people who belong elsewhere.

Each is a change of the profiles of those who live there, with its history; people are moved back by moving them again.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from sqlalchemy.orm import Session

from shouwang import clock
from shouwang.accounts.access import within
from shouwang.accounts.service import Caller
from shouwang.errors import Refused, Unknown
from shouwang.ids import uuid7
from shouwang.register import place_queries as queries
from shouwang.register.models import FormerName, Household, Person, Place
from shouwang.register.place_schemas import NewVillage, OldName, VillageLine, VillageMerge, VillageName
from shouwang.register.roster_villages import Villages
from shouwang.settings import settings
from shouwang.sync.synced import SyncedRow
from shouwang.sync.write import Author, lock_buckets, write
from shouwang.teams.following import follow_village

VILLAGE_DIGITS = 12


def villages(session: Session, township: str) -> list[VillageLine]:
    """The villages of a township, each with its old names."""
    former = queries.former_names(session, township)
    return [
        VillageLine(
            code=code,
            name=name,
            people=n,
            former=[OldName(name=old.name, until=old.until) for old in former.get(code, [])],
        )
        for code, name, n in queries.villages_of(session, township)
    ]


def add(session: Session, caller: Caller, asked: NewVillage) -> VillageLine:
    """A village; one that is called so already is given back. Raises `Unknown`, `Refused` where there are too many."""
    township = queries.locked_township(session, within(caller, asked.township))
    if township is None:
        raise Unknown
    village = Villages(session, township).find(asked.name)
    if village is None:
        raise Refused("too_many_villages")
    return _line(session, village)


def rename(session: Session, caller: Caller, village: Place, asked: VillageName) -> VillageLine:
    """Another name; the old one stays findable. Raises `Refused` where somebody was first, or another one has it."""
    queries.locked_township(session, village.parent or "")
    session.refresh(village)
    if village.name not in (asked.seen, asked.name):
        raise Refused("value_changed", current={"name": village.name})
    others = queries.villages_of(session, village.parent or "")
    if any(name == asked.name and code != village.code for code, name, _ in others):
        raise Refused("village_there")
    ids = queries.ids_living_in(session, village.code)
    lock_buckets(session, [f"p:{person}" for person in ids])
    if village.name != asked.name:
        _remember(session, caller, village, village.name, asked.since)
    village.name = asked.name
    session.flush()
    _put(session, caller, queries.people(session, ids), queries.homes_in(session, village.code), village)
    return _line(session, village)


def merge(session: Session, caller: Caller, village: Place, asked: VillageMerge) -> VillageLine:
    """A village is part of another one: who lives there lives in that one, and its names mean that one.

    Teams that watch there watch in that one from now on. Raises `Unknown`, `Refused`.
    """
    queries.locked_township(session, village.parent or "")
    into = find(session, caller, asked.into)
    session.refresh(village)
    session.refresh(into)
    if village.merged_into is not None or into.merged_into is not None:
        raise Refused("already_merged")
    if into.code == village.code or into.parent != village.parent:
        raise Unknown
    ids = queries.ids_living_in(session, village.code)
    lock_buckets(session, [f"p:{person}" for person in ids])
    homes = queries.homes_in(session, village.code)
    _put(session, caller, queries.people(session, ids), homes, into)
    for part in [village, *queries.parts_of(session, village.code)]:
        part.merged_into = into.code
    for old in queries.former_names_of(session, village.code):
        old.place = into.code
    _remember(session, caller, into, village.name, asked.since)
    follow_village(session, village.code, into.code, clock.today(settings().zone))
    return _line(session, into)


def settle(session: Session, caller: Caller, village: Place, ids: Sequence[str]) -> VillageLine:
    """People of its township live in a village from now on, and a household of which all do. Raises `Unknown`."""
    lock_buckets(session, [f"p:{person}" for person in ids])
    people = queries.people(session, ids)
    if len(people) < len(set(ids)) or any(person.township != village.parent for person in people):
        raise Unknown
    for person in people:
        within(caller, person.township)
    movers = {person.id for person in people}
    homes = [home for home in queries.homes_of(session, ids) if _all_move(home, movers)]
    _put(session, caller, people, homes, village)
    return _line(session, village)


def find(session: Session, caller: Caller, code: str) -> Place:
    """A village of the caller's places. Raises `Unknown`."""
    village = session.get(Place, within(caller, code))
    if village is None or len(village.code) != VILLAGE_DIGITS:
        raise Unknown
    return village


def _remember(session: Session, caller: Caller, village: Place, name: str, since: date | None) -> None:
    """A name that holds no longer since a day."""
    session.add(
        FormerName(
            id=uuid7(),
            place=village.code,
            name=name,
            until=(since or clock.today(settings().zone)) - timedelta(days=1),
            at=clock.now(),
            by=caller.user.id,
            by_name=caller.user.name,
        )
    )
    session.flush()


def _all_move(home: Household, movers: set[str]) -> bool:
    living = {stay.person for stay in home.stays if stay.valid_to is None}
    return bool(living) and living <= movers


def _put(
    session: Session, caller: Caller, people: Iterable[Person], homes: Iterable[Household], village: Place
) -> None:
    settled: list[SyncedRow] = []
    rows: list[Person | Household] = [*people, *homes]
    for row in rows:
        if (row.village, row.village_name) != (village.code, village.name):
            row.village, row.village_name = village.code, village.name
            settled.append(row)
    write(session, settled, Author(caller.user.id, clock.now()))


def _line(session: Session, village: Place) -> VillageLine:
    return next(each for each in villages(session, village.parent or "") if each.code == village.code)
