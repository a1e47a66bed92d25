"""The engine and the naive oracle, which share no code, give the same answer to every world."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from duties.oracle import answer
from duties.worlds import worlds
from shouwang.duties.cases import answer_case

CASES = sorted((Path(__file__).parent.parent / "conformance" / "cases").glob("*.json"))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_the_oracle_itself_answers_every_conformance_case(path: Path) -> None:
    case = json.loads(path.read_text("utf-8"))
    assert answer(case) == case["expect"]


@pytest.mark.parametrize("share", range(4))  # so that several workers can take it
@given(world=worlds())
def test_both_give_the_same_answer_to_any_world(share: int, world: dict[str, Any]) -> None:
    assert answer_case(world) == answer(world)
