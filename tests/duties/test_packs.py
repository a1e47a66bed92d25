"""The packs that ship say what their sources say: guidance is no breach, a share or a sum is no duty."""

import json
from datetime import date

import pytest

from shouwang.duties.policy import load_pack, parse_policy, policy_as_json, shipped_packs
from shouwang.duties.reconcile import Fact, Period, Person, Record, Signature, reconcile
from shouwang.duties.words import Mode, Severity, StatementKind

MARCH = Period(date(2026, 3, 1), date(2026, 3, 31))
APRIL = date(2026, 4, 1)


def person(born: date, ability: str = "full") -> Person:
    begun = date(2024, 1, 1)
    said = (("programme", "dibao"), ("arrangement", "dispersed"), ("ability", ability))
    facts = [Fact(kind, value, begun) for kind, value in said]
    return Person("p", born, facts)


@pytest.mark.parametrize("pack", ["zibo", "leshan"])
def test_a_place_that_states_no_frequency_owes_nothing_and_says_what_it_states(pack: str) -> None:
    policy = load_pack(pack)
    assert policy.duties == ()
    assert len(policy.statements) >= 4
    assert reconcile(policy, people=[person(date(1940, 1, 1))], period=MARCH, today=APRIL).lines == ()


@pytest.mark.parametrize("pack", shipped_packs())
def test_every_statement_has_both_languages_and_words_of_its_source(pack: str) -> None:
    for statement in load_pack(pack).statements:
        assert statement.title
        assert statement.title_en.isascii()
        assert 0 < len(statement.quote) <= 20


def test_the_money_of_donghai_is_stated_and_owed_by_nobody() -> None:
    money = [each.id for each in load_pack("donghai").statements if each.kind is StatementKind.MONEY]
    assert money == ["DH-01-value", "DH-02"]


def test_statements_travel_with_the_pack() -> None:
    policy = load_pack("leshan")
    body = json.loads(json.dumps(policy_as_json(policy)))
    assert body["statements"][0] == {
        "id": "LS-01",
        "kind": "coverage",
        "title": "帮扶干部、村（社区）干部、家庭医生、民警各一名",
        "title_en": "A helping cadre, a village cadre, a family doctor and a police officer for each person",
        "quote": "四包一",
    }
    assert parse_policy(body) == policy


def test_the_national_guidance_is_a_reference_for_dependent_people_from_60_and_a_call_meets_it() -> None:
    policy = load_pack("national")
    assert [duty.severity for duty in policy.duties] == [Severity.REFERENCE]
    old, young, able = person(date(1966, 3, 1)), person(date(1966, 3, 20)), person(date(1950, 1, 1), "self")
    assert reconcile(policy, people=[young], period=MARCH, today=APRIL).lines[0].expected == 0
    assert reconcile(policy, people=[able], period=MARCH, today=APRIL).lines == ()
    assert reconcile(policy, people=[old], period=MARCH, today=APRIL).lines[0].misses == (MARCH.last,)
    for mode in (Mode.HOME, Mode.PHONE, Mode.VIDEO, Mode.REMOTE):
        call = Record("r", ["p"], date(2026, 3, 9), Signature("visit", mode=mode))
        (line,) = reconcile(policy, people=[old], records=[call], period=MARCH, today=APRIL).lines
        assert (line.expected, line.credited, line.misses) == (1, 1, ())
