"""A checkup from the phones of two colleagues to the office, the engine and the carer, who sees no value of it."""

from typing import Any

import pytest
from httpx import Client
from sqlalchemy import Engine, select, text
from sqlmodel import col

import cast
from cast import CAST, TOWNSHIP, envelope
from checkups.test_rules import whole_checkup
from register.desk import Headers, page, today
from shouwang import clock, ids
from shouwang.accounts.models import User
from shouwang.accounts.roles import Role
from shouwang.checkups.definition import checkup_form
from shouwang.database import reading, writing
from shouwang.duties.service import adopt
from shouwang.records.models import Record
from shouwang.sync.models import RowVersion
from shouwang.sync.write import Author, write

DOCTOR, NURSE, AWAY = (f"00000000-0000-7000-8000-0000000000d{n}" for n in range(3))


@pytest.fixture
def team(settled: Engine) -> dict[str, Headers]:
    """A doctor of the township, a nurse of its village, and a doctor of another township."""
    who = ((DOCTOR, "彭雪梅", TOWNSHIP), (NURSE, "曾护士", cast.VILLAGE), (AWAY, "外镇医生", cast.OTHER_TOWNSHIP))
    with writing(settled) as session:
        users = [User(id=i, name=n, role=Role.HEALTH_WORKER, place=p, created_at=clock.now()) for i, n, p in who]
        write(session, users, Author(None, clock.now()))
    return {name: cast.sign_in(settled, i, f"phone-of-{name}") for name, (i, _, _) in zip("dna", who, strict=True)}


def fill(section: str, n: int = 1, person: str = CAST.wang, settle: list[str] | None = None, **new: Any) -> Any:
    """Fields of a section, filled in where nothing was seen before; a pair says what was seen."""
    wanted = {name: value if isinstance(value, tuple) else (None, value) for name, value in new.items()}
    body = {"person": person, "year": today().year, "form_version": 1, "section": section, "set": wanted}
    return envelope({**body, "settle": settle or []}, n, op="checkup.fill")


def send(client: Client, headers: Headers, *items: Any) -> list[Any]:
    reply = client.post("/api/sync/push", headers=headers, json={"device": "d", "items": list(items)})
    assert reply.status_code == 200, reply.text
    return [(each["status"], each["code"]) for each in reply.json()["results"]]


def pulled(client: Client, headers: Headers) -> list[Any]:
    rows: list[Any] = client.post("/api/sync/pull", headers=headers, json={"device": "d", "have": {}}).json()["rows"]
    return rows


def listed(client: Client, headers: Headers, person: str = CAST.wang) -> Any:
    asked = {"township": TOWNSHIP, "year": str(today().year)}
    rows = client.get("/api/checkups", headers=headers, params=asked).json()
    return next(row for row in rows if row["person"] == person)


def whole(n: int = 1, person: str = CAST.wang) -> list[Any]:
    """All that the norm asks for, section by section."""
    day = today().isoformat()
    values = {**whole_checkup(), "day": day, "told_on": day}
    form = checkup_form()
    parts = {section.id: [field.id for field in section.fields if field.id in values] for section in form.sections}
    filled = [(section, names) for section, names in parts.items() if names]
    return [
        fill(section, n + number, person, **{name: values[name] for name in names})
        for number, (section, names) in enumerate(filled)
    ]


def test_two_colleagues_resume_one_checkup_and_overwrite_nothing(
    client: Client, team: dict[str, Headers], clerk: Headers
) -> None:
    doctor, nurse = team["d"], team["n"]
    assert send(client, doctor, fill("general", pulse=70, temperature=36.5)) == [("applied", None)]
    # The nurse has been without a network: another section, another field, the same value, and another value.
    told = send(
        client,
        nurse,
        fill("laboratory", 1, glucose=5.2),
        fill("general", 2, breath=16, temperature=36.5),
        fill("general", 3, pulse=88),
    )
    assert told == [("applied", None), ("applied", None), ("merged", None)]
    sections = {
        row["body"]["section"]: row["body"] for row in pulled(client, doctor) if row["kind"] == "checkup_section"
    }
    assert sections["laboratory"]["answers"] == {"glucose": 5.2}
    assert sections["general"]["answers"] == {"pulse": 70, "temperature": 36.5, "breath": 16}
    (clash,) = sections["general"]["clashes"]
    assert (clash["field"], clash["kept"], clash["other"], clash["other_by"]) == ("pulse", 70, 88, "曾护士")
    assert (listed(client, clerk)["state"], listed(client, clerk)["clashes"]) == ("incomplete", 1)
    chosen = fill("general", 2, settle=[clash["id"]], pulse=(70, 88))
    assert send(client, doctor, chosen, chosen) == [("applied", None)] * 2
    general = next(row["body"] for row in pulled(client, nurse) if row["id"] == sections["general"]["id"])
    assert (general["answers"]["pulse"], general["clashes"]) == (88, [])


