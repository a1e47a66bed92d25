"""What is gone from the store is found, shown at the desk, and asked for again from the phones until it is there."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from httpx import Client
from sqlalchemy import Engine
from typer.testing import CliRunner

from blobs.test_blobs import county_folder, expected, jpeg, state
from blobs.test_promised import named, push, record_of, send
from shouwang import clock
from shouwang.blobs.checking import FEW, Checked, NoneLeftError, check
from shouwang.blobs.cli import app
from shouwang.blobs.models import BlobState
from shouwang.blobs.service import append

Headers = dict[str, str]


@contextmanager
def later(**passed: int) -> Iterator[None]:
    """So much time has gone by."""
    now = clock.now() + timedelta(**passed)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(clock, "now", lambda: now)
        yield


def asked_of(client: Client, headers: Headers) -> list[str]:
    """The hashes for which a phone is asked, as a whole pull tells it."""
    asked = {"device": "d", "epoch": "", "have": {}, "limit": 500, "watermark": None}
    rows = client.post("/api/sync/pull", headers=headers, json=asked).json()["rows"]
    return [row["body"]["sha256"] for row in rows if row["kind"] == "wanted_blob" and not row["deleted"]]


def missing(client: Client, clerk: Headers) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = client.get("/api/blobs/missing", headers=clerk).json()
    return found


def test_a_file_that_is_gone_is_asked_for_until_a_phone_has_sent_it_again(
    client: Client, carer: Headers, clerk: Headers, settled: Engine
) -> None:
    kept, gone = jpeg(seed=41), jpeg(seed=42)
    body = push(client, carer, pictures=[named(kept), named(gone)])
    assert [send(client, carer, each) for each in (kept, gone)] == [204, 204]
    assert check() == Checked(looked=2, gone=0, damaged=0, missing=0, asked=0)
    county_folder().path(named(gone)["sha256"]).unlink()

    assert check() == Checked(looked=2, gone=1, damaged=0, missing=1, asked=1)
    assert asked_of(client, carer) == [named(gone)["sha256"]]
    (line,) = missing(client, clerk)
    assert (line["missing"], line["arrived"]) == (1, [named(kept)["sha256"]])
    assert line["lost_at"] is not None
    assert line["asked_at"] is not None
    assert record_of(client, clerk, body["id"])["arrived"] == [named(kept)["sha256"]]
    assert check().asked == 0, "once a day is enough"
    with later(days=2):
        assert check() == Checked(looked=1, gone=0, damaged=0, missing=1, asked=1)
    assert asked_of(client, carer) == [named(gone)["sha256"]]

    head = client.head(f"/api/blobs/{named(gone)['sha256']}", headers=carer)
    assert head.headers["upload-offset"] == "0"
    assert send(client, carer, gone) == 204
    assert (asked_of(client, carer), missing(client, clerk)) == ([], [])
    assert check() == Checked(looked=2, gone=0, damaged=0, missing=0, asked=0)


def test_a_file_that_is_damaged_is_put_aside_and_asked_for(client: Client, carer: Headers, settled: Engine) -> None:
    cut, rotten = jpeg(seed=43), jpeg(seed=44)
    push(client, carer, pictures=[named(cut), named(rotten)])
    assert [send(client, carer, each) for each in (cut, rotten)] == [204, 204]
    folder = county_folder()
    folder.path(named(cut)["sha256"]).write_bytes(cut[:100])
    broken = rotten[:200] + b"?" + rotten[201:]
    folder.path(named(rotten)["sha256"]).write_bytes(broken)
    assert check()[:3] == (2, 0, 1), "what is as long as it should be is not read"
    assert check(thoroughly=True)[:3] == (1, 0, 1)
    aside = folder.path(named(cut)["sha256"]).parents[1] / "damaged"
    assert (aside / named(rotten)["sha256"]).read_bytes() == broken
    assert sorted(asked_of(client, carer)) == sorted([named(cut)["sha256"], named(rotten)["sha256"]])
    assert [send(client, carer, each) for each in (cut, rotten)] == [204, 204]
    assert state(settled, named(rotten)["sha256"]) == BlobState.WHOLE


def test_where_not_one_is_there_it_is_rather_the_folder_that_is_missing(settled: Engine) -> None:
    pictures = [jpeg(400, seed=seed) for seed in range(50, 51 + FEW)]
    hashes = [expected(settled, picture) for picture in pictures]
    for sha256, picture in zip(hashes, pictures, strict=True):
        append(sha256, 0, picture)
        county_folder().path(sha256).unlink()
    with pytest.raises(NoneLeftError):
        check()
    told = CliRunner().invoke(app, ["check"])
    assert (told.exit_code, "--none-left" in told.stderr) == (1, True)
    assert state(settled, hashes[0]) == BlobState.WHOLE
    told = CliRunner().invoke(app, ["check", "--none-left"])
    assert f"gone: {FEW + 1}" in told.stdout
    assert state(settled, hashes[0]) == BlobState.EXPECTED


def test_what_was_promised_and_never_came_is_asked_for_after_a_day_and_not_for_ever(
    client: Client, carer: Headers, settled: Engine
) -> None:
    promised = jpeg(seed=45)
    push(client, carer, pictures=[named(promised)])
    assert (check().asked, asked_of(client, carer)) == (0, [])
    with later(days=90):
        assert check()[3:] == (0, 0)
    with later(days=2):
        assert check()[3:] == (1, 1)
    assert asked_of(client, carer) == [named(promised)["sha256"]]


def test_the_desk_asks_at_once_or_waits_no_longer(
    client: Client, carer: Headers, clerk: Headers, settled: Engine
) -> None:
    here, promised = jpeg(seed=46), jpeg(seed=47)
    body = push(client, carer, pictures=[named(here), named(promised)])
    assert send(client, carer, here) == 204
    path = f"/api/blobs/missing/{body['id']}"
    assert client.post(f"{path}/ask", headers=clerk).status_code == 204
    assert asked_of(client, carer) == [named(promised)["sha256"]]
    assert client.post(f"{path}/give-up", headers=clerk).status_code == 204
    assert (asked_of(client, carer), missing(client, clerk)) == ([], [])
    told = record_of(client, clerk, body["id"])
    assert (told["arrived"], told["given_up"]) == ([named(here)["sha256"]], [named(promised)["sha256"]])
    with later(days=2):
        assert check()[3:] == (0, 0)
    assert send(client, carer, promised) == 204
    assert record_of(client, clerk, body["id"])["given_up"] == []
    assert client.post("/api/blobs/missing/nothing/ask", headers=clerk).status_code == 404
    assert hashlib.sha256(promised).hexdigest() in record_of(client, clerk, body["id"])["arrived"]
