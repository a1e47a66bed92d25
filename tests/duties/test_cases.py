"""Conformance cases are answered exactly, and what cannot be answered is refused with its place."""

import io
import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from shouwang.duties.cases import CaseError, answer_case, run_case, run_cases
from shouwang.duties.policy import shipped_packs

CASES = {
    path.stem: json.loads(path.read_text("utf-8"))
    for path in sorted((Path(__file__).parents[1] / "conformance" / "cases").glob("*.json"))
}
SHIPPED = [name for name, case in CASES.items() if case["policy"]["id"] in shipped_packs()]


@pytest.mark.parametrize("name", CASES)
def test_a_conformance_case_gets_its_answer(name: str) -> None:
    assert answer_case(CASES[name]) == CASES[name]["expect"]


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_pack_named_by_its_id_answers_like_the_pack_written_out(name: str) -> None:
    case = CASES[name] | {"policy": CASES[name]["policy"]["id"]}
    assert answer_case(case) == CASES[name]["expect"]


def test_a_case_is_read_from_a_stream_and_its_answer_printed() -> None:
    case = CASES["c26-short-stay"]
    assert json.loads(run_case(io.StringIO(json.dumps(case)))) == case["expect"]


def test_json_lines_are_answered_one_for_one() -> None:
    lines = io.StringIO("\n".join(json.dumps(case) for case in CASES.values()) + "\n\n")
    assert [json.loads(line) for line in run_cases(lines)] == [case["expect"] for case in CASES.values()]


def test_a_case_that_cannot_be_answered_keeps_its_place_among_the_lines() -> None:
    good = CASES["c05-late-sync"]
    answers = run_cases(io.StringIO(f"{json.dumps(good)}\nnonsense\n{json.dumps(good)}\n"))
    assert json.loads(next(answers)) == good["expect"]
    assert "no JSON" in json.loads(next(answers))["error"]
    assert json.loads(next(answers)) == good["expect"]
    with pytest.raises(CaseError, match="1 of the cases"):
        next(answers)


def test_every_moment_must_carry_its_offset() -> None:
    for change in (
        {"now": "2026-04-03T09:00:00"},
        {"records": [_visit(start="2026-03-02T09:00:00")]},
        {"records": [_visit(end="2026-03-02T09:30:00")]},
        {"records": [_visit(received_at="2026-03-02T10:00:00")]},
    ):
        with pytest.raises(CaseError, match="offset"):
            answer_case(_case(**change))


@pytest.mark.parametrize(
    ("fact", "reason"),
    [
        ({"kind": "ability", "value": "half", "from": "2026-01-01"}, r"facts\[0\].value: 'half' is not one of"),
        ({"kind": "mood", "value": "good", "from": "2026-01-01"}, r"facts\[0\].kind: 'mood' is not one of"),
        ({"kind": "ability", "value": "semi"}, r"facts\[0\].from: must be a date"),
        ({"kind": "ability", "value": "semi", "from": "2026-02-30"}, "no day of the calendar"),
        ({"kind": "ability", "value": "semi", "from": "20260201"}, "must be a date"),
        ({"kind": "ability", "value": "semi", "from": "2026-02-02", "to": "2026-02-01"}, "to: is before from"),
        ({"kind": "programme", "value": "tekun", "from": "1949-12-31"}, "from: is before birth"),
        ({"kind": "programme", "from": "2026-01-01"}, "value: must be a text"),
    ],
)
def test_a_fact_that_contradicts_itself_is_refused(fact: dict[str, Any], reason: str) -> None:
    person = {"id": "p1", "birth_date": "1950-01-01", "facts": [fact]}
    with pytest.raises(CaseError, match=reason):
        answer_case(_case(people=[person]))


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"kind": "party"}, "kind: 'party' is not one of"),
        ({"mode": "pigeon"}, "mode: 'pigeon' is not one of"),
        ({"role": "king"}, "role: 'king' is not one of"),
        ({"status": "done"}, "status: 'done' is not one of"),
        ({"end": "2026-03-02T08:00:00+08:00"}, "end: is before start"),
        ({"value": "much"}, "value: must be a number"),
        ({"beneficiaries": True}, "beneficiaries: must be a number"),
        ({"subjects": "p1"}, "subjects: must be a list"),
    ],
)
def test_a_record_that_says_nonsense_is_refused(change: dict[str, Any], reason: str) -> None:
    with pytest.raises(CaseError, match=reason):
        answer_case(_case(records=[_visit(**change)]))


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"policy": "atlantis"}, "not a shipped pack"),
        ({"policy": "../xiangtan"}, "not a shipped pack"),
        ({"policy": {"id": "x", "duties": [{"id": "D"}]}}, "duty D, subject: is missing"),
        ({"policy": None}, "policy: must be an object"),
        ({"timezone": "Mars/Olympus"}, "not a known time zone"),
        ({"to": "2026-02-28"}, "to: is before from"),
        ({"townships": ["T1", "T1"]}, "same id"),
    ],
)
def test_a_world_that_cannot_be_understood_is_refused(change: dict[str, Any], reason: str) -> None:
    with pytest.raises(CaseError, match=reason):
        answer_case(_case(**change))


def test_ten_thousand_records_on_one_day_are_one_credit() -> None:
    case = _case(people=deepcopy(CASES["c31-small-hours"]["people"]))
    case["records"] = [_visit(id=f"v{n}", subjects=["a"]) for n in range(10_000)]
    line = answer_case(case)["lines"][0]
    assert (line["duty"], line["subject"], line["expected"], line["credited"]) == ("XT-01", "a", 31, 1)


@pytest.mark.parametrize("every", ["day", "3 days", "week", "month", "quarter", "year"])
def test_a_policy_without_an_end_owes_to_the_end_of_the_calendar(every: str) -> None:
    duty = {"id": "D", "subject": "township", "every": every, "from": "0001-01-01", "credit": {"kinds": ["visit"]}}
    world = {"policy": {"id": "x", "duties": [duty]}, "townships": ["T1"]}
    for first, last in (("9999-12-01", "9999-12-31"), ("0001-01-01", "0001-01-07")):
        days = {"from": first, "to": last, "now": f"{last}T12:00:00+08:00"}
        (line,) = answer_case(_case(**world, **days))["lines"]
        assert line["credited"] == 0
        assert line["light"] != "grey"


def test_a_record_from_the_future_counts_nowhere_yet() -> None:
    people = deepcopy(CASES["c31-small-hours"]["people"])
    tomorrow = _visit(subjects=["a"], start="2026-03-03T00:00:00+08:00")
    later = answer_case(_case(people=people, records=[tomorrow], now="2026-03-02T23:59:00+08:00"))
    never = answer_case(_case(people=people, records=[], now="2026-03-02T23:59:00+08:00"))
    assert later == never


def _case(**change: Any) -> dict[str, Any]:
    world = {
        "policy": "xiangtan",
        "timezone": "Asia/Shanghai",
        "from": "2026-03-01",
        "to": "2026-03-31",
        "now": "2026-04-03T09:00:00+08:00",
        "people": [],
        "records": [],
    }
    return world | change


def _visit(**change: Any) -> dict[str, Any]:
    visit = {"id": "v1", "kind": "visit", "subjects": ["p1"], "mode": "home", "start": "2026-03-02T09:00:00+08:00"}
    return visit | change
