"""Use case of the desk: which records have promised pictures that have not come."""

from collections import Counter
from datetime import date, datetime

from pydantic import BaseModel
from sqlalchemy.orm import Session

from shouwang.blobs import queries
from shouwang.records.models import Record, hashes_of

MOST = 500


class MissingLine(BaseModel):
    """A record of which of `promised` pictures and voice notes `missing` have not come since `received_at`."""

    record: str
    person: str
    person_name: str
    township: str
    author_name: str
    service_date: date
    received_at: datetime
    promised: int
    missing: int


def lines(session: Session, place: str) -> list[MissingLine]:
    """The records of a place, the oldest first, at most 500 pictures at once."""
    found = queries.missing_within(session, place, MOST)
    missing = Counter(record.id for record, _, _ in found)
    records = {record.id: (record, name) for record, name, _ in found}
    return [_line(record, name, missing[record.id]) for record, name in records.values()]


def _line(record: Record, name: str, missing: int) -> MissingLine:
    return MissingLine(
        record=record.id,
        person=record.file or record.subject,
        person_name=name,
        township=record.township,
        author_name=record.author_name,
        service_date=record.service_date,
        received_at=record.received_at,
        promised=len(hashes_of(record)),
        missing=missing,
    )
