"""Villages over HTTP."""

from fastapi import APIRouter

from shouwang.accounts.access import Office, Staff, within
from shouwang.database import Reading, Writing
from shouwang.register import places
from shouwang.register.place_schemas import NewVillage, Settlers, VillageLine, VillageMerge, VillageName
from shouwang.routing import Committing

router = APIRouter(prefix="/api/register/villages", tags=["register"], route_class=Committing)


@router.get("")
def villages(caller: Staff, session: Reading, township: str) -> list[VillageLine]:
    """The villages of a township."""
    return places.villages(session, within(caller, township))


@router.post("")
def add(asked: NewVillage, caller: Office, session: Writing) -> VillageLine:
    """A village that was not there."""
    return places.add(session, caller, asked)


@router.post("/{code}/rename")
def rename(code: str, asked: VillageName, caller: Office, session: Writing) -> VillageLine:
    """Another name for a village, and for everybody who lives there."""
    return places.rename(session, caller, places.find(session, caller, code), asked)


@router.post("/{code}/merge")
def merge(code: str, asked: VillageMerge, caller: Office, session: Writing) -> VillageLine:
    """A village has become part of another one, with everybody who lives there."""
    return places.merge(session, caller, places.find(session, caller, code), asked)


@router.post("/{code}/settle")
def settle(code: str, asked: Settlers, caller: Office, session: Writing) -> VillageLine:
    """People live in a village from now on."""
    return places.settle(session, caller, places.find(session, caller, code), asked.people)
