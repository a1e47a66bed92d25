"""On which days somebody calls on a person, and what comes of it."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import NamedTuple

from shouwang.demo.lives import Days, days_in_care
from shouwang.demo.people import Someone
from shouwang.demo.plan import Plan
from shouwang.demo.workers import FAILING, Temper, Worker
from shouwang.duties.words import Ability, Mode, RecordStatus

ABILITIES = frozenset(ability.value for ability in Ability)
ATTEMPT, SECOND_TRY, TWICE_A_DAY = 0.02, 0.7, 0.012


class Call(NamedTuple):
    """A visit or an attempt to be written down: who went, when (minutes after midnight), and how it ended."""

    worker: Worker
    day: date
    minute: int
    mode: Mode = Mode.HOME
    status: RecordStatus = RecordStatus.VALID


def calls(chance: Random, plan: Plan, someone: Someone, stand_in: Worker) -> Iterator[Call]:
    """All calls on a person in the period, in order. Whoever has no carer is now and then seen by a `stand_in`."""
    if someone.days is not None:
        yield from _written_calls(chance, someone, stand_in)
        return
    is_seen = bool(someone.ties) or chance.random() < 0.5
    habit = chance.randrange(400, 1050)
    for stretch in days_in_care(someone.life, plan) if is_seen else ():
        for day in _days(chance, someone, stretch):
            worker = someone.carer(day) or stand_in
            temper = worker.temper if someone.ties else FAILING
            yield from _day(chance, stretch.condition, Call(worker, day, _minute(chance, habit)), temper, stand_in)


def _written_calls(chance: Random, someone: Someone, stand_in: Worker) -> Iterator[Call]:
    for day, outcome in sorted((someone.days or {}).items()):
        call = Call(someone.carer(day) or stand_in, day, 400 + chance.randrange(60))
        if outcome == RecordStatus.ATTEMPT:
            yield call._replace(status=RecordStatus.ATTEMPT)
        else:
            yield call._replace(mode=Mode(outcome))


def _days(chance: Random, someone: Someone, stretch: Days) -> Iterator[date]:
    """The days on which a call is planned, by the frequency that the person's ability asks for."""
    if stretch.condition == Ability.SELF:
        yield from _weekly(chance, stretch)
        return
    usual = {Ability.FULL.value: 1, Ability.SEMI.value: 2, "hospital": 3}.get(stretch.condition, 7)
    day = stretch.first + timedelta(days=chance.randrange(usual))
    while day <= stretch.last:
        worker = someone.carer(day)
        if usual < 3 and chance.random() < (worker.temper if worker else FAILING).skips:
            day += timedelta(days=chance.randrange(1, usual + 1))
            continue
        yield day
        day += timedelta(days=usual - (usual == 2 and chance.random() < 0.1))


def _weekly(chance: Random, stretch: Days) -> Iterator[date]:
    """A day of each week: mostly the same one, seldom on the weekend."""
    usual = chance.choices(range(7), (8, 8, 8, 8, 7, 3, 1))[0]
    monday = stretch.first - timedelta(days=stretch.first.weekday())
    while monday <= stretch.last:
        moved = chance.choice((-1, 1)) if chance.random() < 0.15 else 0
        day = monday + timedelta(days=min(max(usual + moved, 0), 6))
        if stretch.first <= day <= stretch.last:
            yield day
        monday += timedelta(days=7)


def _minute(chance: Random, habit: int) -> int:
    """Some minutes before or after the usual time; between half past six and seven in the evening."""
    return min(max(int(chance.gauss(habit, 35)), 390), 1140)


def _day(chance: Random, condition: str, call: Call, temper: Temper, other: Worker) -> Iterator[Call]:
    """What became of one planned call."""
    if condition == "hospital":
        yield call._replace(mode=Mode.HOSPITAL)
    elif condition not in ABILITIES:
        yield call._replace(mode=Mode.PHONE)
    elif condition == Ability.SELF and chance.random() < temper.skips:
        return
    elif chance.random() < temper.calls:
        yield call._replace(mode=chance.choice((Mode.PHONE, Mode.PHONE, Mode.VIDEO)))
    elif chance.random() < ATTEMPT:
        yield call._replace(status=RecordStatus.ATTEMPT)
        if chance.random() < SECOND_TRY and call.minute < 960:
            yield call._replace(minute=call.minute + 170)
    else:
        yield call
        if chance.random() < TWICE_A_DAY and call.minute < 960:
            yield call._replace(worker=other, minute=call.minute + chance.randrange(90, 180))
