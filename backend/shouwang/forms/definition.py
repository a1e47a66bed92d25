"""What a form is: questions with their options, in both languages. Read from TOML, sent to phones as JSON."""

from enum import StrEnum
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

Id = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
Label = Annotated[str, Field(min_length=1, max_length=120)]

MOST_LETTERS = 2_000
"""The longest text that any question takes."""


class Kind(StrEnum):
    """What an answer looks like: marks `{option: "ok" | "concern"}`, one option, several, a number, a text."""

    TICKS = "ticks"
    CHOICE = "choice"
    CHOICES = "choices"
    NUMBER = "number"
    TEXT = "text"


KEYS = {
    Kind.TICKS: {"options"},
    Kind.CHOICE: {"options", "concern"},
    Kind.CHOICES: {"options", "open", "concern"},
    Kind.NUMBER: {"least", "most", "decimals", "unit"},
    Kind.TEXT: {"letters"},
}
"""What may be said of a question beside what may be said of any."""


class Said(BaseModel):
    """Words in both languages."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    zh: Label
    en: Label


class Option(Said):
    """What can be chosen. An id is never given another meaning."""

    id: Id
    icon: str | None = Field(default=None, max_length=40)


class When(BaseModel):
    """Asked only where another question, which comes before, was answered with one of these options."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    question: Id
    among: list[Id] = Field(min_length=1, max_length=60)


class Question(Said):
    """A question. `open`: other words than the options are taken as well. `concern`: what is chosen worries. `least`
    and `most` are included."""

    id: Id
    kind: Kind
    required: bool = False
    when: When | None = None
    options: list[Option] = Field(default=[], max_length=60)
    open: bool = False
    concern: bool = False
    least: float | None = None
    most: float | None = None
    decimals: int = Field(default=0, ge=0, le=3)
    unit: Said | None = None
    letters: int = Field(default=500, ge=1, le=MOST_LETTERS)

    @model_validator(mode="after")
    def check_together(self) -> Self:
        """Only what its kind knows is said of it, and its options differ."""
        strange = self.model_fields_set - {"id", "zh", "en", "kind", "required", "when"} - KEYS[self.kind]
        if strange:
            raise ValueError(f"{self.id}: a question of kind {self.kind} knows no {', '.join(sorted(strange))}")
        if "options" in KEYS[self.kind] and not self.options:
            raise ValueError(f"{self.id}: has no options")
        _differ(self.id, [option.id for option in self.options])
        if self.least is not None and self.most is not None and self.least > self.most:
            raise ValueError(f"{self.id}: least is more than most")
        return self


class Form(Said):
    """The questions of one version, in the order in which they are asked."""

    id: Id
    questions: list[Question] = Field(min_length=1, max_length=100)

    @model_validator(mode="after")
    def check_together(self) -> Self:
        """Questions differ, and each depends only on one that comes before it."""
        _differ(self.id, [question.id for question in self.questions])
        before: dict[str, Question] = {}
        for question in self.questions:
            if question.when is not None:
                _check_when(question, before.get(question.when.question))
            before[question.id] = question
        return self


def _check_when(question: Question, asked: Question | None) -> None:
    if question.when is None or asked is None or asked.kind not in (Kind.CHOICE, Kind.CHOICES):
        raise ValueError(f"{question.id}: when must name a choice that is asked before")
    unknown = set(question.when.among) - {option.id for option in asked.options}
    if unknown:
        raise ValueError(f"{question.id}: when names {', '.join(sorted(unknown))}, which {asked.id} does not offer")


def _differ(where: str, ids: list[str]) -> None:
    twice = sorted({one for one in ids if ids.count(one) > 1})
    if twice:
        raise ValueError(f"{where}: {', '.join(twice)} stands there twice")