def test_a_whole_checkup_meets_the_duty_and_its_carer_reads_only_what_is_for_her(
    client: Client, team: dict[str, Headers], carer: Headers, clerk: Headers, settled: Engine
) -> None:
    with writing(settled) as session:
        adopt(session, cast.COUNTY, "rongchang", cast.LONG_AGO, Author(None, clock.now()))
    assert listed(client, clerk)["state"] == "due"
    assert set(send(client, team["d"], *whole())) == {("applied", None)}
    secret = fill("advice", 90, carer_advice="每天量血压", abnormal="血压偏高一百八", result=("1", "2"))
    send(client, team["d"], secret, fill("general", 91, sbp_left=186, dbp_left=112))
    line = listed(client, clerk)
    assert (line["state"], line["urgent"], line["day"]) == ("done", 2, today().isoformat())
    period = {"from": f"{today().year}-01-01", "to": f"{today().year}-12-31"}
    duties = {line["duty"]["id"]: line for line in page(client, clerk, CAST.wang, **period)["duties"]}
    assert duties["RC-07"]["credited"] == 1
    rows = pulled(client, carer)
    assert not [row for row in rows if row["bucket"].startswith("h:") or row["kind"].startswith("checkup")]
    (record,) = [row["body"] for row in rows if row["kind"] == "record"]
    assert (record["kind"], record["status"], record["note"], record["answers"]) == (
        "checkup",
        "valid",
        "每天量血压",
        {},
    )
    assert "血压偏高一百八" not in str(rows)
    with settled.connect() as connection:
        raw = connection.execute(text("SELECT answers FROM checkup_section")).scalars().all()
    assert raw
    assert not any("血压".encode() in bytes(each) for each in raw)
    # What was told no longer stands: the duty is open again.
    send(client, team["d"], fill("advice", 92, told_on=(today().isoformat(), None)))
    assert listed(client, clerk)["state"] == "incomplete"
    with reading(settled) as session:
        assert session.scalars(select(col(Record.status))).one() == "pending"
        versions = list(session.scalars(select(col(RowVersion.version)).where(col(RowVersion.kind) == "record")))
    assert versions == list(range(1, len(versions) + 1))


def test_who_is_not_of_her_health_team_neither_writes_nor_reads(
    client: Client, team: dict[str, Headers], carer: Headers
) -> None:
    send(client, team["d"], fill("general", pulse=70))
    for other in (team["a"], carer):
        assert send(client, other, fill("general", breath=16)) == [("parked", "not_assigned")]
        assert not [row for row in pulled(client, other) if row["kind"] == "checkup_section"]
    hers = {row["bucket"] for row in pulled(client, team["n"])}
    assert f"p:{CAST.wang}" in hers
    assert f"h:{CAST.wang}" in hers
    assert not [bucket for bucket in hers if bucket.startswith("p:") and bucket.count(":") > 1]
    referral = {"id": ids.uuid7(), "person": CAST.wang, "kind": "health", "urgent": True}
    assert send(client, team["d"], envelope(referral, 5, op="need.create")) == [("applied", None)]


SPOILT: tuple[dict[str, Any], ...] = (
    {"section": "laboratory"},
    {"set": {"pulse": [None, 7]}},
    {"set": {"pulse": [None, "七十"]}},
    {"set": {"nothing": [None, 7]}},
    {"set": {"pulse": 70}},
    {"year": 2999},
    {"form_version": 2},
    {"person": CAST.li},
)


def test_what_cannot_be_is_parked_and_kept(client: Client, team: dict[str, Headers]) -> None:
    items = [fill("general", n, pulse=70) for n, _ in enumerate(SPOILT)]
    for item, spoilt in zip(items, SPOILT, strict=True):
        item["body"] |= spoilt
    assert send(client, team["d"], *items) == [("parked", "invalid")] * len(SPOILT)


def test_the_desk_fills_in_as_phones_do_and_it_is_kept_who_looked(
    client: Client, team: dict[str, Headers], clerk: Headers, carer: Headers, settled: Engine
) -> None:
    send(client, team["d"], fill("general", pulse=70))
    path = f"/api/checkups/people/{CAST.wang}"
    year = today().year
    part = {"year": year, "form_version": 1, "section": "general", "set": {"pulse": [None, 66], "breath": [None, 15]}}
    file = client.post(path, headers=clerk, json={"sections": [part]}).json()
    (section,) = file["years"][0]["sections"]
    assert section["answers"] == {"pulse": 70, "breath": 15}
    assert section["clashes"][0]["other"] == 66
    refused = client.post(path, headers=clerk, json={"sections": [{**part, "set": {"height": [None, 1.56]}}]})
    assert (refused.status_code, refused.json()["fields"]) == (409, {"height": "too_low"})
    assert client.get(path, headers=carer).status_code == 403
    assert client.get(path, headers=clerk).json()["person_name"] == "王强"
    officer = cast.sign_in(settled, CAST.officer, "desk-of-the-county")
    shown = client.get("/api/privacy/showings", headers=officer).json()
    assert [(each["field"], each["user_name"]) for each in shown["lines"]] == [("checkup", "周敏")]


def test_who_stood_twice_has_one_checkup_and_again_two(
    client: Client, team: dict[str, Headers], clerk: Headers
) -> None:
    send(client, team["d"], fill("general", 1, CAST.zhao, pulse=70), fill("life", 2, CAST.zhao, smoking="1"))
    send(client, team["d"], fill("general", 3, CAST.wang, pulse=80))
    before = listed(client, clerk)["missing"]
    merged = client.post(
        "/api/register/merges", headers=clerk, json={"id": ids.uuid7(), "kept": CAST.wang, "gone": CAST.zhao}
    )
    assert merged.status_code == 200, merged.text
    assert answers(client, clerk, CAST.wang) == {"pulse": 80, "smoking": "1"}
    assert (listed(client, clerk)["state"], listed(client, clerk)["missing"]) == ("incomplete", before - 1)
    client.post(f"/api/register/merges/{merged.json()['id']}/undo", headers=clerk)
    assert answers(client, clerk, CAST.zhao) == {"pulse": 70, "smoking": "1"}


def answers(client: Client, headers: Headers, person: str) -> dict[str, Any]:
    """All that is filled in of this year."""
    sections = client.get(f"/api/checkups/people/{person}", headers=headers).json()["years"][0]["sections"]
    return {name: value for section in sections for name, value in section["answers"].items()}
