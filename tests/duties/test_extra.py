"""One visit to everybody within some days: raised by the office, seen at once, and apart from all other numbers."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from httpx import Client
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine

import cast
from cast import CAST, COUNTY, OTHER_TOWNSHIP, TOWNSHIP
from shouwang import clock, ids
from shouwang.database import writing
from shouwang.duties.credit import Entries, Reason, entries_by_subject
from shouwang.duties.duty import AgeLimit, Population
from shouwang.duties.explain import DayState, Explanation
from shouwang.duties.extra import AskedExtra, Extra, ExtraLine, ExtraState
from shouwang.duties.festivals import festivals, festivals_from
from shouwang.duties.reconcile import Entry, Fact, Person, Signature
from shouwang.duties.reconcile import Record as EngineRecord
from shouwang.duties.words import Ability, Arrangement
from shouwang.records.models import Record
from shouwang.register.models import Fact as FactRow
from shouwang.settings import settings
from shouwang.sync.write import Author, write

Headers = dict[str, str]
SHANGHAI = ZoneInfo("Asia/Shanghai")
BEGUN = date(2024, 1, 1)
HEAT = Extra("heat", date(2026, 7, 10), date(2026, 7, 19), Population(abilities=(Ability.FULL,)))


def person(*facts: Fact, ability: str = "full") -> Person:
    said = (("programme", "tekun"), ("arrangement", "dispersed"), ("ability", ability))
    return Person("p", date(1950, 5, 1), [*(Fact(kind, value, BEGUN) for kind, value in said), *facts])


def visits(*days: int, **more: Any) -> list[Entry]:
    signature = Signature(**{"kind": "visit", "mode": "home", **more})
    return [(date(2026, 7, day).toordinal(), signature) for day in days]


def line(today: int, entries: list[Entry], who: Person | None = None, extra: Extra = HEAT) -> ExtraLine | None:
    return AskedExtra(extra, date(2026, 7, today)).line(who or person(), Entries(entries))


TO_VISIT = ExtraLine(ExtraState.TO_VISIT, None, HEAT.valid_to)
MISSED = ExtraLine(ExtraState.MISSED, None, None)


def met(day: int) -> ExtraLine:
    return ExtraLine(ExtraState.MET, date(2026, 7, day), None)


def test_one_visit_at_home_within_the_days_meets_it() -> None:
    assert line(12, []) == TO_VISIT
    assert line(19, []) == TO_VISIT
    assert line(12, visits(12)) == met(12)
    assert line(25, visits(10, 19)) == met(10)
    assert line(25, visits(19)) == met(19)


def test_nothing_else_meets_it() -> None:
    assert line(20, visits(9, 20)) == MISSED
    assert line(20, visits(12, mode="phone")) == MISSED
    assert line(20, visits(12, status="attempt")) == MISSED
    assert line(12, visits(13)) == TO_VISIT


def test_only_its_population_is_owed_it() -> None:
    assert line(12, [], person(ability="self")) is None
    over_80 = replace(HEAT, population=Population(age=AgeLimit(80, None)))
    assert line(12, [], extra=over_80) is None
    at_home = replace(HEAT, population=Population(arrangements=(Arrangement.CENTRALISED,)))
    assert line(12, [], extra=at_home) is None


def test_who_was_away_on_its_last_day_or_for_most_of_it_is_owed_nothing() -> None:
    def away(first: int, last: int) -> Person:
        return person(Fact("suspension", "hospital", date(2026, 7, first), date(2026, 7, last)))

    assert line(20, [], away(19, 21)) is None
    assert line(20, [], away(10, 15)) is None
    assert line(20, [], away(11, 15)) == MISSED
    assert line(20, [], person(Fact("death", None, date(2026, 7, 15)))) is None


def test_nobody_misses_it_after_it_was_ended() -> None:
    ended = replace(HEAT, ended=True)
    assert line(25, [], extra=ended) is None
    assert line(25, visits(11), extra=ended) == met(11)


def test_a_single_day_is_a_unit_too() -> None:
    festival = replace(HEAT, valid_from=date(2026, 7, 12), valid_to=date(2026, 7, 12))
    assert line(12, [], extra=festival) == ExtraLine(ExtraState.TO_VISIT, None, date(2026, 7, 12))
    assert line(13, [], extra=festival) == MISSED
    assert line(13, visits(12), extra=festival) == met(12)


def opened(today: int, who: Person, *told: EngineRecord) -> Explanation | None:
    asked = AskedExtra(HEAT, date(2026, 7, today))
    entries = entries_by_subject(told).get(who.id, Entries([]))
    line = asked.line(who, entries)
    return line and asked.opened(who, line, told)


def told(name: str, day: int, **more: Any) -> EngineRecord:
    return EngineRecord(name, ["p"], date(2026, 7, day), Signature(**{"kind": "visit", "mode": "home", **more}))


def test_it_opens_onto_its_days_and_what_became_of_each_record() -> None:
    away = Fact("suspension", "hospital", date(2026, 7, 10), date(2026, 7, 11), id="away")
    records = [told("early", 9), told("away", 11), told("call", 12, mode="phone"), told("met", 13), told("second", 14)]
    found = opened(15, person(away), *records)
    assert found is not None
    states = {day.day.day: (day.state, day.record) for day in found.days}
    assert [states[day][0] for day in (10, 12, 15)] == [DayState.SUSPENDED, DayState.IN_TIME, DayState.TO_COME]
    assert [states[day] for day in (13, 14)] == [(DayState.CREDITED, "met"), (DayState.CREDITED, "second")]
    assert {verdict.record: verdict.reason for verdict in found.verdicts} == {
        "away": Reason.SUSPENDED,
        "call": Reason.MODE,
        "met": None,
        "second": None,
    }
    assert [held.fact.id for held in found.grounds[0].facts if held.fact.id] == ["away"]


def test_its_miss_is_of_its_last_day_and_of_no_other() -> None:
    away = Fact("suspension", "hospital", date(2026, 7, 11), date(2026, 7, 12))
    for who in (person(), person(away)):
        found = opened(25, who)
        assert found is not None
        assert [day.day for day in found.days if day.state is DayState.MISSED] == [HEAT.valid_to]
    assert opened(25, person(ability="self")) is None


@given(st.sets(st.integers(1, 31)), st.integers(1, 31), st.integers(1, 31))
def test_another_visit_never_takes_a_met_one_back(days: set[int], another: int, today: int) -> None:
    before, after = line(today, visits(*days)), line(today, visits(*days, another))
    assert before is not None
    assert after is not None
    if before.state is ExtraState.MET:
        assert after.state is ExtraState.MET
        assert after.met is not None
        assert before.met is not None
        assert after.met <= before.met


def test_the_table_of_festivals_holds_five_a_year_in_order() -> None:
    table = festivals()
    assert [festival.day for festival in table] == sorted(festival.day for festival in table)
    per_year = {year: {each.id for each in table if each.day.year == year} for year in range(2026, 2031)}
    assert {len(names) for names in per_year.values()} == {5}
    autumn = [(each.name, each.day) for each in table if each.day.year == 2026 and each.day.month > 8]
    assert autumn == [("中秋节", date(2026, 9, 25)), ("国庆节", date(2026, 10, 1)), ("重阳节", date(2026, 10, 18))]
    assert festivals_from(date(2026, 10, 18))[0].id == "double_ninth"
    assert festivals_from(date(2026, 10, 19))[0].id == "spring_festival"


# ---- over HTTP


@pytest.fixture
def officer(settled: Engine) -> Headers:
    return cast.sign_in(settled, CAST.officer, "desk-of-the-county")


def today() -> date:
    return clock.today(settings().zone)


def asked(days: int = 3, **more: Any) -> dict[str, Any]:
    population = {"programmes": [], "arrangements": ["dispersed"], "abilities": ["full", "semi"], "min_age": None}
    return {
        "id": ids.uuid7(),
        "place": TOWNSHIP,
        "title": "寒潮走访",
        "reason": "cold",
        "valid_from": today().isoformat(),
        "valid_to": (today() + timedelta(days=days)).isoformat(),
        "population": population,
        **more,
    }


def raise_(client: Client, headers: Headers, body: dict[str, Any], status: int = 200) -> Any:
    reply = client.post("/api/duties/extra", headers=headers, json=body)
    assert reply.status_code == status, reply.text
    return reply.json()


def rows_of(client: Client, headers: Headers, **query: str) -> dict[str, Any]:
    reply = client.get("/api/ledger/people", headers=headers, params={"township": TOWNSHIP, **query})
    return {row["id"]: row for row in reply.json()["rows"]}


def was_visited(engine: Engine, who: str, day: date) -> None:
    start = datetime(day.year, day.month, day.day, 0, 5, tzinfo=SHANGHAI)
    record = Record(
        id=ids.uuid7(),
        kind="visit",
        subject=who,
        township=TOWNSHIP,
        mode="home",
        start=start,
        service_date=day,
        captured_at=start,
        received_at=start,
        author=CAST.carer,
        author_name="沈天强",
        form="visit",
    )
    with writing(engine) as session:
        write(session, [record], Author(CAST.carer, clock.now()))


def test_a_clerk_raises_a_duty_and_her_people_have_it_at_once(client: Client, clerk: Headers, settled: Engine) -> None:
    body = asked()
    told = raise_(client, clerk, body)
    assert (told["place_name"], told["raised_by_name"], told["ended_at"]) == ("甲镇", "周敏", None)
    assert told["population"] == body["population"]
    was_visited(settled, CAST.wang, today())
    rows = rows_of(client, clerk)
    own = {who: [(each["state"], each["met"], each["due_by"]) for each in row["extra"]] for who, row in rows.items()}
    assert own == {
        CAST.wang: [("met", today().isoformat(), None)],
        CAST.zhao: [("to_visit", None, body["valid_to"])],
        CAST.li: [],
    }


def test_it_opens_on_the_person_s_page_and_its_record_names_it(
    client: Client, clerk: Headers, settled: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as then:
        then.setattr(clock, "now", lambda: datetime.now(UTC) - timedelta(days=9))
        extra = raise_(client, clerk, asked(days=2))
    was_visited(settled, CAST.wang, today() - timedelta(days=8))
    cast.sign_in(settled, CAST.other_carer, "phone-of-the-other")
    period = {"from": (today() - timedelta(days=8)).isoformat(), "to": today().isoformat()}
    pages = {
        who: client.get(f"/api/ledger/people/{who}", headers=clerk, params=period).json()
        for who in (CAST.wang, CAST.zhao)
    }
    wang, zhao = (pages[who]["extra"][0] for who in (CAST.wang, CAST.zhao))
    assert [day["state"] for day in wang["days"]] == ["in_time", "credited", "in_time"]
    assert [day["state"] for day in zhao["days"]] == ["in_time", "in_time", "unreported"]
    (record,) = pages[CAST.wang]["records"]
    assert extra["id"] in record["counts_for"]
    assert wang["days"][1]["record"] == record["id"]
    assert [fact["kind"] for fact in wang["grounds"][0]["facts"]] == ["programme", "arrangement", "ability"]


def test_its_numbers_are_in_no_sum(client: Client, clerk: Headers, settled: Engine) -> None:
    def sums() -> list[Any]:
        rows = rows_of(client, clerk).values()
        townships = client.get("/api/ledger/townships", headers=clerk).json()["rows"]
        return [townships, *({**row, "extra": []} for row in rows)]

    before = sums()
    raise_(client, clerk, asked())
    assert sums() == before
    assert any(row["extra"] for row in rows_of(client, clerk).values())
    del settled


def test_its_page_lists_who_is_still_to_be_visited_first(client: Client, clerk: Headers, settled: Engine) -> None:
    extra = raise_(client, clerk, asked())
    was_visited(settled, CAST.wang, today())
    page = client.get(f"/api/ledger/extra/{extra['id']}", headers=clerk).json()
    assert (page["met"], page["to_visit"], page["missed"], page["unreported"]) == (1, 1, 0, 0)
    told = [(row["id"], row["state"], row["carer"]["name"]) for row in page["rows"]]
    assert told == [(CAST.zhao, "to_visit", "闫凤光"), (CAST.wang, "met", "沈天强")]


def test_a_miss_may_still_lie_on_a_phone(
    client: Client, clerk: Headers, settled: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as then:
        then.setattr(clock, "now", lambda: datetime.now(UTC) - timedelta(days=9))
        extra = raise_(client, clerk, asked(days=2))
    cast.sign_in(settled, CAST.carer, "phone-of-the-carer")
    page = client.get(f"/api/ledger/extra/{extra['id']}", headers=clerk).json()
    assert {row["id"]: row["state"] for row in page["rows"]} == {CAST.wang: "unreported", CAST.zhao: "missed"}
    first = (today() - timedelta(days=20)).isoformat()
    row = rows_of(client, clerk, **{"from": first, "to": today().isoformat()})[CAST.zhao]
    assert [each["state"] for each in row["extra"]] == ["missed"]


def test_the_same_duty_raised_again_changes_nothing(client: Client, clerk: Headers, officer: Headers) -> None:
    body = asked()
    first = raise_(client, clerk, body)
    assert raise_(client, clerk, {**body, "title": "另一个"}) == first
    assert raise_(client, officer, body, 404) == {"code": "unknown"}
    assert len(client.get("/api/duties/extra", headers=clerk).json()["rows"]) == 1


def test_an_ended_duty_owes_nothing_more(client: Client, clerk: Headers, settled: Engine) -> None:
    extra = raise_(client, clerk, asked())
    was_visited(settled, CAST.wang, today())
    ended = client.post(f"/api/duties/extra/{extra['id']}/end", headers=clerk).json()
    assert ended["ended_at"]
    assert client.post(f"/api/duties/extra/{extra['id']}/end", headers=clerk).json() == ended
    page = client.get(f"/api/ledger/extra/{extra['id']}", headers=clerk).json()
    assert [(row["id"], row["state"]) for row in page["rows"]] == [(CAST.wang, "met")]


@pytest.mark.parametrize(
    ("wrong", "status", "code"),
    [
        ({"valid_from": "2020-01-01"}, 409, "extra_dates"),
        ({"valid_to": "2020-01-01"}, 409, "extra_dates"),
        ({"valid_to": "2099-01-01"}, 409, "extra_dates"),
        ({"place": OTHER_TOWNSHIP}, 404, "unknown"),
        ({"place": f"{TOWNSHIP}201"}, 422, "invalid"),
        ({"title": ""}, 422, "invalid"),
        ({"reason": "rain"}, 422, "invalid"),
        ({"id": "1"}, 422, "invalid"),
        ({"population": {"abilities": ["ful"]}}, 422, "invalid"),
    ],
)
def test_what_cannot_be_raised_is_refused(
    client: Client, clerk: Headers, wrong: dict[str, Any], status: int, code: str
) -> None:
    assert raise_(client, clerk, asked(**wrong), status)["code"] == code


def test_the_county_raises_for_all_and_each_township_sees_its_own_people(
    client: Client, clerk: Headers, officer: Headers, settled: Engine
) -> None:
    for_all = raise_(client, officer, asked(place=COUNTY))
    elsewhere = raise_(client, officer, asked(place=OTHER_TOWNSHIP))
    assert [row["id"] for row in client.get("/api/duties/extra", headers=clerk).json()["rows"]] == [for_all["id"]]
    assert len(client.get("/api/ledger/extra/" + for_all["id"], headers=clerk).json()["rows"]) == 2
    assert client.get("/api/ledger/extra/" + elsewhere["id"], headers=clerk).status_code == 404
    assert client.post(f"/api/duties/extra/{for_all['id']}/end", headers=clerk).status_code == 404
    other_clerk = cast.sign_in(settled, CAST.other_clerk, "desk-of-another")
    assert client.get("/api/ledger/extra/" + for_all["id"], headers=other_clerk).json()["rows"] == []


def test_the_field_neither_raises_nor_lists_but_pulls_them(client: Client, clerk: Headers, carer: Headers) -> None:
    extra = raise_(client, clerk, asked())
    raise_(client, carer, asked(), 403)
    assert client.get("/api/duties/extra", headers=carer).status_code == 403
    pulled = client.post(
        "/api/sync/pull", headers=carer, json={"device": "d", "epoch": "", "watermark": None, "have": {}, "limit": 100}
    ).json()
    bodies = [row["body"] for row in pulled["rows"] if row["kind"] == "extra_duty"]
    assert [(body["id"], body["title"], body["population"]) for body in bodies] == [
        (extra["id"], "寒潮走访", {"arrangements": ["dispersed"], "abilities": ["full", "semi"]})
    ]
    assert "raised_by" not in bodies[0]


def test_festivals_are_there_for_the_asking(client: Client, carer: Headers) -> None:
    told = client.get("/api/duties/festivals", headers=carer).json()
    assert told == sorted(told, key=lambda festival: festival["day"])
    assert all(festival["day"] >= today().isoformat() for festival in told)


def test_who_died_is_not_to_be_visited(client: Client, clerk: Headers, settled: Engine) -> None:
    extra = raise_(client, clerk, asked())
    death = FactRow(
        id=ids.uuid7(),
        person=CAST.zhao,
        kind="death",
        valid_from=today(),
        known_on=today(),
        entered=9,
        entered_at=clock.now(),
    )
    with writing(settled) as session:
        write(session, [death], Author(CAST.clerk, clock.now()))
    page = client.get(f"/api/ledger/extra/{extra['id']}", headers=clerk).json()
    assert [row["id"] for row in page["rows"]] == [CAST.wang]
