"""Use cases of an office's sign-in: a password, a second factor, a session that ends when nobody uses it."""

import hashlib
from datetime import datetime, timedelta

import segno
from sqlalchemy import delete, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from sqlmodel import col

from shouwang import clock
from shouwang.accounts import passwords, queries, second_factor, service
from shouwang.accounts.models import Credential, Device, FailedSignIn, User
from shouwang.accounts.rules import must_change
from shouwang.accounts.schemas import EnrolReply, PasswordRequest, SignInRequest, TotpReply
from shouwang.accounts.service import Caller
from shouwang.audit.noting import Who, nobody, note, note_apart, who_is, who_of
from shouwang.audit.words import Deed
from shouwang.database import insert_into, lock_rows, reading, writing
from shouwang.errors import Busy, Forbidden, NotSignedIn, Refused, SignInFailed, SignInLocked
from shouwang.sealing import sealer
from shouwang.settings import settings
from shouwang.sync.write import Author, lock_buckets, write

WRONG_IN_A_ROW = 5
LOCKED_FOR = timedelta(minutes=15)
FRESH = timedelta(minutes=1)
"""A session in use is written down at most this often."""
TOTP_PURPOSE = "credential.totp"


def sign_in(asked: SignInRequest) -> EnrolReply:
    """A session of an office. Counts the try before it looks, so that many at once are no more than five.

    Raises `SignInLocked`, `Busy`, and `SignInFailed` with `wrong_password` or `code_needed`.
    """
    login = passwords.normal_login(asked.login)
    _count_try(login)
    with reading() as session:
        credential = queries.credential_by_login(session, login)
        user = session.get(User, credential.user) if credential else None
    try:
        return _let_in(asked, login, credential)
    except (Forbidden, SignInFailed) as refusal:
        if refusal.code != "code_needed":
            # What was typed for a login may be a password: of one that nobody has, only a fingerprint is kept.
            who = who_is(user, service.device_id(asked.device, user.id)) if user else nobody()
            note_apart(Deed.SIGNED_IN, who, refusal.code, "login", "" if user else _fingerprint(login))
        raise


def _let_in(asked: SignInRequest, login: str, credential: Credential | None) -> EnrolReply:
    if not _agrees(login, credential.password_hash if credential else None, asked.password) or credential is None:
        raise SignInFailed
    if credential.totp_confirmed_at and not asked.code:
        _take_try_back(login)
        raise SignInFailed("code_needed")
    with writing() as session:
        user = session.get_one(User, credential.user)
        if not user.active:
            raise Forbidden("user_deactivated")
        if credential.totp_confirmed_at and not _use_code(session, credential, asked.code or ""):
            raise SignInFailed
        session.execute(delete(FailedSignIn).where(col(FailedSignIn.login_hash) == _hash(login)))
        note(session, Deed.SIGNED_IN, who_is(user, service.device_id(asked.device, user.id)), way="password")
        return service.welcome(session, user, asked.device, asked.device_name)


def set_password(caller: Caller, asked: PasswordRequest) -> None:
    """Gives somebody of an office a login and password, or other ones; all her other sessions end.

    Raises `Refused` with what is wrong with it or `login_taken`, and `SignInFailed` for a wrong present password.
    """
    login = passwords.normal_login(asked.login)
    with reading() as session:
        known = session.get(Credential, caller.user.id)
    if known is not None and passwords.is_usable(known.password_hash):
        _check_present(known, asked.current or "", who_of(caller))
        if passwords.agrees(known.password_hash, asked.password):
            raise Refused(passwords.Weakness.SAME)
    if weak := passwords.weakness(asked.password, login):
        raise Refused(weak)
    kept = {"login": login, "password_hash": passwords.hash_of(asked.password), "changed_at": clock.now()}
    try:
        with writing() as session:
            note(session, Deed.PASSWORD_SET, caller)
            _store(session, caller, kept)
            if asked.name and not (known and passwords.is_usable(known.password_hash)):
                _rename(session, caller, asked.name.strip())
    except IntegrityError as taken:
        raise Refused("login_taken") from taken


def check_session(caller: Caller) -> None:
    """Raises `NotSignedIn` with `session_ended` for one that nobody has used for too long."""
    if clock.now() - _last_used(caller.device) >= timedelta(minutes=settings().staff_idle_minutes):
        raise NotSignedIn("session_ended")


def note_use(caller: Caller) -> None:
    """The session goes on. For what somebody does: an app that asks for news by itself is no use."""
    now = clock.now()
    if now - _last_used(caller.device) >= FRESH:
        with writing() as session:
            session.execute(update(Device).where(col(Device.id) == caller.device.id).values(used_at=now))


def check_password_set(caller: Caller) -> None:
    """Raises `Forbidden` with `password_needed` for whoever has none yet, or one that is too old, and needs one."""
    if service.came_by_oidc(caller.device):
        return
    with reading() as session:
        credential = session.get(Credential, caller.user.id)
    if credential is None or must_change(credential.changed_at, clock.now(), settings().password_days):
        raise Forbidden("password_needed")


