"""What travels when a roster is taken in at the desk."""

from datetime import datetime

from pydantic import Base64Bytes, BaseModel, ConfigDict, Field

UPLOAD_LETTERS = 16 * 1024**2
"""Of a file in base64: a workbook of 12 MB, with room for many tens of thousands of rows."""

TOLD = 500
"""So many lines of a kind are told; of a file with more there is something wrong altogether."""


class Seen(BaseModel):
    """What the preview said would happen."""

    model_config = ConfigDict(extra="forbid")

    added: int
    changed: int
    conflicts: int
    refused: int


class RosterRequest(BaseModel):
    """A file, and into which township; a new one wants a name.

    Without `seen` nothing is written. With it the file is taken in, unless something else would happen by now.
    """

    model_config = ConfigDict(extra="forbid")

    township: str = Field(pattern=r"^[0-9]{9}$")
    name: str | None = Field(default=None, max_length=40)
    content: Base64Bytes = Field(max_length=UPLOAD_LETTERS)
    seen: Seen | None = None


class RemarkLine(BaseModel):
    """What is said of a cell: its row and column in the file, in both languages. Never what stands in it."""

    row: int
    column: str
    reason: str
    reason_en: str


class RosterReply(BaseModel):
    """What became of a file, or would: `rows` are accepted, refused or there twice. The first 500 lines of each kind.

    `id` is that of the import; null while nothing is written.
    """

    id: str | None
    rows: int
    accepted: int
    added: int
    changed: int
    conflicts: int
    refused: int
    refusals: list[RemarkLine]
    warnings: list[RemarkLine]


class RosterImportLine(BaseModel):
    """An import that wrote something; `by_name` is null where the command did it."""

    id: str
    at: datetime
    by_name: str | None
    rows: int
    added: int
    changed: int
    refused: int
    undone_at: datetime | None


class UndoReply(BaseModel):
    """What became of the people of an import that is undone.

    `removed` are gone, `restored` are as they were before, `stayed` had something written about them since.
    """

    removed: int
    restored: int
    stayed: int
