"""The township sees who was visited and who was not, and each number opens onto its records."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from httpx import Client
from sqlalchemy import Engine

import cast
from cast import CAST, OTHER_TOWNSHIP, TOWNSHIP
from shouwang import clock, ids
from shouwang.database import writing
from shouwang.records.models import Record
from shouwang.register.models import Fact
from shouwang.settings import settings
from shouwang.sync.write import Author, write

Headers = dict[str, str]
SHANGHAI = ZoneInfo("Asia/Shanghai")


def was_visited(engine: Engine, person: str, day: date, **more: Any) -> str:
    """A visit of half an hour at nine o'clock, as the phone's push would have written it."""
    record = visit(person, day, **more)
    with writing(engine) as session:
        write(session, [record], Author(CAST.carer, clock.now()))
    return record.id


def visit(person: str, day: date, **more: Any) -> Record:
    """Such a visit, not yet written."""
    start = datetime(day.year, day.month, day.day, 9, tzinfo=SHANGHAI)
    return Record(
        **{
            "id": ids.uuid7(),
            "kind": "visit",
            "subject": person,
            "township": TOWNSHIP,
            "mode": "home",
            "role": "carer",
            "start": start,
            "end": start + timedelta(minutes=30),
            "minutes": 30,
            "service_date": day,
            "captured_at": start,
            "received_at": start,
            "author": CAST.carer,
            "author_name": "沈天强",
            "form": "visit",
            **more,
        }
    )


def ask(client: Client, headers: Headers, path: str, **query: Any) -> Any:
    reply = client.get(f"/api/ledger/{path}", headers=headers, params=query)
    assert reply.status_code == 200, reply.text
    return reply.json()


def refused(reason: str, **said: Any) -> dict[str, Any]:
    """Why a record does not count, as it is told."""
    return {"reason": reason, "had": None, "wanted": [], "instead": None, "facts": [], **said}


def row_of(client: Client, headers: Headers, person: str, **query: Any) -> Any:
    rows = ask(client, headers, "people", township=TOWNSHIP, **query)["rows"]
    return next(row for row in rows if row["id"] == person)


def test_a_township_without_visits_has_missed_what_was_owed(client: Client, clerk: Headers) -> None:
    march = {"from": "2026-03-01", "to": "2026-03-31"}
    rows = {row["id"]: row for row in ask(client, clerk, "people", township=TOWNSHIP, **march)["rows"]}
    numbers = {person: (row["expected"], row["credited"], row["misses"]) for person, row in rows.items()}
    assert numbers == {CAST.wang: (31, 0, 31), CAST.zhao: (15, 0, 15), CAST.li: (5, 0, 5)}
    assert {row["light"] for row in rows.values()} == {"red"}


def test_a_visit_today_turns_the_light_green(client: Client, clerk: Headers, settled: Engine) -> None:
    today = clock.today(settings().zone)
    was_visited(settled, CAST.wang, today)
    row = row_of(client, clerk, CAST.wang)
    assert (row["light"], row["last_visit"]) == ("green", today.isoformat())


def test_a_call_and_an_attempt_turn_nothing_green(client: Client, clerk: Headers, settled: Engine) -> None:
    today = clock.today(settings().zone)
    was_visited(settled, CAST.wang, today, mode="phone")
    was_visited(settled, CAST.wang, today, status="attempt", reason="nobody_home")
    row = row_of(client, clerk, CAST.wang)
    assert (row["light"], row["last_visit"], row["last_attempt"]) == ("red", None, today.isoformat())


def test_each_number_opens_onto_days_and_records(client: Client, clerk: Headers, settled: Engine) -> None:
    first = was_visited(settled, CAST.wang, date(2026, 3, 2))
    second = was_visited(settled, CAST.wang, date(2026, 3, 2))
    call = was_visited(settled, CAST.wang, date(2026, 3, 3), mode="phone")
    page = ask(client, clerk, f"people/{CAST.wang}", **{"from": "2026-03-01", "to": "2026-03-05"})
    (line,) = page["duties"]
    assert line["duty"]["id"] == "XT-01"
    assert line["duty"]["quote"]
    assert "每天" in line["duty"]["sentence"]["zh"]
    assert (line["expected"], line["credited"]) == (5, 1)
    assert line["misses"] == ["2026-03-01", "2026-03-03", "2026-03-04", "2026-03-05"]
    assert line["credits"] == [{"service_date": "2026-03-02", "records": sorted([first, second])}]
    assert [day["state"] for day in line["days"]] == ["missed", "credited", "missed", "missed", "missed"]
    told = {record["id"]: (record["counts_for"], record["not_counted"]) for record in page["records"]}
    assert told[call] == ([], {"XT-01": refused("mode", had="phone", wanted=["home"])})
    counted, other = sorted([first, second])
    assert told[counted] == (["XT-01"], {})
    assert told[other] == ([], {"XT-01": refused("same_day", instead=counted)})


def test_each_day_names_the_facts_and_the_version_by_which_it_was_owed(
    client: Client, clerk: Headers, settled: Engine
) -> None:
    full = {fact["kind"]: fact["id"] for fact in ask(client, clerk, f"people/{CAST.wang}")["facts"]}
    visited = was_visited(settled, CAST.wang, date(2026, 3, 3))
    stay = {"kind": "suspension", "value": "hospital", "valid_from": "2026-03-03", "valid_to": "2026-03-04"}
    away = client.post(f"/api/register/people/{CAST.wang}/facts", headers=clerk, json=stay).json()["id"]
    page = ask(client, clerk, f"people/{CAST.wang}", **{"from": "2026-03-01", "to": "2026-03-05"})
    (line,) = page["duties"]
    assert (line["duty"]["pack"], line["duty"]["version"], line["duty"]["valid_to"]) == ("xiangtan", 1, None)
    told = [(each["first"][8:], each["last"][8:], each["state"], each["why"]) for each in line["grounds"]]
    assert told == [
        ("01", "02", "owed", []),
        ("03", "04", "suspended", ["suspension"]),
        ("05", "05", "owed", []),
    ]
    owed, suspended, _ = ({fact["kind"]: fact["id"] for fact in each["facts"]} for each in line["grounds"])
    assert owed == full
    assert suspended == full | {"suspension": away}
    (record,) = (each for each in page["records"] if each["id"] == visited)
    assert record["not_counted"] == {"XT-01": refused("suspended", facts=[away])}


def test_the_table_s_sums_are_those_of_the_person_pages(client: Client, clerk: Headers, settled: Engine) -> None:
    for day in range(1, 20, 3):
        was_visited(settled, CAST.zhao, date(2026, 3, day))
    march = {"from": "2026-03-01", "to": "2026-03-31"}
    for row in ask(client, clerk, "people", township=TOWNSHIP, **march)["rows"]:
        lines = ask(client, clerk, f"people/{row['id']}", **march)["duties"]
        assert row["expected"] == sum(line["expected"] for line in lines)
        assert row["credited"] == sum(line["credited"] for line in lines)
        assert row["misses"] == sum(len(line["misses"]) for line in lines)


def test_a_county_sees_its_townships_and_a_clerk_her_own(client: Client, clerk: Headers, settled: Engine) -> None:
    officer = cast.sign_in(settled, CAST.officer)
    rows = ask(client, officer, "townships")["rows"]
    assert {row["township"]: row["people"] for row in rows} == {TOWNSHIP: 3, OTHER_TOWNSHIP: 0}
    assert rows[0]["expected"] == sum(
        row["expected"] for row in ask(client, officer, "people", township=TOWNSHIP)["rows"]
    )
    assert [row["township"] for row in ask(client, clerk, "townships")["rows"]] == [TOWNSHIP]


def test_a_voided_fact_owes_nothing_and_stays_in_sight(client: Client, clerk: Headers, settled: Engine) -> None:
    with writing(settled) as session:
        fact = session.get_one(Fact, ids.id_from(CAST.wang, "programme"))
        fact.voided_at, fact.void_reason = clock.now(), "entered for somebody else"
        write(session, [fact], Author(CAST.clerk, clock.now()))
    assert (row_of(client, clerk, CAST.wang)["light"], row_of(client, clerk, CAST.wang)["expected"]) == ("grey", 0)
    facts = ask(client, clerk, f"people/{CAST.wang}")["facts"]
    assert [fact["kind"] for fact in facts if fact["voided_at"]] == ["programme"]


@pytest.mark.parametrize("path", ["townships", f"people?township={TOWNSHIP}", f"people/{CAST.wang}"])
def test_who_is_no_staff_sees_no_page(client: Client, carer: Headers, path: str) -> None:
    assert client.get(f"/api/ledger/{path}", headers=carer).status_code == 403
    assert client.get(f"/api/ledger/{path}").status_code == 401


@pytest.mark.parametrize(
    "path", [f"people?township={TOWNSHIP}", f"people/{CAST.wang}", "people/nobody", "people?township="]
)
def test_another_township_s_people_answer_as_unknown(client: Client, settled: Engine, path: str) -> None:
    other = cast.sign_in(settled, CAST.other_clerk)
    reply = client.get(f"/api/ledger/{path}", headers=other)
    assert (reply.status_code, reply.json()) == (404, {"code": "unknown"})


@pytest.mark.parametrize(
    "query",
    [{"from": "2026-03-02", "to": "2026-03-01"}, {"from": "x"}, {"from": "0001-01-01", "to": "9999-12-31"}],
)
def test_a_period_that_makes_no_sense_is_refused(client: Client, clerk: Headers, query: dict[str, str]) -> None:
    reply = client.get("/api/ledger/townships", headers=clerk, params=query)
    assert reply.status_code in (400, 422)
    assert reply.json()["code"] in ("period", "invalid")


def test_a_look_at_an_earlier_month_leaves_the_light_as_it_is_now(
    client: Client, clerk: Headers, settled: Engine
) -> None:
    today = clock.today(settings().zone)
    with writing(settled) as session:
        facts = [
            session.get_one(Fact, ids.id_from(CAST.wang, kind)) for kind in ("programme", "arrangement", "ability")
        ]
        for fact in facts:
            fact.valid_from = fact.known_on = today - timedelta(days=3)
        write(session, facts, Author(CAST.clerk, clock.now()))
    now = row_of(client, clerk, CAST.wang)
    long_ago = row_of(client, clerk, CAST.wang, **{"from": "2025-01-01", "to": "2025-01-31"})
    assert (now["light"], long_ago["light"]) == ("red", "red")
    assert long_ago["due_by"] == now["due_by"]
    assert long_ago["expected"] == 0


def test_a_week_that_ends_in_the_period_opens_onto_the_visit_before_it(
    client: Client, clerk: Headers, settled: Engine
) -> None:
    record = was_visited(settled, CAST.li, date(2026, 2, 25))
    page = ask(client, clerk, f"people/{CAST.li}", **{"from": "2026-03-01", "to": "2026-03-31"})
    (line,) = page["duties"]
    assert line["credited"] == 1
    assert line["credits"] == [{"service_date": "2026-02-25", "records": [record]}]
    assert [r["counts_for"] for r in page["records"]] == [["XT-03"]]


def test_today_s_visit_is_behind_the_light_and_from_tomorrow_behind_the_number(
    client: Client, clerk: Headers, settled: Engine
) -> None:
    today = clock.today(settings().zone)
    was_visited(settled, CAST.wang, today)
    was_visited(settled, CAST.wang, today - timedelta(days=1))
    period = {"from": (today - timedelta(days=3)).isoformat(), "to": today.isoformat()}
    (line,) = ask(client, clerk, f"people/{CAST.wang}", **period)["duties"]
    assert (line["light"], line["credited"], len(line["credits"])) == ("green", 1, 1)
    assert [day["state"] for day in line["days"]] == ["missed", "missed", "credited", "credited"]
