"""Activities by push and at the desk: planned, signed up for, done, called off, credited to every organiser."""

import hashlib
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from httpx import Client
from sqlalchemy import Engine, select
from sqlmodel import col

import cast
from blobs.test_blobs import jpeg
from cast import CAST, COUNTY, OTHER_TOWNSHIP, TOWNSHIP, sign_in, visit
from shouwang import clock, ids
from shouwang.accounts.models import User
from shouwang.accounts.roles import Role
from shouwang.activities.models import ActivityOrganiser
from shouwang.activities.organisers import tell_of_townships
from shouwang.database import reading, writing
from shouwang.records.models import Record
from shouwang.register.models import Person, Place
from shouwang.register.roster_villages import add_place
from shouwang.settings import settings
from shouwang.sync.retrying import retry_waiting
from shouwang.sync.write import Author, write

Headers = dict[str, str]
LEADER = "00000000-0000-7000-8000-0000000000b1"
HELPER = "00000000-0000-7000-8000-0000000000b2"


@pytest.fixture
def crew(settled: Engine) -> Engine:
    """A leader of the first township, and a cadre of one of its villages."""
    who = ((LEADER, "谭志强", Role.VOLUNTEER_LEADER, TOWNSHIP), (HELPER, "何小兰", Role.VILLAGE_CADRE, cast.VILLAGE))
    with writing(settled) as session:
        users = [User(id=i, name=n, role=r, place=p, phone="", created_at=clock.now()) for i, n, r, p in who]
        write(session, users, Author(None, clock.now()))
        tell_of_townships(session)
    return settled


@pytest.fixture
def leader(crew: Engine) -> Headers:
    return sign_in(crew, LEADER, "phone-of-a-leader")


@pytest.fixture
def helper(crew: Engine) -> Headers:
    return sign_in(crew, HELPER, "phone-of-a-helper")


@pytest.fixture
def other_clerk(crew: Engine) -> Headers:
    return sign_in(crew, CAST.other_clerk, "desk-of-the-other-township")


@pytest.fixture
def neighbour(crew: Engine) -> Headers:
    """A volunteer of the other township."""
    return sign_in(crew, CAST.stranger, "phone-of-a-neighbour")


def today() -> date:
    return clock.today(settings().zone)


def item(op: str, body: dict[str, Any], n: int = 1) -> dict[str, Any]:
    return cast.envelope(visit(CAST.wang, clock.now()), n) | {"op": f"activity.{op}", "about": [], "body": body}


def plan(**more: Any) -> dict[str, Any]:
    return {"id": ids.uuid7(), "kind": "visits", "day": today().isoformat(), "time": "09:00", "place": "石牛村", **more}


def done(activity: str, **more: Any) -> dict[str, Any]:
    start = clock.now() - timedelta(hours=3)
    times = {"start": start.isoformat(), "end": (start + timedelta(hours=2)).isoformat()}
    return {"activity": activity, **times, "served_others": 5, "content": ["company"], **more}


def push(client: Client, who: Headers, *items: dict[str, Any]) -> list[tuple[str, str | None]]:
    reply = client.post("/api/sync/push", headers=who, json={"device": "d", "items": list(items)})
    assert reply.status_code == 200, reply.text
    return [(each["status"], each["code"]) for each in reply.json()["results"]]


def told(client: Client, who: Headers, kind: str) -> list[dict[str, Any]]:
    """The rows of a kind that somebody's phone reads."""
    rows = client.post("/api/sync/pull", headers=who, json={"device": "d", "have": {}}).json()["rows"]
    return [row["body"] for row in rows if row["kind"] == kind and not row["deleted"]]


def records(engine: Engine, status: str = "valid") -> list[Record]:
    with reading(engine) as session:
        wanted = select(Record).where(col(Record.kind) == "activity", col(Record.status) == status)
        return list(session.scalars(wanted.order_by(col(Record.township))))


APPLIED = ("applied", None)


