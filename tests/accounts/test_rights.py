"""Every route and every kind of bucket, as everybody of the cast, against the one table of rights."""

from base64 import b64encode
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from fastapi.routing import APIRoute
from httpx import Client, Response
from sqlalchemy import Engine, delete, select, update
from sqlmodel import col

import cast
from cast import CAST
from covers.signing import Pen, told
from register.sheets import id_number, person, roster, workbook
from servers import every_route
from shouwang import clock, ids
from shouwang.accounts.bucket_rights import BUCKETS
from shouwang.accounts.models import Credential, Device, Enrolment, User
from shouwang.accounts.passwords import UNUSABLE
from shouwang.accounts.rights import RIGHTS, ROLES, Permission, Where, as_markdown
from shouwang.accounts.roles import Role
from shouwang.activities.words import HELPERS, LEADERS
from shouwang.checkups.filling import HEALTH_ROLES
from shouwang.database import reading, writing
from shouwang.questions.models import Question
from shouwang.questions.raising import keep
from shouwang.questions.rules import Asked
from shouwang.questions.words import QuestionKind
from shouwang.records.models import Record
from shouwang.register.models import Household, Person
from shouwang.reminders.models import Channel, Escalation, EscalationStep
from shouwang.sealing import check_key
from shouwang.sync.models import Bucket, Conflict, Issue
from shouwang.sync.write import Author, write

Headers = dict[str, str]
PAGE = Path(__file__).parents[2] / "docs" / "rights.md"
NOT_THERE = "00000000-0000-7000-8000-00000000ffff"
OTHERS = {role: ids.id_from("of the role", role) for role in Role}
REFUSED = (401, 403)


def test_every_route_asks_for_what_the_table_says() -> None:
    found = {f"{method} {route.path}": _asks_for(route) for route in every_route() for method in route.methods or ()}
    assert found == {route: right.permission for route, right in RIGHTS.items()}


def test_the_page_shows_the_table() -> None:
    assert PAGE.read_text(encoding="utf-8") == as_markdown(), "make it anew: shouwang rights > docs/rights.md"


def test_everybody_is_let_in_and_kept_out_as_the_table_says(client: Client, whole: dict[str, str]) -> None:
    told = {}
    for route, right in sorted(RIGHTS.items(), key=lambda each: each[0].endswith("/sign-out")):  # the last thing to do
        for role in Role:
            told[route, role] = _is_let_in(_call(client, route, whole, whole[role]))
            assert told[route, role] == (role in ROLES[right.permission]), (route, role)
    assert sum(told.values()) > 100


def test_without_a_token_only_the_doors_open(client: Client, whole: dict[str, str]) -> None:
    for route, right in RIGHTS.items():
        reply = _call(client, route, whole, "")
        is_door = right.permission is Permission.ANYBODY
        assert (reply.status_code == 401 and _code(reply) == "unknown_token") != is_door, route


@pytest.mark.parametrize("ended", ["revoked", "deactivated", "push token"])
def test_who_was_ended_or_is_locked_hands_in_and_nothing_else(
    client: Client, whole: dict[str, str], settled: Engine, ended: str
) -> None:
    token = _ended(client, settled, ended)
    allowed = {route for route in RIGHTS if _is_let_in(_call(client, route, whole, token))}
    hands_in = {route for route, right in RIGHTS.items() if right.permission is Permission.HANDS_IN}
    doors = {route for route, right in RIGHTS.items() if right.permission is Permission.ANYBODY}
    assert allowed == hands_in | doors


def test_what_lies_in_another_township_answers_as_what_does_not_exist(client: Client, whole: dict[str, str]) -> None:
    stranger = cast.sign_in(whole_engine(whole), CAST.other_clerk, "desk-of-the-other-township")["Authorization"]
    asked = [route for route, right in RIGHTS.items() if right.where is Where.PLACES and "{" in route]
    asked = [route for route in asked if RIGHTS[route].permission is not Permission.COUNTY]
    assert len(asked) > 12
    for route in asked:
        theirs = _call(client, route, whole, stranger)
        unknown = _call(client, route, dict.fromkeys(whole, NOT_THERE), stranger)
        assert (theirs.status_code, theirs.json()) == (404, {"code": "unknown"}), route
        assert (unknown.status_code, unknown.json()) == (404, {"code": "unknown"}), route


