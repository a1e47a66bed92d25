"""Accounts over HTTP."""

from fastapi import APIRouter, Request

from shouwang import clock
from shouwang.accounts import queries, rules, service
from shouwang.accounts.access import AnyDevice, Office, SignedIn, Staff, within
from shouwang.accounts.roles import Role
from shouwang.accounts.schemas import EnrolmentLink, EnrolReply, EnrolRequest, MeReply, WorkerLine
from shouwang.database import Reading, Writing
from shouwang.errors import Forbidden, Unknown
from shouwang.settings import settings

router = APIRouter(prefix="/api/accounts", tags=["accounts"])


@router.post("/enrol")
def enrol(asked: EnrolRequest, session: Writing) -> EnrolReply:
    """Turns a sign-in link into a token."""
    return service.enrol(session, asked)


@router.get("/me")
def me(caller: SignedIn, session: Reading) -> MeReply:
    """Who is asking."""
    return MeReply(
        user=service.user_shape(session, caller.user),
        county=service.county(session),
        device=caller.device.id,
        now=clock.now(),
    )


@router.post("/sign-out", status_code=204)
def sign_out(caller: AnyDevice, session: Writing) -> None:
    """Ends the device that asks."""
    service.sign_out(session, caller)


@router.post("/devices/{device}/revoke", status_code=204)
def revoke(device: str, caller: Office, session: Writing) -> None:
    """Ends a lost device of a user whom the caller may enrol."""
    found = queries.device(session, device)
    if found is None:
        raise Unknown
    lost, user = found
    within(caller, user.place)
    if not rules.may_enrol(caller.role, caller.user.place, Role(user.role), user.place):
        raise Forbidden
    service.revoke(session, lost)


@router.get("/users")
def workers(caller: Staff, session: Reading, place: str = "") -> list[WorkerLine]:
    """The workers of a place."""
    return service.workers(session, within(caller, place or caller.user.place))


@router.post("/users/{user}/enrolments")
def make_enrolment(user: str, caller: Office, session: Writing, request: Request) -> EnrolmentLink:
    """A new sign-in link for a worker of the caller's place."""
    found = queries.user(session, user)
    if found is None or not found.active:
        raise Unknown
    within(caller, found.place)
    if not rules.may_enrol(caller.role, caller.user.place, Role(found.role), found.place):
        raise Forbidden
    base = settings().public_url or str(request.base_url)
    return service.make_enrolment(session, found, made_by=caller.user.id, base_url=base)