def test_one_batch_plans_signs_up_and_reports_and_every_organiser_is_credited(
    client: Client, crew: Engine, leader: Headers, helper: Headers, neighbour: Headers
) -> None:
    planned = plan(organisers=[OTHER_TOWNSHIP])
    assert push(client, leader, item("plan", planned)) == [APPLIED]
    for who in (helper, neighbour):
        (seen,) = told(client, who, "activity")
        assert (seen["status"], seen["organiser_names"]) == ("planned", ["甲镇", "乙镇"])
        assert push(client, who, item("sign_up", {"activity": planned["id"], "going": True})) == [APPLIED]
    coming = told(client, leader, "sign_up")
    assert {(each["user_name"], each["going"]) for each in coming} == {("何小兰", True), ("钱生", True)}
    report = done(planned["id"], present=[HELPER, CAST.stranger, LEADER], others=4, served=[CAST.wang, CAST.li])
    assert push(client, leader, item("done", report, 2)) == [APPLIED]
    first, second = records(crew)
    assert [first.subject, second.subject] == [TOWNSHIP, OTHER_TOWNSHIP]
    assert [each.beneficiaries for each in (first, second)] == [7, 7]
    assert first.answers["volunteers"] == 7
    assert sorted(first.answers["served"]) == [CAST.wang, CAST.li]
    assert second.answers["served"] == []  # they are not its people
    (seen,) = told(client, helper, "activity")
    assert (seen["status"], seen["beneficiaries"], seen["others"]) == ("done", 7, 4)
    assert told(client, helper, "record") == []
    (counted,) = told(client, leader, "record")
    assert (counted["kind"], counted["subject"], counted["service_date"]) == (
        "activity",
        TOWNSHIP,
        first.service_date.isoformat(),
    )


def test_what_is_planned_and_done_offline_arrives_in_one_batch(client: Client, crew: Engine, leader: Headers) -> None:
    planned = plan()
    mine = {"activity": planned["id"], "going": True}
    items = [
        item("plan", planned, 1),
        item("sign_up", mine, 2),
        item("sign_up", mine | {"going": False}, 3),
        item("done", done(planned["id"], present=[LEADER]), 4),
    ]
    assert push(client, leader, *items) == [APPLIED] * 4
    assert push(client, leader, *items) == [APPLIED] * 4
    assert len(records(crew)) == 1
    assert [each["going"] for each in told(client, leader, "sign_up")] == [False]


def test_a_report_before_its_plan_waits_for_it(client: Client, crew: Engine, leader: Headers) -> None:
    planned = plan()
    assert push(client, leader, item("done", done(planned["id"]), 2)) == [("parked", "missing_reference")]
    assert push(client, leader, item("plan", planned, 1)) == [APPLIED]
    retry_waiting(crew)
    assert len(records(crew)) == 1


def test_who_was_served_and_is_not_known_yet_is_waited_for(client: Client, crew: Engine, leader: Headers) -> None:
    planned, newcomer = plan(), ids.uuid7()
    report = item("done", done(planned["id"], served=[newcomer], served_others=0), 2)
    assert push(client, leader, item("plan", planned), report) == [APPLIED, ("parked", "missing_reference")]
    with writing(crew) as session:
        where: dict[str, Any] = {
            "township": TOWNSHIP,
            "village": cast.VILLAGE,
            "village_name": "石牛村",
            "group_name": "",
        }
        new = Person(id=newcomer, name="新来的", sex="male", birth_date=date(1950, 1, 1), **where)
        write(session, [new], Author(None, clock.now()))
    retry_waiting(crew)
    assert [each.answers["served"] for each in records(crew)] == [[newcomer]]


def test_only_a_leader_plans_and_only_those_of_the_place_sign_up(
    client: Client, leader: Headers, helper: Headers, neighbour: Headers, carer: Headers, clerk: Headers
) -> None:
    assert push(client, helper, item("plan", plan())) == [("parked", "not_assigned")]
    planned = plan()
    assert push(client, leader, item("plan", planned)) == [APPLIED]
    mine = {"activity": planned["id"], "going": True}
    for other in (neighbour, carer):
        assert told(client, other, "activity") == []
        assert push(client, other, item("sign_up", mine, 3)) == [("parked", "not_assigned")]
    assert push(client, helper, item("done", done(planned["id"]), 4)) == [("parked", "not_assigned")]
    assert push(client, helper, item("cancel", {"activity": planned["id"], "reason": "other"}, 5)) == [
        ("parked", "not_assigned")
    ]
    issues = client.get("/api/sync/issues", headers=clerk).json()
    mine_parked = next(each for each in issues if each["op"] == "activity.plan")
    accepted = client.post(f"/api/sync/issues/{mine_parked['id']}/accept", headers=clerk)
    assert accepted.json()["resolution"] == "accepted", accepted.text
    assert len(told(client, helper, "activity")) == 2