def begin_totp(session: Session, caller: Caller) -> TotpReply:
    """A new secret for her authenticator. It asks for codes only once she has confirmed one."""
    credential = _own(session, caller)
    if credential.totp_confirmed_at:
        raise Refused("totp_is_on")
    secret = second_factor.new_secret()
    credential.totp_sealed = sealer().seal(secret, TOTP_PURPOSE)
    address = second_factor.address(secret, credential.login, service.county(session).name)
    return TotpReply(secret=secret, address=address, qr=segno.make(address, error="m").svg_inline(scale=4, border=2))


def confirm_totp(session: Session, caller: Caller, code: str) -> None:
    """From now on a code is asked for. Raises `Refused` with `wrong_code`."""
    credential = _own(session, caller)
    if credential.totp_confirmed_at is None and not _use_code(session, credential, code):
        raise Refused("wrong_code")
    credential.totp_confirmed_at = credential.totp_confirmed_at or clock.now()


def end_totp(caller: Caller, code: str) -> None:
    """No more codes. Counted as at the door: raises `Refused` with `wrong_code`, and `SignInLocked`."""
    with reading() as session:
        known = session.get(Credential, caller.user.id)
    if known is None:
        raise Forbidden("password_needed")
    _count_try(known.login)
    if not _ended(caller, code):
        note_apart(Deed.TOTP_OFF, caller, "wrong_code")
        raise Refused("wrong_code")
    _take_try_back(known.login)


def _ended(caller: Caller, code: str) -> bool:
    with writing() as session:
        credential = _own(session, caller)
        if credential.totp_confirmed_at and not _use_code(session, credential, code):
            return False
        credential.totp_sealed, credential.totp_confirmed_at = None, None
        note(session, Deed.TOTP_OFF, caller)
        return True


def _last_used(device: Device) -> datetime:
    return device.used_at or device.enrolled_at


def _own(session: Session, caller: Caller) -> Credential:
    found = session.get(Credential, caller.user.id, with_for_update=True)
    if found is None:
        raise Forbidden("password_needed")
    return found


def _use_code(session: Session, credential: Credential, code: str) -> bool:
    """Takes a code, once: the database compares, for two may come with the same one."""
    if credential.totp_sealed is None:
        return False
    step = second_factor.step_of(sealer().open(credential.totp_sealed, TOTP_PURPOSE), code, clock.now())
    if step is None:
        return False
    newer = (col(Credential.user) == credential.user, col(Credential.totp_step) < step)
    used = session.execute(update(Credential).where(*newer).values(totp_step=step).returning(col(Credential.user)))
    return used.first() is not None


def _count_try(login: str) -> None:
    now = clock.now()
    with writing() as session:
        failed = _failed(session, login)
        is_over = failed.failures >= WRONG_IN_A_ROW and now - failed.last_at >= LOCKED_FOR
        if failed.failures >= WRONG_IN_A_ROW and not is_over:
            seconds = (failed.last_at + LOCKED_FOR - now).total_seconds()
            raise SignInLocked(retry_after=max(1, round(seconds)))
        failed.failures, failed.last_at = (1 if is_over else failed.failures + 1), now


def forget_old_failures() -> None:
    """What is older than a day tells nothing. At the start of a server: in a try, two would wait for each other."""
    with writing() as session:
        session.execute(delete(FailedSignIn).where(col(FailedSignIn.last_at) < clock.now() - timedelta(days=1)))


def _take_try_back(login: str) -> None:
    with writing() as session:
        failed = _failed(session, login)
        failed.failures = max(0, failed.failures - 1)


def _failed(session: Session, login: str) -> FailedSignIn:
    """The count of a login, made where there is none, and locked."""
    first = insert_into(session, FailedSignIn).values(login_hash=_hash(login), failures=0, last_at=clock.now())
    session.execute(first.on_conflict_do_nothing())
    found = lock_rows(session, queries.failed_sign_in(_hash(login)))
    failed: FailedSignIn = session.scalars(found).one()
    return failed


def _check_present(known: Credential, password: str, who: Who) -> None:
    """The present password, with the same patience as at the door."""
    _count_try(known.login)
    if not _agrees(known.login, known.password_hash, password):
        note_apart(Deed.PASSWORD_SET, who, SignInFailed.code)
        raise SignInFailed
    _take_try_back(known.login)


def _agrees(login: str, kept: str | None, password: str) -> bool:
    """Whether it is the password. Where there are too many to look, it was no try."""
    try:
        return passwords.agrees(kept, password)
    except Busy:
        _take_try_back(login)
        raise


def _store(session: Session, caller: Caller, kept: dict[str, object]) -> None:
    first = insert_into(session, Credential).values(user=caller.user.id, totp_step=0, **kept)
    session.execute(first.on_conflict_do_update(index_elements=["user"], set_=kept))
    service.revoke_where(session, col(Device.user) == caller.user.id, col(Device.id) != caller.device.id)


def _rename(session: Session, caller: Caller, name: str) -> None:
    lock_buckets(session, [caller.user.bucket()])
    user = session.get_one(User, caller.user.id)
    user.name = name or user.name
    write(session, [user], Author(user.id, clock.now()))


def _fingerprint(login: str) -> str:
    return sealer().blind_index(f"login {login}")[:16]


def _hash(login: str) -> str:
    return hashlib.sha256(login.encode()).hexdigest()
