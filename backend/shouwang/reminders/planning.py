"""Who is to be told what, by which channel: digests once for each township and day, emergencies as they come.

Composed while reading, written in one short transaction that begins with the mark that it was done: of two processes
one finds the mark taken and writes nothing, and a crash in between leaves neither.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from shouwang import clock, ids
from shouwang.accounts.models import User
from shouwang.accounts.queries import place_name
from shouwang.accounts.roles import Role
from shouwang.database import reading, writing
from shouwang.ledger.today import Standing, living, silent_phones
from shouwang.ledger.today_queries import workers_of
from shouwang.reminders import escalating, queries
from shouwang.reminders.claiming import inserted
from shouwang.reminders.counting import PlaceCounts, of_place, per_worker
from shouwang.reminders.escalating import Changes
from shouwang.reminders.models import Channel, Planned, Reminder
from shouwang.reminders.rules import Reach, Slot, channels_for, slots_at
from shouwang.reminders.words import ROBOTS, ChannelKind, Kind, State
from shouwang.settings import settings

EMERGENCY_FOR = timedelta(days=1)
"""An urgent need that nobody has taken on is told until it is so old."""


@dataclass(frozen=True, slots=True)
class Told:
    """What one recipient is to be told: a user, or the groups of a place."""

    recipient: str
    place: str
    counts: Mapping[str, Any]
    user: User | None = None


@dataclass(slots=True)
class Plan:
    """What a township's digest comes to."""

    slot: Slot
    place: str
    told: list[Told] = field(default_factory=list)
    changes: Changes = field(default_factory=Changes)


def plan_all(on: Engine, at: datetime) -> int:
    """Plans everything whose time it is, and says how many messages that are. Told again, nothing changes."""
    here = settings()
    planned = _emergencies(on, at, here.zone)
    for slot in slots_at(at, here.zone):
        with reading(on) as session:
            places = [here.county] if slot.kind is Kind.WEEKLY else _codes(session, here.county)
            open_ = [place for place in places if not queries.is_planned(session, slot.kind, place, slot.day)]
        for place in open_:
            with reading(on) as session:
                plan = _composed(session, slot, place, at, here.zone)
            planned += _write(on, plan, at)
    return planned


def _codes(session: Session, county: str) -> list[str]:
    return [place.code for place in queries.townships(session, county)]


def _composed(session: Session, slot: Slot, place: str, at: datetime, zone: ZoneInfo) -> Plan:
    today = clock.local_date(at, zone)
    if slot.kind is Kind.WEEKLY:
        return Plan(slot, place, _weekly(session, place, today, at))
    people = list(living(session, place, today))
    silent = {phone.user for phone in silent_phones(workers_of(session, place, today), at)}
    if slot.kind is Kind.MORNING:
        changes = escalating.decide(session, place, people, today, _start_of(today, zone) - timedelta(days=1))
        told = _workers(session, people, changes)
    else:
        changes = escalating.settle(session, place, people)
        told = _offices(session, place, people, silent, changes)
    return Plan(slot, place, [*told, *_groups(slot.kind, place, people, silent, changes)], changes)


def _start_of(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, datetime.min.time(), zone).astimezone(UTC)


def _workers(session: Session, people: Sequence[Standing], changes: Changes) -> list[Told]:
    counts = {user: asdict(own) for user, own in per_worker(people).items() if own.any()}
    for user, number in changes.asked.items():
        counts.setdefault(user, {"due": 0, "overdue": 0, "asked": 0})["asked"] = number
    users = queries.users_by_id(session, counts)
    return [Told(user, row.place, counts[user], row) for user, row in users.items()]


def _offices(
    session: Session, township: str, people: Sequence[Standing], silent: set[str], changes: Changes
) -> list[Told]:
    told = []
    for user in [
        *queries.users_at(session, Role.CLERK, township),
        *queries.users_at(session, Role.VILLAGE_CADRE, township),
    ]:
        counts = of_place(_those_of(people, user.place), silent, changes.escalated)
        if counts.any():
            told.append(Told(user.id, user.place, asdict(counts), user))
    return told


def _groups(kind: Kind, township: str, people: Sequence[Standing], silent: set[str], changes: Changes) -> list[Told]:
    places = [township, *sorted({each.village for each in people if each.village})]
    counts = {place: of_place(_those_of(people, place), silent, changes.escalated) for place in places}
    return [Told(place, place, asdict(each)) for place, each in counts.items() if each.any()]


def _those_of(people: Sequence[Standing], place: str) -> list[Standing]:
    """A township's people, or those of one of its villages."""
    return list(people) if len(place) <= 9 else [each for each in people if each.village == place]


