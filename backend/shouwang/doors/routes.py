"""Cards at doors over HTTP: for offices. Phones know them by the rows of their people's files."""

from fastapi import APIRouter, Request

from shouwang.accounts.access import Office, Staff
from shouwang.database import Reading, Writing
from shouwang.doors import service
from shouwang.doors.schemas import CardLine, HomesReply, PrintReply, PrintRequest
from shouwang.routing import Committing
from shouwang.settings import settings

router = APIRouter(prefix="/api/doors", tags=["doors"], route_class=Committing)


@router.get("")
def homes(township: str, caller: Staff, session: Reading) -> HomesReply:
    """The doors of a township, and the number of the card at each."""
    return service.homes(session, caller, township)


@router.post("/cards")
def to_print(asked: PrintRequest, caller: Office, session: Writing, request: Request) -> PrintReply:
    """Cards as they are printed; a door without one gets one."""
    return service.to_print(session, caller, asked, settings().public_url or str(request.base_url))


@router.post("/cards/{card}/renew")
def renew(card: str, caller: Office, session: Writing) -> CardLine:
    """A lost card is void from now on, and the door has a new one."""
    return service.renew(session, caller, card)
