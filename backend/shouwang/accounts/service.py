"""Use cases of accounts: make a link, open it, know who is asking."""

import base64
import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta

import segno
from sqlalchemy import ColumnElement, update
from sqlalchemy.orm import Session
from sqlmodel import col

from shouwang import clock, ids
from shouwang.accounts import codes, passwords, queries
from shouwang.accounts.models import Credential, Device, Enrolment, User, UserShape
from shouwang.accounts.roles import STAFF, Role
from shouwang.accounts.rules import must_change
from shouwang.accounts.schemas import (
    County,
    CountyKey,
    EnrolmentLink,
    EnrolReply,
    EnrolRequest,
    MeReply,
)
from shouwang.audit.noting import note, who_is
from shouwang.audit.words import Deed
from shouwang.committing import committed
from shouwang.county_keys import CannotOpen, open_sealed
from shouwang.errors import EnrolmentExpired, EnrolmentUsed, NotSignedIn, Unknown
from shouwang.sealing import sealer
from shouwang.settings import settings
from shouwang.sync.epoch import epoch
from shouwang.sync.keys import public_key
from shouwang.sync.write import Author, write

REOPENS_FOR = timedelta(minutes=10)
"""How long a link that was opened opens again: for a reply that was lost on its way (docs/decisions/0091)."""
FOR_HANDING_IN = "push."
"""How a token begins that is good for handing in alone."""


@dataclass(frozen=True, slots=True)
class HandedIn:
    """That somebody of an office hands in what a phone held; `is_proven`: that it comes from that phone."""

    by: str
    is_proven: bool


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks, on which device. A deactivated user or a revoked device may still hand in what it holds."""

    user: User
    device: Device
    may_read: bool = True
    """False for the token of a locked phone: it hands in, and no more."""
    handed_in: HandedIn | None = None
    """Set where the device did not send it itself."""
    reason: str | None = None
    """Why somebody of an office changes what is settled, where she was asked for it."""

    @property
    def role(self) -> Role:
        """The caller's role."""
        return Role(self.user.role)


def caller_of(session: Session, token: str) -> Caller:
    """Whose token it is. Raises `NotSignedIn`."""
    hands_in = token.startswith(FOR_HANDING_IN)
    known_by = queries.device_by_push_token if hands_in else queries.device_by_token
    found = known_by(session, _hash(token))
    if found is None:
        raise NotSignedIn
    device, user = found
    return Caller(user, device, may_read=not hands_in)


def make_enrolment(session: Session, user: User, *, made_by: str | None, base_url: str) -> EnrolmentLink:
    """A new link for a user. Those before it that nobody has opened are void: a lost slip of paper lets nobody in."""
    code, now = codes.new_code(), clock.now()
    typed = codes.typed_part(code)
    void_links(session, user)
    expires_at = now + timedelta(hours=settings().enrolment_hours)
    made = Enrolment(code_hash=_hash(code), user=user.id, created_at=now, created_by=made_by, expires_at=expires_at)
    made.typed_hash = _typed_hash(typed)
    session.add(made)
    # Behind '#': no server or proxy on the way ever sees the code.
    link = f"{base_url.rstrip('/')}/#/enrol/{code}"
    picture = segno.make(link, error="m").svg_inline(scale=4, border=2)
    return EnrolmentLink(code=code, typed_code=typed, link=link, qr=picture, expires_at=expires_at)


def void_links(session: Session, user: User) -> None:
    """Ends the links of a user that nobody has opened."""
    now = clock.now()
    unopened = (col(Enrolment.user) == user.id, col(Enrolment.device).is_(None), col(Enrolment.expires_at) > now)
    session.execute(update(Enrolment).where(*unopened).values(expires_at=now))


def first_administrators_link(session: Session, base_url: str) -> str | None:
    """A link for the first administrator, as long as no office of this county has anybody; earlier ones are void."""
    staff = queries.staff(session)
    if len(staff) > 1 or queries.staff_who_came_in(session) or (staff and staff[0].role != Role.ADMINISTRATOR):
        return None
    first = staff[0] if staff else _first_administrator(session)
    return make_enrolment(session, first, made_by=None, base_url=base_url).link


def _first_administrator(session: Session) -> User:
    now, here = clock.now(), settings().county
    first = User(id=ids.uuid7(), name="管理员", role=Role.ADMINISTRATOR, place=here, created_at=now)
    write(session, [first], Author(None, now))
    return first


def enrol(session: Session, asked: EnrolRequest) -> EnrolReply:
    """Turns a link into a token, once. The same device may repeat itself as long as its reply may have been lost."""
    link = _link_of(session, codes.as_made(asked.code))
    user = queries.user(session, link.user) if link else None
    if link is None or user is None or not user.active:
        raise Unknown
    if link.used_at is not None and not _may_reopen(session, link, asked.device):
        raise EnrolmentUsed
    if link.expires_at < clock.now():
        raise EnrolmentExpired
    if link.used_at is None:
        link.device, link.used_at = asked.device, clock.now()
        _forget_password(session, user)
    note(session, Deed.ENROLLED, who_is(user, device_id(asked.device, user.id)))
    return welcome(session, user, asked.device, asked.device_name, asked.sealed_key)


