"""Each stretch of days names the facts by which a duty was owed, or why it was not."""

from datetime import date
from typing import Any

from hypothesis import given

from duties.reading import read_case
from duties.worlds import worlds
from shouwang.duties.explain import explain_all, explain_person, explain_place
from shouwang.duties.grounds import Ground, GroundState, Why
from shouwang.duties.policy import parse_policy
from shouwang.duties.reconcile import NONE, Fact, Period, Person, Question, ask, lines_of_person
from shouwang.duties.timelines import Span
from shouwang.duties.words import SubjectKind

MARCH = Period(date(2026, 3, 1), date(2026, 3, 31))


def test_the_facts_that_hold_are_named_with_their_ids() -> None:
    (ground,) = _grounds(_since_long_ago())
    assert (ground.first, ground.last, ground.state, ground.why) == (*_days(1, 31), GroundState.OWED, ())
    assert _ids(ground) == ["programme", "ability"]  # its population asks for no arrangement


def test_a_suspension_is_named_on_its_days_and_no_others() -> None:
    before, away, after = _grounds([*_since_long_ago(), _fact("suspension", "hospital", 10, 12)])
    assert (away.first, away.last, away.state, away.why) == (*_days(10, 12), GroundState.SUSPENDED, (Why.SUSPENSION,))
    assert _ids(away) == ["programme", "ability", "suspension"]
    assert _ids(before) == _ids(after) == ["programme", "ability"]


def test_a_rise_that_was_not_known_yet_is_told_apart_from_what_bound() -> None:
    rise = _fact("ability", "full", 5, known=20)
    before, waiting, bound = _grounds([*_since_long_ago("semi"), rise])
    assert [each.why for each in (before, waiting, bound)] == [(Why.ABILITY,), (Why.ABILITY,), ()]
    assert (waiting.first, waiting.last) == _days(5, 19)
    assert [(held.fact, held.binds_from) for held in waiting.not_known_yet] == [(rise, date(2026, 3, 20))]
    assert [held.binds_from for held in bound.facts if held.fact is rise] == [date(2026, 3, 20)]
    assert not bound.not_known_yet


def test_after_the_death_nothing_else_is_said() -> None:
    _, dead = _grounds([*_since_long_ago(), _fact("death", None, 9)])
    assert (dead.first, dead.why, _ids(dead)) == (date(2026, 3, 9), (Why.DEATH,), ["death"])


def test_two_stays_that_overlap_are_both_named() -> None:
    stays = [_fact("suspension", "hospital", 4, 8), _fact("suspension", "away", 4, 6)]
    _, both, one, _ = _grounds([*_since_long_ago(), *stays])
    assert (_ids(both).count("suspension"), _ids(one).count("suspension")) == (2, 1)


def test_an_age_is_named_with_its_first_day() -> None:
    young, old = _grounds(_since_long_ago(), {"age": {"min": 80}}, born=date(1946, 3, 11))
    assert (young.why, old.why) == ((Why.AGE,), ())
    assert old.of_age
    assert date.fromordinal(old.of_age.first) == old.first == date(2026, 3, 11)


def test_days_before_the_policy_are_not_in_force() -> None:
    before, after = _grounds(_since_long_ago(), begins="2026-03-16")
    assert (before.why, before.last, after.why) == ((Why.NOT_IN_FORCE,), date(2026, 3, 15), ())


def test_somebody_in_no_programme_is_told_so() -> None:
    _, ground = _grounds([_fact("ability", "full", 2)])
    assert ground.why == (Why.PROGRAMME,)


def test_a_place_has_no_facts_and_an_empty_house_is_owed_nothing() -> None:
    duty = {"id": "D", "subject": "household", "every": "day", "from": "2020-01-01", "credit": {"kinds": ["visit"]}}
    question = ask(parse_policy({"id": "x", "duties": [duty]}), MARCH, date(2026, 4, 2))
    (always,) = explain_place(question, "D", SubjectKind.HOUSEHOLD, "H1", []).grounds
    assert (always.state, always.why, always.facts) == (GroundState.OWED, (), ())
    lived_in = [Span(date(2026, 3, 8).toordinal(), date(2026, 5, 1).toordinal())]
    empty, owed = explain_place(question, "D", SubjectKind.HOUSEHOLD, "H1", [], lived_in).grounds
    assert (empty.why, empty.last, owed.why) == ((Why.NOT_LIVED_IN,), date(2026, 3, 7), ())


@given(worlds())
def test_a_reason_is_given_exactly_where_the_engine_owes_nothing(world: dict[str, Any]) -> None:
    case = read_case(world)
    question, entries = Question(case.policy, case.period, case.today), case.entries()
    for person in case.people:
        explained = explain_all(question, person, case.records)
        assert [each.line for each in explained] == lines_of_person(question, person, entries.get(person.id, NONE))
        for each in explained:
            assert all((ground.state is GroundState.OWED) == (not ground.why) for ground in each.grounds)
            assert all((g.state is GroundState.SUSPENDED) == (g.why == (Why.SUSPENSION,)) for g in each.grounds)
            days = [day for g in each.grounds for day in range(g.first.toordinal(), g.last.toordinal() + 1)]
            assert days == [day.day.toordinal() for day in each.days]


def _grounds(
    facts: list[Fact],
    population: dict[str, Any] | None = None,
    born: date = date(1950, 5, 1),
    begins: str = "2020-01-01",
) -> tuple[Ground, ...]:
    duty = {
        "id": "D",
        "subject": "person",
        "every": "day",
        "from": begins,
        "population": population or {"abilities": ["full"]},
        "credit": {"kinds": ["visit"]},
    }
    question = ask(parse_policy({"id": "x", "duties": [duty]}), MARCH, date(2026, 4, 2))
    person = Person("p1", born, facts)
    return explain_person(question, "D", person, []).grounds


def _ids(ground: Ground) -> list[str]:
    return [held.fact.id or "" for held in ground.facts]


def _days(first: int, last: int) -> tuple[date, date]:
    return date(2026, 3, first), date(2026, 3, last)


def _since_long_ago(ability: str = "full") -> list[Fact]:
    values = {"programme": "tekun", "arrangement": "dispersed", "ability": ability}
    return [Fact(kind, value, date(2026, 1, 1), id=kind) for kind, value in values.items()]


def _fact(kind: str, value: str | None, first: int, last: int | None = None, known: int | None = None) -> Fact:
    ends, entered = (date(2026, 3, day) if day else None for day in (last, known))
    return Fact(kind, value, date(2026, 3, first), ends, entered, kind)