def test_called_off_twice_is_once_and_what_took_place_all_the_same_is_for_an_office(
    client: Client, crew: Engine, leader: Headers, helper: Headers, clerk: Headers
) -> None:
    planned = plan()
    off = {"activity": planned["id"], "reason": "weather"}
    push(client, leader, item("plan", planned))
    assert push(client, leader, item("cancel", off, 2), item("cancel", off, 3)) == [APPLIED] * 2
    assert [each["cancel_reason"] for each in told(client, helper, "activity")] == ["weather"]
    late = item("sign_up", {"activity": planned["id"], "going": True}, 4)
    assert push(client, helper, late) == [APPLIED]
    assert push(client, leader, item("done", done(planned["id"]), 5)) == [("parked", "activity_cancelled")]
    assert records(crew) == []
    (issue,) = client.get("/api/sync/issues", headers=clerk).json()
    accepted = client.post(f"/api/sync/issues/{issue['id']}/accept", headers=clerk)
    assert accepted.json()["resolution"] == "accepted", accepted.text
    assert [each["status"] for each in told(client, helper, "activity")] == ["done"]
    assert len(records(crew)) == 1
    assert push(client, leader, item("cancel", off, 6)) == [("parked", "activity_over")]
    assert push(client, leader, item("done", done(planned["id"]), 7)) == [("parked", "activity_over")]


@pytest.mark.parametrize(
    "wrong",
    [
        {"time": "25:00"},
        {"day": "0001-01-01"},
        {"kind": "party"},
        {"organisers": ["430321999"]},
        {"organisers": ["4303"]},
        {"place": "a" * 61},
        {"title": "\0"},
        {"more": 1},
    ],
)
def test_a_plan_that_cannot_be_is_parked(client: Client, leader: Headers, wrong: dict[str, Any]) -> None:
    assert push(client, leader, item("plan", plan(**wrong))) == [("parked", "invalid")]


@pytest.mark.parametrize(
    "wrong",
    [
        {"end": "2020-01-01T00:00:00Z"},
        {"others": -1},
        {"served_others": 10**9},
        {"content": ["nothing"]},
        {"present": [CAST.carer]},
        {"present": ["x"]},
        {"start": "9999-12-31T23:59:59Z", "end": None},
        {"note": "\0"},
    ],
)
def test_a_report_that_cannot_be_is_parked(
    client: Client, crew: Engine, leader: Headers, wrong: dict[str, Any]
) -> None:
    planned = plan()
    report = item("done", done(planned["id"]) | wrong, 2)
    assert push(client, leader, item("plan", planned), report) == [APPLIED, ("parked", "invalid")]
    assert records(crew) == []


def test_the_same_id_for_two_plans_is_refused(client: Client, leader: Headers) -> None:
    planned = plan()
    assert push(client, leader, item("plan", planned)) == [APPLIED]
    assert push(client, leader, item("plan", planned, 2)) == [("parked", "id_taken")]


def test_an_activity_leaves_the_phones_two_months_after_its_day(client: Client, leader: Headers) -> None:
    long_ago = (today() - timedelta(days=63)).isoformat()
    assert push(client, leader, item("plan", plan(day=long_ago))) == [APPLIED]
    assert told(client, leader, "activity") == []


def test_a_leader_alone_has_the_county_s_townships(client: Client, leader: Headers, helper: Headers) -> None:
    (row,) = told(client, leader, "organisers")
    assert row["id"] == COUNTY
    assert [each["name"] for each in row["townships"]] == ["甲镇", "乙镇"]
    assert told(client, helper, "organisers") == []


def at_desk(client: Client, who: Headers, **more: Any) -> dict[str, Any]:
    asked = plan(township=TOWNSHIP) | more
    reply = client.post("/api/activities", headers=who, json=asked)
    assert reply.status_code == 200, reply.text
    file: dict[str, Any] = reply.json()
    return file