def test_lists_hold_what_lies_in_one_s_places_alone(client: Client, whole: dict[str, str]) -> None:
    stranger = cast.sign_in(whole_engine(whole), CAST.other_clerk, "desk-of-the-other-township")["Authorization"]
    hers = [route for route, right in RIGHTS.items() if right.where is Where.PLACES and "{" not in route]
    # What only the whole county oversees has no other place to look from.
    of_the_county = (Permission.OVERSIGHT, Permission.COUNTY)
    asked = [route for route in hers if RIGHTS[route].permission not in of_the_county]
    assert asked
    for route in asked:
        reply = _call(client, route, whole, stranger)
        assert reply.status_code not in (401, 403), route
        assert not any(secret in reply.text for secret in ("王强", "李香", "沈天强", CAST.wang, CAST.li)), route


def test_a_phone_gets_the_buckets_of_the_table_and_no_other(client: Client, whole: dict[str, str]) -> None:
    engine = whole_engine(whole)
    year = clock.now().year
    with reading(engine) as session:
        there = set(session.scalars(select(col(Bucket.key))))
        hers_of_place = set(session.scalars(select(col(Person.id)).where(col(Person.township) == cast.TOWNSHIP)))
    files = {f"{kind}{p}{y}" for p in (CAST.wang, CAST.li) for kind, y in (("p:", ""), ("p:", f":{year}"), ("d:", ""))}
    hers = {"c", f"u:{CAST.carer}", *files} & there
    kinds = {each.split("{")[0] for right in BUCKETS for each in right.bucket.split(", ")}
    assert {key.split(":")[0] + (":" if ":" in key else "") for key in there} <= kinds
    assert _buckets(client, cast.sign_in(engine, CAST.carer)["Authorization"]) == hers
    for role in Role:
        own = {"c", f"u:{OTHERS[role]}"}
        # The health team has who is owed a checkup in its place, assessors everybody; not what visitors write.
        theirs = "ph" if role in HEALTH_ROLES else "pa" if role is Role.ASSESSOR else ""
        hers = {f"{kind}:{each}" for kind in theirs for each in hers_of_place}
        # Who helps has the activities of her township, who leads them what it did and with whom it may plan.
        helping = {each for each in there if each.startswith("v:")} if role in HELPERS else set()
        led = {f"t:{cast.TOWNSHIP}:{year}"} if role in LEADERS else set()
        assert _buckets(client, whole[role]) <= own | hers | helping | led, role


def whole_engine(whole: dict[str, str]) -> Engine:
    """The engine of the test that made the things."""
    return _ENGINES[whole["engine"]]


_ENGINES: dict[str, Engine] = {}


@pytest.fixture
def whole(client: Client, settled: Engine, carer: Headers) -> Iterator[dict[str, str]]:
    """One of each thing that routes are about, in the first township, and the token of one of each role there."""
    with writing(settled) as session:
        check_key(session)
        for role in Role:
            place = cast.COUNTY if role in (Role.OFFICER, Role.ADMINISTRATOR, Role.AUDITOR) else cast.TOWNSHIP
            user = User(id=OTHERS[role], name=f"某{role}", role=role, place=place, created_at=clock.now())
            write(session, [user], Author(None, clock.now()))
            kept: dict[str, Any] = {"login": user.id, "password_hash": UNUSABLE, "changed_at": clock.now()}
            session.add(Credential(user=user.id, **kept))
    tokens = {str(role): cast.sign_in(settled, OTHERS[role], f"device-{role}")["Authorization"] for role in Role}
    _ENGINES["now"] = settled
    yield {**tokens, **_things(client, settled, carer), "engine": "now"}
    _ENGINES.clear()


