"""Needs, and what offices did with each."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from shouwang.database import Moment
from shouwang.needs.words import NeedKind, NeedOutcome, NeedStatus
from shouwang.sealed_columns import sealed_text
from shouwang.sync.synced import SyncedRow


class NeedShape(SQLModel):
    """A need as those see it who care for the person."""

    id: str
    person: str
    kind: NeedKind
    urgent: bool
    note: str | None
    record: str | None
    author: str
    author_name: str
    raised_at: datetime
    due_at: datetime | None
    status: NeedStatus
    taken_by_name: str | None
    taken_at: datetime | None
    outcome: NeedOutcome | None
    outcome_note: str | None
    closed_at: datetime | None
    closed_by_name: str | None


class Need(SyncedRow, table=True):
    """Something that a person needs, as one who cares for her has raised it, and where it stands.

    `record` is the record from which it was raised. `raised_at` is the best knowledge of the capture; an urgent one is
    to be answered by `due_at`. The last outcome stays when it is opened again.
    """

    sync_kind = "need"

    id: str = Field(primary_key=True)
    person: str = Field(foreign_key="person.id", index=True)
    township: str = Field(index=True)
    kind: str
    urgent: bool
    note: str | None = Field(default=None, sa_type=sealed_text("need.note"))
    record: str | None = None
    author: str
    author_name: str
    mutation: str | None = None
    raised_at: datetime = Field(sa_type=Moment)
    received_at: datetime = Field(sa_type=Moment)
    due_at: datetime | None = Field(default=None, sa_type=Moment)
    status: str = NeedStatus.OPEN
    taken_by: str | None = None
    taken_by_name: str | None = None
    taken_at: datetime | None = Field(default=None, sa_type=Moment)
    outcome: str | None = None
    outcome_note: str | None = Field(default=None, sa_type=sealed_text("need.outcome_note"))
    closed_at: datetime | None = Field(default=None, sa_type=Moment)
    closed_by_name: str | None = None

    def bucket(self) -> str:
        """The person's own file: all who care for her know of it."""
        return f"p:{self.person}"

    def shape(self) -> NeedShape:
        """The need without its journal entry."""
        return NeedShape.model_validate(self, from_attributes=True)


class NeedToldShape(SQLModel):
    """Where a need stands, without the person, a name or a word: what its author may know wherever she works now."""

    id: str
    kind: NeedKind
    raised_at: datetime
    status: NeedStatus
    outcome: NeedOutcome | None
    closed_at: datetime | None


class NeedTold(SyncedRow, table=True):
    """What the author of a need is told of it, under the need's id (docs/decisions/0129)."""

    __tablename__ = "need_told"
    sync_kind = "need_told"

    id: str = Field(primary_key=True, foreign_key="need.id")
    author: str
    kind: str
    raised_at: datetime = Field(sa_type=Moment)
    status: str
    outcome: str | None = None
    closed_at: datetime | None = Field(default=None, sa_type=Moment)

    def bucket(self) -> str:
        """The author's own: it stays when the person goes to somebody else."""
        return f"u:{self.author}"

    def shape(self) -> NeedToldShape:
        """Without its author, who is the only reader."""
        return NeedToldShape.model_validate(self, from_attributes=True)


class NeedStepRow(SQLModel, table=True):
    """Who of an office took a need on, noted something, closed or opened it again. Append only."""

    __tablename__ = "need_step"

    id: str = Field(primary_key=True)
    need: str = Field(foreign_key="need.id", index=True)
    at: datetime = Field(sa_type=Moment)
    by: str
    by_name: str
    what: str
    words: str | None = Field(default=None, sa_type=sealed_text("need_step.words"))
