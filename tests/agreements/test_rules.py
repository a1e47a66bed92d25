"""What may be signed, what holds, what fits."""

import json
import re
from dataclasses import asdict
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shouwang.agreements.kinds import demands_of, shipped
from shouwang.agreements.rules import (
    Living,
    Stated,
    Term,
    covered_through,
    last_day,
    living_on,
    objection_to_end,
    objections_to,
    stands,
    state_on,
)
from shouwang.agreements.words import SIGNERS, AgreementState, Coverage, Misfit, Objection, PartyRole
from shouwang.agreements.words import AgreementKind as Kind
from shouwang.duties.timelines import Fact

DAY = date(2026, 6, 15)
YEAR = timedelta(days=364)
FOUR = [PartyRole.TOWNSHIP, PartyRole.VILLAGE, PartyRole.CARER, PartyRole.PERSON]
OLD, CHILD = date(1950, 5, 1), date(2015, 5, 1)
AT_HOME = Living("dispersed", False, frozenset({"tekun"}), 76)
XIANGTAN = demands_of(["xiangtan"])


def said(kind: Kind = Kind.FOUR_PARTY, roles: list[PartyRole] | None = None, **more: object) -> Stated:
    told = {"services": ["daily"], "signed_on": DAY, "valid_from": DAY, "valid_to": DAY + YEAR, "born": OLD, **more}
    return Stated(kind, FOUR if roles is None else roles, **told)  # type: ignore[arg-type]


def term(kind: Kind, back: int, days: int = 364, ended: int | None = None, id_: str = "a") -> Term:
    first = DAY - timedelta(days=back)
    return Term(id_, kind, first, first + timedelta(days=days), None if ended is None else DAY - timedelta(days=ended))


def found(living: Living, *terms: Term) -> tuple[Coverage, Misfit | None]:
    (each,) = stands(living, XIANGTAN, terms, DAY)
    return each.coverage, each.misfit


def test_what_is_whole_has_nothing_against_it() -> None:
    assert objections_to(said(), DAY) == []
    guardian = [PartyRole.TOWNSHIP, PartyRole.VILLAGE, PartyRole.GUARDIAN, PartyRole.PERSON]
    assert objections_to(said(roles=guardian), DAY) == []
    child = [PartyRole.GUARDIAN, PartyRole.ENTRUSTED, PartyRole.VILLAGE]
    assert objections_to(said(Kind.GUARDIANSHIP, child, services=["safety"], born=CHILD), DAY) == []
    doctors = [PartyRole.HEALTH_CENTRE, PartyRole.INSTITUTION]
    assert objections_to(said(Kind.MEDICAL, doctors, services=["rounds"], born=None), DAY) == []


@pytest.mark.parametrize(
    ("stated", "objection"),
    [
        (said(roles=FOUR[:3]), Objection.PARTY_MISSING),
        (said(roles=[*FOUR, PartyRole.INSTITUTION]), Objection.PARTY_NOT_WANTED),
        (said(born=None), Objection.PERSON_MISSING),
        (said(services=[]), Objection.SERVICES_MISSING),
        (said(services=["lodging"]), Objection.SERVICE_UNKNOWN),
        (said(signed_on=DAY + timedelta(days=1)), Objection.IN_THE_FUTURE),
        (said(valid_to=DAY - timedelta(days=1)), Objection.ENDS_BEFORE_IT_BEGINS),
        (said(valid_to=date(2090, 1, 1)), Objection.TOO_LONG),
        (said(valid_from=date(1926, 1, 1)), Objection.TOO_LONG),
        (
            said(Kind.GUARDIANSHIP, [PartyRole.GUARDIAN, PartyRole.ENTRUSTED, PartyRole.VILLAGE], services=["safety"]),
            Objection.NOT_A_MINOR,
        ),
        (
            said(Kind.MEDICAL, [PartyRole.HEALTH_CENTRE, PartyRole.INSTITUTION], services=["rounds"]),
            Objection.PERSON_NOT_WANTED,
        ),
    ],
)
def test_each_thing_that_is_wrong_is_named(stated: Stated, objection: Objection) -> None:
    assert objections_to(stated, DAY) == [objection]


