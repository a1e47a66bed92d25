"""What travels about agreements."""

from datetime import date, datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from shouwang.agreements.words import (
    AgreementKind,
    AgreementState,
    Coverage,
    EndReason,
    Misfit,
    PartyRole,
)
from shouwang.blobs.models import BlobState
from shouwang.blobs.service import Picture
from shouwang.records.words import MendReason

ROW_ID = r"^[0-9a-f-]{36}$"
MOST_PICTURES = 6
MOST_PARTIES = 8
NOTE_LETTERS = 500
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80, pattern=r"^[^\x00-\x1f]*$")]
Note = Annotated[str, Field(max_length=NOTE_LETTERS, pattern=r"^[^\x00]*$")]


class Party(BaseModel):
    """Who signs, as what."""

    model_config = ConfigDict(extra="forbid")

    role: PartyRole
    name: Line


class AgreementWords(BaseModel):
    """What is agreed on. `renews` is the one that it follows; `pictures` are of the signed paper."""

    model_config = ConfigDict(extra="forbid")

    id: str = Field(pattern=ROW_ID)
    kind: AgreementKind
    number: Line | None = None
    parties: list[Party] = Field(max_length=MOST_PARTIES)
    services: list[Annotated[str, Field(max_length=40)]] = Field(max_length=20)
    signed_on: date
    valid_from: date
    valid_to: date | None = None
    renews: str | None = Field(default=None, pattern=ROW_ID)
    note: Note | None = None
    pictures: list[Picture] = Field(default=[], max_length=MOST_PICTURES)


class AgreementBody(AgreementWords):
    """`agreement.create`: somebody in care has signed."""

    person: str = Field(min_length=1, max_length=64)


class NewAgreement(AgreementWords):
    """The same at the desk: with a `person`, or of a `township`, where it is between institutions."""

    person: str | None = Field(default=None, min_length=1, max_length=64)
    township: str | None = Field(default=None, pattern=r"^\d{9}$")


class EndWords(BaseModel):
    """Why an agreement ends before its time, and the last day on which it holds."""

    model_config = ConfigDict(extra="forbid")

    ended_on: date
    reason: EndReason
    note: Note | None = None


class EndBody(EndWords):
    """`agreement.end`."""

    agreement: str = Field(pattern=ROW_ID)


class VoidWords(BaseModel):
    """Why an agreement is as if it had never been signed."""

    model_config = ConfigDict(extra="forbid")

    why: MendReason
    note: Note | None = None


class PartyLine(BaseModel):
    """Who signed, as what."""

    role: PartyRole
    name: str


class PaperPicture(BaseModel):
    """A picture of the signed paper, and whether its bytes are here."""

    sha256: str
    state: BlobState


class AgreementLine(BaseModel):
    """An agreement at the desk. `days_left` of one that holds and has an end."""

    id: str
    kind: AgreementKind
    person: str | None
    number: str | None
    parties: list[PartyLine]
    services: list[str]
    signed_on: date
    valid_from: date
    valid_to: date | None
    renews: str | None
    note: str | None
    author_name: str
    recorded_at: datetime
    state: AgreementState
    days_left: int | None
    ended_on: date | None
    end_reason: EndReason | None
    end_note: str | None
    ended_by_name: str | None
    void_reason: MendReason | None
    void_note: str | None
    voided_by_name: str | None
    voided_at: datetime | None
    pictures: list[PaperPicture]


class AgreementStanding(BaseModel):
    """Somebody by one demand. A minor's name is masked. `through` is up to when agreements hold without a gap, or when
    the last one ended; `agreement` the one that is meant."""

    person: str
    person_name: str
    village: str
    village_name: str
    group_name: str
    arrangement: str | None
    stays: bool
    wanted: AgreementKind
    coverage: Coverage
    misfit: Misfit | None
    agreement: str | None
    kind: AgreementKind | None
    through: date | None
    days_left: int | None


class AgreementArea(BaseModel):
    """A village, or a township of a county: how many should have an agreement of a kind, and how they stand.

    `covered` have one that holds; `ends_soon` are some of these.
    """

    code: str
    name: str
    kind: AgreementKind
    owed: int
    covered: int
    ends_soon: int
    wrong_kind: int
    lapsed: int
    none: int


class DemandLine(BaseModel):
    """What the place demands, by which rule, in whose words."""

    rule: str
    kind: AgreementKind
    quote: str


class KindLine(BaseModel):
    """A kind as forms need it."""

    id: AgreementKind
    zh: str
    en: str
    parties: list[list[PartyRole]]
    months: int
    services: list[str]
    usual: list[str]
    person: bool
    minors: bool


class ServiceLine(BaseModel):
    """A service."""

    id: str
    zh: str
    en: str


class AgreementsReply(BaseModel):
    """Agreements of a place on a day. `people` is empty of a county: its townships are opened one by one.

    `renewal_days`: within so many days a renewal is due. `between` are those between institutions.
    """

    today: date
    day: date
    place: str
    name: str
    renewal_days: int
    demands: list[DemandLine]
    kinds: list[KindLine]
    services: list[ServiceLine]
    areas: list[AgreementArea]
    people: list[AgreementStanding]
    between: list[AgreementLine]


class AgreementFile(BaseModel):
    """One person's agreements, the newest first, and where she stands today."""

    today: date
    person: str
    person_name: str
    township_name: str
    village_name: str
    carer_name: str | None
    standing: list[AgreementStanding]
    kinds: list[KindLine]
    services: list[ServiceLine]
    agreements: list[AgreementLine]
