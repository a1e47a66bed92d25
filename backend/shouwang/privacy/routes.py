"""Privacy over HTTP: single values in the clear and who was shown them; what people were told and agreed to."""

from fastapi import APIRouter, Request

from shouwang.accounts.access import Office, Oversight, Staff, address_of
from shouwang.database import Reading, Writing
from shouwang.ledger.asked_period import AskedPeriod
from shouwang.privacy import consents as service_of_consents
from shouwang.privacy import service
from shouwang.privacy.schemas import ConsentRequest, ConsentsReply, ShowingsReply, Shown, ShowRequest
from shouwang.register.finding import person_within
from shouwang.routing import Committing

router = APIRouter(prefix="/api/privacy", tags=["privacy"], route_class=Committing)


@router.post("/people/{person}/show")
def show(person: str, asked: ShowRequest, caller: Office, session: Writing, request: Request) -> Shown:
    """One value of a person that pages mask; that it was shown is kept first."""
    return service.show(session, caller, person_within(session, caller, person), asked, address_of(request))


@router.get("/showings")
def showings(caller: Oversight, session: Reading, period: AskedPeriod) -> ShowingsReply:
    """What was shown of the people of the caller's places."""
    return service.showings(session, caller.user.place, period)


@router.get("/people/{person}/consents")
def consents(person: str, caller: Staff, session: Reading) -> ConsentsReply:
    """What a person was told and agreed to, purpose by purpose."""
    return service_of_consents.consents(session, person_within(session, caller, person))


@router.post("/people/{person}/consents")
def record_consent(person: str, asked: ConsentRequest, caller: Office, session: Writing) -> ConsentsReply:
    """Records what was said about purposes."""
    return service_of_consents.record(session, caller, person_within(session, caller, person), asked)
