"""Whether answers fit a form: cases that the phone plays too (`pwa/src/forms/answers.test.ts`)."""

import json
from pathlib import Path
from typing import Any

import pytest

from shouwang.forms.rules import problems_of
from shouwang.forms.shipped import form_as_json, parse_form

SHARED = json.loads((Path(__file__).parent / "cases.json").read_text(encoding="utf-8"))
FORM = parse_form(SHARED["form"])


@pytest.mark.parametrize("case", SHARED["cases"], ids=lambda case: case["what"])
def test_answers_fit_or_it_is_said_why_not(case: dict[str, Any]) -> None:
    found = problems_of(FORM, case["answers"], case.get("whole", True))
    assert [[problem.question, problem.reason.value] for problem in found] == case["problems"]


def test_a_form_travels_as_it_was_written() -> None:
    assert form_as_json(FORM) == SHARED["form"]