def _things(client: Client, engine: Engine, carer: Headers) -> dict[str, str]:
    visited = cast.visit(CAST.wang, clock.now() - timedelta(hours=2))
    since = {"id": ids.uuid7(), "person": CAST.wang, "what": "hospital", "since": clock.now().date().isoformat()}
    told = cast.envelope(since, 2, op="report.create")
    poison = cast.envelope(cast.visit(CAST.wang, clock.now()), 3, op="visit.forget")
    said = {"id": ids.uuid7(), "kind": "money", "whom": "other", "person": CAST.wang, "note": "少给五十元"}
    in_confidence = {**cast.envelope(visited, 4, op="concern.create", body=said), "about": []}
    wanted = {"id": ids.uuid7(), "person": CAST.wang, "kind": "food"}
    items = [cast.envelope(visited), told, poison, in_confidence, cast.envelope(wanted, 5, op="need.create")]
    reply = client.post("/api/sync/push", headers=carer, json={"device": "d", "items": items})
    statuses = [each["status"] for each in reply.json()["results"]]
    assert statuses == ["applied", "applied", "parked", "applied", "applied"]
    household, conflict = _household(), _conflict(poison["id"])
    with writing(engine) as session:
        write(session, [household, conflict], Author(None, clock.now()))
        issue = session.scalars(select(col(Issue.id))).one()
    clerk = cast.sign_in(engine, CAST.clerk, "desk-of-a-test")
    sheet = client.post("/api/records/sheets", headers=clerk, json=_sheet())
    assert sheet.status_code == 200, sheet.text
    extra = client.post("/api/duties/extra", headers=clerk, json=_extra())
    assert extra.status_code == 200, extra.text
    urging = client.post("/api/reminders/urgings", headers=clerk, json=_urging()).json()["id"]
    return {
        "urging": urging,
        **_reminders(engine),
        "merge_id": client.post("/api/register/merges", headers=clerk, json=_merge()).json()["id"],
        "import_id": client.post("/api/register/rosters", headers=clerk, json=_roster()).json()["id"],
        "results": _made(client, "/api/checkups/results", clerk, _results()),
        "assessment": _made(client, f"/api/assessments/people/{CAST.li}", clerk, _assessment()),
        "change": _made(client, "/api/assessments/changes", clerk, _ability_change()),
        "assigning_id": client.post("/api/register/assignings", headers=clerk, json=_assigning()).json()["id"],
        "card": _card(client, clerk),
        **_watch_group(client, clerk),
        **_closed(client, clerk),
        "cover": _cover(client, carer),
        "person": CAST.wang,
        "person_id": CAST.wang,
        "fact": ids.id_from(CAST.wang, "ability"),
        "report": since["id"],
        "concern": said["id"],
        "need": wanted["id"],
        "question": _question(engine, visited["id"]),
        "home": CAST.wang,
        "activity": _made(client, "/api/activities", clerk, _activity()),
        "agreement": _made(client, "/api/agreements", clerk, _agreement()),
        "sheet": sheet.json()["id"],
        "record": visited["id"],
        "issue": issue,
        "conflict": conflict.id,
        "household_id": household.id,
        "extra_id": extra.json()["id"],
        "sha256": "0" * 64,
        "code": cast.TOWNSHIP,
        "user": CAST.other_carer,
        "device": f"phone-of-a-test.{CAST.carer}",
    }


def _reminders(engine: Engine) -> dict[str, str]:
    """A group's robot, to which nothing may be sent, and an escalation."""
    config = {"url": "https://127.0.0.1/robot"}
    robot = Channel(id=ids.uuid7(), kind="wecom", place=cast.TOWNSHIP, name="群", config=config, made_at=clock.now())
    asked = Escalation(id=ids.uuid7(), person=CAST.wang, township=cast.TOWNSHIP, began_on=clock.now().date())
    with writing(engine) as session:
        session.add_all([robot, asked])
        session.flush()
        session.add(EscalationStep(escalation=asked.id, number=0, to="carer", user=CAST.carer, day=asked.began_on))
        return {"channel": robot.id, "escalation": asked.id, "secret": "none"}


def _question(engine: Engine, record: str) -> str:
    """What a record's author is asked about it."""
    with writing(engine) as session:
        known = {record: session.get_one(Record, record)}
        keep(session, [Asked(QuestionKind.LATE, (record,), {"days": 8})], known, Author(None, clock.now()))
        return session.scalars(select(col(Question.id)).where(col(Question.kind) == QuestionKind.LATE)).one()


def _made(client: Client, path: str, clerk: dict[str, str], body: dict[str, Any]) -> str:
    reply = client.post(path, headers=clerk, json=body)
    assert reply.status_code == 200, reply.text
    made: str = reply.json()["id"]
    return made


def _assessment() -> dict[str, Any]:
    items = dict.fromkeys(("eating", "dressing", "bed", "toilet", "walking", "bathing"), "met")
    signed = [{"name": "李评估", "unit": "", "kind": "third_party"}]
    return {"id": ids.uuid7(), "items": items, "assessed_on": "2026-01-02", "assessors": signed}


def _activity() -> dict[str, Any]:
    words = {"kind": "visits", "day": "2026-01-02", "time": "09:00"}
    return {"id": ids.uuid7(), "township": cast.TOWNSHIP, **words}


