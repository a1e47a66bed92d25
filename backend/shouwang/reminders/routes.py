"""Urgings over HTTP."""

from fastapi import APIRouter

from shouwang.accounts.access import Office
from shouwang.database import Writing
from shouwang.reminders import service
from shouwang.reminders.schemas import Urged, UrgeRequest
from shouwang.routing import Committing

router = APIRouter(prefix="/api/reminders", tags=["reminders"], route_class=Committing)


@router.post("/urgings")
def urge(asked: UrgeRequest, caller: Office, session: Writing) -> Urged:
    """Urges a worker about people of hers whose visits are overdue; whoever calls is told the telephone."""
    return service.urge(session, caller, asked)


@router.post("/urgings/{urging}/undo", status_code=204)
def undo(urging: str, caller: Office, session: Writing) -> None:
    """Takes an urging back that was made by mistake."""
    service.undo(session, caller, urging)
