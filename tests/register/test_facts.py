"""Staff enter, end and void facts; each tells on the day, and none can make a wrong number."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from httpx import Client
from sqlalchemy import Engine, select
from sqlmodel import col

import cast
from cast import CAST
from register.desk import day, enter, entered, page, row
from shouwang import clock
from shouwang.accounts.models import User
from shouwang.accounts.roles import Role
from shouwang.database import reading, writing
from shouwang.register.models import Fact
from shouwang.sync.models import RowVersion

Headers = dict[str, str]


def facts(client: Client, clerk: Headers, kind: str, person: str = CAST.wang) -> list[Any]:
    return [fact for fact in page(client, clerk, person)["facts"] if fact["kind"] == kind]


def test_a_suspension_turns_the_light_grey_from_its_first_day(client: Client, clerk: Headers) -> None:
    assert row(client, clerk)["light"] == "red"
    fact = entered(client, clerk, CAST.wang, "suspension", "hospital", reason="县医院来电")
    assert (fact["known_on"], fact["valid_to"]) == (day(), None)
    standing = row(client, clerk)
    assert (standing["light"], standing["due_by"], standing["suspension"]) == ("grey", None, "hospital")
    (shown,) = facts(client, clerk, "suspension")
    assert (shown["source_text"], shown["void_reason"]) == ("县医院来电", None)


def test_a_suspension_takes_both_of_its_end_days_out(client: Client, clerk: Headers) -> None:
    entered(client, clerk, CAST.wang, "suspension", "away", valid_from="2026-03-10", valid_to="2026-03-12")
    assert row(client, clerk, **{"from": "2026-03-01", "to": "2026-03-31"})["expected"] == 28


def test_what_is_known_late_takes_misses_back_but_makes_none(client: Client, clerk: Headers) -> None:
    march = {"from": "2026-03-01", "to": "2026-03-31"}
    before = numbers(row(client, clerk, CAST.li, **march))
    rise = entered(client, clerk, CAST.li, "ability", "full", valid_from="2026-03-01")
    assert rise["known_on"] == day()
    assert numbers(row(client, clerk, CAST.li, **march)) == before
    assert row(client, clerk, CAST.li)["ability"] == "full"
    entered(client, clerk, CAST.wang, "suspension", "hospital", valid_from="2026-03-01", valid_to="2026-03-20")
    assert row(client, clerk, CAST.wang, **march)["misses"] == 11


def numbers(line: Any) -> list[int]:
    return [line[name] for name in ("expected", "credited", "misses", "unreported")]


def test_from_the_day_of_death_on_nothing_is_owed_and_later_records_are_quarantined(
    client: Client, clerk: Headers, carer: Headers
) -> None:
    told = cast.envelope(cast.visit(CAST.wang, clock.now()))
    client.post("/api/sync/push", headers=carer, json={"device": "d", "items": [told]})
    entered(client, clerk, CAST.wang, "death", None, valid_from=day(1))
    standing = row(client, clerk)
    assert (standing["light"], standing["suspension"], standing["quarantined"]) == ("grey", "death", 1)
    assert page(client, clerk, CAST.wang)["quarantined"] == [told["body"]["id"]]
    (township,) = client.get("/api/ledger/townships", headers=clerk).json()["rows"]
    assert (township["quarantined"], township["to_be_confirmed"]) == (1, 0)


def test_an_end_lets_duties_begin_again_and_the_history_keeps_both(
    client: Client, clerk: Headers, settled: Engine
) -> None:
    fact = entered(client, clerk, CAST.wang, "suspension", "hospital", valid_from=day(5))
    ended = client.post(f"/api/register/facts/{fact['id']}/end", headers=clerk, json={"valid_to": day(1)}).json()
    assert ended == fact | {"valid_to": day(1)}
    again = client.post(f"/api/register/facts/{fact['id']}/end", headers=clerk, json={"valid_to": day(1)}).json()
    assert (again, row(client, clerk)["light"]) == (ended, "yellow")
    with reading(settled) as session:
        kept = session.execute(select(RowVersion.version, RowVersion.by).where(col(RowVersion.id) == fact["id"])).all()  # type: ignore[call-overload]
    assert sorted(tuple(each) for each in kept) == [(1, CAST.clerk), (2, CAST.clerk)]


def test_a_voided_fact_stays_in_sight_with_its_reason_and_counts_no_more(client: Client, clerk: Headers) -> None:
    fact = entered(client, clerk, CAST.wang, "death", None, valid_from=day(3))
    path = f"/api/register/facts/{fact['id']}/void"
    assert client.post(path, headers=clerk, json={}).status_code == 422
    voided = client.post(path, headers=clerk, json={"reason": "同名的另一位老人"}).json()
    assert client.post(path, headers=clerk, json={"reason": "another"}).json() == voided
    assert [each["void_reason"] for each in facts(client, clerk, "death")] == ["同名的另一位老人"]
    assert row(client, clerk)["light"] == "red"
    refused = client.post(f"/api/register/facts/{fact['id']}/end", headers=clerk, json={"valid_to": day()})
    assert (refused.status_code, refused.json()) == (409, {"code": "fact_voided"})


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"kind": "suspension", "value": "holiday"}, "unknown_value"),
        ({"kind": "death", "value": "hospital"}, "unknown_value"),
        ({"kind": "suspension", "value": "away", "valid_from": "1950-04-30"}, "before_birth"),
        ({"kind": "suspension", "value": "away", "valid_to": "2020-01-01"}, "ends_before_it_begins"),
        ({"kind": "suspension", "value": "away", "valid_from": "2926-01-01"}, "too_far_ahead"),
        ({"kind": "suspension", "value": "away", "valid_to": "9999-12-31"}, "too_far_ahead"),
        ({"kind": "death", "value": None, "valid_to": "2030-01-01"}, "death_has_no_end"),
        ({"kind": "death", "value": None, "valid_from": "2926-01-01"}, "death_in_the_future"),
        ({"kind": "ability", "value": "self", "valid_from": "2024-01-01"}, "contradicts"),
        ({"kind": "programme", "value": "tekun", "valid_from": "2024-01-01", "valid_to": "2025-01-01"}, "contradicts"),
    ],
)
def test_a_fact_that_cannot_be_is_refused_and_says_why(
    client: Client, clerk: Headers, asked: dict[str, Any], code: str
) -> None:
    before = page(client, clerk, CAST.wang)["facts"]
    reply = client.post(f"/api/register/people/{CAST.wang}/facts", headers=clerk, json={"valid_from": day(), **asked})
    assert (reply.status_code, reply.json()["code"]) == (409, code)
    assert page(client, clerk, CAST.wang)["facts"] == before


@pytest.mark.parametrize("asked", [{"kind": "mood"}, {"valid_from": "soon"}, {"valid_from": "2026-02-30"}])
def test_what_is_no_fact_at_all_is_invalid(client: Client, clerk: Headers, asked: dict[str, Any]) -> None:
    fact = {"kind": "suspension", "value": "away", "valid_from": day(), **asked}
    reply = client.post(f"/api/register/people/{CAST.wang}/facts", headers=clerk, json=fact)
    assert (reply.status_code, reply.json()["code"]) == (422, "invalid")


def test_after_a_death_nothing_begins_and_nobody_dies_twice(client: Client, clerk: Headers) -> None:
    died = entered(client, clerk, CAST.wang, "death", None, valid_from=day(3))
    later = enter(client, clerk, CAST.wang, "suspension", "hospital")
    assert later.json() == {"code": "after_death", "fact": died["id"], "death": day(3)}
    again = enter(client, clerk, CAST.wang, "death", None, valid_from=day(2))
    assert again.json() == {"code": "second_death", "fact": died["id"], "death": day(3)}
    assert entered(client, clerk, CAST.wang, "death", None, valid_from=day(3)) == died


def test_a_new_ability_begins_stays_overlap_and_the_same_fact_twice_is_one(
    client: Client, clerk: Headers, settled: Engine
) -> None:
    entered(client, clerk, CAST.wang, "ability", "semi")
    entered(client, clerk, CAST.wang, "suspension", "hospital", valid_from=day(4))
    entered(client, clerk, CAST.wang, "suspension", "away", valid_from=day(4))
    with ThreadPoolExecutor(4) as threads:
        stays = list(threads.map(lambda _: entered(client, clerk, CAST.wang, "suspension", "other"), range(4)))
    assert len({stay["id"] for stay in stays}) == 1
    standing = row(client, clerk)
    assert (standing["ability"], standing["suspension"]) == ("semi", "other")
    with reading(settled) as session:
        numbers = list(session.scalars(select(col(Fact.entered)).where(col(Fact.person) == CAST.wang)))
    assert sorted(numbers) == list(range(7))


def test_only_the_office_of_the_place_may_change_facts(client: Client, clerk: Headers, settled: Engine) -> None:
    fact = entered(client, clerk, CAST.wang, "suspension", "away")
    with writing(settled) as session:
        session.get_one(User, CAST.stranger).role = Role.AUDITOR
        session.get_one(User, CAST.stranger).place = cast.COUNTY
    calls: list[tuple[str, Any]] = [
        (f"people/{CAST.wang}/facts", {"kind": "suspension", "value": "other", "valid_from": day()}),
        (f"facts/{fact['id']}/end", {"valid_to": day()}),
        (f"facts/{fact['id']}/void", {"reason": "wrong"}),
    ]
    for who, status in ((CAST.carer, 403), (CAST.stranger, 403), (CAST.other_clerk, 404), (CAST.officer, 200)):
        assert answers(client, cast.sign_in(settled, who), calls) == [status] * 3
    elsewhere = [
        ("people/nobody/facts", calls[0][1]),
        ("facts/none/end", calls[1][1]),
        ("facts/none/void", calls[2][1]),
    ]
    assert answers(client, clerk, elsewhere) == [404] * 3


def answers(client: Client, headers: Headers, calls: list[tuple[str, Any]]) -> list[int]:
    return [client.post(f"/api/register/{path}", headers=headers, json=body).status_code for path, body in calls]
