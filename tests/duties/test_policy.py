"""Policies are data: read strictly, written back unchanged, and owed only while a county has adopted them."""

import json
from datetime import date, datetime
from typing import Any

import pytest

from shouwang.duties.policy import (
    Policy,
    PolicyError,
    adopted,
    load_pack,
    parse_policy,
    policy_as_json,
    shipped_packs,
)
from shouwang.duties.words import PolicyStatus, Severity, SubjectKind


def test_the_packs_that_owe_something_by_frequency_ship_with_their_duties() -> None:
    duties = {pack: [duty.id for duty in load_pack(pack).duties] for pack in shipped_packs()}
    assert duties == {
        "donghai": ["DH-01"],
        "leshan": [],
        "national": ["GN-01"],
        "rongchang": ["RC-05", "RC-07", "RC-15"],
        "xiangtan": ["XT-01", "XT-02", "XT-03", "XT-10"],
        "zibo": [],
    }


def test_the_draft_of_rongchang_is_never_law_in_force() -> None:
    status = {pack: load_pack(pack).status for pack in shipped_packs()}
    assert status == {
        "donghai": PolicyStatus.IN_FORCE,
        "leshan": PolicyStatus.IN_FORCE,
        "national": PolicyStatus.IN_FORCE,
        "rongchang": PolicyStatus.DRAFT,
        "xiangtan": PolicyStatus.IN_FORCE,
        "zibo": PolicyStatus.IN_FORCE,
    }


@pytest.mark.parametrize("pack", shipped_packs())
def test_every_shipped_duty_says_its_words_and_where_they_stand(pack: str) -> None:
    policy = load_pack(pack)
    assert policy.id == pack
    for duty in policy.duties:
        assert duty.severity is (Severity.REFERENCE if pack == "national" else Severity.BREACH)
        assert all([duty.quote, duty.source, duty.title, duty.title_en, duty.basis, duty.basis_en])
        assert all(len(quote) <= 20 for quote in (duty.quote or "").split(" / "))


@pytest.mark.parametrize("pack", shipped_packs())
def test_a_policy_goes_through_json_and_back_unchanged(pack: str) -> None:
    policy = load_pack(pack)
    assert parse_policy(json.loads(json.dumps(policy_as_json(policy)))) == policy


def test_everything_that_a_pack_can_say_survives_json() -> None:
    everything = _duty(
        every="month",
        times=2,
        only_days=[25, 24],
        to="2026-12-31",
        severity="reference",
        title="标题",
        quote="每月两次",
        source="来源",
        population={
            "programmes": ["tekun"],
            "arrangements": ["dispersed"],
            "abilities": ["self", "semi"],
            "age": {"min": 60, "max": 79, "on": "unit_end"},
        },
        credit={
            "kinds": ["visit"],
            "modes": ["home", "phone"],
            "roles": ["carer"],
            "min_minutes": 60,
            "min_value": 30.5,
            "min_beneficiaries": 1,
        },
    )
    policy = _policy(everything)
    assert parse_policy(policy_as_json(policy)) == policy
    assert policy_as_json(policy)["duties"][0] == everything | {"only_days": [24, 25]}


def test_a_pack_may_owe_nothing_by_frequency() -> None:
    assert parse_policy({"id": "zibo"}).duties == ()
    assert parse_policy({"id": "zibo", "duties": []}).duties == ()


def test_null_says_nothing() -> None:
    assert _policy(_duty(to=None, quote=None)) == _policy(_duty())


