"""The engine and the naive oracle, which share no code, give the same answer to every world."""

import json
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duties.extra_oracle import extras
from duties.oracle import answer
from duties.random_worlds import world as thrown
from duties.worlds import worlds
from shouwang.duties.cases import answer_case

CASES = sorted((Path(__file__).parent.parent / "conformance" / "cases").glob("*.json"))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_the_oracle_itself_answers_every_conformance_case(path: Path) -> None:
    case = json.loads(path.read_text("utf-8"))
    assert answer(case) | extras(case) == case["expect"]


@pytest.mark.parametrize("share", range(4))  # so that several workers can take it
@given(world=worlds())
def test_both_give_the_same_answer_to_any_world(share: int, world: dict[str, Any]) -> None:
    assert answer_case(world) == answer(world)


@given(seed=st.integers(0, 2**48))
def test_both_say_the_same_of_extra_duties(seed: int) -> None:
    world = thrown(Random(seed))
    world["people"] = [{"birth_date": "1950-01-01", **person} for person in world["people"]]
    assert answer_case(world).get("extras", []) == extras(world).get("extras", [])
