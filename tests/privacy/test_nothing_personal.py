"""Nothing personal in logs and addresses, and no number of a paper or an account on any phone."""

import json
import logging
import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from httpx import Client
from sqlalchemy import Engine, select, text
from sqlalchemy.orm import Session
from sqlmodel import col

import cast
from cast import CAST
from register.desk import Headers, day, report
from register.intake import take_in
from register.sheets import HEADER, id_number, person, roster
from servers import running
from shouwang import clock, ids
from shouwang.accounts.models import User
from shouwang.accounts.rights import RIGHTS
from shouwang.accounts.roles import STAFF, Role
from shouwang.app import create_app
from shouwang.database import reading, writing
from shouwang.register.models import Assignment, Person
from shouwang.sync import operations
from shouwang.sync.decisions import Decision
from shouwang.sync.desk import Desk
from shouwang.sync.envelopes import Envelope
from shouwang.sync.retrying import retry_all
from shouwang.sync.write import Author, write

NAME, CARER, NEIGHBOUR, WITNESS = "欧阳若兰", "诸葛守成", "上官秀英", "司马见证"
ID_NUMBER, ACCOUNT = id_number("19420317", 8), "6200009876543210987"
PHONES = ("19988887777", "19966665555", "19955554444", "19944443333")
ADDRESS, REMARK, NOTE, ILLNESS, COMPLAINT = "莲花塘二十三号", "丧偶独子早亡", "褥疮三度", "脑梗后遗症", "夜里常哭"
PASSWORD, LOGIN = "Not-the-right-one-7", "zhugeshoucheng"
SECRETS = [NAME, CARER, NEIGHBOUR, WITNESS, ID_NUMBER, ACCOUNT, *PHONES]
SECRETS += [ADDRESS, REMARK, NOTE, ILLNESS, COMPLAINT, PASSWORD, LOGIN]

IDS = {
    "person",
    "fact",
    "report",
    "results",
    "question",
    "activity",
    "agreement",
    "home",
    "record",
    "issue",
    "conflict",
    "user",
    "device",
    "concern",
    "need",
}
IDS |= {
    "person_id",
    "household_id",
    "extra_id",
    "sheet",
    "sha256",
    "urging",
    "assigning_id",
    "import_id",
    "merge_id",
    "card",
    "cover",
    "change",
    "assessment",
    "team",
    "member",
    "area",
    "channel",
    "escalation",
    "secret",
}
PLACES = {"code", "place", "township", "month", "number"}
"""And the months that they close, by their versions."""
ASKED = {"township": cast.TOWNSHIP, "place": cast.TOWNSHIP, "year": "2026", "ledger": "visits"}
ASKED["month"] = "2026-09-01"
OPENID = {"state", "code", "error", "iss"}
"""What a provider of sign-ins sends a browser back with: good once, and about nobody."""


