"""Whether answers fit a form: the same on the phone (`pwa/src/forms/answers.ts`), shown by shared cases."""

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from shouwang.forms.definition import Form, Kind, Question

MARKS = ("ok", "concern")
MOST_CHOICES = 20
"""So many options, or words of her own, one question takes."""
WORD_LETTERS = 200
FAR_BEYOND = 1e9
"""No measurement of a person reaches so far."""


class Reason(StrEnum):
    """Why an answer does not fit."""

    MISSING = "missing"
    NOT_ASKED = "not_asked"
    WRONG_KIND = "wrong_kind"
    NOT_OFFERED = "not_offered"
    TOO_MANY = "too_many"
    TOO_LOW = "too_low"
    TOO_HIGH = "too_high"
    TOO_FINE = "too_fine"
    TOO_LONG = "too_long"


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with the answer to a question."""

    question: str
    reason: Reason


def problems_of(form: Form, answers: Mapping[str, Any], whole: bool = True) -> list[Problem]:
    """What keeps answers from fitting, in the order of the form, and then what it does not ask.

    `whole`: what is required must be there; an attempt, at which nobody was met, answers nothing.
    """
    found = []
    for question in form.questions:
        answer = answers.get(question.id)
        if not is_asked(question, answers):
            reason = None if answer is None else Reason.NOT_ASKED
        elif answer is None:
            reason = Reason.MISSING if whole and question.required else None
        else:
            reason = next(_objections(question, answer, whole), None)
        if reason is not None:
            found.append(Problem(question.id, reason))
    known = {question.id for question in form.questions}
    return [*found, *(Problem(name, Reason.NOT_ASKED) for name in sorted(set(answers) - known))]


def is_asked(question: Question, answers: Mapping[str, Any]) -> bool:
    """Whether what it depends on was answered so."""
    if question.when is None:
        return True
    given = answers.get(question.when.question)
    chosen = given if isinstance(given, list) else [given]
    return any(isinstance(one, str) and one in question.when.among for one in chosen)


def _objections(question: Question, answer: Any, whole: bool) -> Iterator[Reason]:
    yield from _CHECKS[question.kind](question, answer, whole and question.required)


def _ticks(question: Question, answer: Any, all_of_them: bool) -> Iterator[Reason]:
    if not isinstance(answer, Mapping) or not all(mark in MARKS for mark in answer.values() if mark is not None):
        yield Reason.WRONG_KIND
        return
    offered = {option.id for option in question.options}
    marked = {name for name, mark in answer.items() if mark is not None}
    if set(answer) - offered:
        yield Reason.NOT_OFFERED
    if all_of_them and offered - marked:
        yield Reason.MISSING


def _choice(question: Question, answer: Any, _: bool) -> Iterator[Reason]:
    if not isinstance(answer, str):
        yield Reason.WRONG_KIND
    elif all(option.id != answer for option in question.options):
        yield Reason.NOT_OFFERED


def _choices(question: Question, answer: Any, at_least_one: bool) -> Iterator[Reason]:
    if not isinstance(answer, list) or not all(isinstance(one, str) for one in answer):
        yield Reason.WRONG_KIND
        return
    offered = {option.id for option in question.options}
    own = [one for one in answer if one not in offered]
    if own and not question.open:
        yield Reason.NOT_OFFERED
    if len(answer) > MOST_CHOICES and (question.open or len(answer) > len(offered)):
        yield Reason.TOO_MANY
    if any(len(one) > WORD_LETTERS for one in own):
        yield Reason.TOO_LONG
    if at_least_one and not answer:
        yield Reason.MISSING


def _number(question: Question, answer: Any, _: bool) -> Iterator[Reason]:
    if isinstance(answer, bool) or not isinstance(answer, int | float) or not abs(answer) < FAR_BEYOND:
        yield Reason.WRONG_KIND
        return
    if question.least is not None and answer < question.least:
        yield Reason.TOO_LOW
    if question.most is not None and answer > question.most:
        yield Reason.TOO_HIGH
    # 36.6 × 10 is 366.00000000000006: what a decimal cannot be told from is taken as it.
    shifted = answer * 10**question.decimals
    if abs(shifted - math.floor(shifted + 0.5)) > 1e-6:
        yield Reason.TOO_FINE


def _text(question: Question, answer: Any, not_blank: bool) -> Iterator[Reason]:
    if not isinstance(answer, str):
        yield Reason.WRONG_KIND
        return
    if len(answer) > question.letters:
        yield Reason.TOO_LONG
    if not_blank and not answer.strip():
        yield Reason.MISSING


_CHECKS: Mapping[Kind, Callable[[Question, Any, bool], Iterator[Reason]]] = {
    Kind.TICKS: _ticks,
    Kind.CHOICE: _choice,
    Kind.CHOICES: _choices,
    Kind.NUMBER: _number,
    Kind.TEXT: _text,
}
