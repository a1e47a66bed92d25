"""What phones seal to the county: the server opens it, keeps it sealed, and loses no key."""

import base64
import json
import stat
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from httpx import Client
from sqlalchemy import Engine
from typer.testing import CliRunner

from cast import CAST, envelope, sign_in, visit
from county_seal import seal_to
from shouwang import clock, county_keys
from shouwang.accounts.models import User
from shouwang.accounts.service import make_enrolment
from shouwang.database import reading, writing
from shouwang.records.models import Record
from shouwang.settings import Settings
from shouwang.sync.cli import keys as keys_command
from shouwang.sync.keys import public_key, publish_keys
from shouwang.sync.models import Mutation

Headers = dict[str, str]


@pytest.fixture
def public(settled: Engine) -> bytes:
    """The key of a county whose server has started once."""
    with writing(settled) as session:
        publish_keys(session)
    return county_keys.county_keys()[-1].public


def push(client: Client, headers: Headers, *items: Any) -> Any:
    reply = client.post("/api/sync/push", headers=headers, json={"device": "d", "items": list(items)})
    assert reply.status_code == 200, reply.text
    return [(result["status"], result["code"]) for result in reply.json()["results"]]


def sealed(item: dict[str, Any], public: bytes, purpose: str = "") -> dict[str, Any]:
    content = json.dumps(item["body"]).encode()
    rest = {name: value for name, value in item.items() if name != "body"}
    return {**rest, "sealed": seal_to(public, content, purpose or f"envelope {item['id']}")}


def test_a_sealed_visit_is_applied_and_kept_sealed(
    client: Client, carer: Headers, public: bytes, settled: Engine
) -> None:
    item = envelope(visit(CAST.wang, clock.now() - timedelta(hours=2), note="血压正常"))
    assert push(client, carer, sealed(item, public)) == [("applied", None)]
    with reading(settled) as session:
        assert session.get_one(Record, item["body"]["id"]).note == "血压正常"
        kept = session.get_one(Mutation, item["id"]).envelope
    assert "sealed" in kept
    assert "血压" not in json.dumps(json.loads(kept), ensure_ascii=False)


def test_what_was_sealed_for_another_envelope_or_another_county_is_parked(
    client: Client, carer: Headers, public: bytes
) -> None:
    first, second, third = (envelope(visit(CAST.wang, clock.now())) for _ in range(3))
    moved = {**sealed(first, public), "id": second["id"]}
    foreign = sealed(third, county_keys.CountyKey(7).public)
    changed = sealed(first, public)
    changed["sealed"] = changed["sealed"][:-2] + ("AA" if changed["sealed"][-2:] != "AA" else "BB")
    assert push(client, carer, moved, foreign, changed) == [("parked", "sealed")] * 3


@pytest.mark.parametrize("text", ["", "A", "=", "AQ", "A" * 200, "好", "-" * 150, "AQ" * 3_000])
def test_nonsense_in_place_of_a_sealed_body_is_parked(client: Client, carer: Headers, public: bytes, text: str) -> None:
    item = envelope(visit(CAST.wang, clock.now()), sealed=text)
    del item["body"]
    assert push(client, carer, item) == [("parked", "sealed")]


def test_a_sealed_body_that_no_database_takes_or_that_is_no_json_is_parked(
    client: Client, carer: Headers, public: bytes
) -> None:
    nul = sealed(envelope(visit(CAST.wang, clock.now(), note="a\0b")), public)
    item = envelope(visit(CAST.wang, clock.now()))
    broken = {**sealed(item, public), "sealed": seal_to(public, b"{", f"envelope {item['id']}")}
    assert push(client, carer, nul, broken) == [("parked", "invalid"), ("parked", "sealed")]


