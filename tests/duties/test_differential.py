"""Two engines, written apart from one specification, answer every world alike (semantics §§1-6)."""

import json
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duties.phone_engine import PhoneEngine, phone_engine
from duties.random_worlds import World, reduced, world
from shouwang.duties.cases import answer_case

CASES = Path(__file__).parents[1] / "conformance" / "cases"
SEEDS = st.integers(0, 2**48)


@pytest.fixture(scope="module")
def phone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PhoneEngine]:
    """The phone's engine, running for all tests of this file."""
    with phone_engine(tmp_path_factory.mktemp("engine")) as engine:
        yield engine


def test_the_phone_answers_every_conformance_case_as_a_process_too(phone: PhoneEngine) -> None:
    for path in sorted(CASES.glob("*.json")):
        case = json.loads(path.read_text("utf-8"))
        assert phone.answer(case) == case["expect"], case["name"]


def test_what_is_no_case_is_an_error_and_the_next_case_is_answered(phone: PhoneEngine) -> None:
    case = json.loads((CASES / "c10-midnight.json").read_text("utf-8"))
    assert "offset" in phone.answer({**case, "now": "2026-04-05T09:00:00"})["error"]
    assert phone.answer(case) == case["expect"]


@settings(max_examples=300, deadline=None)
@given(seed=SEEDS)
def test_the_server_and_the_phone_answer_alike(phone: PhoneEngine, seed: int) -> None:
    both_answer_alike(phone, seed)


@pytest.mark.prove
@settings(max_examples=100_000, deadline=None)
@given(seed=SEEDS)
def test_the_server_and_the_phone_answer_a_hundred_thousand_worlds_alike(phone: PhoneEngine, seed: int) -> None:
    both_answer_alike(phone, seed)


def both_answer_alike(phone: PhoneEngine, seed: int) -> None:
    """Fail with the least part of the world that is answered differently, as a case that can be kept."""

    def differ(case: World) -> bool:
        return bool(phone.answer(case) != as_json(answer_case(case)))

    case = world(Random(seed))
    if differ(case):
        case = reduced(case, differ)
        assert phone.answer(case) == as_json(answer_case(case)), json.dumps(case, indent=1)


def as_json(answer: object) -> object:
    """An answer as it travels."""
    return json.loads(json.dumps(answer))
