"""What travels about questions."""

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from shouwang.duties.words import Mode, RecordStatus
from shouwang.questions.models import QuestionShape
from shouwang.questions.words import Answer, QuestionKind

NOTE_LETTERS = 500


class AnswerBody(BaseModel):
    """`question.answer`: what the one who is asked says. Nobody has to write anything."""

    model_config = ConfigDict(extra="forbid")

    question: str = Field(min_length=1, max_length=64)
    answer: Answer
    note: str | None = Field(default=None, max_length=NOTE_LETTERS)


class AskedRecord(BaseModel):
    """A record that a question is about, as an office sees it."""

    record: str
    person: str
    person_name: str
    village_name: str
    author_name: str
    start: datetime
    end: datetime | None
    captured_at: datetime
    mode: Mode | None
    status: RecordStatus


class QuestionLine(QuestionShape):
    """A question in the office's list."""

    worker: str
    worker_name: str
    township: str
    decided_by_name: str | None
    about: list[AskedRecord]


class Questions(BaseModel):
    """The questions of a place: those that wait for an office first, or those that are settled, the last first."""

    questions: list[QuestionLine]
    more: bool
    counts: dict[QuestionKind, int]
    visits: int
    """Visits of the same days, by which one sees how often something is asked."""


class QuestionDecision(BaseModel):
    """Whether an office is content, and why; who was asked reads the words."""

    model_config = ConfigDict(extra="forbid")

    content: bool
    words: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=NOTE_LETTERS)]
