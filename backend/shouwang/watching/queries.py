"""Every SELECT of the figures: few, and none that reads a long table."""

from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session
from sqlmodel import col

from shouwang import clock
from shouwang.accounts.models import Device, User
from shouwang.accounts.roles import STAFF
from shouwang.audit.models import AuditHead
from shouwang.blobs.models import Blob, BlobState
from shouwang.sync.models import Issue

SILENT_AFTER = timedelta(days=3)


def figures(session: Session) -> dict[str, tuple[str, float]]:
    """Figures by name: what each is, in words, and its value."""
    now = clock.now()
    phones = (
        select(func.count())
        .select_from(Device)
        .join(User, col(User.id) == col(Device.user))
        .where(col(Device.revoked_at).is_(None), col(User.active).is_(True), col(User.role).not_in(STAFF))
    )
    silent = phones.where(col(Device.last_contact) < now - SILENT_AFTER)
    parked = select(func.count()).select_from(Issue).where(col(Issue.resolved_at).is_(None))
    missing = select(func.count()).select_from(Blob).where(col(Blob.state) == BlobState.EXPECTED)
    newest: datetime | None = session.scalar(select(func.max(col(Device.last_contact))))
    return {
        "parked_items": ("Items that an office must look at.", session.scalar(parked) or 0),
        "pictures_awaited": ("Pictures and voice notes that phones still hold.", session.scalar(missing) or 0),
        "phones": ("Phones of the field that may send.", session.scalar(phones) or 0),
        "phones_silent": ("Those of them that were not in contact for three days.", session.scalar(silent) or 0),
        "last_contact_seconds": (
            "How long ago any phone was in contact; -1 where none ever was.",
            (now - newest).total_seconds() if newest else -1,
        ),
        "audit_entries": (
            "The number of the last entry of the audit.",
            session.scalar(select(col(AuditHead.number))) or 0,
        ),
    }
