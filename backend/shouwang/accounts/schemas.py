"""What travels when somebody signs in."""

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from shouwang.accounts.models import UserShape
from shouwang.accounts.passwords import LONGEST
from shouwang.accounts.roles import Role


class EnrolRequest(BaseModel):
    """A link's code and the device that opens it."""

    code: str = Field(min_length=1, max_length=64)
    device: str = Field(min_length=8, max_length=64)
    device_name: str = Field(default="", max_length=200)
    sealed_key: str | None = Field(default=None, max_length=512)
    """The data key that this phone has of this user, sealed to the county: it comes back opened (sync §6)."""


Login = Annotated[str, Field(min_length=2, max_length=40, pattern=r"^[^\x00-\x1f\x7f]+$")]
Password = Annotated[str, Field(max_length=LONGEST)]
Code = Annotated[str, Field(max_length=16)]


class SignInRequest(BaseModel):
    """Somebody of an office at the door. `code` is the authenticator's, where she has one."""

    login: Login
    password: Password
    code: Code | None = None
    device: str = Field(min_length=8, max_length=64)
    device_name: str = Field(default="", max_length=200)


class SignInWays(BaseModel):
    """How staff may come in besides a password: the name of the county's identity provider, if there is one."""

    oidc: str | None


Secret = Annotated[str, Field(min_length=43, max_length=128, pattern=r"^[A-Za-z0-9._~-]+$")]


class OidcBeginRequest(BaseModel):
    """PKCE's challenge, by S256, of a verifier that the browser keeps."""

    challenge: Annotated[str, Field(min_length=43, max_length=43, pattern=r"^[A-Za-z0-9_-]+$")]


class OidcBeginReply(BaseModel):
    """Where the browser goes, and the state that it must come back with."""

    address: str
    state: str


class OidcFinishRequest(BaseModel):
    """What came back from the provider, and the verifier."""

    state: Annotated[str, Field(min_length=1, max_length=200)]
    code: Annotated[str, Field(min_length=1, max_length=4_096)]
    verifier: Secret
    device: str = Field(min_length=8, max_length=64)
    device_name: str = Field(default="", max_length=200)


class PasswordRequest(BaseModel):
    """A login and password to be; `current` is the present one, where there is one.

    `name` is who she is, told by the first administrator of a county.
    """

    name: Annotated[str, Field(min_length=1, max_length=40, pattern=r"^[^\x00-\x1f\x7f]+$")] | None = None
    login: Login
    password: Password
    current: Password | None = None


class CodeRequest(BaseModel):
    """A code of an authenticator."""

    code: Code


class TotpReply(BaseModel):
    """What an authenticator is told; `qr` is an SVG."""

    secret: str
    address: str
    qr: str


class County(BaseModel):
    """The county that this server serves, and the zone of its dates."""

    code: str
    name: str
    timezone: str


class CountyKey(BaseModel):
    """The key to which the phone seals; `public` is a point of P-256, 65 bytes in base64."""

    id: str
    public: str


class EnrolReply(BaseModel):
    """The tokens of a device, and who its user is. `data_key` is the one that was sent sealed, in base64.

    `push_token` is good for handing in and for signing out, and for nothing else (decision 0080).
    """

    token: str
    push_token: str
    user: UserShape
    county: County
    county_key: CountyKey | None
    data_key: str | None
    epoch: str
    now: datetime


class MeReply(BaseModel):
    """Who is asking."""

    user: UserShape
    county: County
    device: str
    now: datetime
    login: str | None
    """An office's login; null where there is none yet."""
    has_password: bool
    must_set_password: bool
    totp: bool


class EnrolmentLink(BaseModel):
    """A sign-in link to show or print; `qr` is an SVG. `code` is the link's, `typed_code` the digits in it."""

    code: str
    typed_code: str
    link: str
    qr: str
    expires_at: datetime


_Count = Annotated[int, Field(ge=0, le=1_000_000_000)]


class Condition(BaseModel):
    """What a phone says of itself; null: its browser cannot tell.

    `unsent` records and `pictures` (voice notes among them) wait on it; its clock is `clock` seconds behind the
    server's; `used` and `free` are MB of what the browser grants the app; `kept`: whether it has promised not to clear
    that away by itself.
    """

    unsent: _Count
    pictures: _Count
    clock: Annotated[int, Field(ge=-10_000_000_000, le=10_000_000_000)] | None = None
    used: _Count | None = None
    free: _Count | None = None
    kept: bool | None = None


class DeviceLine(BaseModel):
    """A worker's phone at the desk."""

    id: str
    name: str
    enrolled_at: datetime
    last_contact: datetime | None
    watermark: datetime | None
    app_version: str | None
    condition: Condition | None
    revoked_at: datetime | None


class WorkerLine(BaseModel):
    """A worker at the desk; the phone number is masked. What the caller `may` do is hers alone."""

    id: str
    name: str
    role: str
    place: str
    place_name: str
    phone: str | None
    people: int
    devices: list[DeviceLine]
    active: bool
    is_staff: bool
    may_invite: bool
    may_close: bool


WorkersName = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60, pattern=r"^[^\x00-\x1f\x7f]*$")
]


class NewWorker(BaseModel):
    """Somebody of the field who has no account yet. `id` is made by who asks, so that asking twice adds one."""

    model_config = ConfigDict(extra="forbid")

    id: str = Field(pattern=r"^[0-9a-f-]{36}$")
    place: str = Field(pattern=r"^([0-9]{9}|[0-9]{12})$")
    name: Annotated[
        str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60, pattern=r"^[^\x00-\x1f\x7f]*$")
    ]
    role: Role
    phone: str | None = Field(default=None, pattern=r"^[0-9][0-9 -]{4,18}[0-9]$")
