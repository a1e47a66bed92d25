"""Agreements over HTTP: for offices. In the field they are signed by push."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query

from shouwang.accounts.access import Office, Staff, within
from shouwang.agreements import service
from shouwang.agreements.schemas import (
    AgreementFile,
    AgreementLine,
    AgreementsReply,
    EndWords,
    NewAgreement,
    VoidWords,
)
from shouwang.database import Reading, Writing
from shouwang.register.finding import person_within
from shouwang.routing import Committing

router = APIRouter(prefix="/api/agreements", tags=["agreements"], route_class=Committing)


@router.get("")
def agreements(
    township: str, caller: Staff, session: Reading, day: Annotated[date | None, Query()] = None
) -> AgreementsReply:
    """Who of a place should have an agreement on a day, and who has one."""
    return service.agreements(session, within(caller, township), day)


@router.post("")
def sign_agreement(asked: NewAgreement, caller: Office, session: Writing) -> AgreementLine:
    """An agreement is entered from its signed paper; one that renews another names it."""
    return service.sign(session, caller, asked)


@router.get("/people/{person}")
def agreements_of(person: str, caller: Staff, session: Reading) -> AgreementFile:
    """The agreements of somebody in care."""
    return service.file(session, person_within(session, caller, person))


@router.post("/{agreement}/end")
def end_agreement(agreement: str, asked: EndWords, caller: Office, session: Writing) -> AgreementLine:
    """An agreement ends before its time."""
    return service.end(session, caller, agreement, asked)


@router.post("/{agreement}/void")
def void_agreement(agreement: str, asked: VoidWords, caller: Office, session: Writing) -> AgreementLine:
    """An agreement was entered wrongly: it is as if it had never been signed."""
    return service.void(session, caller, agreement, asked)
