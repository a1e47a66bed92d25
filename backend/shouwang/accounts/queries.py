"""Every SELECT about users, devices and links."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Select, bindparam, func, or_, select
from sqlalchemy.orm import Session
from sqlmodel import SQLModel, col

from shouwang.accounts.models import Credential, Device, Enrolment, FailedSignIn, OidcIdentity, User, WrongCode
from shouwang.accounts.roles import STAFF, Role
from shouwang.database import lock_rows
from shouwang.prepared import Prepared
from shouwang.register.models import Assignment, Place
from shouwang.sync.rows import Row, new_row

_BY_TOKEN = Prepared(
    lambda _: (
        select(*_columns(Device), *_columns(User))
        .join(User, col(User.id) == col(Device.user))
        .where(col(Device.token_hash) == bindparam("token_hash"))
    )
)


def _columns(table: type[SQLModel]) -> list[Any]:
    return [getattr(table, name) for name in table.model_fields]


def device_by_token(session: Session, token_hash: str) -> tuple[Device, User] | None:
    """The device that holds a token, and its user: to be looked at only, no session knows them."""
    for row in _BY_TOKEN.rows(session, token_hash=token_hash):
        own = len(Device.model_fields)
        return _made(Device, row[:own]), _made(User, row[own:])
    return None


def _made(table: type[Row], row: Sequence[Any]) -> Row:
    return new_row(table, **dict(zip(table.model_fields, row, strict=True)))


def device_by_push_token(session: Session, token_hash: str) -> tuple[Device, User] | None:
    """The device that holds a token for handing in, and its user."""
    found = (
        select(Device, User)
        .join(User, col(User.id) == col(Device.user))
        .where(col(Device.push_token_hash) == token_hash)
    )
    row = session.execute(found).first()
    return (row[0], row[1]) if row else None


def enrolment(session: Session, code_hash: str) -> Enrolment | None:
    """The link behind a code, locked: two phones may open it at the same moment, and one of them has it."""
    found = select(Enrolment).where(col(Enrolment.code_hash) == code_hash)
    return session.scalars(lock_rows(session, found)).one_or_none()


def enrolment_by_typed(session: Session, typed_hash: str) -> Enrolment | None:
    """The link behind a typed code, locked."""
    found = select(Enrolment).where(col(Enrolment.typed_hash) == typed_hash)
    return session.scalars(lock_rows(session, found)).one_or_none()


def wrong_codes(key: str) -> Select[WrongCode]:
    """How many wrong codes were typed from an address."""
    return select(WrongCode).where(col(WrongCode.key) == key)


def device(session: Session, device_id: str) -> tuple[Device, User] | None:
    """A device by id, and its user."""
    found = select(Device, User).join(User, col(User.id) == col(Device.user)).where(col(Device.id) == device_id)
    row = session.execute(found).first()
    return (row[0], row[1]) if row else None


def credential_by_login(session: Session, login: str) -> Credential | None:
    """How the user of a login signs in."""
    return session.scalars(select(Credential).where(col(Credential.login) == login)).one_or_none()


def failed_sign_in(login_hash: str) -> Select[FailedSignIn]:
    """The wrong passwords in a row for a login."""
    return select(FailedSignIn).where(col(FailedSignIn.login_hash) == login_hash)


def user_of_identity(session: Session, issuer: str, value: str) -> User | None:
    """Whom an identity provider means by a value."""
    found = select(User).join(OidcIdentity, col(OidcIdentity.user) == col(User.id))
    hers = (col(OidcIdentity.issuer) == issuer, col(OidcIdentity.value) == value)
    return session.scalars(found.where(*hers)).one_or_none()


def identities(session: Session, issuer: str) -> dict[str, str]:
    """What an identity provider calls each user who is bound to it."""
    bound = select(OidcIdentity).where(col(OidcIdentity.issuer) == issuer)
    return {row.user: row.value for row in session.scalars(bound)}


def staff_who_came_in(session: Session) -> list[str]:
    """Ids of staff who have ever had a device here."""
    staff = select(col(User.id)).join(Device, col(Device.user) == col(User.id)).where(col(User.role).in_(STAFF))
    return list(session.scalars(staff))


def staff(session: Session) -> list[User]:
    """Everybody of an office."""
    return list(session.scalars(select(User).where(col(User.role).in_(STAFF)).order_by(col(User.created_at))))


def user(session: Session, user_id: str) -> User | None:
    """A user by id."""
    return session.get(User, user_id)


def place_name(session: Session, code: str) -> str:
    """A place's name, or its code where the register does not know it."""
    place = session.get(Place, code)
    return place.name if place else code


def users_of(session: Session, place: str) -> list[User]:
    """Everybody of a place and below, also who is closed, by name."""
    within = col(User.place).startswith(place, autoescape=True)
    return list(session.scalars(select(User).where(within).order_by(User.name, User.id)))


def users_called(session: Session, who: str) -> list[User]:
    """Everybody of an id or of a name, by place."""
    called = or_(col(User.id) == who, col(User.name) == who)
    return list(session.scalars(select(User).where(called).order_by(User.place, User.id)))


def other_administrators(session: Session, user: str) -> list[User]:
    """Active administrators besides somebody, all locked with her: two could close each other."""
    all_ = select(User).where(col(User.role) == Role.ADMINISTRATOR, col(User.active)).order_by(col(User.id))
    return [found for found in session.scalars(lock_rows(session, all_)) if found.id != user]


def users_named(session: Session, users: Iterable[str]) -> dict[str, str]:
    """The names of some users by id."""
    found = session.execute(select(col(User.id), col(User.name)).where(col(User.id).in_(sorted(users))))
    return {user: name for user, name in found}  # noqa: C416 - rows are no pairs to mypy


def people_per_worker(session: Session, place: str, on: date) -> dict[str, int]:
    """How many people each worker of a place cares for on a day."""
    running = (
        col(Assignment.valid_from) <= on,
        or_(col(Assignment.valid_to).is_(None), col(Assignment.valid_to) >= on),
    )
    counted = (
        select(col(Assignment.user), func.count(func.distinct(col(Assignment.person))))
        .join(User, col(User.id) == col(Assignment.user))
        .where(col(User.place).startswith(place, autoescape=True), *running)
        .group_by(col(Assignment.user))
    )
    return {row[0]: row[1] for row in session.execute(counted)}


def devices_per_worker(session: Session, place: str) -> dict[str, list[Device]]:
    """The devices of each worker of a place, the newest first."""
    found = (
        select(Device)
        .join(User, col(User.id) == col(Device.user))
        .where(col(User.place).startswith(place, autoescape=True))
        .order_by(col(Device.enrolled_at).desc())
    )
    devices: dict[str, list[Device]] = defaultdict(list)
    for device in session.scalars(found):
        devices[device.user].append(device)
    return devices
