"""Users, the devices they write on, and the links by which a device gets its token."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON
from sqlmodel import Field, SQLModel

from shouwang.accounts.roles import Role
from shouwang.database import Moment
from shouwang.sealed_columns import sealed_text
from shouwang.sync.synced import SyncedRow


class UserShape(SQLModel):
    """A user as a phone sees her."""

    id: str
    name: str
    role: Role
    place: str
    place_name: str


class User(SyncedRow, table=True):
    """Somebody who may sign in. `place` is the code whose people are hers: 6 digits county, 9 township, 12 village."""

    __tablename__ = "user_account"
    sync_kind = "user"

    id: str = Field(primary_key=True)
    name: str
    role: str = Field(index=True)
    place: str = Field(index=True)
    phone: str | None = Field(default=None, sa_type=sealed_text("user_account.phone"))
    active: bool = True
    created_at: datetime = Field(sa_type=Moment)

    def bucket(self) -> str:
        """Her own bucket."""
        return f"u:{self.id}"

    def shape(self) -> UserShape:
        """What her phone is told; the place's name it learns when it enrols."""
        return UserShape(id=self.id, name=self.name, role=Role(self.role), place=self.place, place_name="")


class Device(SQLModel, table=True):
    """A phone or browser on which a user has enrolled. Several users of one phone are several devices."""

    id: str = Field(primary_key=True)
    user: str = Field(foreign_key="user_account.id", index=True)
    token_hash: str = Field(unique=True)
    push_token_hash: str | None = Field(default=None, index=True, unique=True)
    """Of the token that lies in the clear on a phone which is locked: it hands in and reads nothing."""
    name: str = ""
    enrolled_at: datetime = Field(sa_type=Moment)
    revoked_at: datetime | None = Field(default=None, sa_type=Moment)
    last_contact: datetime | None = Field(default=None, sa_type=Moment)
    watermark: datetime | None = Field(default=None, sa_type=Moment)
    app_version: str | None = None
    condition: dict[str, Any] | None = Field(default=None, sa_type=JSON(none_as_null=True))
    """What its phone last said of itself: a `Condition`."""
    in_use: bool = False
    """Whether the tokens that it was given last have been used: from then on the link that gave them is spent."""
    used_at: datetime | None = Field(default=None, sa_type=Moment)
    """When somebody of an office last asked anything: an idle session ends."""
    by_oidc: bool = False
    """Whether the session began at the county's identity provider: it needs no password of ours."""


class Credential(SQLModel, table=True):
    """How somebody of an office signs in. `totp_step` is the last half-minute whose code was used: each code once."""

    user: str = Field(primary_key=True, foreign_key="user_account.id")
    login: str = Field(unique=True)
    password_hash: str
    changed_at: datetime = Field(sa_type=Moment)
    totp_sealed: bytes | None = None
    totp_confirmed_at: datetime | None = Field(default=None, sa_type=Moment)
    totp_step: int = 0


class FailedSignIn(SQLModel, table=True):
    """Wrong passwords in a row for a login, whether there is one of that name or not."""

    __tablename__ = "failed_sign_in"

    login_hash: str = Field(primary_key=True)
    failures: int = 0
    last_at: datetime = Field(sa_type=Moment)


class Enrolment(SQLModel, table=True):
    """A sign-in link: for one user, used by one device, for a time. Only hashes of its code are kept."""

    code_hash: str = Field(primary_key=True)
    typed_hash: str | None = Field(default=None, index=True, unique=True)
    """Of the digits that are typed, under the server's key: without it they would be found by trying all of them."""
    user: str = Field(foreign_key="user_account.id", index=True)
    created_at: datetime = Field(sa_type=Moment)
    created_by: str | None = None
    expires_at: datetime = Field(sa_type=Moment)
    device: str | None = None
    used_at: datetime | None = Field(default=None, sa_type=Moment)


class WrongCode(SQLModel, table=True):
    """How many codes were typed that nobody has, from one address or in the whole county, since a moment."""

    __tablename__ = "wrong_code"

    key: str = Field(primary_key=True)
    tries: int = 0
    since: datetime = Field(sa_type=Moment)


class OidcIdentity(SQLModel, table=True):
    """Who somebody of an office is at an identity provider: one value of one claim, as that one means it."""

    __tablename__ = "oidc_identity"

    issuer: str = Field(primary_key=True)
    value: str = Field(primary_key=True)
    user: str = Field(foreign_key="user_account.id", unique=True)
    created_at: datetime = Field(sa_type=Moment)


class OidcTry(SQLModel, table=True):
    """A browser that was sent to the identity provider and has not come back."""

    __tablename__ = "oidc_try"

    state_hash: str = Field(primary_key=True)
    nonce: str
    challenge: str
    began_at: datetime = Field(sa_type=Moment)
