"""Cards at doors: what is printed, what phones know of it, and what a visit says that was written down at one."""

import json
from datetime import date, timedelta
from typing import Any

import pytest
from httpx import Client
from sqlalchemy import Engine, select, text, update
from sqlmodel import col

import cast
from cast import CAST
from register.sheets import HEADER, person, roster
from register.test_rosters_at_the_desk import take_in
from shouwang import clock, ids
from shouwang.database import reading, writing
from shouwang.doors.models import Door, DoorCard
from shouwang.doors.rules import hash_of
from shouwang.records.models import Record
from shouwang.register.models import Household, Person
from shouwang.sync.models import RowVersion
from shouwang.sync.write import Author, write

Headers = dict[str, str]


@pytest.fixture
def couple(settled: Engine) -> str:
    """Wang and Li live together; Zhao has no registered household."""
    stays = [{"person": each, "valid_from": "2024-01-01", "valid_to": None} for each in (CAST.wang, CAST.li)]
    place: dict[str, Any] = {"township": cast.TOWNSHIP, "village": cast.VILLAGE, "village_name": "石牛村"}
    home = Household(id=ids.uuid7(), person=CAST.wang, head=CAST.wang, members=stays, **place)
    with writing(settled) as session:
        write(session, [home], Author(None, clock.now()))
    return home.id


def listed(client: Client, clerk: Headers) -> dict[str, dict[str, Any]]:
    reply = client.get("/api/doors", headers=clerk, params={"township": cast.TOWNSHIP})
    assert reply.status_code == 200, reply.text
    return {row["home"]: row for row in reply.json()["rows"]}


def printed(client: Client, clerk: Headers, **more: Any) -> dict[str, Any]:
    reply = client.post("/api/doors/cards", headers=clerk, json={"township": cast.TOWNSHIP, **more})
    assert reply.status_code == 200, reply.text
    answer: dict[str, Any] = reply.json()
    return answer


def token_of(client: Client, clerk: Headers, home: str) -> str:
    link: str = printed(client, clerk, homes=[home])["cards"][0]["link"]
    return link.rpartition("/#/door/")[2]


def scanned(client: Client, carer: Headers, token: str, person: str = CAST.wang, **more: Any) -> str:
    """A visit that says what a card said; its id."""
    body = cast.visit(person, clock.now(), door=token)
    item = cast.envelope(body, schema_version=2, **more)
    assert push(client, carer, item) == "applied"
    return str(body["id"])


def push(client: Client, carer: Headers, item: dict[str, Any]) -> str:
    reply = client.post("/api/sync/push", headers=carer, json={"device": "d", "items": [item]})
    assert reply.status_code == 200, reply.text
    return str(reply.json()["results"][0]["status"])


def seen_at_the_desk(client: Client, clerk: Headers, record: str) -> tuple[str | None, list[str]]:
    file = client.get(f"/api/ledger/people/{CAST.wang}", headers=clerk).json()
    line = next(line for line in file["records"] if line["id"] == record)
    return line["door"], [flag for flag in line["flags"] if flag.startswith("door_")]


def on_the_phone(client: Client, carer: Headers) -> list[dict[str, Any]]:
    reply = client.post("/api/sync/pull", headers=carer, json={"device": "d", "have": {}}).json()
    return [row["body"] for row in reply["rows"] if row["kind"] == "door"]


def test_a_card_for_each_door_and_nothing_personal_in_it(
    client: Client, clerk: Headers, carer: Headers, settled: Engine, couple: str
) -> None:
    assert {home: row["card"] for home, row in listed(client, clerk).items()} == {couple: None, CAST.zhao: None}
    first = printed(client, clerk)
    assert first["made"] == 2
    assert [set(card) for card in first["cards"]] == [{"number", "link"}] * 2
    again = printed(client, clerk, village=cast.VILLAGE)
    assert again == {**first, "made": 0}, "the same cards can be printed again"
    assert not any(secret in json.dumps(first) for secret in ("王强", cast.VILLAGE, CAST.wang, couple))
    assert all("/#/door/" in card["link"] for card in first["cards"])
    assert printed(client, clerk, homes=[])["cards"] == []

    rows = listed(client, clerk)
    assert rows[couple]["names"] == ["王强", "李香"]
    numbers = [card["number"] for card in first["cards"]]
    assert sorted(row["card"]["number"] for row in rows.values()) == sorted(numbers) == [1, 2]

    token = token_of(client, clerk, couple)
    told = on_the_phone(client, carer)
    assert {(door["person"], door["hash"]) for door in told} == {
        (each, hash_of(token)) for each in (CAST.wang, CAST.li)
    }
    with reading(settled) as session:
        kept = session.scalars(select(col(RowVersion.body)).where(col(RowVersion.kind) == "door"))
        assert not any(token in body for body in kept)
        at_rest = session.execute(text("SELECT token FROM door_card")).scalars()
        assert not any(token.encode() in bytes(each) for each in at_rest)


def test_a_visit_with_the_right_card_was_at_the_door(
    client: Client, clerk: Headers, carer: Headers, settled: Engine, couple: str
) -> None:
    token = token_of(client, clerk, couple)
    record = scanned(client, carer, token)
    assert seen_at_the_desk(client, clerk, record) == (hash_of(token), [])
    with reading(settled) as session:
        assert token not in str(session.get_one(Record, record).shape()), "other phones learn the hash alone"


