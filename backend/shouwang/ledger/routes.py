"""The township's pages over HTTP."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query
from sqlalchemy.orm import Session

from shouwang import clock
from shouwang.accounts.access import Staff, within
from shouwang.accounts.models import Device, User
from shouwang.accounts.queries import place_name
from shouwang.accounts.roles import STAFF
from shouwang.accounts.service import Caller
from shouwang.database import Reading
from shouwang.duties.models import ExtraDuty
from shouwang.errors import Unknown
from shouwang.ledger import carers, extra, households, person, plan, service, today, worker
from shouwang.ledger import townships as of_townships
from shouwang.ledger.asked_period import AskedPeriod
from shouwang.ledger.carer_schemas import CarerLoad
from shouwang.ledger.household_schemas import HouseholdReply, HouseholdsReply
from shouwang.ledger.schemas import ExtraReply, PeopleReply, PersonReply, TownshipReply, TownshipsReply
from shouwang.ledger.today_schemas import TodayReply
from shouwang.ledger.worker_schemas import PlanReply, WorkerReply
from shouwang.register.models import Household, Place
from shouwang.register.queries import people_meant
from shouwang.settings import settings

TOWNSHIP_DIGITS = 9

router = APIRouter(prefix="/api/ledger", tags=["ledger"])


@router.get("/townships")
def townships(caller: Staff, session: Reading, period: AskedPeriod) -> TownshipsReply:
    """How the caller's townships stand."""
    return of_townships.townships(session, caller, period, clock.today(settings().zone))


@router.get("/townships/{code}")
def one_township(code: str, caller: Staff, session: Reading, period: AskedPeriod) -> TownshipReply:
    """How one township stands with its own duties, and what each number rests on."""
    found = session.get(Place, within(caller, code))
    if found is None or len(found.code) != TOWNSHIP_DIGITS:
        raise Unknown
    return of_townships.township(session, found, period, clock.today(settings().zone))


@router.get("/extra/{extra_id}")
def one_extra_duty(extra_id: str, caller: Staff, session: Reading) -> ExtraReply:
    """Who of the caller's people was visited for an extra duty, and who is still to be."""
    found = session.get(ExtraDuty, extra_id)
    mine = caller.user.place
    if found is None or not (found.place.startswith(mine) or mine.startswith(found.place)):
        raise Unknown
    return extra.extra_duty(session, found, mine, clock.today(settings().zone))


@router.get("/households")
def households_of(caller: Staff, session: Reading, period: AskedPeriod, township: str) -> HouseholdsReply:
    """A township's households, and what is owed to them."""
    code = within(caller, township)
    return households.households(session, code, period, clock.today(settings().zone))


@router.get("/households/{household_id}")
def one_household(household_id: str, caller: Staff, session: Reading, period: AskedPeriod) -> HouseholdReply:
    """Who lives in one household, how it stands, and what each number rests on."""
    found = session.get(Household, household_id)
    if found is None:
        raise Unknown
    within(caller, found.township)
    return households.household(session, found, period, clock.today(settings().zone))


@router.get("/workers/{user}")
def one_worker(
    user: str,
    caller: Staff,
    session: Reading,
    device: str | None = None,
    from_: Annotated[date | None, Query(alias="from")] = None,
    to: date | None = None,
) -> WorkerReply:
    """What is known from a worker's phone, and which days of her people are gaps."""
    found = _worker(session, caller, user)
    phone = session.get(Device, device) if device else None
    if device and (phone is None or phone.user != user):
        raise Unknown
    day = clock.today(settings().zone)
    period = worker.period_of(phone, from_, to, day)
    return worker.worker(session, found, phone, caller.user.place, period, day)


@router.get("/workers/{user}/plan")
def one_plan(user: str, caller: Staff, session: Reading) -> PlanReply:
    """Whom a worker is to see by when, in this week and the next."""
    return plan.plan(session, _worker(session, caller, user), caller.user.place, clock.today(settings().zone))


@router.get("/today")
def today_of(caller: Staff, session: Reading, township: str) -> TodayReply:
    """What needs somebody of a township's office today."""
    code = within(caller, township)
    return today.today_of(session, code, place_name(session, code), clock.today(settings().zone))


@router.get("/carers")
def carers_of(caller: Staff, session: Reading, township: str) -> list[CarerLoad]:
    """A township's workers and what each has to do, who has least first."""
    return carers.carers(session, within(caller, township), clock.today(settings().zone))


@router.get("/people")
def people(caller: Staff, session: Reading, period: AskedPeriod, township: str) -> PeopleReply:
    """How a township's people stand."""
    code = within(caller, township)
    return service.people(session, code, place_name(session, code), period, clock.today(settings().zone))


@router.get("/people/{person_id}")
def one_person(person_id: str, caller: Staff, session: Reading, period: AskedPeriod) -> PersonReply:
    """How one person stands, and what each number rests on."""
    found = people_meant(session, [person_id]).get(person_id)
    if found is None:
        raise Unknown
    within(caller, found.township)
    return person.person(session, found, period, clock.today(settings().zone))


def _worker(session: Session, caller: Caller, user: str) -> User:
    found = session.get(User, user)
    if found is None or found.role in STAFF:
        raise Unknown
    within(caller, found.place)
    return found
