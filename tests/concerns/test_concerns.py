"""What a worker tells in confidence: the office reads it, and no phone and no other desk ever sees a word."""

import json
import logging
from typing import Any

import pytest
from httpx import Client
from sqlalchemy import Engine, select
from sqlmodel import col

import cast
from cast import CAST
from county_seal import seal_to
from shouwang import clock, ids
from shouwang.accounts.models import Credential, Device, User
from shouwang.accounts.passwords import UNUSABLE
from shouwang.accounts.roles import Role
from shouwang.concerns.models import Concern, ConcernStep
from shouwang.concerns.naming import named_of
from shouwang.county_keys import county_keys
from shouwang.database import reading, writing
from shouwang.sealing import check_key
from shouwang.sync.keys import publish_keys
from shouwang.sync.models import Issue, Mutation, RowVersion, SyncRow
from shouwang.sync.write import Author, write

Headers = dict[str, str]
SECRET = "三天没有送饭，手臂上有青紫"
DONE = "已入户，送医检查"


@pytest.fixture
def keyed(settled: Engine) -> Engine:
    """The county has its keys."""
    with writing(settled) as session:
        check_key(session)
        publish_keys(session)
    return settled


@pytest.fixture
def officer(keyed: Engine) -> Headers:
    return cast.sign_in(keyed, CAST.officer, "desk-of-the-county")


def told(**more: Any) -> dict[str, Any]:
    """Somebody is said to be neglected by the other carer."""
    whom = {"whom": "worker", "worker": CAST.other_carer}
    return {"id": ids.uuid7(), "kind": "neglect", "person": CAST.wang, "note": SECRET, **whom, **more}


def push(client: Client, headers: Headers, *bodies: dict[str, Any]) -> list[Any]:
    """Sends them sealed to the county, as phones do; each with its answer."""
    items = []
    for body in bodies:
        item = {**cast.envelope({"person": ""}, op="concern.create"), "about": []}
        del item["body"]
        text = json.dumps(body).encode()
        items.append({**item, "sealed": seal_to(county_keys()[-1].public, text, f"envelope {item['id']}")})
    reply = client.post("/api/sync/push", headers=headers, json={"device": "d", "items": items})
    return [(result["status"], result["code"]) for result in reply.json()["results"]]


def listed(client: Client, headers: Headers, query: str = "") -> Any:
    reply = client.get(f"/api/concerns{query}", headers=headers)
    assert reply.status_code == 200, reply.text
    return reply.json()


def done(client: Client, headers: Headers, concern: str, what: str, body: Any = None) -> Any:
    return client.post(f"/api/concerns/{concern}/{what}", headers=headers, json=body)


def test_an_office_reads_it_takes_it_on_and_closes_it(
    client: Client, keyed: Engine, carer: Headers, clerk: Headers, officer: Headers
) -> None:
    body = told()
    assert push(client, carer, body) == [("applied", None)]
    line = listed(client, clerk)[0]
    assert (line["person_name"], line["kind"], line["township_name"], line["status"]) == (
        "王强",
        "neglect",
        "甲镇",
        "new",
    )
    assert SECRET not in str(line)
    assert "闫凤光" not in str(line)

    opened = done(client, clerk, body["id"], "read").json()
    assert (opened["whom_name"], opened["note"], opened["author_name"]) == ("闫凤光", SECRET, "沈天强")
    assert done(client, clerk, body["id"], "take").json()["taken_by_name"] == "周敏"
    assert done(client, officer, body["id"], "take").json() == {"code": "already_settled"}
    done(client, officer, body["id"], "note", {"words": DONE})
    closed = done(client, clerk, body["id"], "close", {"words": "已换人", "outcome": "confirmed"}).json()
    assert closed["outcome"] == "confirmed"
    assert done(client, officer, body["id"], "close", {"words": "x", "outcome": "unfounded"}).status_code == 409
    steps = [(step["what"], step["by_name"], step["words"]) for step in closed["steps"]]
    assert steps == [
        ("read", "周敏", None),
        ("taken", "周敏", None),
        ("noted", "郝建", DONE),
        ("closed", "周敏", "已换人"),
    ]
    assert listed(client, clerk) == []
    assert [each["id"] for each in listed(client, clerk, "?closed=true")] == [body["id"]]
    with reading(keyed) as session:
        versions = session.scalars(select(col(RowVersion.version)).where(col(RowVersion.kind) == "concern"))
        assert sorted(versions) == [1, 2, 3]


