"""What travels when somebody signs in."""

from datetime import datetime

from pydantic import BaseModel, Field

from shouwang.accounts.models import UserShape


class EnrolRequest(BaseModel):
    """A link's code and the device that opens it."""

    code: str = Field(min_length=1, max_length=64)
    device: str = Field(min_length=8, max_length=64)
    device_name: str = Field(default="", max_length=200)
    sealed_key: str | None = Field(default=None, max_length=512)
    """The data key that this phone has of this user, sealed to the county: it comes back opened (sync §6)."""


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


class EnrolmentLink(BaseModel):
    """A sign-in link to show or print; `qr` is an SVG."""

    code: str
    link: str
    qr: str
    expires_at: datetime


class DeviceLine(BaseModel):
    """A worker's phone at the desk."""

    id: str
    name: str
    enrolled_at: datetime
    last_contact: datetime | None
    watermark: datetime | None
    app_version: str | None
    revoked_at: datetime | None


class WorkerLine(BaseModel):
    """A worker at the desk; the phone number is masked."""

    id: str
    name: str
    role: str
    place_name: str
    phone: str | None
    people: int
    devices: list[DeviceLine]
