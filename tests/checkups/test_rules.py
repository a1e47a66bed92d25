"""What may be filled in and what it comes to: the same cases as on the phone, by both engines."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from shouwang.checkups.contracts import Contract, contract_of, in_force
from shouwang.checkups.definition import CheckupForm, checkup_form
from shouwang.checkups.owed import Rule
from shouwang.checkups.rules import doubts_of, fault_of, findings_of, merge, missing_of, standing_of
from shouwang.checkups.scores import SELFCARE, bmi_of, build_of, constitutions_of, selfcare_of
from shouwang.checkups.words import Bounds, Leaning

FORM = checkup_form()
CASES = json.loads((Path(__file__).parent / "cases.json").read_text(encoding="utf-8"))
TODAY = date(2026, 6, 15)


def test_what_cannot_be_is_refused_and_says_why() -> None:
    for field, value, fault in CASES["faults"]:
        assert fault_of(FORM.fields[field], value, 2026, TODAY) == fault, (field, value)


def test_what_is_not_as_it_should_be_is_found_and_what_is_urgent_too() -> None:
    for values, sex, found in CASES["findings"]:
        assert [[each.field, each.urgent] for each in findings_of(FORM, values, sex)] == found, values


def test_where_a_checkup_stands() -> None:
    for values, sex, state, day in CASES["standings"]:
        standing = standing_of(FORM, values, sex)
        assert (standing.state, standing.day and standing.day.isoformat()) == (state, day), values


def test_until_when_a_family_doctors_contract_holds() -> None:
    for values, held in CASES["contracts"]:
        found = contract_of(values)
        assert (found and [found.doctor, found.signed_on.isoformat(), found.until.isoformat()]) == held, values
    old, new = Contract("甲", date(2025, 9, 1), date(2026, 8, 31)), Contract("乙", date(2026, 6, 1), date(2027, 5, 31))
    assert in_force([new, old], TODAY) is new
    assert in_force([new, old], date(2026, 5, 1)) is old
    assert in_force([old], date(2026, 9, 1)) is None


def test_what_is_missing_and_what_is_not() -> None:
    for values, sex, there, missing in CASES["missing"]:
        found = missing_of(FORM, values, sex)
        assert not set(there[:1] if "sbp_left" in values else there) & set(found), (values, found)
        assert set(missing) <= set(found), (values, found)


def test_all_that_the_norm_asks_for_makes_it_done() -> None:
    whole = whole_checkup()
    assert standing_of(FORM, whole, "female").state == "done"
    for left_out in ("told_on", "waist", "ultrasound", "eating", "day"):
        rest = {name: value for name, value in whole.items() if name != left_out}
        assert standing_of(FORM, rest, "female").state == "incomplete", left_out


def whole_checkup() -> dict[str, Any]:
    """Every field that must be there, as unremarkable as can be."""
    values: dict[str, Any] = {"outcome": "examined", "day": "2026-03-10", "doctor": "彭雪梅", "told_on": "2026-03-20"}
    for name in missing_of(FORM, values, "female"):
        field = FORM.fields[name]
        low, high = field.soft_of("female") or field.hard or (0, 0)
        if field.kind == "number":
            values[name] = round((low + high) / 2)
        else:
            fine = next(option.id for option in field.options if option.id not in field.worry)
            values[name] = [fine] if field.kind == "choices" else fine
    return values


def test_scores() -> None:
    for values, bmi, build in CASES["bmi"]:
        found = bmi_of(values)
        assert (found, found and build_of(found)) == (bmi, build), values
    for chosen, score, band in CASES["selfcare"]:
        care = selfcare_of(FORM, dict(zip(SELFCARE, chosen, strict=True)))
        assert (care or (None, None)) == (score, band), chosen
    for said, bounds, sums, balanced in CASES["constitutions"]:
        values = {f"q{number}": said.get(str(number), said["*"]) for number in range(1, 34)}
        leaned = constitutions_of(values, Bounds(bounds))
        assert leaned is not None
        assert [each.sum for each in leaned] == sums, said
        assert leaned[-1].leaning == balanced, (said, bounds)
        assert all((each.leaning == Leaning.YES) == (each.sum >= 11) for each in leaned[:-1])
        assert constitutions_of({**values, "q33": None}, Bounds(bounds)) is None


def test_two_who_fill_in_the_same_merge_by_value() -> None:
    standing = {"pulse": 70}
    assert merge(standing, {"breath": (None, 16)}) == ({"pulse": 70, "breath": 16}, [])
    assert merge(standing, {"pulse": (70, 72)}) == ({"pulse": 72}, [])
    assert merge(standing, {"pulse": (None, 70)}) == ({"pulse": 70}, [])
    assert merge(standing, {"pulse": (70, None)}) == ({}, [])
    merged, clashes = merge(standing, {"pulse": (None, 88), "breath": (None, 16)})
    assert merged == {"pulse": 70, "breath": 16}
    assert [(clash.field, clash.kept, clash.other) for clash in clashes] == [("pulse", 70, 88)]


def test_what_cannot_both_be_so_is_asked() -> None:
    assert list(doubts_of(FORM, {"sbp_left": 120, "dbp_left": 120})) == ["dbp_left"]
    assert list(doubts_of(FORM, {"sbp_left": 120, "dbp_left": 80, "dbp_right": 90})) == []


def test_who_is_owed_one_goes_by_the_year_of_birth_or_by_the_county_s_day() -> None:
    assert Rule().born_by(2026) == date(1961, 12, 31)
    assert Rule(cutoff="04-30").born_by(2026) == date(1961, 4, 30)
    assert Rule(cutoff="02-29").born_by(2026) == date(1961, 2, 28)
    with pytest.raises(ValueError, match="month"):
        Rule(cutoff="13-01").born_by(2026)


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ({"id": "a", "kind": "choice"}, "has options"),
        ({"id": "a", "kind": "number", "when": {"field": "b", "among": ["1"]}}, "come before"),
        ({"id": "a", "kind": "choice", "options": ["1 是 / Yes"], "worry": ["2"]}, "does not offer"),
        ({"id": "a", "kind": "choice", "options": ["1 是 / Yes"], "points": [1, 2]}, "its points"),
    ],
)
def test_a_form_that_makes_no_sense_is_refused(field: dict[str, Any], wrong: str) -> None:
    said = {"zh": "甲", "en": "A"}
    with pytest.raises(ValueError, match=wrong):
        CheckupForm(id="x", version=1, **said, sections=[{"id": "s", **said, "fields": [{**said, **field}]}])