def _agreement() -> dict[str, Any]:
    roles = {"township": "甲镇人民政府", "village": "石牛村委会", "carer": "沈天强", "person": "李香"}
    signed = clock.now().date().isoformat()
    days = {"signed_on": signed, "valid_from": signed}
    parties = [{"role": role, "name": name} for role, name in roles.items()]
    said = {"kind": "four_party", "parties": parties, "services": ["daily"]}
    return {"id": ids.uuid7(), "person": CAST.li, **said, **days}


def _ability_change() -> dict[str, Any]:
    return {"id": ids.uuid7(), "person": CAST.li, "reported_on": "2026-01-02", "reported_by": "村干部"}


def _watch_group(client: Client, clerk: dict[str, str]) -> dict[str, str]:
    """A team of which no member has a phone that is asked for its buckets here."""
    team = _team()
    since = {"valid_from": "2026-01-01"}
    assert client.post("/api/teams", headers=clerk, json=team).status_code == 200
    file = client.post(f"/api/teams/{team['id']}/areas", headers=clerk, json={"village": cast.VILLAGE, **since}).json()
    member = {"user": CAST.other_carer, **since}
    joined = client.post(f"/api/teams/{team['id']}/members", headers=clerk, json=member).json()
    return {"team": team["id"], "area": file["areas"][0]["id"], "member": joined["members"][0]["id"]}


def _card(client: Client, clerk: dict[str, str]) -> str:
    made = client.post("/api/doors/cards", headers=clerk, json={"township": cast.TOWNSHIP})
    assert made.status_code == 200, made.text
    rows = client.get("/api/doors", headers=clerk, params={"township": cast.TOWNSHIP}).json()["rows"]
    card: str = rows[0]["card"]["id"]
    return card


def _closed(client: Client, clerk: dict[str, str]) -> dict[str, str]:
    closed = client.post(f"/api/closing/{cast.TOWNSHIP}/2026-01-01/close", headers=clerk)
    assert closed.status_code == 200, closed.text
    return {"township": cast.TOWNSHIP, "month": "2026-01-01", "number": "1"}


def _cover(client: Client, carer: Headers) -> str:
    """Li is offered to whoever scans it."""
    pen = Pen()
    item = told(pen.code(CAST.li), public=pen.public, n=6)
    reply = client.post("/api/sync/push", headers=carer, json={"device": "d", "items": [item]})
    assert reply.json()["results"][0]["status"] == "applied", reply.text
    cover: str = item["body"]["id"]
    return cover


def _sheet() -> dict[str, Any]:
    row = {"id": ids.uuid7(), "person": CAST.zhao, "day": "2026-01-02", "mode": "home", "status": "valid"}
    return {"id": ids.uuid7(), "worker": CAST.other_carer, "reason": "lost_phone", "rows": [row]}


def _urging() -> dict[str, Any]:
    return {"id": ids.uuid7(), "user": CAST.other_carer, "people": [CAST.zhao], "how": "call"}


def _roster() -> dict[str, Any]:
    seen = {"added": 1, "changed": 0, "conflicts": 0, "refused": 0}
    return {"township": cast.TOWNSHIP, "content": b64encode(roster(person(9))).decode(), "seen": seen}


def _results() -> dict[str, Any]:
    seen = {"people": 1, "fields": 1, "conflicts": 0, "refused": 0}
    content = workbook([("姓名", "身份证号", "脉率"), ("王强", id_number(sequence=9), 72)])
    return {"township": cast.TOWNSHIP, "year": 2026, "content": b64encode(content).decode(), "seen": seen}


def _merge() -> dict[str, Any]:
    return {"id": ids.uuid7(), "kept": CAST.li, "gone": CAST.zhao}


def _team(**more: Any) -> dict[str, Any]:
    return {"id": ids.uuid7(), "place": cast.VILLAGE, "kind": "watch_group", "name": "第1守望之家", **more}


def _assigning() -> dict[str, Any]:
    return {"id": ids.uuid7(), "moves": [{"person": CAST.li, "user": CAST.other_carer}]}


def _household() -> Household:
    stay = {"person": CAST.wang, "valid_from": "2024-01-01", "valid_to": None}
    place: dict[str, Any] = {"township": cast.TOWNSHIP, "village": cast.VILLAGE}
    return Household(id=ids.uuid7(), person=CAST.wang, head=CAST.wang, members=[stay], **place)


