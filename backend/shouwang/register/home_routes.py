"""Households over HTTP."""

from fastapi import APIRouter

from shouwang.accounts.access import Office
from shouwang.database import Writing
from shouwang.register import homing
from shouwang.register.home_schemas import HomeChange, MoveIn, NewHome
from shouwang.register.models import HouseholdShape
from shouwang.routing import Committing

router = APIRouter(prefix="/api/register/households", tags=["register"], route_class=Committing)


@router.post("")
def make(asked: NewHome, caller: Office, session: Writing) -> HouseholdShape:
    """People live together since a day."""
    return homing.make(session, caller, asked)


@router.post("/{household_id}/move-in")
def move_in(household_id: str, asked: MoveIn, caller: Office, session: Writing) -> HouseholdShape:
    """Somebody lives in a household since a day."""
    return homing.move_in(session, caller, homing.find(session, caller, household_id), asked)


@router.post("/{household_id}/move-out")
def move_out(household_id: str, asked: MoveIn, caller: Office, session: Writing) -> HouseholdShape:
    """Somebody lives alone since a day."""
    return homing.move_out(session, caller, homing.find(session, caller, household_id), asked)


@router.post("/{household_id}/change")
def change(household_id: str, asked: HomeChange, caller: Office, session: Writing) -> HouseholdShape:
    """Where a household stands, and who heads it."""
    return homing.change(session, caller, homing.find(session, caller, household_id), asked)
