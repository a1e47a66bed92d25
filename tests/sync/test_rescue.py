"""A phone that cannot send any more: its file comes by the desk, and counts as if the phone had sent it."""

import base64
import hashlib
import json
from datetime import timedelta
from typing import Any

import pytest
from httpx import Client, Response
from sqlalchemy import Engine, func, select
from sqlmodel import col

from blobs.test_blobs import jpeg
from blobs.test_promised import TICKS
from cast import CAST, envelope, sign_in, visit
from county_seal import seal_to
from shouwang import clock, county_keys
from shouwang.accounts.models import Device
from shouwang.database import reading, writing
from shouwang.records.models import Record
from shouwang.sync.keys import publish_keys
from shouwang.sync.models import Mutation

Headers = dict[str, str]
PHONE = "phone-of-a-test"


@pytest.fixture
def public(settled: Engine, carer: Headers) -> bytes:
    """The county's key; the carer has enrolled on her phone."""
    assert carer
    with writing(settled) as session:
        publish_keys(session)
    return county_keys.county_keys()[-1].public


@pytest.fixture
def token(carer: Headers) -> str:
    """With which that phone hands in."""
    return carer["Authorization"].removeprefix("Bearer ")


def items_of_a_day() -> list[Any]:
    return [envelope(visit(CAST.wang, clock.now() - timedelta(hours=hours), note=f"{hours}")) for hours in (2, 3, 4)]


def rescue_file(public: bytes, items: list[Any], **changed: Any) -> str:
    file = {"shouwang": "rescue", "version": 1, "user": CAST.carer, "device": PHONE, "items": items, **changed}
    return seal_to(public, json.dumps(file).encode(), "rescue")


def hand_in(client: Client, headers: Headers, sealed: str) -> Response:
    return client.post("/api/sync/rescue", headers=headers, json={"sealed": sealed})


def test_what_a_broken_phone_held_is_its_author_s_and_twice_the_same_file_changes_nothing(
    client: Client, clerk: Headers, public: bytes, token: str, settled: Engine
) -> None:
    in_confidence = {**envelope({"person": ""}, op="concern.create"), "about": []}
    items = [*items_of_a_day(), envelope(visit(CAST.zhao, clock.now())), in_confidence]
    file = rescue_file(public, items, token=token)
    for _ in range(2):
        reply = hand_in(client, clerk, file)
        assert reply.status_code == 200, reply.text
        assert reply.json() == {"user": CAST.carer, "name": "沈天强", "items": 5, "parked": 1, "pictures": {}}, (
            "no count tells of what was told in confidence"
        )
    with reading(settled) as session:
        authors = session.scalars(select(col(Record.author)).where(col(Record.subject) == CAST.wang)).all()
        assert list(authors) == [CAST.carer] * 3
        kept = session.scalars(select(Mutation)).all()
        assert [entry.result and entry.result["handed_in"]["by"] for entry in kept] == [CAST.clerk] * 5
        assert {tuple(flags) for flags in session.scalars(select(col(Record.flags)))} == {("handed_in",)}
        assert session.get_one(Device, f"{PHONE}.{CAST.carer}").last_contact is None


def test_what_the_phone_had_sent_after_all_is_taken_once(
    client: Client, clerk: Headers, carer: Headers, public: bytes, settled: Engine
) -> None:
    items = items_of_a_day()
    client.post("/api/sync/push", headers=carer, json={"device": PHONE, "items": items[:2]})
    assert hand_in(client, clerk, rescue_file(public, items)).json()["items"] == 3
    with reading(settled) as session:
        assert session.scalar(select(func.count()).select_from(Mutation)) == 3


@pytest.mark.parametrize("wrong", ["", "made up", "another's"])
def test_what_no_phone_proves_waits_until_the_office_has_asked(
    client: Client, clerk: Headers, public: bytes, settled: Engine, wrong: str
) -> None:
    other = sign_in(settled, CAST.other_carer, "another-phone")["Authorization"].removeprefix("Bearer ")
    file = rescue_file(public, items_of_a_day(), token=other if wrong == "another's" else wrong)
    assert hand_in(client, clerk, file).json()["parked"] == 3
    issues = client.get("/api/sync/issues", headers=clerk).json()
    assert {issue["code"] for issue in issues} == {"unproven"}
    retried, accepted, _ = (issue["id"] for issue in issues)
    assert client.post(f"/api/sync/issues/{retried}/retry", headers=clerk).json()["resolved_at"] is None
    assert client.post(f"/api/sync/issues/{accepted}/accept", headers=clerk).json()["resolution"] == "accepted"
    with reading(settled) as session:
        (record,) = session.scalars(select(Record)).all()
        assert (record.author, record.flags) == (CAST.carer, ["handed_in"])
        entry = session.get_one(Mutation, record.mutation)
        assert entry.result is not None
        assert entry.result["handed_in"] == {"by": CAST.clerk, "is_proven": False}


