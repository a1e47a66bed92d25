"""What travels in a push and a pull. Items of a push are read one by one, leniently: see `push`."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any, Literal, cast

from pydantic import AwareDatetime, BaseModel, Field, ValidatorFunctionWrapHandler, WrapValidator

from shouwang.accounts.schemas import Condition
from shouwang.sync.models import IssueShape

PAGE_ROWS = 500
NOTE_LETTERS = 500


class Code(StrEnum):
    """Why an item is parked."""

    UNKNOWN_OP = "unknown_op"
    SCHEMA_TOO_NEW = "schema_too_new"
    INVALID = "invalid"
    NOT_ASSIGNED = "not_assigned"
    MISSING_REFERENCE = "missing_reference"
    TOO_LARGE = "too_large"
    ALREADY_AMENDED = "already_amended"
    ID_TAKEN = "id_taken"
    USER_DEACTIVATED = "user_deactivated"
    DEVICE_REVOKED = "device_revoked"
    UNPROVEN = "unproven"
    SEALED = "sealed"
    COVER_FORGED = "cover_forged"
    COVER_FOREIGN = "cover_foreign"
    COVER_DAYS = "cover_days"
    COVER_OVER = "cover_over"
    COVER_ENDED = "cover_ended"
    COVER_TAKEN = "cover_taken"
    COVER_TO_ONESELF = "cover_to_oneself"
    COVER_NOT_HERS = "cover_not_hers"
    COVER_NOT_ALLOWED = "cover_not_allowed"
    COVER_BLOCKED = "cover_blocked"
    ACTIVITY_OVER = "activity_over"
    ACTIVITY_CANCELLED = "activity_cancelled"
    AGREEMENT_VOIDED = "agreement_voided"
    INTERNAL = "internal"


def _or_none(told: Any, read: ValidatorFunctionWrapHandler) -> Condition | None:
    try:
        return cast("Condition | None", read(told))
    except ValueError:
        return None


Phone = Annotated[Condition | None, WrapValidator(_or_none)]
"""What a phone says of itself. What cannot be read is not heard: nothing else that it sends may hang on that."""


class PushRequest(BaseModel):
    """A batch of envelopes. What an envelope holds never makes an HTTP error, so it is not described here."""

    device: str = Field(max_length=64)
    app_version: str = Field(default="", max_length=40)
    watermark: AwareDatetime | None = None
    phone: Phone = None
    items: list[Any]


class PushResult(BaseModel):
    """What became of an item. `version` of a patch: the first version of the person's row that includes it."""

    id: str
    status: str
    code: Code | None
    flags: list[str]
    version: int | None


class PushReply(BaseModel):
    """One result for each item, in order."""

    epoch: str
    now: datetime
    results: list[PushResult]
    minimum_app: int


class RescueRequest(BaseModel):
    """A part of a phone's rescue file, sealed to the county for `rescue`."""

    sealed: str


class RescuedPicture(StrEnum):
    """Where a picture of a rescue file stands. `UNKNOWN`: no record that was taken in names it (yet)."""

    WHOLE = "whole"
    COMING = "coming"
    UNKNOWN = "unknown"
    REFUSED = "refused"


class RescueReply(BaseModel):
    """Whose part it was, how many items it held, and how many of them are parked and were not told in confidence.

    `pictures`: where those stand of which it held pieces, by their hashes.
    """

    user: str
    name: str
    items: int
    parked: int
    pictures: dict[str, RescuedPicture]


class PullRequest(BaseModel):
    """What the phone has: by bucket, or as a digest to hear whether anything is new."""

    device: str = Field(max_length=64)
    epoch: str | None = Field(default=None, max_length=64)
    watermark: AwareDatetime | None = None
    app_version: str = Field(default="", max_length=40)
    phone: Phone = None
    have: dict[str, int] | None = None
    digest: str | None = Field(default=None, max_length=16)
    limit: int = Field(default=PAGE_ROWS, ge=1, le=2_000)


class PullRow(BaseModel):
    """A row above the phone's number; `body` is the shape of its kind, null when deleted."""

    bucket: str
    kind: str
    id: str
    seq: int
    version: int
    deleted: bool
    body: dict[str, Any] | None


class PullReply(BaseModel):
    """A page of rows, or word that there is (or is not) something new."""

    epoch: str
    now: datetime
    same: bool | None = None
    drop: list[str] | None = None
    rows: list[PullRow] | None = None
    next: dict[str, int] | None = None
    more: bool | None = None
    reset: bool | None = None


class IssueLine(IssueShape):
    """A parked item at the desk. `written_at` is the capture as well as it is known, `body` what the phone sent."""

    user_name: str
    person_name: str | None
    township: str
    written_at: datetime | None
    body: dict[str, Any] | None
    resolved_by_name: str | None


class Resolution(StrEnum):
    """What became of a parked item in the end."""

    APPLIED = "applied"
    ACCEPTED = "accepted"
    DUPLICATE = "duplicate"
    WRONG_PERSON = "wrong_person"
    TEST = "test"
    OTHER = "other"


class ResolveRequest(BaseModel):
    """Why a parked item is settled without applying it."""

    resolution: Literal[Resolution.DUPLICATE, Resolution.WRONG_PERSON, Resolution.TEST, Resolution.OTHER]
    note: str | None = Field(default=None, max_length=NOTE_LETTERS)
