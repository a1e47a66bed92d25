"""Retention over HTTP, for the county: whose time is over, a copy of a file, an erasure."""

import tempfile
from collections.abc import Iterator
from typing import IO

from fastapi import APIRouter, BackgroundTasks
from fastapi.responses import StreamingResponse

from shouwang.accounts.access import County
from shouwang.database import Reading, Writing
from shouwang.errors import Refused
from shouwang.register.finding import person_within
from shouwang.retention import service
from shouwang.retention.schemas import CopyRequest, EraseRequest, FileReply, RetentionReply
from shouwang.routing import Committing

ZIP = "application/zip"
PIECE_BYTES = 1 << 18
IN_MEMORY_BYTES = 8 << 20

router = APIRouter(prefix="/api/retention", tags=["retention"], route_class=Committing)


@router.get("")
def overview(caller: County, session: Reading) -> RetentionReply:
    """For how long things are kept, whose time is over, and what was done."""
    return service.overview(session, caller.user.place)


@router.get("/people/{person}")
def file_of(person: str, caller: County, session: Reading) -> FileReply:
    """Where the file of a person stands."""
    return service.about(session, person_within(session, caller, person))


@router.post("/people/{person}/copy", response_class=StreamingResponse, responses={200: {"content": {ZIP: {}}}})
def copy(person: str, asked: CopyRequest, caller: County, session: Writing) -> StreamingResponse:
    """All that is held about a person, as a zip; that it was made is kept first."""
    made = tempfile.SpooledTemporaryFile(IN_MEMORY_BYTES)  # noqa: SIM115 - whoever streams it closes it
    service.copy(session, person_within(session, caller, person), caller, asked.because, made)
    made.seek(0)
    return StreamingResponse(_streamed(made), media_type=ZIP, headers={"Cache-Control": "no-store"})


@router.post("/people/{person}/erase")
def erase(person: str, asked: EraseRequest, caller: County, session: Writing, later: BackgroundTasks) -> FileReply:
    """Erases a person: what names her goes, what the ledgers count by stays."""
    found = person_within(session, caller, person)
    if asked.name != found.name:
        raise Refused("name_differs")
    _, orphans = service.erase(session, found, caller, asked.because, asked.words)
    later.add_task(service.take_away, orphans)
    return service.about(session, found)


def _streamed(made: IO[bytes]) -> Iterator[bytes]:
    with made:
        while piece := made.read(PIECE_BYTES):
            yield piece
