"""Pictures over HTTP, in pieces that a cut line does not lose (docs/protocol.md §8)."""

from typing import Annotated

from fastapi import APIRouter, Depends, Header, Request, Response
from pydantic import Field
from sqlalchemy.orm import Session

from shouwang.accounts.access import AnyDevice, Office, SignedIn, Staff, staff, within
from shouwang.accounts.roles import STAFF
from shouwang.accounts.service import Caller
from shouwang.blobs import asking, missing, service
from shouwang.blobs.missing import MissingLine
from shouwang.blobs.rules import media_type
from shouwang.blobs.service import Sha256
from shouwang.blobs.small import made_small
from shouwang.database import Reading, Writing
from shouwang.errors import TooLarge, Unknown
from shouwang.records.models import Record
from shouwang.routing import Committing

CHUNK_BYTES = 262_144
"""The largest piece: what is cut off costs at most so much again."""

router = APIRouter(prefix="/api/blobs", tags=["blobs"], route_class=Committing)


async def piece(request: Request) -> bytes:
    """The bytes of a piece, all of them: of one that is cut off nothing is taken. Raises `TooLarge`."""
    bytes_ = bytearray()
    async for part in request.stream():
        bytes_ += part
        if len(bytes_) > CHUNK_BYTES:
            raise TooLarge
    return bytes(bytes_)


Piece = Annotated[bytes, Depends(piece)]


def viewer(caller: SignedIn) -> Caller:
    """Whoever is signed in; staff as they have to be for anything else."""
    return staff(caller) if caller.role in STAFF else caller


Viewer = Annotated[Caller, Depends(viewer)]


@router.get("/missing")
def missing_pictures(caller: Staff, session: Reading) -> list[MissingLine]:
    """The records of the caller's places of which pictures or voice notes were promised and have not come."""
    return missing.lines(session, caller.user.place)


@router.post("/missing/{record}/ask", status_code=204)
def ask_again(record: str, caller: Office, session: Writing) -> None:
    """Asks the author's phones to send again what this record promised and is not here."""
    asking.ask_for(session, _record(session, caller, record))


@router.post("/missing/{record}/give-up", status_code=204)
def give_up(record: str, caller: Office, session: Writing) -> None:
    """Waits no longer for what this record promised and is not here."""
    asking.give_up(session, _record(session, caller, record))


def _record(session: Session, caller: Caller, record: str) -> Record:
    found = session.get(Record, record)
    if found is None:
        raise Unknown
    within(caller, found.township)
    return found


@router.head("/{sha256}", status_code=204)
def offset(sha256: Sha256, _: AnyDevice) -> Response:
    """How much of it is here."""
    have, size = service.standing(sha256)
    return Response(status_code=204, headers={"Upload-Offset": str(have), "Upload-Length": str(size)})


_BYTES = {"requestBody": {"required": True, "content": {"application/offset+octet-stream": {}}}}


@router.patch("/{sha256}", status_code=204, openapi_extra=_BYTES)
def append(
    sha256: Sha256, _: AnyDevice, piece: Piece, upload_offset: Annotated[int, Header(), Field(ge=0)]
) -> Response:
    """The next piece of it."""
    have = service.append(sha256, upload_offset, piece)
    return Response(status_code=204, headers={"Upload-Offset": str(have)})


@router.get("/{sha256}", response_class=Response)
def picture(sha256: Sha256, caller: Viewer, session: Reading) -> Response:
    """All of it, for who may see a row that refers to it."""
    return _bytes(service.visible(session, caller, sha256))


@router.get("/{sha256}/small", response_class=Response)
def small_picture(sha256: Sha256, caller: Viewer, session: Reading) -> Response:
    """The same picture small, for lists, to the same people; made each time, for that is a matter of milliseconds."""
    small = made_small(service.visible(session, caller, sha256))
    if small is None:
        raise Unknown
    return _bytes(small)


def _bytes(content: bytes) -> Response:
    # What lies under a hash never changes; the browser alone keeps it, and not for long.
    return Response(content, media_type=media_type(content), headers={"Cache-Control": "private, max-age=3600"})