def _weekly(session: Session, county: str, today: date, at: datetime) -> list[Told]:
    total = PlaceCounts()
    for township in queries.townships(session, county):
        code = township.code
        people = list(living(session, code, today))
        silent = {phone.user for phone in silent_phones(workers_of(session, code, today), at)}
        total.add(of_place(people, silent, escalating.settle(session, code, people).escalated), township.name)
    officers = [user for user in queries.users_at(session, Role.OFFICER, county) if user.place == county]
    told = [Told(user.id, county, asdict(total), user) for user in officers]
    return [*told, Told(county, county, asdict(total))] if total.any() else []


def _write(on: Engine, plan: Plan, at: datetime) -> int:
    slot = plan.slot
    with writing(on) as session:
        mark = {"kind": slot.kind, "place": plan.place, "day": slot.day, "at": at}
        if not inserted(session, Planned, mark):
            return 0
        escalating.carry_out(session, plan.changes, slot.day)
        # The day on which she is told, also where it is a week's that is late: one digest a day.
        return _insert(session, slot.kind, clock.local_date(at, settings().zone), "digest", plan.told, at)


def _emergencies(on: Engine, at: datetime, zone: ZoneInfo) -> int:
    """Urgent needs that nobody has taken on: to the township's clerks and groups, at any hour."""
    with reading(on) as session:
        needs = queries.urgent_needs(session, at - EMERGENCY_FOR)
    planned = 0
    for need in needs:
        with writing(on) as session:
            clerks = queries.users_at(session, Role.CLERK, need.township)
            told = [Told(user.id, need.township, {"urgent": 1}, user) for user in clerks]
            told.append(Told(need.township, need.township, {"urgent": 1}))
            day = clock.local_date(need.received_at, zone)
            planned += _insert(session, Kind.EMERGENCY, day, f"need:{need.id}", told, at)
    return planned


def _insert(session: Session, kind: Kind, day: date, about: str, told: Sequence[Told], at: datetime) -> int:
    """One row for each recipient and channel, unless it is there: two digests of a day would be one too many."""
    ready = queries.channels(session)
    reaches = _reaches(session, [each.user for each in told if each.user], is_digest=kind is not Kind.EMERGENCY)
    rows = [
        {
            "id": ids.uuid7(),
            "recipient": each.recipient,
            "channel": channel.id,
            "day": day,
            "about": about,
            "kind": kind,
            "place": each.place,
            "counts": dict(each.counts),
            "tries": 0,
            "next_at": at,
            **({"state": State.WAITING} if channel.confirmed_at else {"state": State.DRY, "ended_at": at}),
        }
        for each in told
        for channel in _channels_of(each, ready, reaches, kind)
    ]
    return sum(inserted(session, Reminder, row) for row in rows)


def _channels_of(told: Told, ready: Iterable[Channel], reaches: Mapping[str, Reach], kind: Kind) -> list[Channel]:
    if told.user is None:
        return [each for each in ready if each.kind in ROBOTS and each.place == told.place and _tells(each, kind)]
    reachable = [each for each in ready if told.user.place.startswith(each.place)]
    chosen = channels_for(reaches[told.recipient], [(each.id, ChannelKind(each.kind)) for each in reachable])
    return [each for each in reachable if each.id in chosen]


def _tells(robot: Channel, kind: Kind) -> bool:
    return kind is Kind.EMERGENCY or robot.digest == kind


def _reaches(session: Session, users: Sequence[User], *, is_digest: bool) -> dict[str, Reach]:
    known = [user.id for user in users]
    wishes = queries.wishes_of(session, known)
    subscribed = queries.subscriptions_of(session, known)
    reaches = {}
    for user in users:
        wish = wishes.get(user.id)
        reach = Reach(has_push=user.id in subscribed, phone=user.phone, email=wish.email if wish else None)
        if wish and is_digest:
            reach.wants, reach.without = wish.digests, wish.without
        reaches[user.id] = reach
    return reaches


def instead(session: Session, reminder: Reminder, at: datetime) -> int:
    """Tells a user whom push reaches no more by what reaches her now, unless that has told her already."""
    user = session.get(User, reminder.recipient)
    if user is None or not user.active:
        return 0
    told = Told(user.id, reminder.place, reminder.counts, user)
    return _insert(session, Kind(reminder.kind), reminder.day, reminder.about, [told], at)


def named(session: Session, reminder: Reminder) -> str:
    """The place that a reminder is about; empty where it is about one's own people."""
    if reminder.kind == Kind.MORNING and "asked" in reminder.counts:
        return ""
    return place_name(session, reminder.place)