def test_after_a_rotation_the_old_key_still_opens_and_phones_hear_of_the_new_one(
    client: Client, carer: Headers, public: bytes, settled: Engine
) -> None:
    told = CliRunner().invoke(keys_command, ["rotate"])
    assert told.exit_code == 0, told.output
    item = envelope(visit(CAST.wang, clock.now()))
    assert push(client, carer, sealed(item, public)) == [("applied", None)]
    page = client.post("/api/sync/pull", headers=carer, json={"device": "d", "have": {}}).json()
    heard = sorted((row["body"] for row in page["rows"] if row["kind"] == "county_key"), key=lambda key: key["number"])
    assert [base64.b64decode(key["public"]) for key in heard] == [key.public for key in county_keys.county_keys()]
    assert heard[-1]["id"] == told.output.strip() == CliRunner().invoke(keys_command, ["list"]).output.split()[-1]


def test_the_private_halves_are_for_their_owner_alone_and_not_in_the_database(
    public: bytes, here: Settings, settled: Engine
) -> None:
    file = here.data / "county.keys"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    with reading(settled) as session:
        row = public_key(session)
        assert row is not None
        assert file.read_text().strip() not in row.model_dump_json()
        assert base64.b64decode(row.public) == public
    assert [path.name for path in here.data.iterdir() if "keys" in path.name or "tmp" in path.name] == ["county.keys"]


def test_a_server_does_not_start_without_a_key_that_phones_seal_to(
    public: bytes, here: Settings, settled: Engine
) -> None:
    file = here.data / "county.keys"
    kept = file.read_text()
    file.unlink()
    with pytest.raises(SystemExit, match=r"county\.keys"), writing(settled) as session:
        publish_keys(session)
    assert not file.exists()
    file.write_text(kept)
    with writing(settled) as session:
        publish_keys(session)
    file.write_text("nonsense\n")
    with pytest.raises(SystemExit, match=r"county\.keys"):
        county_keys.county_keys()


def test_servers_that_start_at_once_agree_on_the_first_key(engine: Engine) -> None:
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(lambda _: county_keys.make_first_key(), range(6)))
    assert len(county_keys.county_keys()) == 1


def test_enrolling_again_gives_the_data_key_back_to_its_user_alone(
    client: Client, public: bytes, settled: Engine
) -> None:
    data_key = bytes(range(32))

    def enrol_with(user: str, owner: str) -> Any:
        with writing(settled) as session:
            code = make_enrolment(session, session.get_one(User, user), made_by=None, base_url="").code
        copy = seal_to(public, data_key, f"data key {owner}")
        asked = {"code": code, "device": "phone-one", "sealed_key": copy}
        return client.post("/api/accounts/enrol", json=asked).json()

    hers = enrol_with(CAST.carer, CAST.carer)
    assert base64.b64decode(hers["data_key"]) == data_key
    assert base64.b64decode(hers["county_key"]["public"]) == public
    assert enrol_with(CAST.other_carer, CAST.carer)["data_key"] is None


def test_before_the_first_start_nobody_is_told_of_a_key(settled: Engine, client: Client) -> None:
    assert sign_in(settled, CAST.carer)
    with writing(settled) as session:
        code = make_enrolment(session, session.get_one(User, CAST.carer), made_by=None, base_url="").code
    reply = client.post("/api/accounts/enrol", json={"code": code, "device": "phone-one"}).json()
    assert (reply["county_key"], reply["data_key"]) == (None, None)


def test_what_the_phone_s_own_code_sealed_opens_here_and_for_its_purpose_alone(
    here: Settings,
) -> None:
    vectors = json.loads((Path(__file__).parent / "sealed_vectors.json").read_text(encoding="utf-8"))
    here.data.mkdir(exist_ok=True)
    (here.data / "county.keys").write_text(vectors["scalar"] + "\n")
    for made in (vectors["by_phone"], vectors["by_server"]):
        assert county_keys.open_sealed(made["text"], made["purpose"]).decode() == made["content"]
        with pytest.raises(county_keys.CannotOpen):
            county_keys.open_sealed(made["text"], "envelope m-9")
