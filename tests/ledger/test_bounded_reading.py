"""However little is read, no light and no number is another one: what is left out cannot change an answer."""

from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine

from cast import CAST, COUNTY, LONG_AGO, TOWNSHIP
from duties.reading import read_case
from duties.worlds import worlds
from ledger.test_ledger import visit
from shouwang import clock
from shouwang.database import reading, writing
from shouwang.duties.credit import NONE, Entries, Signature
from shouwang.duties.reconcile import Period, Question, lines_of_person, lines_of_place
from shouwang.duties.service import adopt
from shouwang.ledger import queries
from shouwang.ledger.service import ledger_of, rows_within
from shouwang.records.models import Record
from shouwang.sync.write import Author, write

World = dict[str, Any]


@given(worlds(), st.sampled_from([0, 0, 30, 400]))
def test_what_is_not_wanted_changes_no_line(world: World, past: int) -> None:
    # All that was written some time before the period as well: the further back, the more is left out.
    first = date.fromisoformat(world["from"]) + timedelta(past)
    asked = read_case(world | {"from": first.isoformat(), "to": (first + timedelta(30)).isoformat()})
    question = Question(asked.policy, asked.period, asked.today)
    whole = asked.entries()
    little = {subject: as_wanted(question, entries) for subject, entries in whole.items()}
    for person in asked.people:
        lines = lines_of_person(question, person, whole.get(person.id, NONE))
        assert lines_of_person(question, person, little.get(person.id, NONE)) == lines
    for kind, place in asked.places:
        lines = lines_of_place(question, kind, place, whole.get(place, NONE))
        assert lines_of_place(question, kind, place, little.get(place, NONE)) == lines


def as_wanted(question: Question, entries: Entries) -> Entries:
    """Only what `looks_back_to` asks for: recent records, and before them the last of each signature."""
    wanted = question.looks_back_to()
    pairs = list(zip(entries.days, entries.signatures, strict=True))
    recent = [(day, signature) for day, signature in pairs if day >= wanted.get(signature.kind, date.max.toordinal())]
    # The days are in order: of a signature the last one stays.
    last: dict[Signature, int] = {signature: day for day, signature in pairs if (day, signature) not in recent}
    return Entries([*recent, *((day, signature) for signature, day in last.items())])


@pytest.mark.parametrize("seed", range(2))
def test_the_rows_of_a_township_are_those_of_all_its_records(
    settled: Engine, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    _two_years(settled, Random(seed))
    _ask_for_an_hour(settled)
    read_all = queries.entries_within
    for today in (date(2026, 3, 31), date(2026, 4, 1), date(2026, 1, 1), date(2027, 2, 10)):
        february = Period(date(2026, 2, 3), date(2026, 2, 9))
        for period in (Period(today.replace(day=1), today), Period(today, today), february):
            with reading(settled) as session:
                ledger = ledger_of(session, period, today)
                little = rows_within(session, ledger, TOWNSHIP)
                with monkeypatch.context() as patched:
                    patched.setattr(queries, "entries_within", lambda session, place, *_: read_all(session, place))
                    assert rows_within(session, ledger, TOWNSHIP) == little


def test_little_is_read_for_a_light(settled: Engine) -> None:
    today = date(2026, 3, 31)
    _write(settled, [visit(CAST.wang, today - timedelta(days)) for days in range(300)])
    with reading(settled) as session:
        ledger = ledger_of(session, Period(today, today), today)
        entries = queries.entries_within(session, TOWNSHIP, ledger.wanted(), ledger.limits())
    assert len(entries[CAST.wang]) < 20


def _ask_for_an_hour(engine: Engine) -> None:
    """A policy of which a duty wants visits of some length: a number then counts by whether it is reached."""
    with writing(engine) as session:
        adopt(session, COUNTY, "donghai", LONG_AGO, Author(None, clock.now()))
        ledger = ledger_of(session, Period(LONG_AGO, LONG_AGO), LONG_AGO)
    assert ledger.limits()["minutes"] == {60}


def _two_years(engine: Engine, random: Random) -> None:
    records = [
        visit(
            person,
            date(2025, 12, 1) + timedelta(random.randrange(480)),
            kind=random.choice(["visit", "visit", "checkup", "activity"]),
            mode=random.choice(["home", "home", "phone"]),
            status=random.choice(["valid", "valid", "attempt", "voided"]),
            minutes=random.choice([None, 5, 30, 59, 60, 61, 90]),
        )
        for person in (CAST.wang, CAST.zhao, CAST.li)
        for _ in range(30)
    ]
    _write(engine, records)


def _write(engine: Engine, records: list[Record]) -> None:
    with writing(engine) as session:
        write(session, records, Author(CAST.carer, clock.now()))
