"""What travels when results are taken in from a workbook."""

from datetime import datetime

from pydantic import Base64Bytes, BaseModel, ConfigDict, Field

from shouwang.register.roster_schemas import UPLOAD_LETTERS, RemarkLine


class ResultsSeen(BaseModel):
    """What the preview said would happen."""

    model_config = ConfigDict(extra="forbid")

    people: int
    fields: int
    conflicts: int
    refused: int


class ResultsRequest(BaseModel):
    """A workbook of a township's results of a year.

    Without `seen` nothing is written. With it the file is taken in, unless something else would happen by now.
    """

    model_config = ConfigDict(extra="forbid")

    township: str = Field(pattern=r"^[0-9]{9}$")
    year: int = Field(ge=2000, le=9999)
    content: Base64Bytes = Field(max_length=UPLOAD_LETTERS)
    seen: ResultsSeen | None = None


class ResultsReply(BaseModel):
    """What became of a file, or would: of so many rows, values filled in for how many people. The first 500 remarks.

    `id` is that of the import; null while nothing is written.
    """

    id: str | None
    rows: int
    people: int
    fields: int
    conflicts: int
    refused: int
    refusals: list[RemarkLine]
    warnings: list[RemarkLine]


class ResultsImportLine(BaseModel):
    """An import that wrote something; `by_name` is null where the command did it."""

    id: str
    at: datetime
    year: int
    by_name: str | None
    rows: int
    people: int
    fields: int
    conflicts: int
    refused: int
    undone_at: datetime | None


class ResultsUndone(BaseModel):
    """What became of an import that is undone: values taken back, and those that somebody has changed since."""

    removed: int
    stayed: int


class ResultsTemplate(BaseModel):
    """A workbook to be filled in: its bytes in base64."""

    content: str
