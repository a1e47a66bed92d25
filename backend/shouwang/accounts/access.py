"""Who may do what: the permissions that routes ask for, by name. Whose they are, the table of `rights` says.

| permission | who |
| --- | --- |
| `Token` | whoever says that she has one: the route has to ask `caller_of`, and `signed_in`, itself |
| `AnyDevice` | whoever holds a token, of whatever kind, also revoked or deactivated: what she wrote is still taken in |
| `SignedIn` | an active user on a device that is not revoked; of an office, in a session that was used lately |
| `AtTheDoor` | a clerk, officer, auditor or administrator, who may have no password yet |
| `Staff` | a clerk, officer, auditor or administrator who has a password; sees the places below her own |
| `Office` | a clerk, officer or administrator: staff who may change things |
| `Oversight` | an officer, auditor or administrator: staff who see what other staff have looked at |
"""

from dataclasses import replace
from typing import Annotated
from urllib.parse import unquote

from fastapi import Depends, Header, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from shouwang.accounts.rights import ROLES, Permission
from shouwang.accounts.roles import STAFF
from shouwang.accounts.service import Caller, caller_of, note_first_use
from shouwang.accounts.signing_in import check_password_set, check_session, note_use
from shouwang.database import reading
from shouwang.errors import Forbidden, NotSignedIn, Unknown

REASON_LETTERS = 500
_bearer = HTTPBearer(auto_error=False)


async def token(credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)]) -> str:
    """The token as it came: nobody has looked yet whether it is good, and whose. Too little for a thread of its own."""
    if credentials is None:
        raise NotSignedIn
    return credentials.credentials


Token = Annotated[str, Depends(token)]


def any_device(token: Token) -> Caller:
    """The holder of the token."""
    # A session of its own, closed before the route opens one: two held at once would drain the pool into a deadlock.
    with reading() as session:
        caller = caller_of(session, token)
    note_first_use(caller.device)
    return caller


AnyDevice = Annotated[Caller, Depends(any_device)]


def signed_in(caller: AnyDevice) -> Caller:
    """An active user on a device that is not revoked."""
    if not caller.may_read:
        raise NotSignedIn
    if caller.device.revoked_at is not None:
        raise NotSignedIn("device_revoked")
    if not caller.user.active:
        raise Forbidden("user_deactivated")
    if caller.role in STAFF:
        check_session(caller)
    return caller


SignedIn = Annotated[Caller, Depends(signed_in)]


def at_the_door(caller: SignedIn) -> Caller:
    """Somebody of an office, who may not have chosen a password yet."""
    return having(Permission.AT_THE_DOOR, caller)


AtTheDoor = Annotated[Caller, Depends(at_the_door)]


def staff(caller: AtTheDoor) -> Caller:
    """Somebody of an office."""
    check_password_set(caller)
    note_use(caller)
    return having(Permission.STAFF, caller)


Staff = Annotated[Caller, Depends(staff)]


def office(caller: Staff, reason: Annotated[str | None, Header(alias="Shouwang-Reason")] = None) -> Caller:
    """Somebody of an office who may change things; with the reason that she gives for changing what is settled.

    It comes in UTF-8, percent-encoded: a header is no place for other letters.
    """
    return replace(having(Permission.OFFICE, caller), reason=unquote(reason or "").strip()[:REASON_LETTERS] or None)


Office = Annotated[Caller, Depends(office)]


def county(caller: Staff) -> Caller:
    """Somebody who acts for the whole county."""
    return having(Permission.COUNTY, caller)


County = Annotated[Caller, Depends(county)]


def oversight(caller: Staff) -> Caller:
    """Somebody who sees what other staff have looked at."""
    return having(Permission.OVERSIGHT, caller)


Oversight = Annotated[Caller, Depends(oversight)]


def having(permission: Permission, caller: Caller) -> Caller:
    """The caller, where the table of rights gives her role the permission. Raises `Forbidden`."""
    if caller.role not in ROLES[permission]:
        raise Forbidden
    return caller


def within(caller: Caller, place: str) -> str:
    """The place, where it is the caller's or below it; other places answer as unknown. Raises `Unknown`."""
    if not place.startswith(caller.user.place):
        raise Unknown
    return place


def address_of(request: Request) -> str:
    """From where a request came, as far as a proxy that is trusted says it."""
    return request.client.host if request.client else ""
