"""Years that are long over travel as a summary: always what the records say, once, however it came about."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from httpx import Client
from sqlalchemy import Engine, select, update
from sqlmodel import col

import cast
from cast import CAST, envelope, visit
from register.desk import send
from shouwang import clock
from shouwang.database import reading, writing
from shouwang.records import summaries
from shouwang.records.models import Record, YearSummary
from shouwang.records.summaries import sum_up, turn_of_the_year
from shouwang.settings import settings
from shouwang.sync.models import Meta, RowVersion
from shouwang.sync.write import Author, write
from sync.tables import Tables

Headers = dict[str, str]
Travel = Callable[[datetime], None]
NEW_YEAR = datetime(2027, 1, 1, 1, tzinfo=UTC)


@pytest.fixture
def travel(monkeypatch: pytest.MonkeyPatch) -> Travel:
    """Sets the server's clock."""

    def to(moment: datetime) -> None:
        monkeypatch.setattr(clock, "now", lambda: moment)

    return to


def at(year: int, month: int = 3, day: int = 10, hour: int = 1) -> datetime:
    return datetime(year, month, day, hour, tzinfo=UTC)


def told(client: Client, headers: Headers) -> dict[str, list[Any]]:
    """What a phone that has nothing is told of summaries and records."""
    rows = client.post("/api/sync/pull", headers=headers, json={"device": "d", "have": {}}).json()["rows"]
    return {kind: [row["body"] for row in rows if row["kind"] == kind] for kind in ("year_summary", "record")}


def figures(summary: Any) -> tuple[Any, ...]:
    return tuple(summary[name] for name in ("person", "year", "visits", "attempts", "days", "last_visit"))


def attempted(person: str, start: datetime) -> dict[str, Any]:
    return visit(person, start, status="attempt", reason="nobody_home", answers={})


def test_when_a_year_turns_the_one_before_last_becomes_a_summary(
    client: Client, carer: Headers, travel: Travel
) -> None:
    travel(at(2026, 12, 31))
    starts = [at(2025), at(2025, hour=5), at(2025, day=11)]
    bodies = [visit(CAST.wang, start) for start in starts]
    bodies += [visit(CAST.wang, at(2025, day=12), mode="phone"), attempted(CAST.wang, at(2025, day=13))]
    bodies += [visit(CAST.wang, at(2026)), visit(CAST.li, at(2025, 12, 31, 15))]
    send(client, carer, *(envelope(body, n) for n, body in enumerate(bodies, 1)))
    before = told(client, carer)
    assert (before["year_summary"], len(before["record"])) == ([], 7)
    travel(NEW_YEAR)
    after = told(client, carer)
    assert [figures(each) for each in after["year_summary"]] == [
        (CAST.wang, 2025, 4, 1, 2, "2025-03-11"),
        (CAST.li, 2025, 1, 0, 1, "2025-12-31"),
    ]
    assert [record["service_date"] for record in after["record"]] == ["2026-03-10"]


def test_a_late_record_of_a_year_that_is_summed_up_counts_at_once(
    client: Client, carer: Headers, travel: Travel, settled: Engine
) -> None:
    travel(NEW_YEAR)
    clerk = cast.sign_in(settled, CAST.clerk, "desk-in-the-new-year")
    turn_of_the_year()
    first, second = envelope(visit(CAST.wang, at(2025))), envelope(visit(CAST.wang, at(2025, day=11)), 2)
    send(client, carer, first)
    assert [figures(each)[2:] for each in told(client, carer)["year_summary"]] == [(1, 0, 1, "2025-03-10")]
    send(client, carer, second, first)
    assert [figures(each)[2:] for each in told(client, carer)["year_summary"]] == [(2, 0, 2, "2025-03-11")]
    body = {"record": second["body"]["id"], "why": "twice"}
    send(client, carer, envelope({"person": CAST.wang}, 3, op="visit.void", body=body))
    assert [figures(each)[2:] for each in told(client, carer)["year_summary"]] == [(1, 0, 1, "2025-03-10")]
    voided = client.post(f"/api/records/{first['body']['id']}/void", headers=clerk, json={"why": "not_made"})
    assert voided.status_code == 200
    assert [figures(each)[2:] for each in told(client, carer)["year_summary"]] == [(0, 0, 0, None)]
    with reading(settled) as session:
        kept = select(RowVersion).where(col(RowVersion.kind) == "year_summary")
        assert sorted(each.version for each in session.scalars(kept)) == [1, 2, 3, 4]


