"""Checkups over HTTP: for offices. The health team writes by push, and reads its people's health files."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request

from shouwang.accounts.access import Office, Staff, address_of, within
from shouwang.checkups import bus, service
from shouwang.checkups.schemas import CheckupFile, CheckupFills, CheckupLine, RouteStop, SetRoute
from shouwang.database import Reading, Writing
from shouwang.privacy.service import keep_showing
from shouwang.privacy.words import ShownBecause, ShownField
from shouwang.routing import Committing

Year = Annotated[int, Query(ge=2000, le=9999)]

router = APIRouter(prefix="/api/checkups", tags=["checkups"], route_class=Committing)


@router.get("")
def checkups(township: str, year: Year, caller: Staff, session: Reading) -> list[CheckupLine]:
    """Who of a place is owed a checkup in a year or has one, by village; nothing of what was found."""
    return service.worklist(session, within(caller, township), year)


@router.get("/route")
def route(township: str, caller: Staff, session: Reading) -> list[RouteStop]:
    """The villages of a township as the bus goes."""
    return bus.stops(session, within(caller, township))


@router.post("/route")
def set_route(asked: SetRoute, caller: Office, session: Writing) -> list[RouteStop]:
    """Sets the order of the villages."""
    return bus.set_route(session, caller, asked)


@router.get("/people/{person}")
def checkup_file(person: str, caller: Office, session: Writing, request: Request) -> CheckupFile:
    """What was filled in about a person, of this year and the ones before. It is kept who saw it."""
    found = service.find(session, caller, person)
    keep_showing(session, caller, found, ShownField.CHECKUP, ShownBecause.CHECKUP, address_of(request))
    return service.file(session, found)


@router.get("/people/{person}/fhir")
def fhir(person: str, year: Year, caller: Office, session: Writing, request: Request) -> dict[str, Any]:
    """A checkup as a FHIR R4 Bundle, for a hospital's system. It is kept who took it."""
    found = service.find(session, caller, person)
    keep_showing(session, caller, found, ShownField.CHECKUP, ShownBecause.CHECKUP, address_of(request))
    return service.as_fhir(session, found, year)


@router.post("/people/{person}")
def fill(person: str, asked: CheckupFills, caller: Office, session: Writing) -> CheckupFile:
    """Fills sections of a checkup in, from paper or from what the laboratory said."""
    return service.fill(session, caller, service.find(session, caller, person), asked.sections)
