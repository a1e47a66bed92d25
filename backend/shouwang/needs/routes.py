"""Needs over HTTP: for offices. The field writes by push, and reads its people's files."""

from fastapi import APIRouter

from shouwang.accounts.access import Office, Staff
from shouwang.database import Reading, Writing
from shouwang.needs import service
from shouwang.needs.schemas import Hand, NeedClose, NeedFile, NeedGive, NeedLine, NeedNote, Unreached
from shouwang.needs.unreached import unreached
from shouwang.routing import Committing

router = APIRouter(prefix="/api/needs", tags=["needs"], route_class=Committing)


@router.get("")
def needs(caller: Staff, session: Reading, closed: bool = False, person: str = "") -> list[NeedLine]:
    """The needs of the caller's places that wait; with `closed` those that are closed, with `person` all of hers."""
    if person:
        return service.needs_of(session, caller, person)
    return service.needs(session, caller, closed=closed)


@router.get("/unreached")
def unreached_people(caller: Staff, session: Reading) -> list[Unreached]:
    """People of the caller's places whom the last visits did not meet: two of them, or one who is fully dependent."""
    return unreached(session, caller)


@router.get("/{need}")
def need_file(need: str, caller: Staff, session: Reading) -> NeedFile:
    """One need, and all that was done."""
    return service.file(session, service.find(session, caller, need))


@router.post("/{need}/take")
def take(need: str, caller: Office, session: Writing) -> NeedFile:
    """The caller looks after it."""
    return service.take(session, caller, service.find(session, caller, need))


@router.get("/{need}/hands")
def hands(need: str, caller: Staff, session: Reading) -> list[Hand]:
    """To whom it may be given: offices, and who cares for the person."""
    return service.hands(session, service.find(session, caller, need))


@router.post("/{need}/give")
def give(need: str, asked: NeedGive, caller: Office, session: Writing) -> NeedFile:
    """Somebody else looks after it."""
    return service.give(session, caller, service.find(session, caller, need), asked.user)


@router.post("/{need}/release")
def release(need: str, caller: Office, session: Writing) -> NeedFile:
    """Nobody looks after it again."""
    return service.release(session, caller, service.find(session, caller, need))


@router.post("/{need}/note")
def note(need: str, asked: NeedNote, caller: Office, session: Writing) -> NeedFile:
    """What was done or found."""
    return service.note(session, caller, service.find(session, caller, need), asked.words)


@router.post("/{need}/close")
def close(need: str, asked: NeedClose, caller: Office, session: Writing) -> NeedFile:
    """Ends it with what became of it."""
    return service.close(session, caller, service.find(session, caller, need), asked)


@router.post("/{need}/reopen")
def reopen(need: str, asked: NeedNote, caller: Office, session: Writing) -> NeedFile:
    """It was not done with after all."""
    return service.reopen(session, caller, service.find(session, caller, need), asked.words)
