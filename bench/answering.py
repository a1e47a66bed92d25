"""What the engine itself costs on a county with a year of records: lights, explanations, and a year from SQLite."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median
from typing import Any

from bench.figures import Figure, NotTakenError, Stopwatch, timed
from bench.ground import Ground
from bench.held import County, held, people_of
from duties.oracle import answer
from shouwang import clock
from shouwang.database import make_engine, reading
from shouwang.duties.cases import answer_case
from shouwang.duties.duty import Followed
from shouwang.duties.explain import Explanation, explain_all
from shouwang.duties.policy import policy_as_json
from shouwang.duties.reconcile import NONE, Line, Period, Person
from shouwang.ledger.queries import entries_within, records_of, townships_within
from shouwang.ledger.service import ledger_of, rows_within
from shouwang.ledger.standing import most_urgent, open_ledger
from shouwang.records.models import Record
from shouwang.settings import settings

MONTH, YEAR, BEFORE = 30, 365, 60
TIMES, SAMPLE = 3, 40


def measure(ground: Ground) -> Iterator[Figure]:
    """The median of a few; each by the clock on the wall, with the processor time beside it."""
    url = ground.year()
    yield from _year_from_database(url)
    yield _township_page(url)
    county = held(url)
    yield _lights(county)
    yield _month(county)
    yield _plain_walk(url, county)


def _lights(county: County) -> Figure:
    entries, watches = county.entries, []
    for _ in range(TIMES):
        with timed() as watch:
            ledger = open_ledger(county.followed, Period(county.today, county.today), county.today)
            for person in county.people:
                theirs = entries.get(person.id, NONE)
                most_urgent(owed for asked in ledger.now for owed in asked.of_person(person, theirs))
        watches.append(watch)
    name = f"the lights of {len(county.people):,} people today, in memory"
    return _figure(name, watches, "0.3 s", f"{county.number():,} records")


def _month(county: County) -> Figure:
    recent, watches, explained = county.since(_month_of(county).first - timedelta(days=BEFORE)), [], 0
    for _ in range(TIMES):
        with timed() as watch:
            ledger = open_ledger(county.followed, _month_of(county), county.today)
            told: list[Explanation] = [
                explained
                for person in county.people
                for asked in ledger.asked
                for explained in explain_all(asked.question, person, recent.records.get(person.id, ()))
            ]
        watches.append(watch)
        explained = len(told)
    name = f"{MONTH} days of {len(county.people):,} people, each line explained"
    return _figure(name, watches, "1 s", f"{explained:,} lines, {recent.number():,} records")


def _plain_walk(url: str, county: County) -> Figure:
    """Day after day, on some people, by the tests' oracle, which has to say the same."""
    sample = county.people[:: max(1, len(county.people) // SAMPLE)]
    rows = _rows(url, sample)
    first = _month_of(county).first - timedelta(days=BEFORE)
    cases = [_case(county, followed, person, rows, first) for person in sample for followed in county.followed]
    with timed() as watch:
        answers = [answer(case) for case in cases]
    if answers != [answer_case(case) for case in cases]:
        raise NotTakenError("the plain walk and the engine do not say the same")
    scale = len(county.people) / len(sample)
    remark = f"scaled from {len(sample)} people, {watch.wall:.2f} s: lines alone, nothing explained"
    return Figure("  the same days walked one by one", watch.wall * scale, "s", remark=remark)


def _case(
    county: County, followed: Followed, person: Person, rows: Mapping[str, Sequence[Record]], first: date
) -> dict[str, Any]:
    period, zone = _month_of(county), settings().zone
    facts = [
        {
            "kind": fact.kind,
            "value": fact.value,
            "from": fact.valid_from.isoformat(),
            "to": fact.valid_to and fact.valid_to.isoformat(),
            "known_on": fact.known_on and fact.known_on.isoformat(),
        }
        for fact in person.facts
    ]
    born = person.birth_date and person.birth_date.isoformat()
    return {
        "policy": policy_as_json(followed.policy),
        "timezone": zone.key,
        "from": period.first.isoformat(),
        "to": period.last.isoformat(),
        "now": datetime.combine(county.today, datetime.min.time(), zone).isoformat(),
        "people": [{"id": person.id, "birth_date": born, "facts": facts}],
        "records": [_as_case(row) for row in rows.get(person.id, ()) if row.service_date >= first],
    }


def _as_case(row: Record) -> dict[str, Any]:
    said = {name: getattr(row, name) for name in ("id", "kind", "status", "mode", "role", "value", "beneficiaries")}
    end = row.end and row.end.isoformat()
    return {**said, "subjects": [row.subject], "start": row.start.isoformat(), "end": end}


def _rows(url: str, people: Sequence[Person]) -> dict[str, list[Record]]:
    engine = make_engine(url)
    with reading(engine) as session:
        rows = {person.id: records_of(session, [person.id]) for person in people}
    engine.dispose()
    return rows


@dataclass(slots=True)
class _Asked:
    """A year as it was asked from the database: the whole, and the reading in it."""

    people: int
    records: int
    lines: Sequence[Line]
    whole: Stopwatch
    read: Stopwatch


def _year_from_database(url: str) -> Iterator[Figure]:
    runs = [_ask_for_a_year(url) for _ in range(TIMES)]
    name = f"{YEAR} days of {runs[0].people:,} people, from SQLite"
    remark = f"{len(runs[0].lines):,} lines, {runs[0].records:,} records"
    yield _figure(name, [run.whole for run in runs], "3 s", remark)
    yield _figure("  the reading alone", [run.read for run in runs], "", "")


def _ask_for_a_year(url: str) -> _Asked:
    engine, here = make_engine(url), settings()
    with timed() as whole, reading(engine) as session:
        with timed() as read:
            people, entries = people_of(session), entries_within(session, here.county)
        today = clock.today(here.zone)
        ledger = ledger_of(session, Period(today - timedelta(days=YEAR), today - timedelta(days=1)), today)
        lines = [
            owed.line
            for person in people
            for asked in ledger.asked
            for owed in asked.of_person(person, entries.get(person.id, NONE))
        ]
    engine.dispose()
    return _Asked(len(people), sum(map(len, entries.values())), lines, whole, read)


def _township_page(url: str) -> Figure:
    """The rows of one township this month: of a year of records only those that can change them are read."""
    engine, watches, today = make_engine(url), [], clock.today(settings().zone)
    for _ in range(TIMES):
        with timed() as watch, reading(engine) as session:
            township = townships_within(session, settings().county)[0].code
            rows = rows_within(session, ledger_of(session, Period(today.replace(day=1), today), today), township)
        watches.append(watch)
    engine.dispose()
    return _figure(f"the rows of a township of {len(rows):,} people, this month, from SQLite", watches, "", "")


def _month_of(county: County) -> Period:
    return Period(county.today - timedelta(days=MONTH), county.today - timedelta(days=1))


def _figure(name: str, watches: Sequence[Stopwatch], aim: str, remark: str) -> Figure:
    cpu = f"{median(watch.cpu for watch in watches):.2f} s of processor time"
    return Figure(name, median(watch.wall for watch in watches), "s", aim, f"{remark}; {cpu}" if remark else cpu)
