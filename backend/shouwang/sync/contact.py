"""What a device last said of itself: when, with which app, and up to when it has nothing unsent left."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import ColumnElement, case, literal, or_, update
from sqlalchemy.orm import Session
from sqlmodel import col

from shouwang import clock
from shouwang.accounts.models import Device
from shouwang.accounts.service import mark_in_use
from shouwang.committing import committed
from shouwang.database import Moment

FRESH = timedelta(minutes=5)
"""A phone asks every minute, and pushes batch after batch; its contact is written down at most this often."""

EARLIEST = datetime(2020, 1, 1, tzinfo=UTC)
"""No phone had this app before: an earlier watermark is a broken clock's."""


def note_contact(session: Session, device: Device, watermark: datetime | None, app_version: str | None) -> None:
    """Writes down a contact, unless that would say nothing new. A watermark is never later than now, nor goes back."""
    if not _is_news(device, watermark, app_version):
        return
    now = clock.now()
    values: dict[str, object] = {"last_contact": now}
    if watermark is not None:
        values["watermark"] = _later(min(max(watermark, EARLIEST), now))
    if app_version:
        values["app_version"] = app_version
    session.execute(update(Device).where(col(Device.id) == device.id).values(**values))


def _later(watermark: datetime) -> ColumnElement[datetime]:
    # The database compares: what this request read of the device may be older than what another one wrote since.
    known, told = col(Device.watermark), literal(watermark, Moment)
    return case((or_(known.is_(None), known < told), told), else_=known)


def note_pull(device: Device, watermark: datetime | None) -> None:
    """Writes down that a device has pulled, where that says something new: in one commit with those who come too."""
    if not device.in_use or _is_news(device, watermark, None):
        committed(lambda session: _note(session, device, watermark))


def _note(session: Session, device: Device, watermark: datetime | None) -> None:
    if not device.in_use:
        mark_in_use(session, device)
    note_contact(session, device, watermark, None)


def _is_news(device: Device, watermark: datetime | None, app_version: str | None) -> bool:
    """A contact is no news within minutes of the last, a watermark none within minutes of the known one.

    Just after a push the contact is fresh but the watermark is not: it leaps from before the oldest item to now.
    """
    if app_version and app_version != device.app_version:
        return True
    if device.last_contact is None or clock.now() - device.last_contact >= FRESH:
        return True
    return watermark is not None and (device.watermark is None or watermark - device.watermark >= FRESH)
