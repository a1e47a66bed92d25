"""Pictures and voice notes of visits are taken away when their time is over; the records stay, and say so."""

from datetime import timedelta

from sqlalchemy import update
from sqlmodel import col

from shouwang import clock
from shouwang.blobs import queries
from shouwang.blobs.models import Blob, BlobState
from shouwang.blobs.store import store
from shouwang.database import reading, writing
from shouwang.settings import settings

AT_ONCE = 200


def remove_outdated() -> int:
    """Takes away what was promised longer ago than the setting says; how many they were.

    The bytes go first: whoever is cut off in between finds them absent the next time, and notes it then.
    """
    if settings().blob_days <= 0:
        return 0
    before, removed = clock.now() - timedelta(days=settings().blob_days), 0
    while True:
        with reading() as session:
            hashes = queries.outdated(session, before, AT_ONCE)
        if not hashes:
            return removed
        for sha256 in hashes:
            store().remove(sha256)
        with writing() as session:
            session.execute(update(Blob).where(col(Blob.sha256).in_(hashes)).values(state=BlobState.REMOVED))
        removed += len(hashes)
