"""A visit promises pictures and a voice note; the desk sees what has come, what is missing and what is gone again."""

import hashlib
from datetime import timedelta
from typing import Any

import pytest
from httpx import Client
from sqlalchemy import Engine

import cast
from blobs.test_blobs import jpeg, patch
from cast import CAST, envelope, visit
from shouwang import clock
from shouwang.blobs.retention import remove_outdated

Headers = dict[str, str]

TICKS = dict.fromkeys(("spirit", "body", "food", "safety", "hygiene", "needs"), "ok")
VOICE = b"\x1aE\xdf\xa3" + b"voice" * 40


def named(content: bytes, **more: Any) -> dict[str, Any]:
    return {"sha256": hashlib.sha256(content).hexdigest(), "size": len(content), **more}


def push(client: Client, carer: Headers, **said: Any) -> dict[str, Any]:
    body = visit(CAST.wang, clock.now(), form_version=2, answers={"ticks": TICKS}, **said)
    item = envelope(body, schema_version=2)
    reply = client.post("/api/sync/push", headers=carer, json={"device": "d", "items": [item]}).json()
    assert reply["results"][0]["status"] == "applied", reply
    return body


def send(client: Client, headers: Headers, content: bytes) -> int:
    sha = hashlib.sha256(content).hexdigest()
    return int(patch(client, headers, sha, 0, content).status_code)


def record_of(client: Client, clerk: Headers, record: str) -> dict[str, Any]:
    file = client.get(f"/api/ledger/people/{CAST.wang}", headers=clerk).json()
    return next(each for each in file["records"] if each["id"] == record)


def test_two_were_promised_and_one_has_come(client: Client, carer: Headers, clerk: Headers) -> None:
    first, second = jpeg(seed=11), jpeg(seed=12)
    assert send(client, carer, first) == 404
    original = hashlib.sha256(b"original").hexdigest()
    promised = [named(first, original=original), named(second)]
    body = push(client, carer, pictures=promised, voice=named(VOICE, seconds=3.5))
    assert send(client, carer, first) == 204
    told = record_of(client, clerk, body["id"])
    assert told["pictures"] == promised
    assert told["arrived"] == [promised[0]["sha256"]]
    (line,) = client.get("/api/blobs/missing", headers=clerk).json()
    assert (line["record"], line["promised"], line["missing"]) == (body["id"], 3, 2)
    assert line["arrived"] == [promised[0]["sha256"]]
    assert (line["person"], line["author_name"]) == (CAST.wang, told["author_name"])
    for content, kind in ((second, "image/jpeg"), (VOICE, "audio/webm")):
        assert send(client, carer, content) == 204
        seen = client.get(f"/api/blobs/{named(content)['sha256']}", headers=clerk)
        assert (seen.content, seen.headers["content-type"]) == (content, kind)
        assert seen.headers["x-content-type-options"] == "nosniff"
    assert client.get("/api/blobs/missing", headers=clerk).json() == []
    assert client.get("/api/blobs/missing", headers=carer).status_code == 403


def test_another_township_sees_nothing_of_what_is_missing(client: Client, carer: Headers, settled: Engine) -> None:
    push(client, carer, pictures=[named(jpeg(seed=15))])
    other = cast.sign_in(settled, CAST.other_clerk, "other-desk")
    assert client.get("/api/blobs/missing", headers=other).json() == []


def test_a_record_never_fails_by_a_picture_that_nobody_would_keep(client: Client, carer: Headers) -> None:
    picture = jpeg(seed=13)
    push(client, carer, pictures=[{**named(picture), "size": 10**9}])
    assert send(client, carer, picture) == 404


def test_an_amendment_has_the_pictures_of_what_it_replaces(client: Client, carer: Headers, clerk: Headers) -> None:
    picture = jpeg(seed=14)
    body = push(client, carer, pictures=[named(picture)])
    assert send(client, carer, picture) == 204
    amended = visit(CAST.wang, clock.now(), form_version=2, answers={"ticks": TICKS})
    amended |= {"amends": body["id"], "why": "other", "why_note": "补"}
    item = envelope(amended, n=2, schema_version=2, op="visit.amend")
    reply = client.post("/api/sync/push", headers=carer, json={"device": "d", "items": [item]}).json()
    assert reply["results"][0]["status"] == "applied", reply
    assert record_of(client, clerk, amended["id"])["arrived"] == [named(picture)["sha256"]]


def test_what_is_old_is_taken_away_and_the_record_says_so(client: Client, carer: Headers, clerk: Headers) -> None:
    old, waiting = jpeg(seed=16), jpeg(seed=17)
    body = push(client, carer, pictures=[named(old), named(waiting)])
    assert send(client, carer, old) == 204
    assert remove_outdated() == 0
    later = clock.now() + timedelta(days=1_100)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(clock, "now", lambda: later)
        assert (remove_outdated(), remove_outdated()) == (1, 0)
    told = record_of(client, clerk, body["id"])
    assert (told["arrived"], told["removed"]) == ([], [named(old)["sha256"]])
    assert client.get(f"/api/blobs/{named(old)['sha256']}", headers=clerk).status_code == 404
    head = client.head(f"/api/blobs/{named(old)['sha256']}", headers=carer)
    assert head.headers["upload-offset"] == str(len(old))
    assert send(client, carer, old) == 409
