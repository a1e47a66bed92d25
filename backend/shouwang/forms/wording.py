"""Answers in words, as the desk and ledgers read them; the phone does the same (`pwa/src/forms/answer-words.ts`)."""

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from shouwang.forms.definition import Form, Kind, Question
from shouwang.forms.rules import is_asked

NOTHING: tuple[Any, ...] = (None, "", [], {})
"""What says nothing. A 0 is a measurement."""


class Told(BaseModel):
    """One thing that a record answers, in both languages; `concern`: it worries."""

    zh: str
    en: str
    concern: bool


def in_words(form: Form | None, answers: Mapping[str, Any]) -> list[Told]:
    """What is worth telling, in the order of the form: of what is looked at only what is not well."""
    asked = [question for question in form.questions if is_asked(question, answers)] if form else []
    given = [(question, answers[question.id]) for question in asked if answers.get(question.id) not in NOTHING]
    return [told for question, answer in given for told in _TOLD[question.kind](question, answer)]


def _ticks(question: Question, marks: Any) -> Iterator[Told]:
    for option in question.options:
        if marks.get(option.id) == "concern":
            yield Told(zh=option.zh, en=option.en, concern=True)


def _choices(question: Question, chosen: Any) -> Iterator[Told]:
    for one in chosen:
        yield _option(question, one)


def _choice(question: Question, chosen: Any) -> Iterator[Told]:
    told = _option(question, chosen)
    yield Told(zh=f"{question.zh} {told.zh}", en=f"{question.en} {told.en}", concern=question.concern)


def _measured(question: Question, answer: Any) -> Iterator[Told]:
    zh, en = (question.unit.zh, question.unit.en) if question.unit else ("", "")
    yield Told(zh=f"{question.zh} {answer} {zh}".strip(), en=f"{question.en} {answer} {en}".strip(), concern=False)


def _option(question: Question, chosen: str) -> Told:
    """Words of her own stand for themselves."""
    said = next((option for option in question.options if option.id == chosen), None)
    return Told(zh=said.zh if said else chosen, en=said.en if said else chosen, concern=question.concern)


_TOLD = {
    Kind.TICKS: _ticks,
    Kind.CHOICE: _choice,
    Kind.CHOICES: _choices,
    Kind.NUMBER: _measured,
    Kind.TEXT: _measured,
}
