"""What staff send and read about files of ledgers."""

from datetime import date, datetime
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from shouwang.exports.words import BECAUSE, FileFormat, LedgerKind
from shouwang.ledger.schemas import OfPeriod
from shouwang.privacy.words import ShownBecause

PlaceCode = Annotated[str, StringConstraints(pattern=r"^[0-9]{6,12}$")]


def _purpose(because: ShownBecause) -> ShownBecause:
    if because not in BECAUSE:
        raise ValueError(f"one of {', '.join(BECAUSE)}")
    return because


Purpose = Annotated[ShownBecause, AfterValidator(_purpose)]


class ExportRequest(BaseModel):
    """The file of a ledger, of a township or of all townships of a county; both days are included.

    `because`: what the numbers of people and carers are wanted in the clear for; null: they are masked.
    """

    model_config = ConfigDict(extra="forbid", validate_by_name=True, validate_by_alias=True)

    ledger: LedgerKind
    place: PlaceCode
    from_: date = Field(alias="from")
    to: date
    format: FileFormat
    because: Purpose | None = None


class LedgerPreview(OfPeriod):
    """What a file would hold: its title, its headings, how many rows, and the first of them with masked numbers."""

    ledger: LedgerKind
    title: str
    heads: list[str]
    count: int
    rows: list[list[str | int | float]]
    policies: str


class ExportLine(BaseModel):
    """A file that was made."""

    id: str
    at: datetime
    user_name: str
    ledger: LedgerKind
    place: str
    place_name: str
    first: date
    last: date
    format: FileFormat
    rows: int
    because: ShownBecause | None
    version: int | None
    digest: str


ScreenCell = Annotated[str, StringConstraints(max_length=4_000)] | int | Annotated[float, Field(allow_inf_nan=False)]


class ScreenRequest(BaseModel):
    """A table as a page shows it, to be had as a workbook: its title, headings, rows and what stands below."""

    model_config = ConfigDict(extra="forbid")

    title: str = Field(min_length=1, max_length=120)
    unit: str = Field(max_length=120)
    period: str = Field(max_length=120)
    heads: list[Annotated[str, StringConstraints(max_length=60)]] = Field(min_length=4, max_length=40)
    rows: list[list[ScreenCell]] = Field(max_length=20_000)
    notes: list[Annotated[str, StringConstraints(max_length=500)]] = Field(max_length=20)