def test_the_desk_plans_changes_reports_mends_and_takes_back(
    client: Client, crew: Engine, clerk: Headers, helper: Headers
) -> None:
    asked = plan(township=TOWNSHIP)
    (file, again) = (client.post("/api/activities", headers=clerk, json=asked).json() for _ in range(2))
    assert file == again
    where = f"/api/activities/{file['id']}"
    tomorrow = (today() + timedelta(days=1)).isoformat()
    words = {"kind": "policy", "day": tomorrow, "time": "10:30", "place": "镇政府", "organisers": [OTHER_TOWNSHIP]}
    changed = client.post(f"{where}/change", headers=clerk, json=words).json()
    assert (changed["day"], changed["organiser_names"]) == (tomorrow, ["甲镇", "乙镇"])
    with reading(crew) as session:
        assert {each.day.isoformat() for each in session.scalars(select(ActivityOrganiser))} == {tomorrow}
    push(client, helper, item("sign_up", {"activity": file["id"], "going": True}))
    picture = {"sha256": "a" * 64, "size": 1000}
    report = done(file["id"], present=[HELPER], served=[CAST.wang], pictures=[picture])
    del report["activity"]
    told_ = client.post(f"{where}/report", headers=clerk, json=report).json()
    assert [(each["user_name"], each["present"]) for each in told_["comers"]] == [("何小兰", True)]
    assert [each["person_name"] for each in told_["served"]] == ["王强"]
    assert (told_["served_elsewhere"], [each["state"] for each in told_["shown"]]) == (5, ["expected"])
    mended = client.post(f"{where}/report", headers=clerk, json=report | {"pictures": [], "served_others": 8}).json()
    assert (mended["beneficiaries"], len(mended["shown"]), mended["pictures"]) == (9, 1, 1)
    assert [each.beneficiaries for each in records(crew)] == [9, 9]
    assert [each.replaced_by for each in records(crew, "voided")] == [each.id for each in records(crew)]
    assert client.post(f"{where}/change", headers=clerk, json=words).status_code == 409
    gone = client.post(f"{where}/cancel", headers=clerk, json={"reason": "other"}).json()
    assert gone["status"] == "cancelled"
    assert records(crew) == []
    assert client.post(f"{where}/cancel", headers=clerk, json={"reason": "other"}).status_code == 409


def test_the_page_of_a_month_says_how_the_townships_stand(client: Client, crew: Engine, clerk: Headers) -> None:
    month = date(2026, 10, 1)
    before = client.get("/api/activities", headers=clerk, params={"month": month.isoformat()}).json()
    ((duty,),) = [each["duties"] for each in before["standings"]]
    assert (duty["expected"], duty["credited"]) == (1, 0)
    file = at_desk(client, clerk, day="2026-10-24")
    start = datetime(2026, 10, 24, 1, tzinfo=clock.now().tzinfo).isoformat()
    report = {"start": start, "served_others": 3}
    assert client.post(f"/api/activities/{file['id']}/report", headers=clerk, json=report).status_code == 200
    after = client.get("/api/activities", headers=clerk, params={"month": "2026-10-24"}).json()
    assert [each["id"] for each in after["activities"]] == [file["id"]]
    assert [each["credited"] for each in after["standings"][0]["duties"]] == [1]
    other = client.get("/api/activities", headers=clerk, params={"month": "2026-09-01"}).json()
    assert other["activities"] == []


def test_another_township_looks_on_where_it_organises_and_nowhere_else(
    client: Client, clerk: Headers, other_clerk: Headers, crew: Engine
) -> None:
    mine, ours = at_desk(client, clerk), at_desk(client, clerk, organisers=[OTHER_TOWNSHIP])
    listed = client.get("/api/activities", headers=other_clerk).json()
    assert [(each["id"], each["may_change"]) for each in listed["activities"]] == [(ours["id"], False)]
    assert client.get(f"/api/activities/{mine['id']}", headers=other_clerk).status_code == 404
    off = {"reason": "weather"}
    assert client.post(f"/api/activities/{ours['id']}/cancel", headers=other_clerk, json=off).status_code == 404
    report = {"start": (clock.now() - timedelta(hours=1)).isoformat(), "served": [CAST.wang]}
    client.post(f"/api/activities/{ours['id']}/report", headers=clerk, json=report)
    theirs = client.get(f"/api/activities/{ours['id']}", headers=other_clerk).json()
    assert (theirs["served"], theirs["served_elsewhere"]) == ([], 1)


