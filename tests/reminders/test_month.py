"""A month of days in the whole demo county: everybody with somebody due is told, nobody twice, nobody at night.

In each week the gateway is away for a morning, two processes begin at once, and the clock is put back in the evening.
"""

import time
from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from pathlib import Path
from threading import Thread
from typing import NamedTuple

import pytest
from sqlalchemy import Engine

from databases import sqlite_url
from reminders.gateways import OK, Answer, Asked, gateway
from reminders.stage import ZONE, Stage, at
from servers import forget_settings
from shouwang import clock, database
from shouwang.database import reading
from shouwang.demo.county import load
from shouwang.demo.plan import plan_for
from shouwang.duties.words import Light
from shouwang.ledger.today import living, visit_light
from shouwang.reminders import queries
from shouwang.reminders.models import Reminder
from shouwang.reminders.rules import QUIET_FROM, QUIET_TO
from shouwang.settings import settings

pytestmark = pytest.mark.prove
TODAY = date(2026, 11, 27)
DAYS = 30
AWAY = (503, "")
ROUNDS = ("00:30", "06:59", "07:10", "12:00", "18:10", "20:59", "21:30", "23:59")


class Arrived(NamedTuple):
    """A text message as the gateway saw it."""

    at: datetime
    to: str
    text: str

    @property
    def is_digest(self) -> bool:
        """Whether it could have waited."""
        return "紧急需求" not in self.text


@pytest.mark.parametrize("small", [True, False], ids=["one township", "the county"])
def test_a_month_of_reminders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, small: bool) -> None:
    arrived: list[Arrived] = []
    with gateway() as kept:
        monkeypatch.setenv("SHOUWANG_DATABASE_URL", sqlite_url(tmp_path))
        monkeypatch.setenv("SHOUWANG_DATA", str(tmp_path))
        monkeypatch.setenv("SHOUWANG_REMINDER_HOSTS", kept.url.removeprefix("http://"))
        forget_settings()
        engine = database.engine()
        database.migrate(engine)
        load(plan_for(settings().county, ZONE, clock.now(), today=TODAY, days=2 * DAYS, small=small), engine)
        stage = Stage(engine, kept)
        kept.as_real = lambda asked: _taken(arrived, asked, stage)
        texts = stage.channel("sms", settings().county)
        began = time.monotonic()
        workers = [_day_of(stage, texts, TODAY - timedelta(DAYS - 1 - after)) for after in range(DAYS)]
        seconds = time.monotonic() - began
        rows = stage.rows()
        engine.dispose()
    forget_settings()
    assert {row.state for row in rows if row.channel != texts} <= {"dry"}
    _check_what_arrived(arrived, rows)
    print(
        f"{DAYS} days, {len(set().union(*workers))} workers, told {sum(map(len, workers))} times in the morning; "
        f"{len(arrived)} messages in all; {seconds:.0f} seconds"
    )


def _taken(arrived: list[Arrived], asked: Asked, stage: Stage) -> Answer:
    if stage.gateway.usual == AWAY:
        return AWAY
    arrived.append(Arrived(stage.now.astimezone(ZONE), asked.json["to"], asked.json["text"]))
    return OK


def _day_of(stage: Stage, texts: str, day: date) -> set[str]:
    """Plays a day; who had somebody due or overdue, all of whom were told."""
    due = _with_somebody_due(stage.engine, day)
    for each in ROUNDS:
        stage.gateway.usual = AWAY if each == "07:10" and day.weekday() == 2 else OK
        _rounds(stage, each, day, at_once=2 if day.weekday() == 4 else 1)
    if day.weekday() == 5:
        _rounds(stage, "07:30", day)
    rows = [row for row in stage.rows(day=day, channel=texts) if row.kind != "emergency"]
    assert {row.state for row in rows} == {"sent"}
    assert set(Counter((row.recipient, row.channel) for row in rows).values()) == {1}
    told = {row.recipient: row.counts for row in rows if row.kind == "morning"}
    assert due <= told.keys()
    assert [user for user, counts in told.items() if user not in due and not counts["asked"]] == []
    return due


def _rounds(stage: Stage, clock_time: str, day: date, at_once: int = 1) -> None:
    stage.now = at(clock_time, day)
    rounds = [Thread(target=stage.remind) for _ in range(at_once)]
    for each in rounds:
        each.start()
    for each in rounds:
        each.join()


def _with_somebody_due(engine: Engine, day: date) -> set[str]:
    """Whom the lights of the pages name in the morning, before anything was sent, of those who have a telephone."""
    with reading(engine) as session:
        people = [
            each for place in queries.townships(session, settings().county) for each in living(session, place.code, day)
        ]
        waiting = [each for each in people if visit_light(each)[0] in (Light.RED, Light.YELLOW)]
        users = queries.users_by_id(session, {each.carer.id for each in waiting if each.carer})
        return {user.id for user in users.values() if user.phone}


def _check_what_arrived(arrived: list[Arrived], rows: Iterable[Reminder]) -> None:
    digests = [each for each in arrived if each.is_digest]
    assert len(digests) > DAYS
    assert [each.at for each in digests if each.at.time() >= QUIET_FROM or each.at.time() < QUIET_TO] == []
    assert max(Counter((each.to, each.at.date()) for each in digests).values()) == 1
    assert len(arrived) == sum(row.state == "sent" for row in rows)