def test_of_a_phone_that_was_given_up_it_is_kept_and_parked(
    client: Client, clerk: Headers, carer: Headers, public: bytes
) -> None:
    client.post("/api/accounts/sign-out", headers=carer)
    assert hand_in(client, clerk, rescue_file(public, items_of_a_day())).json()["parked"] == 3


@pytest.mark.parametrize("changed", [{"device": "another-phone"}, {"user": CAST.other_carer}, {"user": "nobody"}])
def test_an_author_and_a_phone_that_are_not_of_one_another_are_unknown(
    client: Client, clerk: Headers, public: bytes, settled: Engine, changed: dict[str, str]
) -> None:
    reply = hand_in(client, clerk, rescue_file(public, items_of_a_day(), **changed))
    assert (reply.status_code, reply.json()["code"]) == (404, "unknown")
    with reading(settled) as session:
        assert session.scalar(select(func.count()).select_from(Mutation)) == 0


def test_pictures_come_with_their_records_and_wait_for_those_that_wait(
    client: Client, clerk: Headers, public: bytes, token: str
) -> None:
    known, unknown, broken = jpeg(size=300_000, seed=51), jpeg(seed=52), b"no picture at all"
    files = {content: hashlib.sha256(content).hexdigest() for content in (known, unknown, broken)}

    def visited(person: str, *contents: bytes) -> Any:
        promised = [{"sha256": files[content], "size": len(content)} for content in contents]
        body = visit(person, clock.now(), form_version=2, answers={"ticks": TICKS}, pictures=promised)
        return envelope(body, schema_version=2)

    def piece(content: bytes, offset: int = 0) -> Response:
        text = base64.urlsafe_b64encode(content[offset : offset + 262_144]).decode().rstrip("=")
        pieces = [{"sha256": files[content], "offset": offset, "bytes": text}]
        return hand_in(client, clerk, rescue_file(public, [], token=token, pieces=pieces))

    items = [visited(CAST.wang, known, broken), visited(CAST.zhao, unknown)]
    assert hand_in(client, clerk, rescue_file(public, items, token=token)).json()["parked"] == 1
    for _ in range(2):
        told = [piece(known).json(), piece(known, 262_144).json(), piece(unknown).json(), piece(broken).json()]
        stand = [next(iter(each["pictures"].values())) for each in told]
        assert stand in (["coming", "whole", "unknown", "refused"], ["whole", "whole", "unknown", "refused"])
    assert client.get(f"/api/blobs/{files[known]}", headers=clerk).content == known
    (issue,) = client.get("/api/sync/issues", headers=clerk).json()
    client.post(f"/api/sync/issues/{issue['id']}/accept", headers=clerk)
    assert piece(unknown).json()["pictures"] == {files[unknown]: "whole"}
    for wrong in ({"sha256": "x"}, {"offset": -1}, {"bytes": "*"}, {"bytes": 5}):
        bad = {"sha256": files[known], "offset": 0, "bytes": "AQ", **wrong}
        reply = hand_in(client, clerk, rescue_file(public, [], token=token, pieces=[bad]))
        assert (reply.status_code, reply.json()["code"]) == (409, "cannot_open"), wrong


def test_only_the_office_of_the_place_hands_it_in(
    client: Client, carer: Headers, public: bytes, settled: Engine
) -> None:
    file = rescue_file(public, items_of_a_day())
    assert hand_in(client, carer, file).status_code == 403
    assert hand_in(client, sign_in(settled, CAST.other_clerk), file).status_code == 404


def test_what_is_no_such_file_is_refused(client: Client, clerk: Headers, public: bytes) -> None:
    item = envelope(visit(CAST.wang, clock.now()))
    for sealed in (
        "",
        "nonsense",
        rescue_file(county_keys.CountyKey(7).public, [item]),
        rescue_file(public, [item], version=2),
        seal_to(public, b"{", "rescue"),
        seal_to(public, json.dumps(item).encode(), "envelope m-1"),
    ):
        reply = hand_in(client, clerk, sealed)
        assert (reply.status_code, reply.json()["code"]) == (409, "cannot_open"), sealed[:20]