def _conflict(mutation: str) -> Conflict:
    said: dict[str, Any] = {"field": "phone", "kept": "19900000001", "other": "19900000002"}
    who: dict[str, Any] = {"person": CAST.wang, "author": CAST.carer, "mutation": mutation}
    return Conflict(id=ids.uuid7(), created_at=clock.now(), **said, **who)


def _extra() -> dict[str, Any]:
    today = clock.now().date() + timedelta(days=1)
    days = {"valid_from": today.isoformat(), "valid_to": (today + timedelta(days=3)).isoformat()}
    population: dict[str, Any] = {"programmes": [], "arrangements": [], "abilities": [], "min_age": None}
    return {
        "id": ids.uuid7(),
        "place": cast.TOWNSHIP,
        "title": "某事",
        "reason": "other",
        "population": population,
        **days,
    }


TARGET = {"endpoint": "https://127.0.0.1/push", "p256dh": "B" * 87, "auth": "A" * 22}
BODIES: dict[str, Any] = {
    "POST /api/reminders/channels": {
        "id": NOT_THERE,
        "kind": "wecom",
        "place": cast.TOWNSHIP,
        "name": "群",
        "url": "https://127.0.0.1/robot",
    },
    "POST /api/reminders/channels/{channel}/confirm": {"code": "0000"},
    "POST /api/reminders/escalations/{escalation}/stop": {"reason": "住在女儿家"},
    "POST /api/reminders/mine": {"digests": True, "without": [], "email": None},
    "POST /api/reminders/subscriptions": TARGET,
    "POST /api/reminders/subscriptions/renew": {"old": TARGET, "new": TARGET},
    "POST /api/reminders/replies": {"reply": "r" * 32, "what": "seen"},
    "POST /api/accounts/enrol": {"code": "nosuchcode", "device": "a-device"},
    "POST /api/accounts/sign-in": {"login": "nobody", "password": "x", "device": "a-device"},
    "POST /api/accounts/oidc/begin": {"challenge": "c" * 43},
    "POST /api/accounts/oidc/finish": {"state": "s", "code": "c", "verifier": "v" * 43, "device": "a-device"},
    "POST /api/accounts/password": {"login": "x", "password": "x"},
    "POST /api/accounts/totp/confirm": {"code": "1"},
    "POST /api/accounts/totp/end": {"code": "1"},
    "POST /api/register/people/{person}/facts": {"kind": "suspension", "value": "away", "valid_from": "2026-01-01"},
    "PATCH /api/register/people/{person}": {"set": {"phone": ["", "19900000003"]}},
    "POST /api/register/facts/{fact}/end": {"valid_to": date(2030, 1, 1).isoformat()},
    "POST /api/register/facts/{fact}/void": {"reason": "x"},
    "POST /api/register/conflicts/{conflict}/settle": {"choice": "kept", "seen": None},
    "POST /api/register/reports/{report}/confirm": {},
    "POST /api/register/reports/{report}/decline": {"reason": "x"},
    "POST /api/records/{record}/void": {"why": "other"},
    "POST /api/accounts/users": {"id": OTHERS[Role.CARER], "place": cast.TOWNSHIP, "name": "新人", "role": "carer"},
    "POST /api/teams/{team}/rename": {"seen": "x", "name": "y"},
    "POST /api/teams/{team}/members": {"user": CAST.other_carer, "valid_from": "2026-01-01"},
    "POST /api/teams/{team}/members/{member}/leave": {"valid_to": "2030-01-01"},
    "POST /api/teams/{team}/areas": {"village": cast.VILLAGE, "valid_from": "2026-01-01"},
    "POST /api/teams/{team}/areas/{area}/end": {"valid_to": "2030-01-01"},
    "POST /api/teams/{team}/end": {"valid_to": "2030-01-01"},
    "POST /api/register/villages": {"township": cast.TOWNSHIP, "name": "新村"},
    "POST /api/register/villages/{code}/rename": {"seen": "石牛村", "name": "石牛村"},
    "POST /api/register/households/{household_id}/move-in": {"person": CAST.li, "since": "2026-02-02"},
    "POST /api/register/households/{household_id}/move-out": {"person": CAST.li, "since": "2026-02-02"},
    "POST /api/register/households/{household_id}/change": {"address": "", "group_name": "", "head": None},
    "POST /api/register/villages/{code}/merge": {"into": "430321101999"},
    "POST /api/register/villages/{code}/settle": {"people": [CAST.wang]},
    "POST /api/needs/{need}/note": {"words": "已送去"},
    "POST /api/needs/{need}/give": {"user": CAST.clerk},
    "POST /api/needs/{need}/close": {"outcome": "solved"},
    "POST /api/needs/{need}/reopen": {"words": "又没有了"},
    "POST /api/questions/{question}/decide": {"content": True, "words": "电话核实"},
    "POST /api/hygiene/campaigns": {
        **{"township": cast.TOWNSHIP, "day": "2026-01-03", "title": "大扫除", "homes": 3},
        "id": "00000000-0000-7000-8000-00000000f001",
    },
    "POST /api/hygiene/points/{home}/redeem": {
        **{"points": 1, "goods": "肥皂", "received_by": "王强"},
        "id": "00000000-0000-7000-8000-00000000f002",
    },
    "POST /api/hygiene/points/{home}/correct": {
        **{"entry": "nothing", "why": "写错了"},
        "id": "00000000-0000-7000-8000-00000000f003",
    },
    "POST /api/agreements/{agreement}/end": {"ended_on": "2026-01-03", "reason": "other"},
    "POST /api/agreements/{agreement}/void": {"why": "twice"},
    "POST /api/activities/{activity}/change": {"kind": "visits", "day": "2026-01-03", "time": "09:00"},
    "POST /api/activities/{activity}/report": {"start": "2026-01-03T01:00:00Z"},
    "POST /api/activities/{activity}/cancel": {"reason": "weather"},
    "POST /api/concerns/{concern}/note": {"words": "已入户核实"},
    "POST /api/concerns/{concern}/close": {"words": "已退还", "outcome": "confirmed"},
    "POST /api/records/sheets/{sheet}/picture": {"sha256": "a" * 64, "size": 9},
    "POST /api/privacy/people/{person}/show": {"field": "phone", "because": "call"},
    "POST /api/privacy/people/{person}/consents": {
        "purposes": ["care"],
        "said": "told",
        "by": "self",
        "day": "2026-01-01",
    },
    "POST /api/doors/cards": {"township": cast.TOWNSHIP},
    "POST /api/covers/keys": {"public": Pen().public},
    "POST /api/assessments/{assessment}/confirm": {"valid_from": "2026-01-01"},
    "POST /api/assessments/{assessment}/signatures": {"assessors": [{"name": "李评估", "kind": "third_party"}]},
    "POST /api/assessments/{assessment}/decline": {"reason": "签字不全"},
    "POST /api/assessments/changes/{change}/close": {"reason": "没有变化"},
    "POST /api/checkups/route": {"township": cast.TOWNSHIP, "villages": [cast.VILLAGE], "seen": []},
    "POST /api/checkups/people/{person}": {
        "sections": [{"year": 2026, "form_version": 1, "section": "general", "set": {"pulse": [None, 70]}}]
    },
    "POST /api/closing/{township}/{month}/sign": {"number": 1, "rows_sha256": "0" * 64},
    "POST /api/closing/{township}/{month}/reopen": {"reason": "补录"},
    "POST /api/retention/people/{person}/copy": {"because": "requested"},
    "POST /api/retention/people/{person}/erase": {"because": "requested", "name": "x"},
    "POST /api/exports": {
        "ledger": "visits",
        "place": cast.TOWNSHIP,
        "from": "2026-01-01",
        "to": "2026-01-31",
        "format": "csv",
    },
    "POST /api/exports/screen": {
        "title": "x",
        "unit": "",
        "period": "",
        "heads": ["a", "b", "c", "d"],
        "rows": [],
        "notes": [],
    },
    "POST /api/sync/push": {"device": "d", "items": []},
    "POST /api/sync/pull": {"device": "d", "have": {}},
    "POST /api/sync/issues/{issue}/resolve": {"resolution": "other"},
}


