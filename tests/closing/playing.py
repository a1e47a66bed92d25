"""A month of the cast's township, and what happens to it: for the examples and for the property."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import col

from cast import CAST, TOWNSHIP
from shouwang import clock, ids
from shouwang.accounts.models import Device, User
from shouwang.accounts.service import Caller
from shouwang.closing import queries, service
from shouwang.closing.differences import Month
from shouwang.closing.models import MonthVersion
from shouwang.records.models import Record
from shouwang.register.models import Fact
from shouwang.sync.write import Author, write

SHANGHAI = ZoneInfo("Asia/Shanghai")
MONTH = date(2026, 9, 1)
"""Long over, whenever the tests run."""


def as_user(session: Session, user: str) -> Caller:
    """Somebody at the desk."""
    found = session.get_one(User, user)
    return Caller(user=found, device=Device(id=f"desk-{user}", user=user, token_hash="", enrolled_at=clock.now()))


def arrives(session: Session, person: str, day: date, **more: Any) -> str:
    """A record that somebody wrote, as a push writes it."""
    start = datetime(day.year, day.month, day.day, 9, tzinfo=SHANGHAI)
    said: dict[str, Any] = {
        "id": ids.uuid7(),
        "kind": "visit",
        "subject": person,
        "township": TOWNSHIP,
        "mode": "home",
        "role": "carer",
        "start": start,
        "end": start + timedelta(minutes=30),
        "minutes": 30,
        "service_date": day,
        "captured_at": start,
        "received_at": start,
        "author": CAST.carer,
        "author_name": "沈天强",
        "form": "visit",
        "pictures": [],
    }
    record = Record(**(said | more))
    write(session, [record], Author(CAST.carer, clock.now()))
    return record.id


def void_record(session: Session, record: str) -> None:
    """Its author takes it back."""
    row = session.get_one(Record, record)
    row.status = "voided"
    write(session, [row], Author(CAST.carer, clock.now()))


def begins(session: Session, person: str, kind: str, value: str | None, since: date, until: date | None = None) -> str:
    """A fact is entered."""
    fact = Fact(
        id=ids.uuid7(),
        person=person,
        kind=kind,
        value=value,
        valid_from=since,
        valid_to=until,
        known_on=since,
        entered=next_number(session),
        entered_at=clock.now(),
    )
    write(session, [fact], Author(CAST.clerk, clock.now()))
    return fact.id


def next_number(session: Session) -> int:
    """The next number of entry."""
    return 1 + max(session.scalars(select(col(Fact.entered))), default=0)


def void_fact(session: Session, fact: str) -> None:
    """It was wrong."""
    row = session.get_one(Fact, fact)
    row.voided_at = clock.now()
    write(session, [row], Author(CAST.clerk, clock.now()))


def reports(session: Session, user: str, until: datetime | None) -> None:
    """A phone says that it holds nothing from before a moment any more; None: it was given out and said nothing yet."""
    device = session.get(Device, f"phone-{user}")
    if device is None:
        device = Device(id=f"phone-{user}", user=user, token_hash=ids.uuid7(), enrolled_at=clock.now())
        session.add(device)
    device.watermark = until
    session.flush()


def close(session: Session, month: date = MONTH) -> int:
    """The clerk closes the month; its number."""
    return service.close(session, TOWNSHIP, month, as_user(session, CAST.clerk)).number


def reopen(session: Session, reason: str = "补录", month: date = MONTH) -> None:
    """The county opens it again."""
    service.reopen(session, TOWNSHIP, month, reason, as_user(session, CAST.officer))


def sign(session: Session, month: date = MONTH) -> int:
    """The county signs the newest version; its number."""
    newest = queries.version(session, TOWNSHIP, month)
    assert newest is not None
    by = as_user(session, CAST.officer)
    return service.sign(session, TOWNSHIP, month, newest.number, newest.rows_sha256, by).number


def versions(session: Session, month: date = MONTH) -> list[MonthVersion]:
    """All of them, with what is long."""
    numbers = [row.number for row in queries.versions(session, TOWNSHIP, month)]
    session.expire_all()
    found = [queries.version(session, TOWNSHIP, month, number) for number in numbers]
    return [row for row in found if row is not None]


def live(session: Session, month: date = MONTH) -> Month:
    """The month as it is known now."""
    return service.live(session, TOWNSHIP, month)


def is_open_again(session: Session, month: date = MONTH) -> bool:
    """Whether it waits to be closed once more."""
    return (TOWNSHIP, month) in queries.open_again(session, TOWNSHIP)
