"""Covers over HTTP: the key of a phone, and the township's list. What phones agree on comes by push."""

from fastapi import APIRouter

from shouwang.accounts.access import Office, SignedIn, Staff
from shouwang.covers import service
from shouwang.covers.schemas import CoverLine, CoversReply, KeyRequest
from shouwang.database import Reading, Writing
from shouwang.routing import Committing

router = APIRouter(prefix="/api/covers", tags=["covers"], route_class=Committing)


@router.post("/keys", status_code=204)
def tell_key(asked: KeyRequest, caller: SignedIn, session: Writing) -> None:
    """The public half of the key with which this phone signs."""
    service.keep_key(session, caller, asked.public)


@router.get("")
def covers(township: str, caller: Staff, session: Reading) -> CoversReply:
    """Who cares for whom in whose place."""
    return service.covers(session, caller, township)


@router.post("/{cover}/end")
def end(cover: str, caller: Office, session: Writing) -> CoverLine:
    """Ends a cover with today."""
    return service.end(session, caller, cover)
