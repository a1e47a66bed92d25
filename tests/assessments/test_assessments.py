"""An assessment from the assessors' phone or paper to the fact by which care is owed; and a reported change."""

from datetime import timedelta
from typing import Any
from urllib.parse import quote

import pytest
from httpx import Client, Response
from sqlalchemy import Engine, text

import cast
from cast import CAST, TOWNSHIP, envelope
from register.desk import Headers, day, page, today
from shouwang import clock, ids
from shouwang.accounts.models import User
from shouwang.accounts.roles import Role
from shouwang.assessments.working_days import due_after
from shouwang.database import writing
from shouwang.sync.write import Author, write

ASSESSOR, DOCTOR = (f"00000000-0000-7000-8000-0000000000e{n}" for n in range(2))
ITEMS = ("eating", "dressing", "bed", "toilet", "walking", "bathing")


@pytest.fixture
def field(settled: Engine) -> dict[str, Headers]:
    """An assessor and a doctor of the township."""
    who = ((ASSESSOR, "评估甲", Role.ASSESSOR), (DOCTOR, "彭雪梅", Role.HEALTH_WORKER))
    with writing(settled) as session:
        users = [User(id=i, name=n, role=r, place=TOWNSHIP, created_at=clock.now()) for i, n, r in who]
        write(session, users, Author(None, clock.now()))
    return {role: cast.sign_in(settled, user, f"phone-of-{role}") for user, _, role in who}


def found(unmet: int, **more: Any) -> dict[str, Any]:
    """What a third party found: so many items are not met."""
    items = {item: "not_met" if number < unmet else "met" for number, item in enumerate(ITEMS)}
    signed = [{"name": "李评估", "unit": "安康评估中心", "kind": "third_party"}]
    return {"id": ids.uuid7(), "scale": "six_items", "items": items, "assessed_on": day(), "assessors": signed, **more}


def push(client: Client, headers: Headers, body: dict[str, Any], n: int = 1) -> Any:
    item = envelope({"person": CAST.li, **body}, n, op="assessment.create")
    reply = client.post("/api/sync/push", headers=headers, json={"device": "d", "items": [item]})
    return [(each["status"], each["code"]) for each in reply.json()["results"]]


def overview(client: Client, headers: Headers) -> Any:
    return client.get("/api/assessments", headers=headers, params={"township": TOWNSHIP}).json()


def confirm(client: Client, headers: Headers, body: dict[str, Any], valid_from: str) -> Response:
    path = f"/api/assessments/{body['id']}/confirm"
    return client.post(path, headers=headers, json={"valid_from": valid_from})


def test_what_assessors_find_becomes_a_fact_of_its_own_day_once_it_is_confirmed(
    client: Client, field: dict[str, Headers], clerk: Headers, carer: Headers, settled: Engine
) -> None:
    body = found(4, note="洗澡要两个人扶")
    assert push(client, field[Role.ASSESSOR], body) == [("applied", None)]
    (waiting,) = overview(client, clerk)["waiting"]
    assert (waiting["level"], waiting["computed"], waiting["current"], waiting["status"]) == (
        "full",
        "full",
        "self",
        "to_be_confirmed",
    )
    before = len(page(client, clerk, CAST.li)["facts"])
    told = confirm(client, clerk, body, day(3))
    assert told.status_code == 200, told.text
    facts = page(client, clerk, CAST.li)["facts"]
    assert len(facts) == before + 1
    new = next(fact for fact in facts if (fact["kind"], fact["value"]) == ("ability", "full"))
    assert (new["valid_from"], new["known_on"]) == (day(3), day())
    assert confirm(client, clerk, body, day()).json()["code"] == "already_decided"
    rows = client.post("/api/sync/pull", headers=carer, json={"device": "d", "have": {}}).json()["rows"]
    assert not [row for row in rows if row["kind"] == "assessment"]
    assert [row["body"]["value"] for row in rows if row["id"] == new["id"]] == ["full"]
    hers = client.post("/api/sync/pull", headers=field[Role.ASSESSOR], json={"device": "d", "have": {}}).json()["rows"]
    assert [row["body"]["status"] for row in hers if row["kind"] == "assessment"] == ["confirmed"]
    theirs = client.post("/api/sync/pull", headers=field[Role.HEALTH_WORKER], json={"device": "d", "have": {}}).json()
    assert not [row for row in theirs["rows"] if row["bucket"].startswith("a:")]
    with settled.connect() as connection:
        raw = connection.execute(text("SELECT note, items FROM assessment")).one()
    assert all("洗澡".encode() not in bytes(each) and b"met" not in bytes(each) for each in raw)


