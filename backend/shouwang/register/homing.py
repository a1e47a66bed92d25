"""Use cases of households at the desk: people move in and out by date, and it is said where they live and who heads it.

Whoever moves out without saying where to is a household of one. On the day of the move both households have her
(decision 0062). What was written about a household stays with it, and its card at the door follows who lives there.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy.orm import Session

from shouwang import clock
from shouwang.accounts.access import within
from shouwang.accounts.service import Caller
from shouwang.closing.guarding import guard
from shouwang.doors.service import follow_homes
from shouwang.errors import Refused, Unknown
from shouwang.ids import uuid7
from shouwang.register import home_queries as queries
from shouwang.register import home_rules as rules
from shouwang.register.home_schemas import HomeChange, MoveIn, NewHome
from shouwang.register.households import new_household
from shouwang.register.models import Household, HouseholdShape, Person, Stay
from shouwang.settings import settings
from shouwang.sync.synced import SyncedRow
from shouwang.sync.write import Author, lock_buckets, write


def make(session: Session, caller: Caller, asked: NewHome) -> HouseholdShape:
    """People live together since a day. Asked again, it answers what there is. Raises `Unknown`, `Refused`."""
    people = _people(session, caller, asked.people)
    made = session.get(Household, asked.id, populate_existing=True)
    if made is None:
        if len({person.township for person in people}) > 1:
            raise Unknown
        made = new_household(asked.id, people[0])
        _move(session, caller, people, made, asked.since)
    within(caller, made.township)
    return made.shape()


def move_in(session: Session, caller: Caller, home: Household, asked: MoveIn) -> HouseholdShape:
    """Somebody lives in a household since a day. Raises `Unknown`, `Refused`."""
    people = _people(session, caller, [asked.person], home)
    if people[0].township != home.township:
        raise Unknown
    _move(session, caller, people, home, asked.since)
    return home.shape()


def move_out(session: Session, caller: Caller, home: Household, asked: MoveIn) -> HouseholdShape:
    """Somebody lives alone since a day. Raises `Unknown`, `Refused`."""
    people = _people(session, caller, [asked.person], home)
    if rules.running_since(home.stays, asked.person) is None:
        raise Unknown
    if len(rules.living(home.stays)) == 1:
        raise Refused("lives_alone")
    _move(session, caller, people, new_household(uuid7(), people[0]), asked.since)
    return home.shape()


def change(session: Session, caller: Caller, home: Household, asked: HomeChange) -> HouseholdShape:
    """Where a household stands and who heads it; those who live in it get its address. Raises `Unknown`."""
    people = _people(session, caller, rules.living(home.stays), home)
    if asked.head is not None and asked.head not in rules.living(home.stays):
        raise Unknown
    place = {"address": asked.address.strip(), "group_name": asked.group_name.strip()}
    moved = [person for person in people if any(getattr(person, name) != place[name] for name in place)]
    for row in (home, *moved):
        for name, value in place.items():
            setattr(row, name, value)
    home.head, home.head_name = asked.head, "" if asked.head else asked.head_name.strip()
    write(session, [home, *moved], _author(caller))
    return home.shape()


def find(session: Session, caller: Caller, home: str) -> Household:
    """A household of the caller's places. Raises `Unknown`."""
    found = session.get(Household, home)
    if found is None:
        raise Unknown
    within(caller, found.township)
    return found


def _people(session: Session, caller: Caller, ids: Sequence[str], home: Household | None = None) -> list[Person]:
    """People and all who live or lived with them, locked; the household is read anew."""
    homes = queries.homes_of(session, ids)
    with_them = {stay.person for each in [*homes, *([home] if home else [])] for stay in each.stays}
    lock_buckets(session, [f"p:{person}" for person in {*ids, *with_them}])
    if home is not None:
        session.refresh(home)
    found = {person.id: person for person in queries.people(session, ids)}
    if any(each not in found for each in ids):
        raise Unknown
    for person in found.values():
        within(caller, person.township)
    return [found[each] for each in dict.fromkeys(ids)]


def _move(session: Session, caller: Caller, people: Sequence[Person], home: Household, since: date) -> None:
    """Everybody who does not live there does since a day, and where she lived before she does not."""
    movers = [person for person in people if person.household != home.id or not home.version]
    if since > clock.today(settings().zone):
        raise Refused("too_far_ahead")
    before = {each.id: each for each in queries.homes_of(session, [person.id for person in movers])}
    guard(session, caller, home.township, since, "household", home.id)
    for person in movers:
        old = before.get(person.household or "")
        if old is not None:
            began = rules.running_since(old.stays, person.id)
            if began is not None and since < began:
                raise Refused("before_first_day")
            _settle(old, rules.left(old.stays, person.id, since))
        _settle(home, rules.entered(home.stays, person.id, since))
    author = _author(caller)
    homes: list[SyncedRow] = [home, *before.values()]
    write(session, homes, author)
    for person in movers:
        person.household = home.id
        for name in ("village", "village_name", "group_name", "address"):
            setattr(person, name, getattr(home, name))
    write(session, movers, author)
    follow_homes(session, [home, *before.values()], author)


def _settle(home: Household, stays: Iterable[Stay]) -> None:
    """Who lives in it; its file is that of the first of them, and who alone lives in it heads it."""
    stays = list(stays)
    home.members = [stay.model_dump(mode="json") for stay in stays]
    there = rules.living(stays)
    if there and home.person not in there:
        home.person = there[0]
    if home.head is not None and home.head not in there:
        home.head = None
    if len(there) == 1 and not home.head_name:
        home.head = there[0]


def _author(caller: Caller) -> Author:
    return Author(caller.user.id, clock.now())
