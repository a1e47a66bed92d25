"""Bodies of what the field writes, as phones send them."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Any, Literal, Self

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, model_validator

from shouwang.blobs.models import BlobState
from shouwang.blobs.service import Picture
from shouwang.duties.words import Mode
from shouwang.records.models import RecordShape
from shouwang.records.words import MendReason, PaperReason

NOTE_LETTERS = 2_000
WHY_LETTERS = 500
WallTime = Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
ROW_ID = r"^[0-9a-f-]{36}$"


class Tick(StrEnum):
    """What the visitor saw of one thing."""

    OK = "ok"
    CONCERN = "concern"


class Ticks(BaseModel):
    """精神 身体 饮食 安全 卫生 需求. One that is missing was not looked at."""

    model_config = ConfigDict(extra="forbid")

    spirit: Tick | None = None
    body: Tick | None = None
    food: Tick | None = None
    safety: Tick | None = None
    hygiene: Tick | None = None
    needs: Tick | None = None


class VisitAnswers(BaseModel):
    """The answers of form `visit`, version 1."""

    model_config = ConfigDict(extra="forbid")

    ticks: Ticks = Ticks()
    phrases: list[str] = Field(default=[], max_length=20)


class AttemptReason(StrEnum):
    """Why nobody was met."""

    NOBODY_HOME = "nobody_home"
    REFUSED = "refused"
    OTHER = "other"


class Position(BaseModel):
    """Where the phone was, once, as far as it knew: degrees of WGS 84, and the radius of the truth in metres."""

    model_config = ConfigDict(extra="forbid")

    lat: float = Field(ge=-90, le=90)
    lon: float = Field(ge=-180, le=180)
    accuracy: float = Field(ge=0, le=1_000_000)
    at: AwareDatetime | None = None


class VoiceNote(Picture):
    """A voice note, which travels as a picture does, and how many seconds it lasts."""

    seconds: float = Field(gt=0, le=600)


class VisitCore(BaseModel):
    """What each version says of a visit or an attempt. Times are those of the phone's own clock."""

    model_config = ConfigDict(extra="forbid")

    id: str = Field(pattern=ROW_ID)
    person: str = Field(min_length=1, max_length=64)
    mode: Mode
    status: Literal["valid", "attempt"]
    start: AwareDatetime
    end: AwareDatetime | None = None
    trip: str | None = Field(default=None, max_length=64)
    form: Literal["visit"]
    note: str | None = Field(default=None, max_length=NOTE_LETTERS)
    reason: AttemptReason | None = None
    value: float | None = Field(default=None, ge=0, le=1_000_000)

    @model_validator(mode="after")
    def check_together(self) -> Self:
        """An attempt says why; a visit does not end before it starts."""
        if self.status == "attempt" and self.reason is None:
            raise ValueError("an attempt needs a reason")
        if self.end is not None and self.end < self.start:
            raise ValueError("a visit cannot end before it starts")
        return self


class VisitBody(VisitCore):
    """`visit.create`: somebody was visited, or an attempt was made.

    Whether `answers` fit the version of the form is for whoever has the forms to say. `door` is what a card at the
    door said when it was scanned.
    """

    form_version: int = Field(ge=1, le=1_000_000)
    answers: dict[str, Any]
    door: str | None = Field(default=None, pattern=r"^[A-Za-z0-9_-]{1,64}$")
    position: Position | None = None
    pictures: list[Picture] = Field(default=[], max_length=6)
    voice: VoiceNote | None = None


class Amending(BaseModel):
    """What an amendment says beside the visit: in place of which record, and why."""

    amends: str = Field(pattern=ROW_ID)
    why: MendReason
    why_note: str | None = Field(default=None, max_length=WHY_LETTERS)


class AmendBody(Amending, VisitBody):
    """`visit.amend`: a whole visit with an id of its own, in place of the one that it `amends`."""


class VisitBodyOne(VisitCore):
    """A visit as phones of schema version 1 send it: one form, with answers of its own."""

    form_version: Literal[1]
    answers: VisitAnswers

    def brought_up(self) -> dict[str, Any]:
        """The same as a body of today."""
        answers = self.answers.model_dump(mode="json", exclude_none=True)
        return {**{name: getattr(self, name) for name in self.model_fields_set}, "answers": answers}


class AmendBodyOne(Amending, VisitBodyOne):
    """An amendment of schema version 1."""


def visit_body(body: Any, schema_version: int) -> VisitBody:
    """The body of `visit.create`, whichever version wrote it. Raises `ValidationError`."""
    return VisitBody.model_validate(VisitBodyOne.model_validate(body).brought_up() if schema_version == 1 else body)


def amend_body(body: Any, schema_version: int) -> AmendBody:
    """The body of `visit.amend`, whichever version wrote it. Raises `ValidationError`."""
    return AmendBody.model_validate(AmendBodyOne.model_validate(body).brought_up() if schema_version == 1 else body)


class PaperRow(BaseModel):
    """A line of a sheet. `time` is on the county's clock; null: only the day is known. `keep_both`: it was asked, and
    this is another visit than the one that is there."""

    model_config = ConfigDict(extra="forbid")

    id: str = Field(pattern=ROW_ID)
    person: str = Field(min_length=1, max_length=64)
    day: date
    time: WallTime | None = None
    minutes: int | None = Field(default=None, ge=1, le=720)
    mode: Mode
    status: Literal["valid", "attempt"]
    reason: AttemptReason | None = None
    note: str | None = Field(default=None, max_length=NOTE_LETTERS)
    keep_both: bool = False

    @model_validator(mode="after")
    def check_together(self) -> Self:
        """An attempt says why."""
        if self.status == "attempt" and self.reason is None:
            raise ValueError("an attempt needs a reason")
        return self


class PaperRequest(BaseModel):
    """A sheet to be entered for a worker; its `id` is made by whoever enters it, so that twice the same is once."""

    model_config = ConfigDict(extra="forbid")

    id: str = Field(pattern=ROW_ID)
    worker: str = Field(min_length=1, max_length=64)
    reason: PaperReason
    note: str | None = Field(default=None, max_length=WHY_LETTERS)
    picture: Picture | None = None
    rows: list[PaperRow] = Field(min_length=1, max_length=500)


class SheetPicture(BaseModel):
    """The picture of a sheet, and whether its bytes are here."""

    sha256: str
    state: BlobState


class SheetFile(BaseModel):
    """A sheet as it was entered; `names` are those of its people."""

    id: str
    worker: str
    worker_name: str
    entered_by_name: str
    entered_at: datetime
    reason: PaperReason
    note: str | None
    picture: SheetPicture | None
    names: dict[str, str]
    rows: list[RecordShape]


class VoidReason(BaseModel):
    """Why a record no longer counts; `note` may say more."""

    model_config = ConfigDict(extra="forbid")

    why: MendReason
    note: str | None = Field(default=None, max_length=WHY_LETTERS)


class VoidBody(VoidReason):
    """`visit.void`: the record is not so, and nothing stands in its place."""

    record: str = Field(pattern=ROW_ID)
