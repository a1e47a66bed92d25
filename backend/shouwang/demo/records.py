"""From calls to records: how long they took, what was written, when the server had them."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from random import Random
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from shouwang import ids
from shouwang.demo.answers import answers, note
from shouwang.demo.diary import Diary
from shouwang.demo.dice import dice
from shouwang.demo.lives import days_in_care
from shouwang.demo.people import ABILITY_SHARES, Home, Someone
from shouwang.demo.plan import Plan
from shouwang.demo.positions import position
from shouwang.demo.visits import ABILITIES, Call, calls
from shouwang.demo.workers import Worker
from shouwang.duties.words import Mode, RecordKind, RecordStatus
from shouwang.records.models import Record
from shouwang.sync.rows import maker

MINUTES = {Mode.HOME: (8, 46), Mode.PHONE: (2, 9), Mode.VIDEO: (3, 12), Mode.REMOTE: (1, 5), Mode.HOSPITAL: (20, 90)}
OUT_OF_RANGE = 0.15
"""The share of visits that reach the server only when the phone is back in range, hours later."""

CERTAIN_DAYS = timedelta(days=8)
"""Written calls of these last days are never late: the lights of the cast's people depend on them."""

BY_NEED = list(ABILITY_SHARES)

new_record = maker(Record)


def home_records(plan: Plan, home: Home, stand_in: Worker, diary: Diary) -> Iterator[Record]:
    """The records of a household. Whoever goes to a couple sees both: one trip, one record for each."""
    chance = dice(plan.seed, home.row.id)
    first, *others = sorted(home.people, key=lambda someone: BY_NEED.index(someone.ability))
    days = {id(someone): _days_at_home(plan, someone) for someone in home.people} if others else {}
    for call in calls(chance, plan, first, stand_in):
        is_met = call.status is RecordStatus.VALID and call.mode is Mode.HOME
        also = [someone for someone in others if is_met and call.day in days[id(someone)]]
        yield from _trip(chance, plan, call, [first, *also], diary)
    for someone in others:
        for call in calls(chance, plan, someone, stand_in):
            if call.day not in days[id(first)]:
                yield from _trip(chance, plan, call, [someone], diary)


def _days_at_home(plan: Plan, someone: Someone) -> set[date]:
    found: set[date] = set()
    for first, last, condition in days_in_care(someone.life, plan):
        if condition in ABILITIES:
            found.update(first + timedelta(days=n) for n in range((last - first).days + 1))
    return found


class _Times(NamedTuple):
    """When a call began and ended, was written down, and reached the server."""

    start: datetime
    end: datetime | None
    captured: datetime
    received: datetime

    def later(self, delay: timedelta) -> "_Times":
        """The same, so much later."""
        end = self.end + delay if self.end else None
        return _Times(self.start + delay, end, self.captured + delay, self.received + delay)


def _trip(chance: Random, plan: Plan, call: Call, people: list[Someone], diary: Diary) -> Iterator[Record]:
    """One record for each person met; none, if the server does not have it yet."""
    times = _times(chance, plan, call, people[0])
    delay = diary.delay(call.worker.row.id, call.day, times.start, times.end)
    times = times.later(delay)
    if times.received <= plan.until:
        milliseconds = int(times.captured.timestamp() * 1000)
        trip = ids.uuid7(chance, milliseconds) if len(people) > 1 else None
        for someone in people:
            record = _record(chance, call, times, someone, ids.uuid7(chance, milliseconds), trip)
            record.position = _position(plan, call, someone, record.id)
            yield record


def _record(chance: Random, call: Call, times: _Times, someone: Someone, record: str, trip: str | None) -> Record:
    is_attempt = call.status is RecordStatus.ATTEMPT
    return new_record(
        id=record,
        kind=RecordKind.VISIT.value,
        subject=someone.row.id,
        township=someone.row.township,
        mode=call.mode.value,
        role=call.worker.row.role,
        start=times.start,
        end=times.end,
        minutes=(times.end - times.start).total_seconds() / 60 if times.end else None,
        service_date=call.day,
        captured_at=times.captured,
        received_at=times.received,
        status=call.status.value,
        author=call.worker.row.id,
        author_name=call.worker.row.name,
        trip=trip,
        form="visit",
        form_version=2,
        answers={} if is_attempt else answers(chance, record),
        note=None if is_attempt else note(chance),
        reason=("nobody_home" if chance.random() < 0.8 else "refused") if is_attempt else None,
        flags=[],
        pictures=[],
    )


def _position(plan: Plan, call: Call, someone: Someone, record: str) -> dict[str, Any] | None:
    home = someone.row.household or someone.row.id
    return position(plan.seed, someone.row.village, home, call.worker.row.id, call.mode, record)


def _times(chance: Random, plan: Plan, call: Call, someone: Someone) -> _Times:
    start = _midnight(call.day, plan.zone) + timedelta(minutes=call.minute, seconds=chance.randrange(60))
    is_attempt = call.status is RecordStatus.ATTEMPT
    end = None if is_attempt else start + timedelta(minutes=chance.randrange(*MINUTES[call.mode]))
    captured = (end or start) + timedelta(seconds=chance.randrange(15, 240))
    return _Times(start, end, captured, _received(chance, plan, call, someone, captured))


def _received(chance: Random, plan: Plan, call: Call, someone: Someone, captured: datetime) -> datetime:
    """Mostly at once; in a valley without network that evening; from a careless phone days later."""
    if someone.days is not None and plan.today - call.day < CERTAIN_DAYS:
        return captured + timedelta(seconds=chance.randrange(2, 30))
    if chance.random() < call.worker.temper.late:
        return captured + timedelta(hours=chance.randrange(20, 150), seconds=chance.randrange(3600))
    if chance.random() < OUT_OF_RANGE:
        return captured + timedelta(minutes=chance.randrange(20, 400))
    return captured + timedelta(seconds=chance.randrange(2, 90))


@cache
def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone).astimezone(UTC)
