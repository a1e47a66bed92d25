"""Of honest carers little is asked: the demo county's, with phones that are off, shifted and out of range."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from demo.conftest import key, small
from demo.county_rows import Rows
from shouwang.duties.words import RecordKind
from shouwang.questions.raising import fix_of
from shouwang.questions.rules import Asked, Fix, Limits, Seen, questions_about
from shouwang.records.models import Record
from shouwang.register.models import Person

__all__ = ["key", "small"]
ONE_IN = 200


def test_fewer_than_one_question_in_two_hundred_visits_of_honest_carers(small: Rows) -> None:
    visits = sum(record.kind == RecordKind.VISIT for record in small.of(Record))
    asked = Counter(each.kind for each in all_asked(small))
    assert visits > 5_000
    assert sum(record.position is not None for record in small.of(Record)) > visits / 5
    assert asked.total() * ONE_IN < visits, asked


@pytest.mark.parametrize("far_metres", [1_500.0, 3_000.0])
def test_a_wider_bound_asks_less(small: Rows, far_metres: float) -> None:
    narrow = [each for each in all_asked(small, Limits(far_metres=100.0)) if each.kind == "far"]
    wide = [each for each in all_asked(small, Limits(far_metres=far_metres)) if each.kind == "far"]
    assert len(wide) < len(narrow) / 10


def all_asked(county: Rows, limits: Limits | None = None) -> Iterator[Asked]:
    """What is asked as the days go by, each author's records of a day together as her phone sends them."""
    homes = {person.id: person.household or person.id for person in county.of(Person)}
    of_day: dict[tuple[str, date], list[Seen]] = defaultdict(list)
    of_person: dict[str, list[Seen]] = defaultdict(list)
    fixes: dict[str, list[tuple[date, Fix]]] = defaultdict(list)
    for record in county.of(Record):
        if record.kind == RecordKind.VISIT:
            each = seen(record, homes[record.subject])
            of_day[each.author, each.service_date].append(each)
            of_person[each.person].append(each)
            if each.fix is not None:
                fixes[each.home].append((each.service_date, each.fix))
    for (author, day), new in of_day.items():
        around = [day + timedelta(days=n) for n in (-1, 0, 1)]
        hers = [each for near in around for each in of_day.get((author, near), ())]
        theirs = [one for each in new for one in of_person[each.person] if one.service_date in around]
        known = {each.home: [fix for of, fix in fixes[each.home] if of < day][-30:] for each in new}
        yield from questions_about(new, hers, theirs, known, limits or Limits())


def seen(record: Record, home: str) -> Seen:
    names = ("id", "author", "status", "mode", "start", "end", "captured_at", "service_date", "trip")
    same = {name: getattr(record, name) for name in names}
    return Seen(person=record.subject, home=home, fix=fix_of(record.position) if record.position else None, **same)
