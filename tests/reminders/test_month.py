"""A month of days in the whole demo county: everybody with somebody due is told, nobody twice, nobody at night."""

from collections import Counter
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine

from databases import sqlite_url
from reminders.gateways import gateway
from reminders.stage import ZONE, Stage
from servers import forget_settings
from shouwang import clock, database
from shouwang.database import reading
from shouwang.demo.county import load
from shouwang.demo.plan import plan_for
from shouwang.ledger.today import today_of
from shouwang.reminders import queries
from shouwang.reminders.rules import QUIET_FROM, QUIET_TO
from shouwang.settings import settings

pytestmark = pytest.mark.prove
TODAY = date(2026, 11, 27)
DAYS = 30
ROUNDS = ("00:30", "06:59", "07:10", "12:00", "18:10", "20:59", "21:30", "23:59")


@pytest.mark.parametrize("small", [True, False], ids=["one township", "the county"])
def test_a_month_of_reminders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, small: bool) -> None:
    with gateway() as kept:
        monkeypatch.setenv("SHOUWANG_DATABASE_URL", sqlite_url(tmp_path))
        monkeypatch.setenv("SHOUWANG_DATA", str(tmp_path))
        monkeypatch.setenv("SHOUWANG_REMINDER_HOSTS", kept.url.removeprefix("http://"))
        forget_settings()
        engine = database.engine()
        database.migrate(engine)
        load(plan_for(settings().county, ZONE, clock.now(), today=TODAY, days=2 * DAYS, small=small), engine)
        stage, moments = Stage(engine, kept), list[datetime]()
        kept.meanwhile = lambda: moments.append(stage.now)
        stage.channel("sms", settings().county)
        _play(stage)
        engine.dispose()
    forget_settings()
    assert moments
    clocks = [moment.astimezone(ZONE).time() for moment in moments]
    assert [clock for clock in clocks if clock >= QUIET_FROM or clock < QUIET_TO] == []


def _play(stage: Stage) -> None:
    told, wanted = 0, 0
    for after in range(DAYS):
        day = TODAY - timedelta(DAYS - 1 - after)
        due = _with_somebody_overdue(stage.engine, day)
        for clock_time in ROUNDS:
            stage.remind(clock_time, day)
        rows = [row for row in stage.rows(day=day) if row.kind != "weekly"]
        assert {row.state for row in rows} == {"sent"}
        times = Counter(row.recipient for row in rows)
        assert set(times.values()) == {1}
        assert due <= times.keys()
        told, wanted = told + len(rows), wanted + len(due)
    assert len(stage.gateway.asked) == len(stage.rows())
    print(f"{DAYS} days: {told} digests, {wanted} times a worker with somebody overdue, all told")


def _with_somebody_overdue(engine: Engine, day: date) -> set[str]:
    """Whom the township's page of the day names, asked before anything was sent."""
    with reading(engine) as session:
        pages = [today_of(session, place.code, "", day) for place in queries.townships(session, settings().county)]
        named = {line.carer.id for page in pages for line in page.overdue}
        return {user.id for user in queries.users_by_id(session, named).values() if user.phone}
