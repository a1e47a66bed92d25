"""Hygiene over HTTP: for offices. Homes are checked by push."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query

from shouwang.accounts.access import Office, Staff, within
from shouwang.database import Reading, Writing
from shouwang.hygiene import service
from shouwang.hygiene.schemas import CampaignLine, Correction, HygieneReply, NewCampaign, NewRedemption, PointsFile
from shouwang.routing import Committing

router = APIRouter(prefix="/api/hygiene", tags=["hygiene"], route_class=Committing)


@router.get("")
def hygiene(
    township: str, caller: Staff, session: Reading, day: Annotated[date | None, Query()] = None
) -> HygieneReply:
    """The quarter of a day in a township: campaigns, and homes in the order of doors."""
    return service.hygiene(session, within(caller, township), day)


@router.post("/campaigns")
def record_campaign(asked: NewCampaign, caller: Office, session: Writing) -> CampaignLine:
    """What a township did together is written down."""
    return service.record_campaign(session, caller, asked)


@router.get("/points/{home}")
def points_of(home: str, caller: Staff, session: Reading) -> PointsFile:
    """The ledger of a home's points."""
    return service.points_of(session, caller, home)


@router.post("/points/{home}/redeem")
def redeem(home: str, asked: NewRedemption, caller: Office, session: Writing) -> PointsFile:
    """Points are given for something in kind."""
    return service.redeem(session, caller, home, asked)


@router.post("/points/{home}/correct")
def correct(home: str, asked: Correction, caller: Office, session: Writing) -> PointsFile:
    """A line is set against one that was wrong."""
    return service.correct(session, caller, home, asked)
