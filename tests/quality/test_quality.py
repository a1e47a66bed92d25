"""What cannot be right in a register, what is missing, and what is told of it."""

from datetime import date

import pytest
from sqlalchemy import Engine, select
from sqlmodel import col

from cast import CAST, TOWNSHIP
from closing.playing import arrives, begins
from shouwang import clock, ids
from shouwang.database import writing
from shouwang.duties.timelines import Fact, Person
from shouwang.quality import rules
from shouwang.quality.rules import FindingKind
from shouwang.quality.service import quality
from shouwang.register.models import Fact as FactRow
from shouwang.settings import settings

TODAY = date(2026, 11, 20)
SINCE = date(2024, 1, 1)
PROGRAMME = Fact("programme", "tekun", SINCE)
AT_HOME = Fact("arrangement", "dispersed", SINCE)
ABLE = Fact("ability", "self", SINCE)
RIGHT = (PROGRAMME, AT_HOME, ABLE)
DEAD = Fact("death", None, date(2026, 3, 10))


@pytest.mark.parametrize(
    ("born", "facts", "kinds"),
    [
        (date(1950, 2, 3), RIGHT, []),
        (date(1911, 11, 20), RIGHT, []),
        (date(1910, 11, 20), RIGHT, [FindingKind.AGE]),
        (date(2027, 1, 1), (), [FindingKind.AGE, FindingKind.NO_PROGRAMME]),
        (date(1950, 2, 3), (), [FindingKind.NO_PROGRAMME]),
        (date(1950, 2, 3), (PROGRAMME, ABLE), [FindingKind.NO_ARRANGEMENT]),
        (date(1950, 2, 3), (PROGRAMME, AT_HOME), [FindingKind.NO_ABILITY]),
        (date(1950, 2, 3), (Fact("programme", "dibao", SINCE),), []),
        (date(1950, 2, 3), (DEAD,), []),
        (date(1950, 2, 3), (*RIGHT, Fact("ability", "full", SINCE)), [FindingKind.CONTRADICTION]),
        (date(1950, 2, 3), (*RIGHT, Fact("programme", "dibao", SINCE)), []),
        (date(1950, 2, 3), (*RIGHT, DEAD, Fact("ability", "full", TODAY)), [FindingKind.CONTRADICTION]),
        (date(2025, 2, 3), RIGHT, [FindingKind.CONTRADICTION] * 3),
        (date(1950, 2, 3), (*RIGHT, Fact("suspension", "away", TODAY, SINCE)), [FindingKind.CONTRADICTION]),
    ],
)
def test_what_is_wrong_with_a_person(born: date, facts: tuple[Fact, ...], kinds: list[FindingKind]) -> None:
    assert [each.kind for each in rules.of_person(Person("p", born, list(facts)), TODAY)] == kinds


def test_more_visited_than_listed_is_told_as_it_is_and_who_they_are() -> None:
    first = date(2026, 10, 1)
    over = list(rules.of_month({"a", "b"}, {"a": 1, "c": 2, "d": 1}, TOWNSHIP, first))
    assert [(each.kind, each.id, each.count, each.of) for each in over] == [
        (FindingKind.COVERAGE, TOWNSHIP, 3, 2),
        (FindingKind.NOT_LISTED, "c", 2, None),
        (FindingKind.NOT_LISTED, "d", 1, None),
    ]
    assert list(rules.of_month({"a", "b"}, {"a": 31}, TOWNSHIP, first)) == []


def test_who_is_listed_lives_at_home_on_a_day_of_the_month() -> None:
    moved = [PROGRAMME, AT_HOME, Fact("arrangement", "centralised", date(2026, 10, 2))]
    october, november = (date(2026, 10, 1), date(2026, 10, 31)), (date(2026, 11, 1), date(2026, 11, 30))
    assert rules.lives_at_home(Person("p", date(1950, 2, 3), moved), *october)
    assert not rules.lives_at_home(Person("p", date(1950, 2, 3), moved), *november)
    assert not rules.lives_at_home(Person("p", date(1950, 2, 3), []), *october)


def test_the_list_of_a_township_names_each_with_what_it_is_about(settled: Engine) -> None:
    today = clock.today(settings().zone)
    nobody = ids.uuid7()
    with writing(settled) as session:
        before = quality(session, TOWNSHIP).findings
        arrives(session, nobody, today)
        begins(session, CAST.li, "death", None, date(2026, 1, 9))
        arrives(session, CAST.li, date(2026, 1, 12))
        for fact in session.scalars(select(FactRow).where(col(FactRow.person) == CAST.zhao)):
            fact.voided_at = clock.now()
        session.flush()
        reply = quality(session, TOWNSHIP)
    new = {(each.kind, each.id, each.name) for each in reply.findings} - {(o.kind, o.id, o.name) for o in before}
    names = {each.id: each.name for each in reply.findings}
    assert (FindingKind.NO_PERSON, nobody, "") in new
    assert (FindingKind.AFTER_DEATH, CAST.li, names[CAST.li]) in new
    assert (FindingKind.NO_PROGRAMME, CAST.zhao, names[CAST.zhao]) in new
    assert names[CAST.zhao]
    order = [list(FindingKind).index(each.kind) for each in reply.findings]
    assert order == sorted(order)
