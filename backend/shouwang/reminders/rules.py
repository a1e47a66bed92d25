"""When reminders go out, to whom, and who is asked next. Pure: moments and numbers in, decisions out."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from shouwang.duties.words import Ability
from shouwang.reminders.words import ROBOTS, ChannelKind, Kind, StepTo

QUIET_FROM, QUIET_TO = time(21), time(7)
"""Nobody is reminded at night (issue of the field); only an emergency is told at any hour."""

WINDOWS = {Kind.MORNING: (time(7, 10), time(18)), Kind.EVENING: (time(18, 10), QUIET_FROM)}
"""From when on and until when a day's digest goes out. Ten minutes past: at full and half hours robots are crowded."""

WEEKLY_FROM, WEEKLY_TO = time(8, 10), QUIET_FROM
"""The county's goes out on Monday, or after an outage on the first day of the week that has a server."""

BACKOFF = (60, 300, 900, 3_600)
"""Seconds until a channel that could not be reached is tried again; afterwards each hour."""

TRIES = {Kind.EMERGENCY: 30}
"""How often an emergency is tried: for a day. A digest is tried as long as its window is open."""

LEASE = timedelta(minutes=5)
"""A claim older than this was left by a process that died: no delivery may take so long."""

KEPT_FOR = timedelta(days=90)
"""How long it is kept what somebody was told and when she answered: nobody is judged by it later."""

LONGEST_BLOCK = timedelta(hours=1)
"""No channel is left alone for longer. One that would be free still later was used before the clock was put back."""

STEPS = (StepTo.CARER, StepTo.SUBSTITUTE, StepTo.VILLAGE_CADRE, StepTo.TOWNSHIP)

PAUSE: Mapping[str | None, int] = {Ability.FULL: 1}
"""After how many days the next one is asked: at once for who cannot do without a visit, else after `USUAL_PAUSE`."""
USUAL_PAUSE = 2


@dataclass(frozen=True, slots=True)
class Slot:
    """A digest that is to go out now: for which day it counts, and until when it is of use."""

    kind: Kind
    day: date
    until: datetime


def is_quiet(at: datetime, zone: ZoneInfo) -> bool:
    """Whether people sleep at that moment in the county."""
    clock = at.astimezone(zone).time()
    return clock >= QUIET_FROM or clock < QUIET_TO


def slots_at(at: datetime, zone: ZoneInfo) -> list[Slot]:
    """The digests whose time it is. A weekly one counts for its Monday."""
    local = at.astimezone(zone)
    today = local.date()
    found = [
        Slot(kind, today, _moment(today, last, zone))
        for kind, (first, last) in WINDOWS.items()
        if first <= local.time() < last
    ]
    if WEEKLY_FROM <= local.time() < WEEKLY_TO:
        monday = today - timedelta(days=today.weekday())
        found.append(Slot(Kind.WEEKLY, monday, _moment(today, WEEKLY_TO, zone)))
    return found


def ends_of(kind: Kind, day: date, zone: ZoneInfo) -> datetime | None:
    """The moment after which a digest of a day is no longer sent; an emergency's does not come."""
    if kind is Kind.EMERGENCY:
        return None
    last = day + timedelta(days=6 - day.weekday()) if kind is Kind.WEEKLY else day
    return _moment(last, WEEKLY_TO if kind is Kind.WEEKLY else WINDOWS[kind][1], zone)


def _moment(day: date, clock: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, clock, zone).astimezone(UTC)


def may_go(kind: Kind, day: date, at: datetime, zone: ZoneInfo) -> bool:
    """Whether a message of a kind and day may leave at that moment."""
    if kind is Kind.EMERGENCY:
        return True
    ends = ends_of(kind, day, zone)
    return not is_quiet(at, zone) and (ends is None or at < ends)


def next_try(kind: Kind, day: date, tries: int, at: datetime, zone: ZoneInfo) -> datetime | None:
    """When it is tried again after so many tries; None: never."""
    next_at = at + timedelta(seconds=BACKOFF[min(tries, len(BACKOFF)) - 1])
    if kind in TRIES:
        return next_at if tries < TRIES[kind] else None
    return next_at if may_go(kind, day, next_at, zone) else None


@dataclass(slots=True)
class Reach:
    """By what somebody can be reached, and what she says that she wants."""

    wants: bool = True
    without: Collection[str] = field(default_factory=tuple)
    has_push: bool = False
    phone: str | None = None
    email: str | None = None


def channels_for(reach: Reach, ready: Iterable[tuple[str, ChannelKind]]) -> list[str]:
    """The channels by which somebody is told a digest. SMS costs money: it goes to those whom no push reaches."""
    if not reach.wants:
        return []
    chosen = [(channel, kind) for channel, kind in ready if kind not in reach.without and kind not in ROBOTS]
    by_push = reach.has_push and any(kind is ChannelKind.WEB_PUSH for _, kind in chosen)
    reaches = {
        ChannelKind.WEB_PUSH: reach.has_push,
        ChannelKind.SMS: bool(reach.phone) and not by_push,
        ChannelKind.EMAIL: bool(reach.email),
    }
    first: dict[ChannelKind, str] = {}
    for channel, kind in chosen:
        if reaches.get(kind):
            first.setdefault(kind, channel)
    return list(first.values())


@dataclass(frozen=True, slots=True)
class Asked:
    """An escalation as it stands: its last step and that step's day, and whether who was asked is on the way today."""

    number: int
    since: date | None
    is_on_the_way: bool


def next_step(asked: Asked, ability: str | None, has: Collection[StepTo], today: date) -> int | None:
    """The number of the step that is due today; None: nobody else is asked yet.

    The first one is the carer's, on the first morning on which a visit is overdue. Where nobody stands at a step, it is
    passed over. Who said "on my way" today has the rest of the day.
    """
    if asked.since is None:
        return first_from(0, has)
    pause = PAUSE.get(ability, USUAL_PAUSE)
    if asked.is_on_the_way or today < asked.since + timedelta(days=pause):
        return None
    return first_from(asked.number + 1, has)


def first_from(number: int, has: Collection[StepTo]) -> int | None:
    """The first step from a number on at which somebody stands."""
    return next((step for step in range(number, len(STEPS)) if STEPS[step] in has), None)