def test_who_may_not_or_leaves_something_out_is_parked_or_told(
    client: Client, field: dict[str, Headers], clerk: Headers, carer: Headers
) -> None:
    assert push(client, carer, found(1)) == [("parked", "not_assigned")]
    assert push(client, field[Role.ASSESSOR], found(1, level="full")) == [("parked", "invalid")]
    assert push(client, field[Role.ASSESSOR], found(1, items={"flying": "met"}), 2) == [("parked", "invalid")]
    path = f"/api/assessments/people/{CAST.li}"
    lonely = found(0, assessors=[{"name": "周敏", "unit": "", "kind": "civil_affairs"}])
    refused = client.post(path, headers=clerk, json=lonely)
    assert (refused.status_code, refused.json()["why"]) == (409, ["third_party_needed"])
    body = found(1, level="full", reason="夜里常跌倒")
    for _ in range(2):
        assert client.post(path, headers=clerk, json=body).json()["level"] == "full"
    assert len(overview(client, clerk)["waiting"]) == 1
    declined = client.post(f"/api/assessments/{body['id']}/decline", headers=clerk, json={"reason": "签字不全"})
    assert declined.json()["decision_reason"] == "签字不全"


def test_a_class_from_within_a_closed_month_wants_a_reason(
    client: Client, field: dict[str, Headers], clerk: Headers
) -> None:
    first = today().replace(day=1)
    month = (first - timedelta(days=1)).replace(day=1)
    assert client.post(f"/api/closing/{TOWNSHIP}/{month}/close", headers=clerk, json={}).status_code == 200
    body = found(4)
    push(client, field[Role.ASSESSOR], body)
    late = (first - timedelta(days=3)).isoformat()
    refused = confirm(client, clerk, body, late)
    assert (refused.status_code, refused.json()["code"]) == (409, "closed_month")
    assert overview(client, clerk)["waiting"]
    told = confirm(client, clerk | {"Shouwang-Reason": quote("补录")}, body, late)
    assert (told.status_code, told.json()["status"]) == (200, "confirmed")


def test_a_phone_that_missed_who_must_sign_loses_nothing_and_is_confirmed_when_all_have_signed(
    client: Client, field: dict[str, Headers], clerk: Headers
) -> None:
    body = found(4, assessors=[{"name": "周敏", "unit": "", "kind": "civil_affairs"}])
    assert push(client, field[Role.ASSESSOR], body) == [("applied", None)]
    (waiting,) = overview(client, clerk)["waiting"]
    assert waiting["lacking"] == ["third_party_needed"]
    refused = confirm(client, clerk, body, day())
    assert (refused.status_code, refused.json()["why"]) == (409, ["third_party_needed"])
    path = f"/api/assessments/{body['id']}/signatures"
    more = {"assessors": [{"name": "李评估", "unit": "安康评估中心", "kind": "third_party"}]}
    for _ in range(2):
        assert len(client.post(path, headers=clerk, json=more).json()["assessors"]) == 2
    assert confirm(client, clerk, body, day()).json()["status"] == "confirmed"
    assert client.post(path, headers=clerk, json=more).json()["code"] == "already_decided"


def test_a_result_of_the_other_scale_is_kept_and_changes_no_class(
    client: Client, field: dict[str, Headers], clerk: Headers
) -> None:
    body = found(0, scale="gbt_42195", items={}, score=50, level="3")
    assert push(client, field[Role.ASSESSOR], body) == [("applied", None)]
    before = page(client, clerk, CAST.li)["facts"]
    assert confirm(client, clerk, body, day()).json()["status"] == "confirmed"
    assert page(client, clerk, CAST.li)["facts"] == before
    (decided,) = overview(client, clerk)["decided"]
    assert (decided["scale"], decided["score"], decided["level"], decided["current"]) == ("gbt_42195", 50, "3", "self")


