"""Accounts over HTTP."""

from urllib.parse import quote

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse
from sqlalchemy.orm import Session

from shouwang.accounts import closing, oidc, oidc_sign_in, queries, rules, service, signing_in, typed_codes
from shouwang.accounts import workers as workers_of
from shouwang.accounts.access import AnyDevice, AtTheDoor, Office, SignedIn, Staff, address_of, within
from shouwang.accounts.models import User
from shouwang.accounts.roles import Role
from shouwang.accounts.schemas import (
    CodeRequest,
    EnrolmentLink,
    EnrolReply,
    EnrolRequest,
    MeReply,
    NewWorker,
    OidcBeginReply,
    OidcBeginRequest,
    OidcFinishRequest,
    PasswordRequest,
    SignInRequest,
    SignInWays,
    TotpReply,
    WorkerLine,
)
from shouwang.accounts.service import Caller
from shouwang.audit.noting import note
from shouwang.audit.words import Deed
from shouwang.database import Reading, Writing
from shouwang.errors import Forbidden, Unknown
from shouwang.routing import Committing
from shouwang.settings import settings

router = APIRouter(prefix="/api/accounts", tags=["accounts"], route_class=Committing)


@router.post("/enrol")
def enrol(asked: EnrolRequest, request: Request) -> EnrolReply:
    """Turns a sign-in link, or the code that is typed of it, into a token."""
    return typed_codes.enrol(asked, address_of(request))


@router.get("/me")
def me(caller: SignedIn, session: Reading) -> MeReply:
    """Who is asking."""
    return service.me(session, caller)


@router.post("/sign-in")
def sign_in(asked: SignInRequest) -> EnrolReply:
    """Lets somebody of an office in."""
    return signing_in.sign_in(asked)


@router.get("/sign-in-ways")
def sign_in_ways() -> SignInWays:
    """How staff may come in besides a password."""
    return SignInWays(oidc=settings().oidc_name if oidc.is_on() else None)


@router.post("/oidc/begin")
def begin_oidc(asked: OidcBeginRequest, request: Request) -> OidcBeginReply:
    """Where the county's identity provider is."""
    return oidc_sign_in.begin(asked.challenge, _base_url(request))


@router.get("/oidc/return", status_code=303, response_class=RedirectResponse)
def return_from_oidc(state: str = "", code: str = "", error: str = "", iss: str = "") -> str:
    """Hands what the provider said to the app, behind '#'. Nothing is decided here."""
    if error or not code or (iss and iss != settings().oidc_issuer):
        return "/#/oidc"
    return f"/#/oidc/{quote(state, safe='')}/{quote(code, safe='')}"


@router.post("/oidc/finish")
def finish_oidc(asked: OidcFinishRequest, request: Request) -> EnrolReply:
    """Lets in whom the provider named, if an office has bound her."""
    return oidc_sign_in.finish(asked, _base_url(request))


@router.post("/password", status_code=204)
def set_password(asked: PasswordRequest, caller: AtTheDoor) -> None:
    """Gives somebody of an office a login and password, or other ones."""
    signing_in.set_password(caller, asked)


@router.post("/totp")
def begin_totp(caller: Staff, session: Writing) -> TotpReply:
    """A secret for an authenticator."""
    return signing_in.begin_totp(session, caller)


@router.post("/totp/confirm", status_code=204)
def confirm_totp(asked: CodeRequest, caller: Staff, session: Writing) -> None:
    """From now on a code is asked for."""
    note(session, Deed.TOTP_ON, caller)
    signing_in.confirm_totp(session, caller, asked.code)


@router.post("/totp/end", status_code=204)
def end_totp(asked: CodeRequest, caller: Staff) -> None:
    """No more codes."""
    signing_in.end_totp(caller, asked.code)


@router.post("/sign-out", status_code=204)
def sign_out(caller: AnyDevice, session: Writing) -> None:
    """Ends the device that asks."""
    note(session, Deed.SIGNED_OUT, caller)
    service.sign_out(session, caller)


@router.post("/devices/{device}/revoke", status_code=204)
def revoke(device: str, caller: Office, session: Writing) -> None:
    """Ends a lost device of a user whom the caller may enrol."""
    note(session, Deed.DEVICE_ENDED, caller, "device", device)
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
    """The workers of a place, and the accounts there that the caller may close."""
    return workers_of.workers(session, caller, within(caller, place or caller.user.place))


@router.post("/users")
def add_worker(asked: NewWorker, caller: Office, session: Writing) -> WorkerLine:
    """Somebody new of the field."""
    note(session, Deed.ACCOUNT_MADE, caller, "user", asked.id, role=asked.role, place=asked.place)
    return workers_of.add(session, caller, asked)


@router.post("/users/{user}/enrolments")
def make_enrolment(user: str, caller: Office, session: Writing, request: Request) -> EnrolmentLink:
    """A new sign-in link for a worker of the caller's place."""
    note(session, Deed.LINK_MADE, caller, "user", user)
    found = queries.user(session, user)
    if found is None or not found.active:
        raise Unknown
    within(caller, found.place)
    if not rules.may_enrol(caller.role, caller.user.place, Role(found.role), found.place):
        raise Forbidden
    return service.make_enrolment(session, found, made_by=caller.user.id, base_url=_base_url(request))


@router.post("/users/{user}/deactivate", status_code=204)
def deactivate(user: str, caller: Office, session: Writing) -> None:
    """Closes the account of somebody who left."""
    note(session, Deed.ACCOUNT_CLOSED, caller, "user", user)
    closing.deactivate(session, _to_close(session, caller, user), by=caller.user.id)


@router.post("/users/{user}/reactivate", status_code=204)
def reactivate(user: str, caller: Office, session: Writing) -> None:
    """Opens a closed account again."""
    note(session, Deed.ACCOUNT_OPENED, caller, "user", user)
    closing.reactivate(session, _to_close(session, caller, user), by=caller.user.id)


def _to_close(session: Session, caller: Caller, user: str) -> User:
    found = queries.user(session, user)
    if found is None:
        raise Unknown
    within(caller, found.place)
    if not workers_of.may_close(caller, found):
        raise Forbidden
    return found


def _base_url(request: Request) -> str:
    return settings().public_url or str(request.base_url)