def welcome(
    session: Session,
    user: User,
    phone: str,
    phone_name: str = "",
    sealed_key: str | None = None,
    *,
    by_oidc: bool = False,
) -> EnrolReply:
    """Tokens for a user on a phone or browser, and what that is told at first."""
    token, push_token = _give_tokens(session, user, phone, phone_name, by_oidc)
    return EnrolReply(
        token=token,
        push_token=push_token,
        user=user_shape(session, user),
        county=county(session),
        county_key=_county_key(session),
        data_key=_data_key(user, sealed_key),
        epoch=epoch(session),
        now=clock.now(),
    )


def _forget_password(session: Session, user: User) -> None:
    """Whoever needs a link has lost her password, or her authenticator: she chooses anew."""
    credential = session.get(Credential, user.id)
    if credential is not None and passwords.is_usable(credential.password_hash):
        session.delete(credential)


def _county_key(session: Session) -> CountyKey | None:
    key = public_key(session)
    return CountyKey(id=key.id, public=key.public) if key else None


def _data_key(user: User, sealed: str | None) -> str | None:
    """What the phone lost with a forgotten PIN. None where it cannot be opened: she enrols all the same."""
    try:
        return base64.b64encode(open_sealed(sealed, f"data key {user.id}")).decode() if sealed else None
    except CannotOpen:
        return None


def _link_of(session: Session, code: str) -> Enrolment | None:
    if codes.is_typed(code):
        return queries.enrolment_by_typed(session, _typed_hash(code))
    return queries.enrolment(session, _hash(code))


def _may_reopen(session: Session, link: Enrolment, phone: str) -> bool:
    """Whether its reply may have been lost: the same phone, soon, and nobody has used what it was given.

    Later the link is spent, or whoever has the slip and the phone would have a new PIN, or a new password.
    """
    if link.device != phone or link.used_at is None or clock.now() - link.used_at >= REOPENS_FOR:
        return False
    device = session.get(Device, device_id(phone, link.user))
    return device is not None and device.revoked_at is None and not device.in_use


def note_first_use(device: Device) -> None:
    """The tokens that a device was given are used from now on. Costs nothing but the first time."""
    if not device.in_use:
        committed(lambda session: mark_in_use(session, device))


def mark_in_use(session: Session, device: Device) -> None:
    """As `note_first_use`, in a transaction that there is already."""
    mine = (col(Device.id) == device.id, col(Device.token_hash) == device.token_hash)
    session.execute(update(Device).where(*mine).values(in_use=True))


def sign_out(session: Session, caller: Caller) -> None:
    """Ends this device: its token is good for nothing but handing in, and nobody waits for it any more."""
    revoke(session, caller.device)


def revoke(session: Session, device: Device) -> None:
    """Ends a device that was lost or given up. What it still holds is accepted, and parked."""
    revoke_where(session, col(Device.id) == device.id)


def revoke_where(session: Session, *which: ColumnElement[bool]) -> None:
    """Ends all devices of which this is true; one that has ended keeps its moment."""
    theirs = (*which, col(Device.revoked_at).is_(None))
    session.execute(update(Device).where(*theirs).values(revoked_at=clock.now()))


def device_id(phone: str, user: str) -> str:
    """A phone's id is shared by its users; the device of the database is one user's on that phone."""
    return f"{phone}.{user}"


def _give_tokens(session: Session, user: User, phone: str, phone_name: str, by_oidc: bool) -> tuple[str, str]:
    token, push_token = secrets.token_urlsafe(32), FOR_HANDING_IN + secrets.token_urlsafe(32)
    id_, now = device_id(phone, user.id), clock.now()
    device = session.get(Device, id_)
    if device is None:
        device = Device(id=id_, user=user.id, token_hash="", enrolled_at=now)
    device.token_hash, device.name, device.revoked_at, device.used_at = _hash(token), phone_name, None, now
    device.push_token_hash, device.by_oidc, device.in_use = _hash(push_token), by_oidc, False
    session.add(device)
    return token, push_token


def me(session: Session, caller: Caller) -> MeReply:
    """Who is asking."""
    credential = session.get(Credential, caller.user.id)
    has_none = credential is None or must_change(credential.changed_at, clock.now(), settings().password_days)
    return MeReply(
        user=user_shape(session, caller.user),
        county=county(session),
        device=caller.device.id,
        now=clock.now(),
        login=credential.login if credential else None,
        has_password=credential is not None and passwords.is_usable(credential.password_hash),
        must_set_password=caller.role in STAFF and has_none and not came_by_oidc(caller.device),
        totp=credential is not None and credential.totp_confirmed_at is not None,
    )


def came_by_oidc(device: Device) -> bool:
    """Whether a session began at the identity provider, and the county still has one."""
    return device.by_oidc and bool(settings().oidc_issuer)


def user_shape(session: Session, user: User) -> UserShape:
    """A user with the name of her place."""
    shape = user.shape()
    shape.place_name = queries.place_name(session, user.place)
    return shape


def county(session: Session) -> County:
    """The county of this server."""
    here = settings()
    return County(code=here.county, name=queries.place_name(session, here.county), timezone=here.timezone)


def _typed_hash(typed: str) -> str:
    return sealer().blind_index(f"sign-in code {typed}")


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