READERS: list[tuple[dict[str, Any], set[str]]] = [
    ({}, {"clerk", "officer"}),
    ({"only_county": True}, {"officer"}),
    ({"whom": "office", "worker": None}, {"officer"}),
    ({"worker": CAST.clerk}, {"officer"}),
    ({"whom": "other", "worker": None, "name": "周 敏"}, {"officer"}),
    ({"whom": "other", "worker": None, "name": "镇里的周敏主任"}, {"officer"}),
    ({"worker": CAST.officer}, set()),
    ({"whom": "office", "worker": None, "name": "郝建主任"}, set()),
    ({"whom": "other", "worker": None, "name": "郝 建"}, set()),
    ({"whom": "office", "worker": None, "name": "郝主任"}, set()),
    ({"whom": "office", "worker": None, "name": "局长", "note": "郝·建把补贴拿走了"}, set()),
    ({"worker": None, "person": None}, {"clerk", "officer"}),
    ({"worker": "nobody", "person": "nobody"}, {"clerk", "officer"}),
    ({"worker": CAST.stranger, "person": None}, {"other_clerk", "officer"}),
]


def test_who_may_read_one(client: Client, carer: Headers, keyed: Engine) -> None:
    desks = {name: cast.sign_in(keyed, getattr(CAST, name), name * 2) for name in ("clerk", "officer", "other_clerk")}
    for more, sees in READERS:
        body = told(**more)
        assert push(client, carer, body) == [("applied", None)]
        for name, headers in desks.items():
            assert (body["id"] in {each["id"] for each in listed(client, headers)}) == (name in sees), (name, more)
            assert (done(client, headers, body["id"], "read").status_code == 200) == (name in sees), (name, more)
            assert (done(client, headers, body["id"], "take").status_code != 404) == (name in sees), (name, more)


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        ("LiMing", {"a", "b"}),
        ("Director ＬＩ  ＭＩＮＧ", {"a", "b"}),
        ("li", set()),
        ("Ming", {"a", "b"}),
        ("郝建主任", {"c"}),
        ("郝主任", set()),
        ("", set()),
    ],
)
def test_a_name_is_known_however_it_is_written_and_all_who_have_it(typed: str, named: set[str]) -> None:
    office = [
        User(id=i, name=name, role=Role.CLERK, place=cast.COUNTY, created_at=clock.now())
        for i, name in (("a", "Li Ming"), ("b", "li  ming "), ("c", "郝建"))
    ]
    assert named_of({"whom": "other", "name": typed}, None, office) == named | ({"a", "b"} if typed == "li" else set())
    assert named_of({"deep": [{"said": typed + "!"}]}, office[0], office) >= {"a", "b"}
    assert ("c" in named_of({"whom": "office", "name": typed}, None, office)) == typed.startswith("郝")


@pytest.mark.parametrize(
    "more", [{"name": "郝建主任"}, {"worker": CAST.officer}, {"kind": "nonsense", "so": ["郝 建"]}]
)
def test_one_that_is_parked_is_hidden_from_the_one_whom_it_names(
    client: Client, keyed: Engine, clerk: Headers, officer: Headers, more: dict[str, Any]
) -> None:
    boss = another_of_the_county(keyed, Role.ADMINISTRATOR)
    lost = cast.sign_in(keyed, CAST.carer, "phone-that-was-lost")
    assert client.post(f"/api/accounts/devices/phone-that-was-lost.{CAST.carer}/revoke", headers=clerk).is_success
    assert push(client, lost, told(**{"worker": None, **more}))[0][0] == "parked"
    assert client.get("/api/sync/issues?settled=true", headers=officer).json() == []
    (parked,) = client.get("/api/sync/issues", headers=boss).json()
    assert parked["user_name"] == "沈天强"
    for how, asked in (("retry", None), ("accept", None), ("resolve", {"resolution": "test"})):
        path = f"/api/sync/issues/{parked['id']}/{how}"
        assert client.post(path, headers=officer, json=asked).status_code == 404, how
    assert client.post(f"/api/sync/issues/{parked['id']}/accept", headers=boss).is_success


def test_one_that_nobody_can_open_shows_no_author_and_is_not_thrown_away(
    client: Client, keyed: Engine, carer: Headers, officer: Headers
) -> None:
    item = {**cast.envelope({"person": ""}, op="concern.create"), "about": [], "sealed": "of another county"}
    del item["body"]
    reply = client.post("/api/sync/push", headers=carer, json={"device": "d", "items": [item]})
    assert reply.json()["results"][0]["code"] == "sealed"
    (parked,) = client.get("/api/sync/issues", headers=officer).json()
    assert parked["user_name"] == ""
    path = f"/api/sync/issues/{parked['id']}/resolve"
    assert client.post(path, headers=officer, json={"resolution": "test"}).json()["code"] == "not_acceptable"


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.AUDITOR])
def test_another_of_the_county_reads_what_is_about_its_only_officer(
    client: Client, carer: Headers, keyed: Engine, role: Role
) -> None:
    other = another_of_the_county(keyed, role)
    body = told(worker=None, whom="office", name="郝建主任")
    push(client, carer, body)
    assert [each["id"] for each in listed(client, other)] == [body["id"]]
    assert done(client, other, body["id"], "read").json()["whom_name"] == "郝建主任"