MADE = {
    "POST /api/register/households": lambda: {"id": ids.uuid7(), "people": [CAST.li], "since": "2026-02-02"},
    "POST /api/teams": _team,
    "POST /api/duties/extra": _extra,
    "POST /api/records/sheets": _sheet,
    "POST /api/reminders/urgings": _urging,
    "POST /api/register/assignings": _assigning,
    "POST /api/register/rosters": _roster,
    "POST /api/checkups/results": _results,
    "POST /api/register/merges": _merge,
}
OF_A_TOWNSHIP = (
    *(f"/api/ledger/{page}" for page in ("people", "households", "today", "carers")),
    *(f"/api/reminders/{page}" for page in ("calls", "escalations")),
    "/api/covers",
    "/api/doors",
    "/api/checkups",
    "/api/checkups/results",
    "/api/checkups/route",
    "/api/agreements",
    "/api/hygiene",
    "/api/patterns",
    "/api/quality",
    "/api/closing/standing",
    "/api/assessments",
    *(f"/api/register/{page}" for page in ("assignings", "rosters", "twins", "merges", "villages")),
)


QUERIES = {"/api/exports/preview": {"ledger": "visits", "place": cast.TOWNSHIP}}


def _call(client: Client, route: str, things: dict[str, str], token: str) -> Response:
    method, _, path = route.partition(" ")
    made = {
        "POST /api/teams": _team,
        "POST /api/register/households": MADE["POST /api/register/households"],
        "POST /api/duties/extra": _extra,
        "POST /api/records/sheets": _sheet,
        "POST /api/reminders/urgings": _urging,
        "POST /api/assessments/people/{person}": _assessment,
        "POST /api/assessments/changes": _ability_change,
        "POST /api/activities": _activity,
        "POST /api/agreements": _agreement,
    }
    body = made[route]() if route in made else BODIES.get(route)
    headers = {"Authorization": token} if token else {}
    of_township = {"township": cast.TOWNSHIP, "year": "2026", "month": "2026-01-01"}
    of_a_year = {"year": "2026"} if path.endswith("/fhir") else {}
    query = of_township if path in OF_A_TOWNSHIP else QUERIES.get(path, of_a_year)
    return client.request(method, path.format_map(things), headers=headers, json=body, params=query, timeout=60)


