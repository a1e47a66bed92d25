"""Use cases of signing in by another house: nobody is made by it, and it lets in only whom an office has named.

The browser keeps the verifier of PKCE, so a reply that was read on its way is worth nothing in another one; the state
is good once, for ten minutes, and for the browser that began.
"""

import hashlib
import secrets
from datetime import timedelta

from sqlalchemy import delete
from sqlalchemy.orm import Session
from sqlmodel import col

from shouwang import clock
from shouwang.accounts import oidc, queries, service
from shouwang.accounts.models import Device, OidcIdentity, OidcTry, User
from shouwang.accounts.roles import STAFF
from shouwang.accounts.schemas import EnrolReply, OidcBeginReply, OidcFinishRequest
from shouwang.audit.noting import nobody, note, note_apart, who_is
from shouwang.audit.words import Deed
from shouwang.database import writing
from shouwang.errors import Forbidden, Refused, Unknown
from shouwang.settings import settings

GOOD_FOR = timedelta(minutes=10)
RETURN = "/api/accounts/oidc/return"


def begin(challenge: str, base_url: str) -> OidcBeginReply:
    """Where to send the browser. Raises `Unknown` where the county has no provider, and `OidcFailed`."""
    _check_on()
    state, nonce, now = secrets.token_urlsafe(32), secrets.token_urlsafe(32), clock.now()
    address = oidc.address(_return_to(base_url), state, nonce, challenge)
    with writing() as session:
        session.execute(delete(OidcTry).where(col(OidcTry.began_at) < now - GOOD_FOR))
        session.add(OidcTry(state_hash=_hash(state), nonce=nonce, challenge=challenge, began_at=now))
    return OidcBeginReply(address=address, state=state)


def finish(asked: OidcFinishRequest, base_url: str) -> EnrolReply:
    """A session for whom the provider named.

    Raises `Refused` with `oidc_state`, `OidcFailed`, and `Forbidden` with `oidc_nobody` or `user_deactivated`.
    """
    _check_on()
    begun = _take(asked.state)
    if begun is None or clock.now() - begun.began_at >= GOOD_FOR or not oidc.agrees(asked.verifier, begun.challenge):
        raise Refused("oidc_state")
    value = oidc.who(_return_to(base_url), asked.code, asked.verifier, begun.nonce)
    try:
        return _let_in(asked, value)
    except Forbidden as refusal:
        note_apart(Deed.SIGNED_IN, nobody(), refusal.code, way="oidc")
        raise


def _let_in(asked: OidcFinishRequest, value: str) -> EnrolReply:
    with writing() as session:
        user = queries.user_of_identity(session, settings().oidc_issuer, value)
        if user is None or user.role not in STAFF:
            raise Forbidden("oidc_nobody")
        if not user.active:
            raise Forbidden("user_deactivated")
        note(session, Deed.SIGNED_IN, who_is(user, service.device_id(asked.device, user.id)), way="oidc")
        return service.welcome(session, user, asked.device, asked.device_name, by_oidc=True)


def bind(session: Session, value: str, user: User) -> None:
    """From now on the provider's `value` is this user, and no other value is.

    Raises `Unknown` where the county has no provider, `Forbidden` for somebody of the field, and `Refused` with
    `oidc_taken`.
    """
    _check_on()
    if user.role not in STAFF:
        raise Forbidden
    known = _known(session, value)
    if known is not None and known.user != user.id:
        raise Refused("oidc_taken")
    session.execute(delete(OidcIdentity).where(col(OidcIdentity.user) == user.id))
    session.flush()
    issuer = settings().oidc_issuer
    note(session, Deed.IDENTITY_BOUND, None, "user", user.id)
    session.add(OidcIdentity(issuer=issuer, value=value, user=user.id, created_at=clock.now()))


def unbind(session: Session, value: str) -> None:
    """The provider's `value` is nobody any more, and the sessions end that began by it. Raises `Unknown`."""
    known = _known(session, value)
    if known is None:
        raise Unknown
    service.revoke_where(session, col(Device.user) == known.user, col(Device.by_oidc).is_(True))
    note(session, Deed.IDENTITY_UNBOUND, None, "user", known.user)
    session.delete(known)


def _known(session: Session, value: str) -> OidcIdentity | None:
    return session.get(OidcIdentity, (settings().oidc_issuer, value))


def _check_on() -> None:
    if not oidc.is_on():
        raise Unknown


def _take(state: str) -> OidcTry | None:
    """What was begun under a state, once: whoever brings it a second time finds nothing."""
    with writing() as session:
        begun = session.get(OidcTry, _hash(state))
        ended = delete(OidcTry).where(col(OidcTry.state_hash) == _hash(state)).returning(col(OidcTry.state_hash))
        return begun if session.execute(ended).first() else None


def _return_to(base_url: str) -> str:
    return base_url.rstrip("/") + RETURN


def _hash(state: str) -> str:
    return hashlib.sha256(state.encode()).hexdigest()
