"""The register over HTTP: facts entered by staff, and what the field reported."""

from fastapi import APIRouter, Request, Response
from sqlalchemy.orm import Session

from shouwang.accounts.access import Office, Staff, address_of, within
from shouwang.accounts.service import Caller
from shouwang.database import Reading, Writing
from shouwang.errors import Refused, Unknown, render
from shouwang.privacy.service import keep_showing
from shouwang.privacy.words import ShownBecause, ShownField
from shouwang.register import assigning, history, profiles, service
from shouwang.register.assigning_schemas import AssigningLine, AssignRequest
from shouwang.register.finding import person_within
from shouwang.register.history_schemas import ProfileVersion
from shouwang.register.masking import masked
from shouwang.register.models import Fact, FactShape, Person, PersonShape, Report, ReportShape
from shouwang.register.schemas import (
    Confirmation,
    ConflictChoice,
    ConflictLine,
    FactEnd,
    NewFact,
    ProfileChange,
    Reason,
    ReportLine,
)
from shouwang.register.words import ReportStatus
from shouwang.routing import Committing
from shouwang.sync.models import Conflict, ConflictShape

router = APIRouter(prefix="/api/register", tags=["register"], route_class=Committing)


@router.post("/people/{person}/facts")
def enter_fact(person: str, asked: NewFact, caller: Office, session: Writing) -> FactShape:
    """Enters a fact about a person, known from today."""
    return service.enter_fact(session, caller, person_within(session, caller, person), asked).shape()


@router.post("/facts/{fact}/end")
def end_fact(fact: str, asked: FactEnd, caller: Office, session: Writing) -> FactShape:
    """Gives a fact its last day."""
    return service.end_fact(session, caller, _fact(session, caller, fact), asked).shape()


@router.post("/facts/{fact}/void")
def void_fact(fact: str, asked: Reason, caller: Office, session: Writing) -> FactShape:
    """Takes a wrong fact back, with the reason."""
    return service.void_fact(session, caller, _fact(session, caller, fact), asked.reason).shape()


@router.get("/people/{person}")
def profile(person: str, caller: Office, session: Writing, request: Request) -> PersonShape:
    """A profile as it stands, with nothing masked: for whoever is about to change it. It is kept who saw it."""
    found = person_within(session, caller, person)
    keep_showing(session, caller, found, ShownField.PROFILE, ShownBecause.CORRECT, address_of(request))
    return found.shape()


@router.patch("/people/{person}", response_model=PersonShape)
def change_profile(
    person: str, asked: ProfileChange, caller: Office, session: Writing, request: Request
) -> PersonShape | Response:
    """Changes a profile from the values seen to new ones; where another stands meanwhile, nothing is changed.

    Telephones are masked in the reply. The one that stands is told where it was not seen, and it is kept who saw it.
    """
    found = person_within(session, caller, person)
    try:
        return masked(profiles.change_profile(session, caller, found, asked).shape())
    except Refused as refused:
        return _showing(refused, session, caller, found, request)


@router.get("/people/{person}/history")
def profile_history(person: str, caller: Staff, session: Reading) -> list[ProfileVersion]:
    """What was changed in a profile, when and by whom."""
    return history.history(session, person_within(session, caller, person))


@router.get("/conflicts")
def conflicts(caller: Staff, session: Reading) -> list[ConflictLine]:
    """What two have changed differently in the caller's places, and nobody has settled."""
    return profiles.conflicts(session, caller)


@router.post("/conflicts/{conflict}/settle", response_model=ConflictShape)
def settle(
    conflict: str, asked: ConflictChoice, caller: Office, session: Writing, request: Request
) -> ConflictShape | Response:
    """Keeps what stands, or takes the other value. A telephone that was not seen is told, and it is kept who saw it."""
    found = session.get(Conflict, conflict)
    if found is None:
        raise Unknown
    person = person_within(session, caller, found.person)
    try:
        return profiles.settle(session, caller, person, found, asked).shape()
    except Refused as refused:
        return _showing(refused, session, caller, person, request)


@router.get("/reports")
def reports(caller: Staff, session: Reading, status: ReportStatus | None = None) -> list[ReportLine]:
    """What the field reported in the caller's places."""
    return service.reports(session, caller.user.place, status)


@router.post("/reports/{report}/confirm")
def confirm(report: str, asked: Confirmation, caller: Office, session: Writing) -> ReportShape:
    """Takes a report as true."""
    found = _report(session, caller, report)
    person = person_within(session, caller, found.person)
    return service.confirm(session, caller, person, found, asked).shape()


@router.post("/reports/{report}/decline")
def decline(report: str, asked: Reason, caller: Office, session: Writing) -> ReportShape:
    """Says that a report is not so."""
    return service.decline(session, caller, _report(session, caller, report), asked.reason).shape()


@router.get("/assignings")
def assignings(caller: Staff, session: Reading, township: str) -> list[AssigningLine]:
    """To whom people of a township were given last, by whom and when."""
    return assigning.last_ones(session, within(caller, township))


@router.post("/assignings")
def assign(asked: AssignRequest, caller: Office, session: Writing) -> AssigningLine:
    """Gives people to those who care for them from today on."""
    return assigning.assign(session, caller, asked)


@router.post("/assignings/{assigning_id}/undo")
def undo_assigning(assigning_id: str, caller: Office, session: Writing) -> AssigningLine:
    """Gives everybody back."""
    return assigning.undo(session, caller, assigning_id)


def _showing(refused: Refused, session: Session, caller: Caller, person: Person, request: Request) -> Response:
    """A refusal that tells the telephone that stands, and that it was shown: raised, it would take the showing back."""
    if "phone" not in refused.facts.get("current", {}):
        raise refused
    keep_showing(session, caller, person, ShownField.PHONE, ShownBecause.CORRECT, address_of(request))
    return render(refused)


def _fact(session: Session, caller: Caller, fact: str) -> Fact:
    found = session.get(Fact, fact)
    if found is None:
        raise Unknown
    person_within(session, caller, found.person)
    return found


def _report(session: Session, caller: Caller, report: str) -> Report:
    found = session.get(Report, report)
    if found is None:
        raise Unknown
    person_within(session, caller, found.person)
    return found
