"""What a device last said of itself: when, with which app, and up to when it has nothing unsent left."""

from datetime import datetime, timedelta

from sqlalchemy import update
from sqlalchemy.orm import Session
from sqlmodel import col

from shouwang import clock
from shouwang.accounts.models import Device
from shouwang.database import writing

FRESH = timedelta(minutes=5)
"""An idle phone asks every minute; its contact is written down at most this often."""


def note_contact(session: Session, device: Device, watermark: datetime | None, app_version: str | None) -> None:
    """Writes down a contact. A watermark is never later than now, and never goes back."""
    now = clock.now()
    told = {"last_contact": now}
    if watermark is not None:
        told["watermark"] = max(min(watermark, now), device.watermark or min(watermark, now))
    values = {**told, **({"app_version": app_version} if app_version else {})}
    session.execute(update(Device).where(col(Device.id) == device.id).values(**values))


def note_idle_contact(device: Device, watermark: datetime | None) -> None:
    """Writes down a contact in a transaction of its own, unless one was written a moment ago."""
    if device.last_contact and clock.now() - device.last_contact < FRESH:
        return
    with writing() as session:
        note_contact(session, device, watermark, None)
