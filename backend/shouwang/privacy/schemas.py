"""What staff send and read about showings and consents."""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from shouwang.ledger.schemas import OfPeriod
from shouwang.privacy.purposes import Wording
from shouwang.privacy.words import Basis, Minor, Said, SaidBy, ShownBecause, ShownField
from shouwang.register.schemas import PrintedLine

PurposeId = Annotated[str, StringConstraints(pattern=r"^[a-z_]{1,40}$")]


class ShowRequest(BaseModel):
    """One value that is masked on the page, and why it is wanted."""

    model_config = ConfigDict(extra="forbid")

    field: Literal[ShownField.ID_NUMBER, ShownField.BANK_ACCOUNT, ShownField.PHONE]
    because: Literal[
        ShownBecause.PAY,
        ShownBecause.CALL,
        ShownBecause.VERIFY,
        ShownBecause.APPLY,
        ShownBecause.INQUIRY,
        ShownBecause.OWN_REQUEST,
    ]


class Shown(BaseModel):
    """The value in the clear, to be masked again after so many seconds; `today` counts what the caller was shown."""

    value: str
    seconds: int
    today: int


class ShowingLine(BaseModel):
    """Who was shown what of whom, when and why, and from where."""

    id: str
    at: datetime
    user: str
    user_name: str
    address: str
    person: str
    person_name: str
    township: str
    township_name: str
    field: ShownField
    because: ShownBecause


class Many(BaseModel):
    """Somebody who was shown unusually many values on a day."""

    day: date
    user: str
    user_name: str
    count: int


class ShowingsReply(OfPeriod):
    """What was shown in a period, the newest first, at most `limit` lines of all `count`.

    `many`: who was shown more than `usual` on one day of it.
    """

    count: int
    limit: int
    usual: int
    many: list[Many]
    lines: list[ShowingLine]


class ConsentRequest(BaseModel):
    """What was said about purposes, by whom, on which day. `name` and `relation`: the guardian's or the witness's."""

    model_config = ConfigDict(extra="forbid")

    purposes: list[PurposeId] = Field(min_length=1, max_length=20)
    said: Said
    by: SaidBy
    name: PrintedLine = Field(default="", max_length=60)
    relation: PrintedLine = Field(default="", max_length=40)
    day: date


class ConsentLine(BaseModel):
    """One statement."""

    id: str
    purpose: str
    text_version: int
    basis: Basis
    said: Said
    by: SaidBy
    name: str | None
    relation: str | None
    day: date
    recorded_at: datetime
    recorded_by_name: str


class PurposeLine(BaseModel):
    """How a person stands with a purpose: on what it rests for her, and what was said last, if anything that counts.

    `is_outdated`: the text has changed since it was said.
    """

    id: str
    title: Wording
    text: Wording
    law: str
    version: int
    basis: Basis
    standing: ConsentLine | None
    is_outdated: bool


class ConsentsReply(BaseModel):
    """What a person was told and agreed to; `history` is all that was said, the newest first."""

    today: date
    minor: Minor | None
    purposes: list[PurposeLine]
    history: list[ConsentLine]
