"""Every number opens: which record credited a day, which days were missed, and why a record did not count."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shouwang.duties.credit import Reason, Record, Short, Signature
from shouwang.duties.explain import DayState, Explanation, explain_person, explain_place
from shouwang.duties.policy import load_pack, parse_policy
from shouwang.duties.reconcile import NONE, Fact, Period, Person, ask, entries_by_subject, lines_of_person
from shouwang.duties.words import SubjectKind

MARCH = Period(date(2026, 3, 1), date(2026, 3, 31))
LETTERS = {
    DayState.CREDITED: "C",
    DayState.MISSED: "M",
    DayState.IN_TIME: "-",
    DayState.TO_COME: ".",
    DayState.SUSPENDED: "S",
    DayState.NOT_OWED: " ",
}


def test_the_strip_of_a_month_shows_what_each_day_was() -> None:
    facts = _since_long_ago("semi"), _fact("suspension", "hospital", 10, 12), _fact("ability", "full", 20)
    strip = _explained("XT-02", facts, [_visit("v1", 3), _visit("v2", 6)], today=16)
    assert _strip(strip) == "M-C-MC-M-SSS-M-....            "
    assert strip.days[2].record == "v1"
    assert strip.line.misses == tuple(day for day, state, _ in strip.days if state is DayState.MISSED)


def test_a_week_that_is_too_short_is_not_owed() -> None:
    facts = _since_long_ago("self"), _fact("suspension", "hospital", 10, 20)
    strip = _explained("XT-03", facts, [_visit("v1", 2)], today=31)
    assert _strip(strip) == "MC------ SSSSSSSSSSS  ------M-."


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        ({"mode": "phone"}, Reason.MODE),
        ({"mode": None}, Reason.MODE),
        ({"role": "police"}, Reason.ROLE),
        ({"kind": "checkup"}, Reason.KIND),
        ({"status": "attempt"}, Reason.ATTEMPT),
        ({"status": "pending"}, Reason.PENDING),
        ({"status": "voided"}, Reason.VOIDED),
        ({"minutes": 59.9}, Reason.MINUTES),
        ({"minutes": None}, Reason.MINUTES),
        ({"value": 29.5}, Reason.VALUE),
        ({"beneficiaries": 0}, Reason.BENEFICIARIES),
        ({}, None),
    ],
)
def test_a_record_that_does_not_count_says_why(record: dict[str, Any], reason: Reason | None) -> None:
    said: dict[str, Any] = {"mode": "home", "role": "carer", "minutes": 60, "value": 30, "beneficiaries": 1}
    strip = _strict([_record("v1", 5, **(said | record))])
    assert [verdict.reason for verdict in strip.verdicts] == [reason]
    assert strip.line.credited == (reason is None)


def test_the_day_decides_too_whether_a_record_counts() -> None:
    facts = _since_long_ago("full"), _fact("suspension", "away", 3, 4), _fact("death", None, 20)
    days = {"before": -80, "away": 3, "twice": 6, "twice-b": 6, "on": 20, "after": 21}
    strip = _explained("XT-01", facts, [_visit(name, day) for name, day in days.items()], today=25)
    reasons = {verdict.record: verdict.reason for verdict in strip.verdicts}
    assert reasons == {
        "away": Reason.SUSPENDED,
        "twice": None,
        "twice-b": Reason.SAME_DAY,
        "on": Reason.DAY_OF_DEATH,
        "after": Reason.AFTER_DEATH,
    }


def test_what_is_dated_after_today_does_not_count_yet() -> None:
    strip = _explained("XT-01", [_since_long_ago("full")], [_visit("v1", 9)], today=8)
    assert [verdict.reason for verdict in strip.verdicts] == [Reason.FUTURE]
    assert _strip(strip).startswith("MMMMMMM........")


def test_another_level_owes_nothing() -> None:
    strip = _explained("XT-02", [_since_long_ago("full")], [_visit("v1", 9)], today=31)
    assert strip.verdicts[0].reason is Reason.NOT_OWED
    assert not _strip(strip).strip()


def test_a_township_sees_which_activity_was_on_a_creditable_day() -> None:
    question = ask(load_pack("xiangtan"), MARCH, date(2026, 4, 2))
    records = [_record("a1", 23, "t1", kind="activity"), _record("a2", 24, "t1", kind="activity")]
    strip = explain_place(question, "XT-10", SubjectKind.TOWNSHIP, "t1", records)
    assert [verdict.reason for verdict in strip.verdicts] == [Reason.NOT_A_CREDITABLE_DAY, None]
    assert _strip(strip) == "-" * 23 + "C" + "-" * 7


def test_a_duty_that_nobody_owes_cannot_be_opened() -> None:
    question = ask(load_pack("xiangtan"), MARCH, date(2026, 4, 2))
    with pytest.raises(KeyError):
        explain_place(question, "XT-01", SubjectKind.TOWNSHIP, "t1", [])


def test_ten_thousand_records_of_one_day_open_as_one_credit() -> None:
    records = [_visit(f"v{n:05}", 5) for n in range(10_000)]
    strip = _explained("XT-01", [_since_long_ago("full")], records, today=31)
    assert (strip.line.credited, strip.days[4].record, len(strip.verdicts)) == (1, "v00000", 10_000)
    assert {(verdict.reason, verdict.instead) for verdict in strip.verdicts[1:]} == {(Reason.SAME_DAY, "v00000")}


def test_a_record_says_how_far_it_fell_short() -> None:
    strip = _strict([_record("v1", 5, mode="home", role="carer", minutes=59), _record("v2", 6, mode="phone")])
    assert [verdict.short for verdict in strip.verdicts] == [Short(59, (60,)), Short("phone", ("home",))]


@given(
    ability=st.sampled_from(["self", "semi", "full"]),
    visits=st.lists(st.tuples(st.integers(-20, 40), st.sampled_from(["home", "home", "phone"])), max_size=30),
    away=st.tuples(st.integers(1, 31), st.integers(1, 31)).map(sorted),
    today=st.integers(1, 31),
)
def test_the_strip_and_the_line_of_the_ledger_say_the_same(
    ability: str, visits: list[tuple[int, str]], away: list[int], today: int
) -> None:
    facts = _since_long_ago(ability), _fact("suspension", "away", *away)
    records = [_record(f"v{n}", day, mode=mode) for n, (day, mode) in enumerate(visits)]
    person = Person("p1", date(1950, 5, 1), [fact for group in facts for fact in _listed(group)])
    question = ask(load_pack("xiangtan"), MARCH, date(2026, 3, today))
    entries = entries_by_subject(records).get("p1", NONE)
    for line in lines_of_person(question, person, entries):
        strip = explain_person(question, line.duty, person, records)
        assert strip.line == line
        assert [day for day, state, _ in strip.days if state is DayState.MISSED] == list(line.misses)
        counted = [v for v in strip.verdicts if v.reason is None and MARCH.first <= v.day <= MARCH.last]
        shown = {(day, record) for day, state, record in strip.days if state is DayState.CREDITED}
        behind = {day - timedelta(days=day.weekday()) if line.duty == "XT-03" else day for day, _ in strip.behind}
        assert len(behind) == line.credited
        assert all(records for _, records in strip.behind)
        assert shown == {(verdict.day, verdict.record) for verdict in counted}


def _explained(duty: str, facts: object, records: list[Record], today: int) -> Explanation:
    assert isinstance(facts, tuple | list)
    person = Person("p1", date(1950, 5, 1), [fact for group in facts for fact in _listed(group)])
    return explain_person(ask(load_pack("xiangtan"), MARCH, date(2026, 3, today)), duty, person, records)


def _strict(records: list[Record]) -> Explanation:
    """Under a duty that asks for all there is to ask for."""
    credit = {"kinds": ["visit"], "modes": ["home"], "roles": ["carer"], "min_minutes": 60, "min_value": 30}
    duty = {
        "id": "S",
        "subject": "person",
        "every": "day",
        "from": "2020-01-01",
        "credit": credit | {"min_beneficiaries": 1},
    }
    person = Person("p1", date(1950, 5, 1), _listed(_since_long_ago("self")))
    question = ask(parse_policy({"id": "x", "duties": [duty]}), MARCH, date(2026, 4, 2))
    return explain_person(question, "S", person, records)


def _strip(explanation: Explanation) -> str:
    return "".join(LETTERS[state] for _, state, _ in explanation.days)


def _visit(name: str, day: int) -> Record:
    return _record(name, day, mode="home")


def _record(name: str, day: int, subject: str = "p1", kind: str = "visit", **said: Any) -> Record:
    signature = Signature(kind)._replace(**said)
    return Record(name, [subject], date(2026, 3, 1) + timedelta(day - 1), signature)


def _since_long_ago(ability: str) -> list[Fact]:
    values = {"programme": "tekun", "arrangement": "dispersed", "ability": ability}
    return [Fact(kind, value, date(2026, 1, 1)) for kind, value in values.items()]


def _fact(kind: str, value: str | None, first: int, last: int | None = None) -> Fact:
    return Fact(kind, value, date(2026, 3, first), date(2026, 3, last) if last else None)


def _listed(facts: Fact | list[Fact]) -> list[Fact]:
    return facts if isinstance(facts, list) else [facts]