def test_a_record_of_an_activity_is_put_right_with_it_and_not_by_itself(
    client: Client, crew: Engine, leader: Headers, clerk: Headers
) -> None:
    planned = plan()
    push(client, leader, item("plan", planned), item("done", done(planned["id"]), 2))
    (record,) = records(crew)
    reply = client.post(f"/api/records/{record.id}/void", headers=clerk, json={"why": "other"})
    assert (reply.status_code, reply.json()["code"]) == (409, "of_an_activity")


def test_in_a_closed_month_a_reason_is_wanted(client: Client, clerk: Headers, crew: Engine) -> None:
    assert client.post(f"/api/closing/{TOWNSHIP}/2026-10-01/close", headers=clerk).status_code == 200
    file = at_desk(client, clerk, day="2026-10-24")
    where = f"/api/activities/{file['id']}/report"
    report = {"start": "2026-10-24T01:00:00Z", "served_others": 3}
    assert client.post(where, headers=clerk, json=report).json()["code"] == "closed_month"
    with_reason = clerk | {"Shouwang-Reason": "late"}
    assert client.post(where, headers=with_reason, json=report).status_code == 200


def test_the_ledger_says_what_was_reported(client: Client, clerk: Headers, crew: Engine) -> None:
    file = at_desk(client, clerk, title="", kind="hygiene")
    report = done(file["id"], others=3, served=[CAST.wang], solved=["utilities"], note="大家很高兴")
    del report["activity"]
    client.post(f"/api/activities/{file['id']}/report", headers=clerk, json=report)
    asked = {"ledger": "volunteering", "place": TOWNSHIP, "from": today().isoformat(), "to": today().isoformat()}
    shown = client.get("/api/exports/preview", headers=clerk, params=asked).json()
    (row,) = shown["rows"]
    assert row[2:12] == ["协助环境卫生", "协助环境卫生", "石牛村", "甲镇", 3, 6, 2, "聊天陪伴", "水电", 0]


def test_a_picture_is_seen_by_the_offices_of_its_townships_alone(
    client: Client, leader: Headers, clerk: Headers, other_clerk: Headers, neighbour: Headers
) -> None:
    planned, picture = plan(), jpeg()
    sha256 = hashlib.sha256(picture).hexdigest()
    named = {"sha256": sha256, "size": len(picture)}
    push(client, leader, item("plan", planned), item("done", done(planned["id"], pictures=[named]), 2))
    sent = client.patch(f"/api/blobs/{sha256}", headers=leader | {"Upload-Offset": "0"}, content=picture)
    assert sent.status_code < 300, sent.text
    file = client.get(f"/api/activities/{planned['id']}", headers=clerk).json()
    assert file["shown"] == [{"sha256": sha256, "state": "whole"}]
    assert client.get(f"/api/blobs/{sha256}", headers=clerk).content == picture
    for who in (other_clerk, neighbour):
        assert client.get(f"/api/blobs/{sha256}", headers=who).status_code == 404


def test_a_township_that_a_roster_brings_is_one_to_plan_with(crew: Engine, client: Client, leader: Headers) -> None:
    with writing(crew) as session:
        add_place(session, Place(code="430321103", name="丙镇", parent=COUNTY))
    (row,) = told(client, leader, "organisers")
    assert [each["name"] for each in row["townships"]] == ["甲镇", "乙镇", "丙镇"]


def test_what_an_office_reports_again_keeps_whom_another_township_names(
    client: Client, crew: Engine, clerk: Headers, leader: Headers
) -> None:
    with writing(crew) as session:
        session.get_one(Person, CAST.li).township = OTHER_TOWNSHIP
    planned = plan(organisers=[OTHER_TOWNSHIP])
    report = done(planned["id"], served=[CAST.wang, CAST.li], served_others=1)
    push(client, leader, item("plan", planned), item("done", report, 2))
    where = f"/api/activities/{planned['id']}"
    file = client.get(where, headers=clerk).json()
    assert [each["person"] for each in file["served"]] == [CAST.wang]
    assert (file["served_elsewhere"], file["named_elsewhere"]) == (2, 1)
    again = {"start": report["start"], "served": [CAST.wang], "served_others": 1}
    assert client.post(f"{where}/report", headers=clerk, json=again).json()["beneficiaries"] == 3
    assert [each.answers["served"] for each in records(crew)] == [[CAST.wang], [CAST.li]]