def test_an_agreement_holds_through_its_last_day_or_the_day_on_which_it_was_ended() -> None:
    whole, cut = term(Kind.FOUR_PARTY, 364), term(Kind.FOUR_PARTY, 100, ended=1)
    assert state_on(whole, DAY) is AgreementState.HOLDS
    assert state_on(whole, DAY + timedelta(days=1)) is AgreementState.EXPIRED
    assert state_on(whole, DAY - timedelta(days=365)) is AgreementState.NOT_BEGUN
    assert state_on(cut, DAY) is AgreementState.ENDED
    assert state_on(cut, DAY - timedelta(days=1)) is AgreementState.HOLDS
    assert state_on(whole, DAY, voided=True) is AgreementState.VOIDED


def test_an_end_lies_within_the_agreement_and_not_ahead() -> None:
    first, last, day = DAY - timedelta(days=9), DAY - timedelta(days=3), timedelta(days=1)
    assert objection_to_end(first, last, first, DAY) is None
    assert objection_to_end(first, last, last, DAY) is None
    assert objection_to_end(first, last, first - day, DAY) is Objection.BEFORE_IT_BEGAN
    assert objection_to_end(first, last, last + day, DAY) is Objection.AFTER_ITS_END
    assert objection_to_end(first, None, DAY + day, DAY) is Objection.IN_THE_FUTURE


def test_who_has_the_right_kind_is_covered() -> None:
    assert found(AT_HOME, term(Kind.FOUR_PARTY, 10)) == (Coverage.COVERED, None)
    assert found(AT_HOME) == (Coverage.NONE, None)
    assert found(AT_HOME, term(Kind.FOUR_PARTY, -3)) == (Coverage.NONE, None)
    assert found(AT_HOME, term(Kind.FOUR_PARTY, 400)) == (Coverage.LAPSED, None)
    assert found(AT_HOME, term(Kind.FOUR_PARTY, 100, ended=3)) == (Coverage.LAPSED, None)
    assert found(AT_HOME, term(Kind.ENTRUSTED_CARE, 10)) == (Coverage.WRONG_KIND, Misfit.OTHER_KIND)


def test_what_does_not_fit_says_whether_she_moved_in_or_out() -> None:
    inside = AT_HOME._replace(arrangement="centralised")
    assert found(inside, term(Kind.FOUR_PARTY, 10)) == (Coverage.WRONG_KIND, Misfit.MOVED_IN)
    assert found(AT_HOME, term(Kind.TRIPARTITE, 10)) == (Coverage.WRONG_KIND, Misfit.MOVED_OUT)
    assert found(inside, term(Kind.FOUR_PARTY, 10), term(Kind.TRIPARTITE, 2)) == (Coverage.COVERED, None)


def test_for_a_stay_either_kind_will_do_and_the_list_asks() -> None:
    stays = AT_HOME._replace(stays=True)
    assert found(stays, term(Kind.FOUR_PARTY, 10)) == (Coverage.COVERED, Misfit.IN_FOR_A_TIME)
    assert found(stays, term(Kind.TRIPARTITE, 10)) == (Coverage.COVERED, None)
    assert found(stays) == (Coverage.NONE, None)


def test_a_guardianship_stands_in_place_of_no_care() -> None:
    assert found(AT_HOME, term(Kind.GUARDIANSHIP, 10)) == (Coverage.NONE, None)


def test_each_place_demands_its_own() -> None:
    def kinds(packs: list[str], living: Living) -> list[Kind]:
        return [each.demand.kind for each in stands(living, demands_of(packs), [], DAY)]

    assert kinds(["rongchang", "national"], AT_HOME) == [Kind.ENTRUSTED_CARE]
    assert kinds(["xiangtan"], AT_HOME._replace(arrangement="centralised")) == [Kind.TRIPARTITE]
    assert kinds(["donghai"], AT_HOME) == []
    assert kinds(["donghai"], AT_HOME._replace(age=17)) == [Kind.GUARDIANSHIP]
    assert kinds(["donghai"], AT_HOME._replace(age=18)) == []
    assert kinds(["xiangtan"], AT_HOME._replace(programmes=frozenset({"dibao"}))) == []
    assert kinds(["zibo"], AT_HOME) == []


