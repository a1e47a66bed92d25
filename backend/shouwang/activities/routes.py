"""Activities over HTTP: for offices. The field plans, signs up and reports by push."""

from datetime import date

from fastapi import APIRouter

from shouwang.accounts.access import Office, Staff
from shouwang.activities import service, standing
from shouwang.activities.schemas import Activities, ActivityFile, CancelWords, DoneWords, PlanRequest, PlanWords
from shouwang.database import Reading, Writing
from shouwang.routing import Committing

router = APIRouter(prefix="/api/activities", tags=["activities"], route_class=Committing)


@router.get("")
def activities(caller: Staff, session: Reading, month: date | None = None) -> Activities:
    """What the caller's townships plan and have done in a month, and how they stand with what they owe in it."""
    return standing.activities(session, caller, month)


@router.post("")
def plan(asked: PlanRequest, caller: Office, session: Writing) -> ActivityFile:
    """Plans an activity for a township of hers."""
    return service.plan(session, caller, asked)


@router.get("/{activity}")
def one_activity(activity: str, caller: Staff, session: Reading) -> ActivityFile:
    """An activity that a township of hers organises: who signed up, who came, whom it served."""
    return service.file(session, caller, service.find(session, caller, activity))


@router.post("/{activity}/change")
def change(activity: str, asked: PlanWords, caller: Office, session: Writing) -> ActivityFile:
    """Plans it otherwise: another day, another place."""
    return service.change(session, caller, activity, asked)


@router.post("/{activity}/report")
def report(activity: str, asked: DoneWords, caller: Office, session: Writing) -> ActivityFile:
    """Says what came of it, or says it again."""
    return service.report(session, caller, activity, asked)


@router.post("/{activity}/cancel")
def cancel(activity: str, asked: CancelWords, caller: Office, session: Writing) -> ActivityFile:
    """Calls it off; of one that was reported, says that it did not take place."""
    return service.cancel(session, caller, activity, asked)