def test_an_amendment_moves_a_visit_from_one_year_to_another(client: Client, carer: Headers, travel: Travel) -> None:
    travel(NEW_YEAR)
    first = envelope(visit(CAST.wang, at(2025)))
    moved = {**first["body"], "id": "0" * 36, "start": at(2024).isoformat(), "amends": first["body"]["id"]}
    moved |= {"end": (at(2024) + timedelta(minutes=30)).isoformat(), "why": "wrong_time"}
    assert send(client, carer, first, envelope(moved, 2, op="visit.amend")) == [("applied", None)] * 2
    years = {each["year"]: each["days"] for each in told(client, carer)["year_summary"]}
    assert years == {2024: 1, 2025: 0}


def test_a_server_that_runs_on_sums_up_what_a_restore_has_put_back(
    client: Client, carer: Headers, travel: Travel, settled: Engine
) -> None:
    travel(at(2026, 12, 31))
    send(client, carer, envelope(visit(CAST.wang, at(2025))))
    backup = Tables(settled).copy()
    travel(NEW_YEAR)
    assert len(told(client, carer)["year_summary"]) == 1
    Tables(settled).put_back(backup, "another epoch")
    with reading(settled) as session:
        assert session.scalars(select(YearSummary)).all() == []
    assert len(told(client, carer)["year_summary"]) == 1


def test_many_who_notice_at_once_sum_up_once(settled: Engine, travel: Travel) -> None:
    with writing(settled) as session:
        session.execute(update(Meta).where(col(Meta.key) == summaries.THROUGH).values(value="0000"))
    old_record(settled, at(2020))

    def turn(_: int) -> None:
        with writing(settled) as session:
            sum_up(session, 2024)

    with ThreadPoolExecutor(6) as threads:
        list(threads.map(turn, range(6)))
    assert summed_up(settled) == [(2020, 1, 1)]


def test_records_that_come_while_a_year_is_summed_up_are_in_the_summary(
    client: Client, carer: Headers, settled: Engine, travel: Travel
) -> None:
    travel(NEW_YEAR)

    def come(n: int) -> None:
        if n % 4:
            send(client, carer, envelope(visit(CAST.wang, at(2025, day=n + 1)), n))
        else:
            with writing(settled) as session:
                sum_up(session, 2025)

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(come, range(16)))
    assert [row[:2] for row in summed_up(settled)] == [(2025, 12)]


def test_years_are_summed_up_from_the_first_record_on(settled: Engine, client: Client, carer: Headers) -> None:
    for year in (1970, 2019, 2023):
        old_record(settled, at(year))
    this_year = clock.today(settings().zone).year
    years = [each["year"] for each in told(client, carer)["year_summary"]]
    assert sorted(years) == [year for year in (1970, 2019, 2023) if year <= this_year - 2]


def old_record(engine: Engine, start: datetime) -> None:
    record = Record(
        id=f"{start.year:036}",
        kind="visit",
        subject=CAST.wang,
        township=cast.TOWNSHIP,
        mode="home",
        start=start,
        service_date=date(start.year, start.month, start.day),
        captured_at=start,
        received_at=start,
        author=CAST.carer,
        author_name="沈天强",
        form="visit",
    )
    with writing(engine) as session:
        write(session, [record], Author(CAST.carer, start))


def summed_up(engine: Engine) -> list[tuple[int, int, int]]:
    with reading(engine) as session:
        return [(each.year, each.visits, each.version) for each in session.scalars(select(YearSummary))]