def test_how_she_lives_follows_her_facts_to_the_day() -> None:
    facts = [
        Fact("programme", "tekun", date(2020, 1, 1), None, date(2020, 1, 1), "1"),
        Fact("arrangement", "dispersed", date(2020, 1, 1), None, date(2020, 1, 1), "2"),
        Fact("suspension", "temporary_institution", DAY, DAY, DAY, "3"),
        Fact("suspension", "hospital", DAY, None, DAY, "4"),
        Fact("death", None, DAY + timedelta(days=2), None, DAY, "5"),
    ]
    assert living_on(DAY - timedelta(days=1), facts, OLD) == AT_HOME
    assert living_on(DAY, facts, OLD) == AT_HOME._replace(stays=True)
    assert living_on(DAY + timedelta(days=1), facts, OLD) == AT_HOME
    assert living_on(DAY + timedelta(days=2), facts, OLD) is None


def test_what_follows_without_a_gap_is_one_cover() -> None:
    first, next_, gap = (term(Kind.FOUR_PARTY, back, 99) for back in (50, -50, -160))
    assert covered_through([next_, first], DAY) == next_.until
    assert covered_through([first, gap], DAY) == first.until
    assert covered_through([first, next_._replace(valid_to=None)], DAY) is None


def test_a_gap_that_is_over_does_not_hide_what_holds() -> None:
    long_ago, now = term(Kind.FOUR_PARTY, 900, 99), term(Kind.FOUR_PARTY, 10)
    assert covered_through([long_ago, now], DAY) == now.until


@given(st.dates(date(2000, 1, 1), date(2080, 12, 31)), st.integers(1, 60))
def test_months_end_on_the_day_before_the_same_day(first: date, months: int) -> None:
    last = last_day(first, months)
    after = last + timedelta(days=1)
    assert (after.year * 12 + after.month) - (first.year * 12 + first.month) in (months, months + (first.day > 28))
    assert after.day == first.day or (first.day > 28 and after.day == 1)


def test_every_kind_can_be_signed_with_what_is_usual() -> None:
    for kind in shipped().kinds.values():
        assert set(kind.usual) <= set(kind.services)
        born = (CHILD if kind.minors else OLD) if kind.person else None
        usual = Stated(kind.id, [line[0] for line in kind.parties], kind.usual, DAY, DAY, last_day(DAY, 12), born)
        assert objections_to(usual, DAY) == []


PHONE = Path(__file__).parents[2] / "pwa" / "src" / "agreements"


def test_the_phone_has_the_same_kinds_services_and_demands() -> None:
    told = json.loads((PHONE / "kinds.json").read_text("utf-8"))
    assert told["services"] == [asdict(each) for each in shipped().services.values()]
    assert told["kinds"] == json.loads(json.dumps([asdict(each) for each in shipped().kinds.values()]))
    names = ("pack", "kind", "programmes", "arrangement", "under")
    demands = [{name: getattr(each, name) for name in names} for each in shipped().demands]
    assert told["demands"] == json.loads(json.dumps(demands))
    signers = re.search(r"SIGNERS.*= \[(.*)\];", (PHONE / "kinds.ts").read_text("utf-8"))
    assert signers is not None
    assert set(re.findall(r'"(\w+)"', signers[1])) == set(SIGNERS)


CASES = json.loads((Path(__file__).parent / "cases.json").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["what"] for case in CASES])
def test_the_cases_that_the_phone_is_held_to(case: Any) -> None:
    living = Living(**{**case["living"], "programmes": frozenset(case["living"]["programmes"])})
    terms = [
        Term(each["id"], Kind(each["kind"]), *(day_of(each[name]) for name in ("valid_from", "valid_to", "ended_on")))
        for each in case["terms"]
    ]
    day = date.fromisoformat(case["day"])
    told = [
        {
            "wanted": each.demand.kind,
            "coverage": each.coverage,
            "misfit": each.misfit,
            "term": each.term.id if each.term else None,
            "through": each.through.isoformat() if each.through else None,
        }
        for each in stands(living, demands_of(case["packs"]), terms, day)
    ]
    assert told == case["expected"]


def day_of(said: str | None) -> Any:
    return date.fromisoformat(said) if said else None