@pytest.fixture
def log(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    """More than a server writes down that is run as the documentation says; asked for before there is an engine."""
    caplog.set_level(logging.INFO)
    return caplog


@pytest.fixture
def her(log: pytest.LogCaptureFixture, settled: Engine) -> str:
    """The id of somebody whom a roster brought, with all that it may say of her."""
    header = [*HEADER, "银行账号", "家庭住址", "联系电话", "备注"]
    row = person(1, 姓名=NAME, 身份证号=ID_NUMBER, 照料服务人=CARER, 照料人电话=PHONES[1])
    result = take_in(settled, roster([*row, ACCOUNT, ADDRESS, PHONES[0], REMARK], header=header))
    assert (result.accepted, result.refused) == (1, [])
    with reading(settled) as session:
        found = session.scalars(select(Person).where(col(Person.name) == NAME)).one()
        assert (found.phone, found.address, found.note) == (PHONES[0], ADDRESS, REMARK)
        return found.id


@pytest.fixture
def server(her: str) -> Iterator[Client]:
    """The application, with every line that the server could write about requests."""
    told: dict[str, Any] = {"log_config": None, "log_level": "info", "access_log": True}
    with running(create_app(), **told) as url, Client(base_url=url, timeout=60) as client:
        yield client


def test_a_day_leaves_nothing_personal_in_any_log(
    log: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    settled: Engine,
    server: Client,
    her: str,
    clerk: Headers,
) -> None:
    carer = _enrol(server, settled, clerk)
    _write_in_the_field(server, carer, her)
    _work_at_the_desk(server, clerk, her)
    _ask_wrongly(server, carer, clerk, her)
    _stumble(server, carer, clerk, her, monkeypatch)
    retry_all(settled)
    monkeypatch.undo()
    told = "\n".join([log.text, *(f"{each.getMessage()} {each.args} {each.exc_info}" for each in log.records)])
    told += "".join(capfd.readouterr())
    for expected in ("POST /api/sync/push", f"GET /api/ledger/people/{her}", "deciding envelope", "RuntimeError"):
        assert expected in told
    assert "a batch of 1 envelopes is applied item by item" in told
    assert "the database refused: " in told
    assert [secret for secret in SECRETS if secret in told or json.dumps(secret)[1:-1] in told] == []


def test_no_address_takes_anything_personal() -> None:
    schema = create_app().openapi()
    asked = [
        (where, parameter)
        for where, operations_there in schema["paths"].items()
        for operation in operations_there.values()
        for parameter in operation.get("parameters", [])
    ]
    assert len(asked) > 20
    for where, parameter in asked:
        name, kinds = parameter["name"], _kinds(parameter["schema"], schema)
        if parameter["in"] == "header":
            continue  # no address, and in no log
        if parameter["in"] == "path":
            assert name in IDS | PLACES, (where, name)
        else:
            assert name in IDS | PLACES | OPENID or kinds <= {"date", "boolean", "enum", "integer", "null"}, (
                where,
                name,
                kinds,
            )


def test_a_whole_pull_holds_no_number_of_paper_or_account(server: Client, settled: Engine, her: str) -> None:
    for role in Role:
        with writing(settled) as session:
            user = _assigned(session, her, role)
        headers = cast.sign_in(settled, user, "phone-of-a-role")
        told = server.post("/api/sync/pull", headers=headers, json={"device": "d", "have": {}}).text
        assert (NAME in told) == (role not in STAFF), role
        assert [each for each in (ID_NUMBER, ACCOUNT, REMARK) if each in told] == [], role


def _enrol(client: Client, engine: Engine, clerk: Headers) -> Headers:
    with reading(engine) as session:
        user = session.scalars(select(User).where(col(User.name) == CARER)).one()
    code = client.post(f"/api/accounts/users/{user.id}/enrolments", headers=clerk).json()["code"]
    reply = client.post("/api/accounts/enrol", json={"code": code, "device": "phone-of-the-day"})
    return {"Authorization": f"Bearer {reply.json()['token']}"}


def _write_in_the_field(client: Client, carer: Headers, her: str) -> None:
    contact = {"name": NEIGHBOUR, "phone": PHONES[2], "relation": "邻居"}
    patch = {"person": her, "set": {"phone": [PHONES[0], PHONES[3]]}, "add": {"contacts": [contact]}}
    assert _push(
        client,
        carer,
        cast.envelope(_visit(her)),
        report(her, "hospital", n=2, note=ILLNESS),
        cast.envelope(patch, 3, op="person.patch"),
        cast.envelope({**patch, "set": {"phone": [PHONES[1], PHONES[2]]}}, 4, op="person.patch"),
    ) == ["applied", "applied", "applied", "merged"]
    client.post("/api/sync/pull", headers=carer, json={"device": "d", "have": {}})


def _work_at_the_desk(client: Client, clerk: Headers, her: str) -> None:
    things = {"person": her, "person_id": her, "code": cast.TOWNSHIP}
    for route in RIGHTS:
        method, _, path = route.partition(" ")
        if method == "GET" and set(re.findall(r"{(\w+)}", path)) <= things.keys():
            reply = client.get(path.format_map(things), headers=clerk, params=ASKED)
            nothing_there = reply.status_code == 404 and path.endswith("/fhir")  # she had no checkup
            assert reply.status_code < 400 or reply.status_code == 403 or nothing_there, (route, reply.text)
    fact = {"kind": "suspension", "value": "hospital", "valid_from": day(), "reason": ILLNESS}
    assert client.post(f"/api/register/people/{her}/facts", headers=clerk, json=fact).status_code == 200
    asked = {"field": "id_number", "because": "pay"}
    assert client.post(f"/api/privacy/people/{her}/show", headers=clerk, json=asked).json()["value"] == ID_NUMBER
    said = {"purposes": ["care"], "said": "told", "by": "witness", "name": WITNESS, "relation": "邻居", "day": day()}
    assert client.post(f"/api/privacy/people/{her}/consents", headers=clerk, json=said).status_code == 200
    stale = {"set": {"phone": [PHONES[1], PHONES[2]], "name": [NAME, NAME]}}
    assert client.patch(f"/api/register/people/{her}", headers=clerk, json=stale).status_code == 409


def _ask_wrongly(client: Client, carer: Headers, clerk: Headers, her: str) -> None:
    """Whatever is wrong with what comes, the answer and the log say where, not what."""
    wrong = [
        cast.envelope({**_visit(her), "start": NAME}, 10),
        cast.envelope({**_visit(her), "id_number": ID_NUMBER}, 11),
        cast.envelope({**_visit(her), "note": COMPLAINT * 600}, 12),
        cast.envelope({**_visit(her), "note": f"{NOTE}\0"}, 13),
        cast.envelope(_visit(her), 14, op="visit.forget"),
        cast.envelope(_visit(her), 15, about=[NAME]),
        {**cast.envelope(_visit(her), 17), "sealed": NOTE, "body": None},
        NOTE,
    ]
    assert _push(client, carer, *wrong) == ["parked"] * len(wrong)
    assert _push(client, carer, {**cast.envelope(_visit(her), 16), "id": NAME}) == ["applied"]
    for content in (NOTE.encode(), f'{{"device": "d", "items": ["{NOTE}"'.encode()):
        assert client.post("/api/sync/push", headers=carer, content=content).status_code == 400
    fact = {"kind": ILLNESS, "value": NAME, "valid_from": ID_NUMBER}
    assert client.post(f"/api/register/people/{her}/facts", headers=clerk, json=fact).status_code == 422
    profile = {"set": {"birth_date": ["1942-03-17", ID_NUMBER], "name": [NAME, ""]}}
    assert client.patch(f"/api/register/people/{her}", headers=clerk, json=profile).status_code == 422
    door = {"login": LOGIN, "password": PASSWORD, "device": "a-device"}
    assert client.post("/api/accounts/sign-in", json=door).status_code == 401
    assert client.post("/api/accounts/enrol", json={"code": NAME, "device": NAME}).status_code >= 400


def _stumble(client: Client, carer: Headers, clerk: Headers, her: str, patch: pytest.MonkeyPatch) -> None:
    """Bugs of ours whose exceptions quote what they stumbled over, and a database that refuses."""
    patch.setitem(operations.OPERATIONS, "report.create", _quote)
    patch.setitem(operations.OPERATIONS, "visit.create", _without_township)
    assert _push(client, carer, report(her, "away", n=20, note=ILLNESS)) == ["parked"]
    assert _push(client, carer, cast.envelope(_visit(her), 21)) == ["parked"]
    patch.setattr("shouwang.ledger.person.person", _quote)
    reply = client.get(f"/api/ledger/people/{her}", headers=clerk)
    assert (reply.status_code, reply.json()) == (500, {"code": "internal"})
    patch.setattr("shouwang.register.queries.reports_within", _ask_for_nothing)
    assert client.get("/api/register/reports", headers=clerk).status_code == 503


def _quote(*_: Any) -> Any:
    try:
        raise KeyError(NOTE)
    except KeyError as cause:
        raise RuntimeError(f"{NAME} {ID_NUMBER} {ILLNESS}") from cause


def _without_township(envelope: Envelope, desk: Desk) -> Decision:
    decision = operations.create_visit(envelope, desk)
    vars(decision.rows[0])["township"] = None
    return decision


def _ask_for_nothing(session: Session, *_: Any) -> Any:
    return session.execute(text("SELECT * FROM nothing WHERE name = :name"), {"name": NAME}).all()


def _visit(her: str) -> dict[str, Any]:
    answers = {"ticks": {"body": "concern"}, "phrases": [ILLNESS]}
    return cast.visit(her, clock.now() - timedelta(hours=2), note=NOTE, answers=answers)


def _push(client: Client, carer: Headers, *items: Any) -> list[str]:
    # the standard library's JSON escapes what the server's would refuse
    reply = client.post("/api/sync/push", headers=carer, content=json.dumps({"device": "d", "items": list(items)}))
    assert reply.status_code == 200, reply.text
    return [result["status"] for result in reply.json()["results"]]


def _assigned(session: Session, her: str, role: Role) -> str:
    user = User(id=ids.uuid7(), name="某人", role=role, place=cast.TOWNSHIP, created_at=clock.now())
    given = Assignment(
        id=ids.uuid7(), person=her, user=user.id, user_name=user.name, role=role, valid_from=cast.LONG_AGO
    )
    author = Author(CAST.clerk, clock.now())
    write(session, [user], author)
    write(session, [given], author)
    return user.id


def _kinds(schema: dict[str, Any], whole: dict[str, Any]) -> set[str]:
    """What a parameter may be, as far as it matters here."""
    if "$ref" in schema:
        return _kinds(whole["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]], whole)
    if "anyOf" in schema:
        return {kind for each in schema["anyOf"] for kind in _kinds(each, whole)}
    return {"enum"} if "enum" in schema else {schema.get("format") or schema["type"]}
