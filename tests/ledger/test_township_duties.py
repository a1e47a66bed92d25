"""What a township owes itself, and two versions of one pack in one period: lines kept apart, sums that are right."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from httpx import Client
from sqlalchemy import Engine

import cast
from cast import CAST, COUNTY, OTHER_TOWNSHIP, TOWNSHIP
from ledger.test_ledger import refused
from shouwang import clock, ids
from shouwang.database import writing
from shouwang.duties import service
from shouwang.duties.policy import load_pack
from shouwang.records.models import Record
from shouwang.sync.write import Author, write

Headers = dict[str, str]
SHANGHAI = ZoneInfo("Asia/Shanghai")
MARCH = {"from": "2026-03-01", "to": "2026-03-31"}


def was_done(engine: Engine, subject: str, day: date, **more: Any) -> str:
    """A visit to a person, or an activity of a township."""
    start = datetime(day.year, day.month, day.day, 9, tzinfo=SHANGHAI)
    of_township = {"kind": "activity", "subject_kind": "township", "form": "activity", "role": "volunteer_leader"}
    record = Record(
        **{
            "id": ids.uuid7(),
            "kind": "visit",
            "subject": subject,
            "township": TOWNSHIP,
            "role": "carer",
            "start": start,
            "service_date": day,
            "captured_at": start,
            "received_at": start + timedelta(hours=1),
            "author": CAST.carer,
            "author_name": "沈天强",
            "form": "visit",
            **(of_township if len(subject) == 9 else {"mode": "home"}),
            **more,
        }
    )
    with writing(engine) as session:
        write(session, [record], Author(CAST.carer, clock.now()))
    return record.id


def ask(client: Client, headers: Headers, path: str, **query: str) -> Any:
    reply = client.get(f"/api/ledger/{path}", headers=headers, params=query)
    assert reply.status_code == 200, reply.text
    return reply.json()


def duty_of(client: Client, headers: Headers, **query: str) -> Any:
    (row,) = ask(client, headers, "townships", **query)["rows"]
    (duty,) = row["duties"]
    return duty


def test_a_township_that_did_nothing_on_its_days_missed_the_month(client: Client, clerk: Headers) -> None:
    duty = duty_of(client, clerk, **MARCH)
    assert (duty["duty"]["id"], duty["duty"]["version"]) == ("XT-10", 1)
    assert "24、25" in duty["duty"]["sentence"]["zh"]
    assert (duty["expected"], duty["credited"], duty["misses"], duty["open"]) == (1, 0, ["2026-03-31"], 0)


def test_an_activity_counts_for_its_township_on_the_right_days_only(
    client: Client, clerk: Headers, settled: Engine
) -> None:
    was_done(settled, TOWNSHIP, date(2026, 3, 23))
    was_done(settled, TOWNSHIP, date(2026, 3, 24), status="voided")
    was_done(settled, OTHER_TOWNSHIP, date(2026, 3, 24), township=OTHER_TOWNSHIP)
    assert duty_of(client, clerk, **MARCH)["misses"] == ["2026-03-31"]
    was_done(settled, TOWNSHIP, date(2026, 3, 25))
    duty = duty_of(client, clerk, **MARCH)
    assert (duty["expected"], duty["credited"], duty["misses"]) == (1, 1, [])


def test_what_a_township_owes_is_in_no_sum_of_its_people(client: Client, clerk: Headers, settled: Engine) -> None:
    before = ask(client, clerk, "townships", **MARCH)["rows"][0]
    was_done(settled, TOWNSHIP, date(2026, 3, 24))
    after = ask(client, clerk, "townships", **MARCH)["rows"][0]
    assert {**before, "duties": []} == {**after, "duties": []}


def test_each_number_of_a_township_opens_onto_days_and_records(client: Client, clerk: Headers, settled: Engine) -> None:
    early = was_done(settled, TOWNSHIP, date(2026, 3, 20))
    counted = was_done(settled, TOWNSHIP, date(2026, 3, 24), beneficiaries=12)
    page = ask(client, clerk, f"townships/{TOWNSHIP}", **MARCH)
    (line,) = page["duties"]
    assert (page["name"], line["expected"], line["credited"]) == ("甲镇", 1, 1)
    assert line["credits"] == [{"service_date": "2026-03-24", "records": [counted]}]
    assert [day["day"] for day in line["days"] if day["record"] == counted] == ["2026-03-24"]
    told = {record["id"]: (record["counts_for"], record["not_counted"]) for record in page["records"]}
    assert told == {
        counted: (["XT-10"], {}),
        early: ([], {"XT-10": refused("not_a_creditable_day", had=20, wanted=[24, 25])}),
    }


def test_a_township_of_others_is_unknown(client: Client, clerk: Headers, settled: Engine) -> None:
    officer = cast.sign_in(settled, CAST.officer)
    for headers, code in (
        (clerk, OTHER_TOWNSHIP),
        (clerk, f"{TOWNSHIP}201"),
        (officer, COUNTY),
        (officer, "430321999"),
    ):
        assert client.get(f"/api/ledger/townships/{code}", headers=headers).status_code == 404


@pytest.fixture
def two_versions(settled: Engine, monkeypatch: pytest.MonkeyPatch) -> Engine:
    """From 16 March on: two visits a week to people who can care for themselves, and calls count for others."""
    pack = load_pack("xiangtan")
    changed = tuple(
        replace(
            duty,
            times=2 if duty.id == "XT-03" else 1,
            credit=replace(duty.credit, modes=() if duty.id == "XT-01" else duty.credit.modes),
        )
        for duty in pack.duties
    )
    with monkeypatch.context() as then:
        then.setattr(clock, "now", lambda: datetime(2026, 3, 10, 1, tzinfo=UTC))
        with writing(settled) as session:
            author = Author(None, clock.now())
            service.adopt(session, COUNTY, replace(pack, duties=changed), date(2026, 3, 16), author)
    return settled


def test_two_versions_in_a_period_give_a_line_each(client: Client, clerk: Headers, two_versions: Engine) -> None:
    was_done(two_versions, CAST.wang, date(2026, 3, 10))
    was_done(two_versions, CAST.wang, date(2026, 3, 20))
    lines = ask(client, clerk, f"people/{CAST.wang}", **MARCH)["duties"]
    assert [(line["duty"]["id"], line["duty"]["version"]) for line in lines] == [("XT-01", 1), ("XT-01", 2)]
    assert [(line["expected"], line["credited"], len(line["misses"])) for line in lines] == [(15, 1, 14), (16, 1, 15)]
    assert lines[0]["misses"][-1] == "2026-03-15"
    assert lines[1]["misses"][0] == "2026-03-16"


def test_the_sums_of_a_row_hold_both_versions(client: Client, clerk: Headers, two_versions: Engine) -> None:
    was_done(two_versions, CAST.wang, date(2026, 3, 10))
    for day in (3, 10, 17, 24, 25):
        was_done(two_versions, CAST.li, date(2026, 3, day))
    rows = {row["id"]: row for row in ask(client, clerk, "people", township=TOWNSHIP, **MARCH)["rows"]}
    assert (rows[CAST.wang]["expected"], rows[CAST.wang]["credited"], rows[CAST.wang]["misses"]) == (31, 1, 30)
    assert rows[CAST.wang]["duties"] == ["XT-01"]
    # Five weeks end in March: three by the first version, of which two are met; of two by the second one is.
    assert (rows[CAST.li]["expected"], rows[CAST.li]["credited"], rows[CAST.li]["misses"]) == (5, 3, 2)
    for person, row in rows.items():
        lines = ask(client, clerk, f"people/{person}", **MARCH)["duties"]
        assert row["expected"] == sum(line["expected"] for line in lines)
        assert row["misses"] == sum(len(line["misses"]) for line in lines)


def test_a_record_is_judged_by_the_version_of_its_day(client: Client, clerk: Headers, two_versions: Engine) -> None:
    before = was_done(two_versions, CAST.wang, date(2026, 3, 15), mode="phone")
    after = was_done(two_versions, CAST.wang, date(2026, 3, 16), mode="phone")
    records = ask(client, clerk, f"people/{CAST.wang}", **MARCH)["records"]
    told = {record["id"]: (record["counts_for"], record["not_counted"]) for record in records}
    assert told == {before: ([], {"XT-01": refused("mode", had="phone", wanted=["home"])}), after: (["XT-01"], {})}


def test_a_month_that_began_under_the_first_version_is_owed_once(
    client: Client, clerk: Headers, two_versions: Engine
) -> None:
    was_done(two_versions, TOWNSHIP, date(2026, 3, 24))
    (row,) = ask(client, clerk, "townships", **MARCH)["rows"]
    assert [(duty["duty"]["version"], duty["expected"], duty["credited"]) for duty in row["duties"]] == [(1, 1, 1)]
    (row,) = ask(client, clerk, "townships", **{"from": "2026-04-01", "to": "2026-04-30"})["rows"]
    assert [(duty["duty"]["version"], duty["expected"], duty["credited"]) for duty in row["duties"]] == [(2, 1, 0)]


def test_the_page_says_which_versions_the_numbers_follow(client: Client, clerk: Headers, two_versions: Engine) -> None:
    del two_versions

    def versions(**period: str) -> list[tuple[str, int]]:
        policies = ask(client, clerk, "people", township=TOWNSHIP, **period)["policies"]
        return [(policy["id"], policy["version"]) for policy in policies]

    assert versions(**MARCH) == [("xiangtan", 1), ("xiangtan", 2)]
    assert versions(**{"from": "2026-03-01", "to": "2026-03-15"}) == [("xiangtan", 1)]
    assert versions(**{"from": "2026-03-16", "to": "2026-03-31"}) == [("xiangtan", 2)]
    assert versions(**{"from": "2023-12-01", "to": "2023-12-31"}) == []


def test_staff_read_what_the_county_follows_and_the_field_does_not(
    client: Client, clerk: Headers, carer: Headers, two_versions: Engine
) -> None:
    del two_versions
    page = client.get("/api/duties/policies", headers=clerk).json()
    told = [(each["pack"], each["version"], each["valid_from"], each["valid_to"]) for each in page["policies"]]
    assert told == [("xiangtan", 2, "2026-03-16", None), ("xiangtan", 1, "2024-01-01", "2026-03-15")]
    latest = page["policies"][0]
    assert latest["status"] == "in_force"
    assert [duty["id"] for duty in latest["duties"]] == ["XT-01", "XT-02", "XT-03", "XT-10"]
    assert "每周上门探访两次" in latest["duties"][2]["sentence"]["zh"]
    assert all(duty["quote"] and duty["source"] and duty["sentence"]["en"] for duty in latest["duties"])
    assert [statement["id"] for statement in latest["statements"]] == ["XT-05", "XT-06", "XT-07", "XT-08"]
    assert client.get("/api/duties/policies", headers=carer).status_code == 403


def test_a_draft_that_is_adopted_stays_a_draft(client: Client, clerk: Headers, settled: Engine) -> None:
    with writing(settled) as session:
        service.adopt(session, COUNTY, "rongchang", date(2026, 1, 1), Author(None, clock.now()))
    page = client.get("/api/duties/policies", headers=clerk).json()
    assert {each["pack"]: each["status"] for each in page["policies"]} == {"xiangtan": "in_force", "rongchang": "draft"}
    (row,) = ask(client, clerk, "townships", **MARCH)["rows"]
    told = [(duty["duty"]["id"], duty["duty"]["status"], duty["expected"]) for duty in row["duties"]]
    assert told == [("XT-10", "in_force", 1), ("RC-05", "draft", 1), ("RC-15", "draft", 1)]
