"""Questions, and what was said to each."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON
from sqlmodel import Field, SQLModel

from shouwang.database import Moment
from shouwang.questions.words import Answer, QuestionKind, QuestionStatus
from shouwang.sealed_columns import sealed_text
from shouwang.sync.synced import SyncedRow


class QuestionShape(SQLModel):
    """A question as the phone of the one who is asked sees it: no name, and nothing that is not hers already."""

    id: str
    kind: QuestionKind
    records: list[str]
    people: list[str]
    starts: list[datetime]
    figures: dict[str, float]
    asked_at: datetime
    status: QuestionStatus
    answer: Answer | None
    note: str | None
    answered_at: datetime | None
    decision_note: str | None
    decided_at: datetime | None


class Question(SyncedRow, table=True):
    """Something in one's own records that does not fit together.

    `records`, `people` and `starts` belong together, in the order of time; `figures` are what the sentence needs.
    `worker` is asked: who wrote them, or the last of them. An answer may be put right until an office has decided.
    """

    sync_kind = "question"

    id: str = Field(primary_key=True)
    kind: str
    worker: str = Field(index=True)
    worker_name: str
    township: str = Field(index=True)
    records: list[str] = Field(sa_type=JSON)
    people: list[str] = Field(sa_type=JSON)
    starts: list[str] = Field(sa_type=JSON)
    figures: dict[str, Any] = Field(sa_type=JSON)
    asked_at: datetime = Field(sa_type=Moment)
    status: str = QuestionStatus.OPEN
    answer: str | None = None
    note: str | None = Field(default=None, sa_type=sealed_text("question.note"))
    answered_at: datetime | None = Field(default=None, sa_type=Moment)
    decision_note: str | None = Field(default=None, sa_type=sealed_text("question.decision_note"))
    decided_by: str | None = None
    decided_by_name: str | None = None
    decided_at: datetime | None = Field(default=None, sa_type=Moment)

    def bucket(self) -> str:
        """Hers who is asked: nobody else in the field reads it."""
        return f"u:{self.worker}"

    def shape(self) -> QuestionShape:
        """Without who in an office has decided."""
        return QuestionShape.model_validate(self, from_attributes=True)


class QuestionRecord(SQLModel, table=True):
    """Which records a question is about: to open a record onto its questions."""

    __tablename__ = "question_record"

    record: str = Field(primary_key=True)
    question: str = Field(primary_key=True, foreign_key="question.id")


class PicturePrint(SQLModel, table=True):
    """What a picture of a record was made from, and how it looks in 64 bits, once it is here."""

    __tablename__ = "picture_print"

    record: str = Field(primary_key=True)
    sha256: str = Field(primary_key=True)
    original: str | None = Field(default=None, index=True)
    worker: str = Field(index=True)
    print: str | None = None
