"""Use cases of covers: what a decision about one comes to, the keys of phones, and what the desk sees and ends."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import update
from sqlalchemy.orm import Session
from sqlmodel import col

from shouwang import clock
from shouwang.accounts.access import within
from shouwang.accounts.service import Caller
from shouwang.covers import queries, rules
from shouwang.covers.codes import key_id, read_public
from shouwang.covers.models import Cover, DeviceKey
from shouwang.covers.schemas import CoveredPerson, CoverLine, CoversReply
from shouwang.errors import Refused, Unknown
from shouwang.register.models import Assignment, Person
from shouwang.register.queries import people_meant
from shouwang.settings import settings
from shouwang.sync.write import Author, lock_buckets, write

SHOWN_FOR_DAYS = 92
SHOWN = 200
MOST_KEYS = 20
"""Phones of one user that a key is kept of: more is no way to work."""


@dataclass(frozen=True, slots=True)
class CoverChange:
    """What is to be written of a cover: values of its row, assignments that begin, and the day with which it ends."""

    cover: str
    values: dict[str, Any]
    is_new: bool = False
    begins: tuple[Assignment, ...] = ()
    ends: bool = False
    key: DeviceKey | None = None


def carry_out(session: Session, change: CoverChange, author: Author) -> None:
    """Writes it. The people's files are locked."""
    if change.key is not None:
        session.merge(change.key)
    if change.is_new:
        session.add(Cover(id=change.cover, **change.values))
    elif change.values:
        session.execute(update(Cover).where(col(Cover.id) == change.cover).values(**change.values))
    session.flush()
    write(session, change.begins, author)
    if change.ends:
        write(session, _ended(session, change.cover, clock.local_date(author.at, settings().zone)), author)


def ending(cover: Cover, caller: Caller, today: date) -> CoverChange:
    """That a cover ends today."""
    values = {
        "ended_at": clock.now(),
        "ended_on": rules.last_day(cover.first_day, cover.last_day, today),
        "ended_by": caller.user.id,
        "ended_by_name": caller.user.name,
    }
    return CoverChange(cover.id, values, ends=True)


def keep_key(session: Session, caller: Caller, public: str) -> None:
    """Remembers the public half of a phone's key; told again, nothing changes. Raises `Refused` for another's key."""
    lock_buckets(session, [caller.user.bucket()])
    known = queries.keys_of(session, caller.user.id)
    key = key_of(caller, public)
    if any(each.id == key.id for each in known):
        return
    if session.get(DeviceKey, key.id) is not None or len(known) >= MOST_KEYS:
        raise Refused
    session.add(key)
    session.flush()


def key_of(caller: Caller, public: str) -> DeviceKey:
    """A key as it is kept. Raises `ValueError` where it is none."""
    id_ = key_id(read_public(public))
    return DeviceKey(id=id_, device=caller.device.id, user=caller.user.id, public=public, told_at=clock.now())


def covers(session: Session, caller: Caller, place: str) -> CoversReply:
    """The covers of a place. Raises `Unknown`."""
    within(caller, place)
    today = clock.today(settings().zone)
    since = date.fromordinal(today.toordinal() - SHOWN_FOR_DAYS)
    found = queries.covers_within(session, place, since, SHOWN)
    names = people_meant(session, {person for cover in found for person in cover.people})
    lines = [_line(cover, names, today) for cover in found]
    return CoversReply(today=today, covers=sorted(lines, key=lambda line: line.state == "over"))


def end(session: Session, caller: Caller, cover_id: str) -> CoverLine:
    """Ends a cover with today. Raises `Unknown`, and `Refused` where it is over."""
    found = cover_locked(session, cover_id)
    if found is None:
        raise Unknown
    within(caller, found.township)
    today = clock.today(settings().zone)
    if _state(found, today) == "over":
        raise Refused("already_settled")
    carry_out(session, ending(found, caller, today), Author(caller.user.id, clock.now()))
    session.refresh(found)
    return _line(found, people_meant(session, found.people), today)


def cover_locked(session: Session, cover_id: str) -> Cover | None:
    """A cover, read anew under the locks of all its people, also of those whose files are another's meanwhile.

    In a push these locks come late (as in `sync.desk`): rarely one is refused, and the phone asks again.
    """
    found = queries.cover(session, cover_id)
    if found is None:
        return None
    meant = people_meant(session, found.people).values()
    lock_buckets(session, {*(f"p:{person}" for person in found.people), *(person.bucket() for person in meant)})
    return queries.cover(session, cover_id)


def _ended(session: Session, cover: str, today: date) -> list[Assignment]:
    changed = []
    for given in queries.assignments_under(session, cover):
        last = rules.last_day(given.valid_from, given.valid_to or date.max, today)
        if given.valid_to is None or last < given.valid_to:
            given.valid_to = last
            changed.append(given)
    return changed


def _state(cover: Cover, today: date) -> Any:
    if cover.ended_at is not None or cover.last_day < today:
        return "over"
    if cover.taker is None:
        return "offered"
    return "to_come" if today < cover.first_day else "running"


def _line(cover: Cover, names: dict[str, Person], today: date) -> CoverLine:
    """Of two entries that were found to be one person the one that was kept is named, once."""
    named = {names[each].id: names[each] for each in cover.people if each in names}.values()
    people = [CoveredPerson(id=each.id, name=each.name, village_name=each.village_name) for each in named]
    told = cover.model_dump(include=set(CoverLine.model_fields) - {"people", "state"})
    return CoverLine(**told, people=people, state=_state(cover, today))
