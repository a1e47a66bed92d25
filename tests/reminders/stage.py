"""A county whose reminders go to a server of the test: channels, a clock that is set by hand, and whom it reached."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Engine, select
from sqlmodel import col

import cast
from reminders.gateways import Gateway, gateway
from shouwang import clock, ids
from shouwang.database import reading, writing
from shouwang.reminders.models import Channel, Planned, Reminder
from shouwang.reminders.sending import remind
from shouwang.settings import settings

ZONE = ZoneInfo("Asia/Shanghai")
TODAY = clock.today(ZONE)
DAY = TODAY + timedelta(4 - TODAY.weekday())
"""This week's Friday: pages and processes beside the stage go by the clock of the machine, and look back seven days."""
SMS_BODY = '{"to": "{phone}", "text": "{text}"}'


class Stage:
    """The county at a moment that the test chooses."""

    zone = ZONE

    def __init__(self, engine: Engine, kept: Gateway) -> None:
        self.engine, self.gateway = engine, kept
        self.now = at("07:30")
        told = Planned(kind="weekly", place=cast.COUNTY, day=DAY - timedelta(DAY.weekday()), at=self.now)
        with writing(engine) as session:
            session.add(told)  # the county had its week already

    def channel(self, kind: str = "sms", place: str = cast.COUNTY, **more: Any) -> str:
        """One more channel that leads to the gateway, confirmed unless it is said otherwise."""
        config = {"url": f"{self.gateway.url}/{kind}?key=k", "body": SMS_BODY, **more.pop("config", {})}
        values = {"name": kind, "made_at": self.now, "confirmed_at": self.now, **more}
        made = Channel(id=ids.uuid7(), kind=kind, place=place, config=config, **values)
        with writing(self.engine) as session:
            session.add(made)
        return made.id

    def remind(self, clock: str | None = None, day: date = DAY) -> Counter[str]:
        """A round at a moment of the county's time; a channel that is not free is waited for without waiting."""
        if clock is not None:
            self.now = at(clock, day)
        return remind(self.engine, lambda: self.now, self.sleep)

    def sleep(self, seconds: float) -> None:
        """The clock goes on."""
        self.now += timedelta(seconds=seconds)

    def rows(self, **where: Any) -> list[Reminder]:
        """What is kept of reminders."""
        found = select(Reminder).order_by(col(Reminder.id))
        for name, value in where.items():
            found = found.where(getattr(Reminder, name) == value)
        with reading(self.engine) as session:
            return list(session.scalars(found))

    def states(self) -> Counter[str]:
        """How many reminders stand where."""
        return Counter(row.state for row in self.rows())

    def known(self, channel: str) -> Channel:
        """A channel as it is."""
        with reading(self.engine) as session:
            return session.get_one(Channel, channel)


def at(clock: str, day: date = DAY) -> datetime:
    """A moment of the county's time."""
    return datetime.fromisoformat(f"{day} {clock}").replace(tzinfo=ZONE).astimezone(UTC)


@contextmanager
def staged(engine: Engine, patch: pytest.MonkeyPatch) -> Iterator[Stage]:
    """The cast's county, which may send to a gateway on 127.0.0.1."""
    with gateway() as kept:
        patch.setenv("SHOUWANG_REMINDER_HOSTS", kept.url.removeprefix("http://"))
        settings.cache_clear()
        yield Stage(engine, kept)
