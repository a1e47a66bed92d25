"""Use cases of what visits promise: their pictures and voice notes are taken in from the moment that the record is."""

from collections.abc import Iterable

from sqlalchemy.orm import Session

from shouwang.blobs import queries
from shouwang.blobs.models import BlobState
from shouwang.blobs.queries import OF_RECORDS
from shouwang.blobs.service import Picture, expect
from shouwang.records.models import Record, hashes_of
from shouwang.settings import settings


def expect_all(session: Session, records: Iterable[Record]) -> None:
    """Expects what records name. A record never waits for a picture, nor fails by one that nobody would keep."""
    for record in records:
        for named in (*record.pictures, *([record.voice] if record.voice else [])):
            picture = Picture.model_validate(named)
            if picture.size <= settings().blob_bytes:
                expect(session, picture, OF_RECORDS, record.id, _file_of(record))


def _file_of(record: Record) -> str:
    kind = "t" if record.subject_kind == "township" else "p"
    return f"{kind}:{record.file or record.subject}"


def brought(session: Session, records: Iterable[Record]) -> dict[str, BlobState]:
    """What has become of all that records promised, by hash."""
    hashes = {sha256 for record in records for sha256 in hashes_of(record)}
    return queries.states_of(session, sorted(hashes))