@pytest.mark.parametrize(
    ("change", "key", "reason"),
    [
        ({"every": None}, "every", "is missing"),
        ({"every": "0 days"}, "every", "'0 days' is not day"),
        ({"every": "366 days"}, "every", "'366 days' is too long: at most 365 days, or year"),
        ({"every": "2 day"}, "every", "'2 day' is not day"),
        ({"every": "fortnight"}, "every", "'fortnight' is not day"),
        ({"subject": None}, "subject", "is missing"),
        ({"subject": "village"}, "subject", "is not one of"),
        ({"from": None}, "from", "is missing"),
        ({"from": "2026-13-01"}, "from", "no day of the calendar"),
        ({"from": "1.3.2026"}, "from", "must be a date"),
        ({"from": datetime(2026, 3, 1)}, "from", "must be a date"),  # noqa: DTZ001 - a moment is what is refused
        ({"to": "2019-12-31"}, "to", "is before from"),
        ({"times": 0}, "times", "at least 1"),
        ({"times": True}, "times", "whole number"),
        ({"times": 2}, "times", "calendar units only"),
        ({"every": "week", "times": 8}, "times", "at most 7 days"),
        ({"every": "month", "only_days": [24, 25], "times": 3}, "times", "at most 2 days"),
        ({"every": "week", "only_days": [1]}, "only_days", "every month only"),
        ({"every": "month", "only_days": [0]}, "only_days", "1 to 31"),
        ({"every": "month", "only_days": []}, "only_days", "at least one"),
        ({"every": "month", "only_days": [3, 3]}, "only_days", "twice"),
        ({"severity": "crime"}, "severity", "is not one of"),
        ({"frequency": "day"}, "frequency", "not a known key"),
        ({"quote": ""}, "quote", "must be a text"),
        ({"population": []}, "population", "must be a table"),
        ({"population": {"programme": "tekun"}}, "population.programme", "not a known key"),
        ({"population": {"programmes": []}}, "population.programmes", "at least one"),
        ({"population": {"programmes": "tekun"}}, "population.programmes", "must be a list"),
        ({"population": {"programmes": [1]}}, "population.programmes", "list of texts"),
        ({"population": {"abilities": ["half"]}}, "population.abilities", "'half' is not one of"),
        ({"population": {"age": {"min": 80, "max": 60}}}, "population.age.max", "below min"),
        ({"population": {"age": {"min": -1}}}, "population.age.min", "at least 0"),
        ({"population": {"age": {"max": 200}}}, "population.age.max", "at most 150"),
        ({"population": {"age": {"on": "birthday"}}}, "population.age.on", "is not one of"),
        ({"credit": None}, "credit.kinds", "is missing"),
        ({"credit": {"kinds": []}}, "credit.kinds", "at least one"),
        ({"credit": {"kinds": ["party"]}}, "credit.kinds", "is not one of"),
        ({"credit": {"kinds": ["visit"], "modes": ["pigeon"]}}, "credit.modes", "is not one of"),
        ({"credit": {"kinds": ["visit"], "min_minutes": "60"}}, "credit.min_minutes", "number"),
        ({"credit": {"kinds": ["visit"], "min_value": -1}}, "credit.min_value", "at least 0"),
        ({"credit": {"kinds": ["visit"], "min_value": float("nan")}}, "credit.min_value", "at least 0"),
        ({"credit": {"kinds": ["visit"], "minutes": 60}}, "credit.minutes", "not a known key"),
    ],
)
def test_what_cannot_be_understood_is_refused_with_its_duty_and_key(
    change: dict[str, Any], key: str, reason: str
) -> None:
    with pytest.raises(PolicyError) as refused:
        _policy(_duty(**change))
    assert (refused.value.duty, refused.value.key) == ("D-1", key)
    assert reason in refused.value.reason
    assert str(refused.value) == f"duty D-1, {key}: {refused.value.reason}"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ({}, "id: is missing"),
        ({"id": "x", "owner": "me"}, "owner: is not a known key"),
        ({"id": "x", "status": "maybe"}, "status: 'maybe' is not one of"),
        ({"id": "x", "duties": [[]]}, "must be a table"),
        ({"id": "x", "duties": [{"subject": "person"}]}, "id: is missing"),
        ([], "must be a table"),
    ],
)
def test_a_pack_that_is_none_is_refused(content: Any, reason: str) -> None:
    with pytest.raises(PolicyError, match=reason):
        parse_policy(content)


def test_two_duties_of_one_id_are_refused() -> None:
    with pytest.raises(PolicyError, match="duty D-1, id: is there twice"):
        _policy(_duty(), _duty())


def test_an_adopted_policy_owes_nothing_before_its_adoption_and_after_its_end() -> None:
    policy = _policy(_duty(), _duty(id="D-2", to="2026-03-31"), _duty(id="D-3", **{"from": "2027-01-01"}))
    owed = adopted(policy, date(2026, 3, 1), date(2026, 6, 30)).duties
    assert [(duty.id, duty.valid_from, duty.valid_to) for duty in owed] == [
        ("D-1", date(2026, 3, 1), date(2026, 6, 30)),
        ("D-2", date(2026, 3, 1), date(2026, 3, 31)),
    ]
    assert adopted(policy, date(2026, 3, 1)).duties[0].valid_to is None


def test_rhythms_are_told_apart() -> None:
    every = {"day": 1, "2 days": 2, "10 days": 10, "week": None, "year": None}
    assert {word: _policy(_duty(every=word)).duties[0].rolling_days for word in every} == every


def test_a_toml_date_and_an_iso_date_are_the_same() -> None:
    duty = _policy(_duty(**{"from": date(2020, 1, 1)})).duties[0]
    assert duty == _policy(_duty()).duties[0]
    assert duty.subject is SubjectKind.PERSON


def _policy(*duties: dict[str, Any]) -> Policy:
    return parse_policy({"id": "x", "duties": list(duties)})


def _duty(**change: Any) -> dict[str, Any]:
    duty: dict[str, Any] = {
        "id": "D-1",
        "subject": "person",
        "every": "day",
        "times": 1,
        "from": "2020-01-01",
        "severity": "breach",
        "population": {},
        "credit": {"kinds": ["visit"]},
    }
    return duty | change
