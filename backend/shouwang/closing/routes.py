"""Closings over HTTP: townships close their months, the county signs them and opens them again."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query

from shouwang.accounts.access import County, Office, Staff, within
from shouwang.audit.noting import note
from shouwang.audit.words import Deed
from shouwang.closing import county, pages, service
from shouwang.closing.schemas import (
    MonthReply,
    MonthsReply,
    ReopeningLine,
    ReopenRequest,
    SignRequest,
    StandingReply,
    VersionLine,
    VersionReply,
)
from shouwang.database import Reading, Writing
from shouwang.errors import Unknown
from shouwang.routing import Committing

LONGEST_NUMBER = 6

router = APIRouter(prefix="/api/closing", tags=["closing"], route_class=Committing)


@router.get("")
def months(caller: Staff, session: Reading, until: Annotated[date | None, Query()] = None) -> MonthsReply:
    """Where the months of the caller's townships stand."""
    return pages.months(session, caller, until)


@router.get("/standing")
def standing(township: str, month: str, caller: Staff, session: Reading) -> StandingReply:
    """A township's month by weeks, and how much of it is not as it was closed."""
    return county.standing(session, within(caller, township), _first(month))


@router.get("/{township}/{month}")
def month(township: str, month: str, caller: Staff, session: Reading) -> MonthReply:
    """One month as it would be closed now, who has not reported, its versions and what differs from the newest."""
    return pages.month(session, within(caller, township), _first(month))


@router.get("/{township}/{month}/versions/{number}")
def version(township: str, month: str, number: str, caller: Staff, session: Reading) -> VersionReply:
    """One version as it was closed, computed again to see that it is intact."""
    return pages.version(session, within(caller, township), _first(month), _number(number))


@router.post("/{township}/{month}/close")
def close(township: str, month: str, caller: Office, session: Writing) -> VersionLine:
    """Closes a month that is over."""
    note(session, Deed.MONTH_CLOSED, caller, "township", township, month=_first(month).isoformat())
    return pages.version_line(service.close(session, within(caller, township), _first(month), caller))


@router.post("/{township}/{month}/sign")
def sign(township: str, month: str, asked: SignRequest, caller: County, session: Writing) -> VersionLine:
    """The county signs the newest version."""
    note(
        session, Deed.MONTH_SIGNED, caller, "township", township, month=_first(month).isoformat(), version=asked.number
    )
    code = within(caller, township)
    return pages.version_line(service.sign(session, code, _first(month), asked.number, asked.rows_sha256, caller))


@router.post("/{township}/{month}/reopen")
def reopen(township: str, month: str, asked: ReopenRequest, caller: County, session: Writing) -> ReopeningLine:
    """The county opens a closed month again."""
    note(session, Deed.MONTH_REOPENED, caller, "township", township, month=_first(month).isoformat())
    found = service.reopen(session, within(caller, township), _first(month), asked.reason, caller)
    return ReopeningLine.model_validate(found, from_attributes=True)


def _first(month: str) -> date:
    """The first day of a month, as in 2026-10-01."""
    try:
        day = date.fromisoformat(month)
    except ValueError:
        raise Unknown from None
    if day.day != 1:
        raise Unknown
    return day


def _number(said: str) -> int:
    if not said.isdecimal() or len(said) > LONGEST_NUMBER:
        raise Unknown
    return int(said)
