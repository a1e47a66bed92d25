"""Assessments over HTTP: for offices. Assessors in the field write by push."""

from fastapi import APIRouter, Response, status

from shouwang.accounts.access import Office, Staff, within
from shouwang.assessments import changes, service
from shouwang.assessments.schemas import (
    AbilityChangeLine,
    AssessmentLine,
    AssessmentsReply,
    Decide,
    NewAssessment,
    NewChange,
    Signatures,
    WhyNot,
)
from shouwang.database import Reading, Writing
from shouwang.routing import Committing

router = APIRouter(prefix="/api/assessments", tags=["assessments"], route_class=Committing)


@router.get("")
def assessments(township: str, caller: Staff, session: Reading) -> AssessmentsReply:
    """What is under way in a place: clocks that run, what is to be confirmed, whom to assess next."""
    return service.overview(session, within(caller, township))


@router.post("/people/{person}")
def enter(person: str, asked: NewAssessment, caller: Office, session: Writing) -> AssessmentLine:
    """Enters what assessors found, from their paper."""
    return service.enter(session, caller, service.find_person(session, caller, person), asked)


@router.post("/{assessment}/confirm")
def confirm(assessment: str, asked: Decide, caller: Office, session: Writing) -> AssessmentLine:
    """The level holds from a day on."""
    return service.confirm(session, caller, service.find(session, caller, assessment), asked.valid_from)


@router.post("/{assessment}/signatures")
def sign(assessment: str, asked: Signatures, caller: Office, session: Writing) -> AssessmentLine:
    """Who signed as well, from the paper."""
    return service.add_signatures(session, caller, service.find(session, caller, assessment), asked.assessors)


@router.post("/{assessment}/decline")
def decline(assessment: str, asked: WhyNot, caller: Office, session: Writing) -> AssessmentLine:
    """It is not to count."""
    return service.decline(session, caller, service.find(session, caller, assessment), asked.reason)


@router.post("/changes")
def report_change(asked: NewChange, caller: Office, session: Writing) -> AbilityChangeLine:
    """Somebody has told that a person's ability has changed."""
    return changes.report_change(session, caller, service.find_person(session, caller, asked.person), asked)


@router.post("/changes/{change}/close", status_code=status.HTTP_204_NO_CONTENT)
def close_change(change: str, asked: WhyNot, caller: Office, session: Writing) -> Response:
    """Nothing has changed after all."""
    changes.close_change(session, caller, change, asked.reason)
    return Response(status_code=status.HTTP_204_NO_CONTENT)