def another_of_the_county(engine: Engine, role: Role) -> Headers:
    with writing(engine) as session:
        boss = User(id="b" * 36, name="罗平", role=role, place=cast.COUNTY, created_at=clock.now())
        write(session, [boss], Author(None, clock.now()))
        session.add(Credential(user=boss.id, login="boss", password_hash=UNUSABLE, changed_at=clock.now()))
    return cast.sign_in(engine, "b" * 36, "desk-of-the-boss")


def test_no_phone_is_ever_sent_one(client: Client, keyed: Engine, carer: Headers) -> None:
    """Everybody of the cast pulls all that she may, the author and the one it is about among them."""
    bodies = [told(), told(kind="nonsense"), told(person=None)]
    assert [status for status, _ in push(client, carer, *bodies)] == ["applied", "parked", "applied"]
    with reading(keyed) as session:
        users = list(session.scalars(select(col(User.id))))
        places = {row.bucket for row in session.scalars(select(SyncRow)) if row.kind in ("concern", "issue")}
    assert places == {f"s:{CAST.wang}", f"s:{cast.TOWNSHIP}", f"s:{cast.COUNTY}"}
    for user in users:
        headers = cast.sign_in(keyed, user, f"phone-of-{user}")
        reply = client.post("/api/sync/pull", headers=headers, json={"device": "d", "have": {}, "limit": 2000})
        assert not any(row["kind"] in ("concern", "issue") for row in reply.json()["rows"])
        assert not any(key.startswith("s:") for key in reply.json()["next"])
        assert not any(body["id"] in reply.text for body in bodies)
        greedy = {"device": "d", "epoch": reply.json()["epoch"], "have": dict.fromkeys(places, 0)}
        asked = client.post("/api/sync/pull", headers=headers, json=greedy).json()
        assert set(asked["drop"]) == places
        assert not any(row["bucket"] in places for row in asked["rows"])


def test_one_that_is_parked_is_the_county_s_and_shows_no_word(
    client: Client, keyed: Engine, clerk: Headers, officer: Headers
) -> None:
    lost = cast.sign_in(keyed, CAST.carer, "phone-that-was-lost")
    assert client.post(f"/api/accounts/devices/phone-that-was-lost.{CAST.carer}/revoke", headers=clerk).is_success
    body = told()
    assert push(client, lost, body) == [("parked", "device_revoked")]
    assert client.get("/api/sync/issues?settled=true", headers=clerk).json() == []
    query = {"device": f"phone-that-was-lost.{CAST.carer}"}
    page = client.get(f"/api/ledger/workers/{CAST.carer}", headers=clerk, params=query).json()
    assert page["phone"]["parked"] == 0, "a count would tell of it as well"
    townships = client.get("/api/ledger/townships", headers=clerk).json()["rows"]
    assert [each["open_issues"] for each in townships] == [0]
    parked = client.get("/api/sync/issues", headers=officer).json()
    assert [(each["op"], each["person"], each["body"]) for each in parked] == [("concern.create", None, None)]
    assert client.post(f"/api/sync/issues/{parked[0]['id']}/accept", headers=clerk).status_code == 404
    assert client.post(f"/api/sync/issues/{parked[0]['id']}/accept", headers=officer).json()["resolved_at"]
    assert done(client, clerk, body["id"], "read").json()["note"] == SECRET


def test_the_same_envelope_twice_is_one_report(client: Client, carer: Headers, keyed: Engine) -> None:
    item = {**cast.envelope({"person": ""}, op="concern.create", body=told()), "about": []}
    for _ in range(2):
        reply = client.post("/api/sync/push", headers=carer, json={"device": "d", "items": [item]})
        assert reply.json()["results"][0]["status"] == "applied"
    with reading(keyed) as session:
        assert len(list(session.scalars(select(Concern)))) == 1


def test_neither_the_log_nor_the_database_tells_a_word(
    client: Client, carer: Headers, clerk: Headers, keyed: Engine, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    body = told(worker=None, whom="other", name="某某的侄子")
    push(client, carer, body, told(kind="nonsense"))
    done(client, clerk, body["id"], "read")
    done(client, clerk, body["id"], "note", {"words": DONE})
    done(client, clerk, body["id"], "close", {"words": " ", "outcome": "confirmed"})
    secrets = (SECRET, DONE, "某某的侄子")
    with reading(keyed) as session:
        tables = (Concern, ConcernStep, RowVersion, Mutation, Issue, Device)
        stored = [str(vars(row)) for table in tables for row in session.scalars(select(table))]
    assert len(stored) > 8
    for secret in secrets:
        assert secret not in caplog.text
        assert not any(secret in row or secret.encode("unicode_escape").decode() in row for row in stored)