def test_a_reported_change_starts_ten_working_days_and_an_assessment_answers_it(
    client: Client, field: dict[str, Headers], clerk: Headers
) -> None:
    change = {"id": ids.uuid7(), "person": CAST.li, "reported_on": day(1), "reported_by": "村干部老刘", "why": "中风了"}
    for _ in range(2):
        told = client.post("/api/assessments/changes", headers=clerk, json=change).json()
        assert told["due_on"] == due_after(today().fromisoformat(day(1)), 10).day.isoformat()
    shown = overview(client, clerk)
    assert [each["id"] for each in shown["changes"]] == [change["id"]]
    assert (shown["next"][0]["person"], shown["next"][0]["why"]) == (CAST.li, "reported")
    body = found(2)
    push(client, field[Role.ASSESSOR], body)
    confirm(client, clerk, body, day())
    assert overview(client, clerk)["changes"] == []
    later = {**change, "id": ids.uuid7(), "reported_on": day()}
    client.post("/api/assessments/changes", headers=clerk, json=later)
    old = found(3, assessed_on=day(1))
    push(client, field[Role.ASSESSOR], old, 2)
    confirm(client, clerk, old, day())
    other = found(0, scale="gbt_42195", items={}, score=50, level="3")
    push(client, field[Role.ASSESSOR], other, 3)
    confirm(client, clerk, other, day())
    # Neither what was found before it was reported answers it, nor a level of the other scale.
    assert [each["id"] for each in overview(client, clerk)["changes"]] == [later["id"]]
    client.post(f"/api/assessments/changes/{later['id']}/close", headers=clerk, json={"reason": "核实没有变化"})
    again = {**change, "id": ids.uuid7()}
    client.post("/api/assessments/changes", headers=clerk, json=again)
    path = f"/api/assessments/changes/{again['id']}/close"
    assert client.post(path, headers=clerk, json={"reason": "核实没有变化"}).status_code == 204
    assert client.post(path, headers=clerk, json={"reason": "再来"}).json()["code"] == "already_settled"


def told_by_phone(client: Client, headers: Headers, n: int = 7) -> str:
    body = {"id": ids.uuid7(), "person": CAST.li, "what": "ability", "since": day(2), "note": "自己做不了：洗澡"}
    item = envelope(body, n, op="report.create")
    for _ in range(2):
        reply = client.post("/api/sync/push", headers=headers, json={"device": "d", "items": [item]})
        assert [each["status"] for each in reply.json()["results"]] == ["applied"]
    return str(body["id"])


def on_her_phone(client: Client, headers: Headers) -> list[tuple[str, str | None]]:
    rows = client.post("/api/sync/pull", headers=headers, json={"device": "d", "have": {}}).json()["rows"]
    return [(each["body"]["status"], each["body"]["decision_reason"]) for each in rows if each["kind"] == "report"]


def test_a_change_told_from_a_phone_starts_the_clock_and_its_author_reads_the_answer(
    client: Client, field: dict[str, Headers], clerk: Headers, carer: Headers
) -> None:
    report = told_by_phone(client, carer)
    (change,) = overview(client, clerk)["changes"]
    assert (change["id"], change["reported_on"], change["reported_by"]) == (report, day(), "沈天强")
    assert (change["why"], change["due_on"]) == ("自己做不了：洗澡", due_after(today(), 10).day.isoformat())
    path = f"/api/register/reports/{report}"
    for step, said in (("confirm", {}), ("decline", {"reason": "不属实"})):
        refused = client.post(f"{path}/{step}", headers=clerk, json=said)
        assert (refused.status_code, refused.json()["code"]) == (409, "assess_first")
    body = found(2)
    push(client, field[Role.ASSESSOR], body)
    confirm(client, clerk, body, day())
    assert overview(client, clerk)["changes"] == []
    assert on_her_phone(client, carer) == [("confirmed", None)]


def test_a_change_that_was_none_is_told_to_whoever_reported_it(client: Client, clerk: Headers, carer: Headers) -> None:
    report = told_by_phone(client, carer)
    path = f"/api/assessments/changes/{report}/close"
    assert client.post(path, headers=clerk, json={"reason": "去看过，没有变化"}).status_code == 204
    assert on_her_phone(client, carer) == [("declined", "去看过，没有变化")]
