"""Use case of the desk: which records have promised pictures that have not come."""

from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime

from pydantic import BaseModel
from sqlalchemy.orm import Session

from shouwang.blobs import queries
from shouwang.blobs.models import BlobState
from shouwang.blobs.promised import brought
from shouwang.records.models import Record, hashes_of

MOST = 500


class MissingLine(BaseModel):
    """A record of which of `promised` pictures and voice notes `missing` have not come since `received_at`.

    `arrived` are the hashes of its pictures that are here.
    """

    record: str
    person: str
    person_name: str
    township: str
    author_name: str
    service_date: date
    received_at: datetime
    promised: int
    missing: int
    arrived: list[str]


def lines(session: Session, place: str) -> list[MissingLine]:
    """The records of a place, the oldest first, at most 500 pictures at once."""
    found = queries.missing_within(session, place, MOST)
    missing = Counter(record.id for record, _, _ in found)
    records = {record.id: (record, name) for record, name, _ in found}
    states = brought(session, (record for record, _ in records.values()))
    return [_line(record, name, missing[record.id], states) for record, name in records.values()]


def _line(record: Record, name: str, missing: int, states: Mapping[str, BlobState]) -> MissingLine:
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
        arrived=[named["sha256"] for named in record.pictures if states.get(named["sha256"]) == BlobState.WHOLE],
    )
