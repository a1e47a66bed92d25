"""Use case of the desk: which records have promised pictures that have not come."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime

from pydantic import BaseModel
from sqlalchemy.orm import Session

from shouwang.blobs import queries
from shouwang.blobs.models import BlobState
from shouwang.blobs.promised import brought
from shouwang.blobs.queries import Missing
from shouwang.records.models import hashes_of

MOST = 500


class MissingLine(BaseModel):
    """A record of which of `promised` pictures and voice notes `missing` have not come since `received_at`.

    `arrived` are the hashes of its pictures that are here. Since `lost_at` some are missing that were here.
    `asked_at`: when phones were last asked for some of them.
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
    lost_at: datetime | None
    asked_at: datetime | None


def lines(session: Session, place: str) -> list[MissingLine]:
    """The records of a place, the oldest first, at most 500 pictures at once."""
    found = queries.missing_within(session, place, MOST)
    states = brought(session, (line.record for line in found))
    asked = {row.sha256: row.asked_at for row in queries.wanted(session, sorted({line.sha256 for line in found}))}
    by_record: dict[str, list[Missing]] = defaultdict(list)
    for line in found:
        by_record[line.record.id].append(line)
    return [_line(missing, states, asked) for missing in by_record.values()]


def _line(missing: list[Missing], states: Mapping[str, BlobState], asked: Mapping[str, datetime]) -> MissingLine:
    record = missing[0].record
    return MissingLine(
        record=record.id,
        person=record.file or record.subject,
        person_name=missing[0].name,
        township=record.township,
        author_name=record.author_name,
        service_date=record.service_date,
        received_at=record.received_at,
        promised=len(hashes_of(record)),
        missing=len(missing),
        arrived=[named["sha256"] for named in record.pictures if states.get(named["sha256"]) == BlobState.WHOLE],
        lost_at=max((line.lost_at for line in missing if line.lost_at), default=None),
        asked_at=max((asked[line.sha256] for line in missing if line.sha256 in asked), default=None),
    )