def test_a_wrong_card_loses_nothing(client: Client, clerk: Headers, carer: Headers, couple: str) -> None:
    unknown = scanned(client, carer, "nobody-s_card")
    other = scanned(client, carer, token_of(client, clerk, CAST.zhao))
    assert seen_at_the_desk(client, clerk, unknown)[1] == ["door_unknown"]
    assert seen_at_the_desk(client, clerk, other)[1] == ["door_other"]
    hostile = cast.envelope(cast.visit(CAST.wang, clock.now(), door="\ud800"), 7, schema_version=2)
    raw = json.dumps({"device": "d", "items": [hostile]}).encode()
    reply = client.post("/api/sync/push", headers={**carer, "Content-Type": "application/json"}, content=raw)
    assert reply.status_code in (200, 400)
    for n, said in enumerate(("x" * 65, {"token": "x"}, 7, "<script>"), start=8):
        spoilt = cast.envelope(cast.visit(CAST.wang, clock.now(), door=said), n, schema_version=2)
        assert push(client, carer, spoilt) == "parked"


def test_a_lost_card_is_void_from_then_on_and_says_what_it_said_before(
    client: Client, clerk: Headers, carer: Headers, settled: Engine, couple: str
) -> None:
    old = token_of(client, clerk, couple)
    before = clock.now() - timedelta(minutes=1)
    card = listed(client, clerk)[couple]["card"]["id"]
    fresh = client.post(f"/api/doors/cards/{card}/renew", headers=clerk)
    assert fresh.json()["number"] == 2
    twice = client.post(f"/api/doors/cards/{card}/renew", headers=clerk)
    assert (twice.status_code, twice.json()["code"]) == (409, "already_settled")
    row = listed(client, clerk)[couple]
    assert (row["card"]["number"], row["lost"]) == (2, 1)
    new = token_of(client, clerk, couple)
    assert {door["hash"]: door["voided_at"] is None for door in on_the_phone(client, carer)} == {
        hash_of(old): False,
        hash_of(new): True,
    }

    assert seen_at_the_desk(client, clerk, scanned(client, carer, new))[1] == []
    after = scanned(client, carer, old)
    assert seen_at_the_desk(client, clerk, after)[1] == ["door_void"]
    earlier = {**cast.envelope({"person": CAST.wang})["clock"], "wall": before.isoformat()}
    assert seen_at_the_desk(client, clerk, scanned(client, carer, old, clock=earlier))[1] == []

    mended = {**cast.visit(CAST.wang, clock.now()), "amends": after, "why": "wrong_content"}
    assert push(client, carer, cast.envelope(mended, schema_version=2, op="visit.amend")) == "applied"
    assert seen_at_the_desk(client, clerk, mended["id"]) == (hash_of(old), ["door_void"])


def test_who_moves_in_or_out_is_known_when_cards_are_printed_next(
    client: Client, clerk: Headers, carer: Headers, settled: Engine, couple: str
) -> None:
    token = token_of(client, clerk, couple)
    with writing(settled) as session:
        home = session.get_one(Household, couple)
        stays = [{**stay, "valid_to": "2024-12-31"} if stay["person"] == CAST.li else stay for stay in home.members]
        home.members = stays
        write(session, [home], Author(None, clock.now()))
    assert printed(client, clerk)["made"] == 2, "Zhao has none yet, and Li lives alone now"
    known = {(door["person"], door["hash"]): door["voided_at"] is None for door in on_the_phone(client, carer)}
    assert (known[CAST.wang, hash_of(token)], known[CAST.li, hash_of(token)]) == (True, False)
    assert seen_at_the_desk(client, clerk, scanned(client, carer, token))[1] == []


def test_a_roster_that_parts_a_household_tells_phones_and_is_not_undone_for_who_has_a_card(
    client: Client, clerk: Headers, settled: Engine
) -> None:
    words = [*HEADER, "户号"]
    first, second = person(61, 姓名="孙一"), person(62, 姓名="孙二")
    together = take_in(client, clerk, roster([*first, "7"], [*second, "7"], header=words))
    home = next(row for row in listed(client, clerk).values() if "孙二" in row["names"])
    assert home["names"] == ["孙一", "孙二"]
    printed(client, clerk, homes=[home["home"]])
    assert standing_doors(settled) == {"孙一", "孙二"}
    take_in(client, clerk, roster([*first, "7"], [*second, "8"], header=words))
    assert standing_doors(settled) == {"孙一"}
    undone = client.post(f"/api/register/rosters/{together['id']}/undo", headers=clerk)
    assert (undone.status_code, undone.json()["removed"], undone.json()["stayed"]) == (200, 0, 2)


def standing_doors(engine: Engine) -> set[str]:
    """The names of those behind whose doors a card is good."""
    with reading(engine) as session:
        found = select(col(Person.name)).join(Door, col(Door.person) == col(Person.id))
        return set(session.scalars(found.where(col(Door.voided_at).is_(None))))


def test_other_townships_and_those_who_are_gone_have_no_cards(
    client: Client, clerk: Headers, settled: Engine, couple: str
) -> None:
    assert client.post("/api/doors/cards", headers=clerk, json={"township": cast.OTHER_TOWNSHIP}).status_code == 404
    for bad in (
        {},
        {"township": "x"},
        {"township": cast.TOWNSHIP, "homes": "all"},
        {"township": cast.TOWNSHIP, "a": 1},
    ):
        assert client.post("/api/doors/cards", headers=clerk, json=bad).status_code == 422
    fact = {"kind": "death", "value": None, "valid_from": date(2026, 1, 1).isoformat(), "valid_to": None}
    assert client.post(f"/api/register/people/{CAST.zhao}/facts", headers=clerk, json=fact).status_code < 300
    assert list(listed(client, clerk)) == [couple]
    with writing(settled) as session:
        session.execute(update(Person).where(col(Person.id) == CAST.li).values(merged_into=CAST.wang))
    assert listed(client, clerk)[couple]["names"] == ["王强"]
    with reading(settled) as session:
        assert session.scalars(select(DoorCard)).all() == []
