"""What a device last said of itself: when, with which app, up to when nothing is unsent, and how its phone is."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import ColumnElement, case, literal, or_, update
from sqlalchemy.orm import Session
from sqlmodel import col

from shouwang import clock
from shouwang.accounts.models import Device
from shouwang.accounts.schemas import Condition
from shouwang.accounts.service import mark_in_use
from shouwang.committing import committed
from shouwang.database import Moment

FRESH = timedelta(minutes=5)
"""A phone asks every minute, and pushes batch after batch; its contact is written down at most this often."""

EARLIEST = datetime(2020, 1, 1, tzinfo=UTC)
"""No phone had this app before: an earlier watermark is a broken clock's."""


@dataclass(frozen=True, slots=True)
class Contact:
    """What a device says along with a push or a pull; empty and None: nothing."""

    watermark: datetime | None = None
    app_version: str = ""
    condition: Condition | None = None


def note_contact(session: Session, device: Device, said: Contact) -> None:
    """Writes down a contact, unless that would say nothing new. A watermark is never later than now, nor goes back."""
    if not _is_news(device, said):
        return
    now = clock.now()
    values: dict[str, object] = {"last_contact": now}
    if said.watermark is not None:
        values["watermark"] = _later(min(max(said.watermark, EARLIEST), now))
    if said.app_version:
        values["app_version"] = said.app_version
    if said.condition is not None:
        values["condition"] = said.condition.model_dump()
    session.execute(update(Device).where(col(Device.id) == device.id).values(**values))


def _later(watermark: datetime) -> ColumnElement[datetime]:
    # The database compares: what this request read of the device may be older than what another one wrote since.
    known, told = col(Device.watermark), literal(watermark, Moment)
    return case((or_(known.is_(None), known < told), told), else_=known)


def note_pull(device: Device, said: Contact) -> None:
    """Writes down that a device has pulled, where that says something new: in one commit with those who come too."""
    if not device.in_use or _is_news(device, said):
        committed(lambda session: _note(session, device, said))


def _note(session: Session, device: Device, said: Contact) -> None:
    if not device.in_use:
        mark_in_use(session, device)
    note_contact(session, device, said)


def _is_news(device: Device, said: Contact) -> bool:
    """A contact is no news within minutes of the last, a watermark none within minutes of the known one.

    Just after a push the contact is fresh but the watermark is not: it leaps from before the oldest item to now. How
    its phone is, a device says where that has changed.
    """
    if said.app_version and said.app_version != device.app_version:
        return True
    if said.condition is not None and said.condition.model_dump() != device.condition:
        return True
    if device.last_contact is None or clock.now() - device.last_contact >= FRESH:
        return True
    watermark = said.watermark
    return watermark is not None and (device.watermark is None or watermark - device.watermark >= FRESH)
