"""Confidential reports over HTTP: for offices alone. The field writes by push."""

from fastapi import APIRouter

from shouwang.accounts.access import Office, Staff
from shouwang.concerns import service
from shouwang.concerns.schemas import ConcernClose, ConcernFile, ConcernLine, ConcernNote
from shouwang.database import Reading, Writing
from shouwang.routing import Committing

router = APIRouter(prefix="/api/concerns", tags=["concerns"], route_class=Committing)


@router.get("")
def concerns(caller: Staff, session: Reading, closed: bool = False) -> list[ConcernLine]:
    """The reports that the caller may read, with `closed` also those that are closed."""
    return service.concerns(session, caller, closed=closed)


# Opening one is a POST, for it leaves a step: who has read what somebody said in confidence.
@router.post("/{concern}/read")
def read(concern: str, caller: Staff, session: Writing) -> ConcernFile:
    """All that one says."""
    return service.read(session, caller, service.find(session, caller, concern))


@router.post("/{concern}/take")
def take(concern: str, caller: Office, session: Writing) -> ConcernFile:
    """The caller looks into it."""
    return service.take(session, caller, service.find(session, caller, concern))


@router.post("/{concern}/note")
def note(concern: str, asked: ConcernNote, caller: Office, session: Writing) -> ConcernFile:
    """What was done or found."""
    return service.note(session, caller, service.find(session, caller, concern), asked.words)


@router.post("/{concern}/close")
def close(concern: str, asked: ConcernClose, caller: Office, session: Writing) -> ConcernFile:
    """Ends it with what it came to."""
    return service.close(session, caller, service.find(session, caller, concern), asked)
