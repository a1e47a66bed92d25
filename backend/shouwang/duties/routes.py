"""Policies and extra duties over HTTP."""

from fastapi import APIRouter

from shouwang import clock
from shouwang.accounts.access import Office, SignedIn, Staff, within
from shouwang.database import Reading, Writing
from shouwang.duties import festivals as table
from shouwang.duties import following, raising
from shouwang.duties.models import ExtraDuty
from shouwang.duties.schemas import ExtraDutiesReply, ExtraDutyLine, FestivalLine, PoliciesReply, RaiseRequest
from shouwang.errors import Unknown
from shouwang.routing import Committing
from shouwang.settings import settings

router = APIRouter(prefix="/api/duties", tags=["duties"], route_class=Committing)


@router.get("/policies")
def policies(_: Staff, session: Reading) -> PoliciesReply:
    """What the county follows, followed and will follow."""
    return following.policies(session, settings().county, clock.today(settings().zone))


@router.get("/festivals")
def festivals(_: SignedIn) -> list[FestivalLine]:
    """The festivals from today on."""
    today = clock.today(settings().zone)
    return [FestivalLine(**festival._asdict()) for festival in table.festivals_from(today)]


@router.get("/extra")
def extras(caller: Staff, session: Reading) -> ExtraDutiesReply:
    """The extra duties that concern the caller's places."""
    return raising.extras(session, caller.user.place, clock.today(settings().zone))


@router.post("/extra")
def raise_extra(asked: RaiseRequest, caller: Office, session: Writing) -> ExtraDutyLine:
    """Raises an extra duty for a place of the caller's."""
    within(caller, asked.place)
    return raising.raise_extra(session, asked, caller, clock.today(settings().zone))


@router.post("/extra/{extra_id}/end")
def end_extra(extra_id: str, caller: Office, session: Writing) -> ExtraDutyLine:
    """Ends an extra duty of a place of the caller's."""
    extra = session.get(ExtraDuty, extra_id)
    if extra is None:
        raise Unknown
    within(caller, extra.place)
    return raising.end_extra(session, extra, caller, clock.today(settings().zone))