def _is_let_in(reply: Response) -> bool:
    return reply.status_code not in REFUSED or _code(reply) == "wrong_password"


def _code(reply: Response) -> str:
    code: str = "unknown_token" if reply.request.method == "HEAD" else reply.json()["code"]
    return code


def _ended(client: Client, engine: Engine, how: str) -> str:
    with writing(engine) as session:
        session.execute(delete(Enrolment))
    if how == "push token":
        clerk = cast.sign_in(engine, CAST.clerk, "desk-of-a-test")
        code = client.post(f"/api/accounts/users/{CAST.other_carer}/enrolments", headers=clerk).json()["code"]
        reply = client.post("/api/accounts/enrol", json={"code": code, "device": "phone-two"}).json()
        return f"Bearer {reply['push_token']}"
    token = cast.sign_in(engine, CAST.other_clerk, "desk-to-be-ended")["Authorization"]
    with writing(engine) as session:
        if how == "revoked":
            device = f"desk-to-be-ended.{CAST.other_clerk}"
            session.execute(update(Device).where(col(Device.id) == device).values(revoked_at=clock.now()))
        else:
            session.execute(update(User).where(col(User.id) == CAST.other_clerk).values(active=False))
    return token


def _buckets(client: Client, token: str) -> set[str]:
    asked = {"device": "d", "have": {}}
    reply = client.post("/api/sync/pull", headers={"Authorization": token}, json=asked).json()
    return set(reply["next"]) | {row["bucket"] for row in reply["rows"]}


NAMES = {
    "office": Permission.OFFICE,
    "county": Permission.COUNTY,
    "oversight": Permission.OVERSIGHT,
    "staff": Permission.STAFF,
    "at_the_door": Permission.AT_THE_DOOR,
    "signed_in": Permission.SIGNED_IN,
}
BY_THEMSELVES = {"/api/sync/push": Permission.HANDS_IN, "/api/sync/pull": Permission.SIGNED_IN}
"""Push and pull look at the token themselves (docs/decisions/0005)."""


def _asks_for(route: APIRoute) -> Permission:
    asked = set(_dependencies(route.dependant))
    if "token" in asked and not asked & {"any_device", *NAMES}:
        return BY_THEMSELVES[route.path]
    found = [permission for name, permission in NAMES.items() if name in asked]
    return found[0] if found else Permission.HANDS_IN if "any_device" in asked else Permission.ANYBODY


def _dependencies(dependant: Any) -> Iterator[str]:
    for each in dependant.dependencies:
        yield getattr(each.call, "__name__", "")
        yield from _dependencies(each)
