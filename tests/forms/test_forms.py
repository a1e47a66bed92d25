"""A county changes what is asked without a release, and each record keeps the version that it was made with."""

import subprocess
import sys
import tomllib
from collections.abc import Mapping
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from httpx import Client
from sqlalchemy import Engine, select

from cast import CAST, envelope, visit
from shouwang import clock
from shouwang.database import reading, writing
from shouwang.doors.rules import hash_of
from shouwang.forms import service
from shouwang.forms.definition import Form
from shouwang.forms.models import AdoptedForm
from shouwang.forms.shipped import COUNTYS_OWN, FormError, parse_form, read_form, shipped
from shouwang.records.models import Record
from shouwang.sync.retrying import retry_waiting
from shouwang.sync.write import Author

Headers = Mapping[str, str]
TICKS = {"spirit": "ok", "body": "ok", "food": "ok", "safety": "ok", "hygiene": "ok", "needs": "ok"}
GAS = {"id": "gas", "zh": "气", "en": "Gas"}
STOVE: dict[str, Any] = {"id": "stove", "kind": "choice", "zh": "灶", "en": "Stove", "options": [GAS]}


def own_form(*more: dict[str, Any]) -> Form:
    """What ships, with questions of the county's own."""
    text = resources.files("shouwang.forms").joinpath("shipped", "visit-2.toml").read_text("utf-8")
    body = tomllib.loads(text)
    return parse_form({**body, "questions": [*body["questions"], *more]})


def adopt(engine: Engine, form: Form) -> str:
    with writing(engine) as session:
        return service.adopt(session, form, Author(None, clock.now())).id


def seen(version: int, **answers: Any) -> dict[str, Any]:
    body = visit(CAST.wang, clock.now(), form_version=version, answers={"ticks": TICKS, **answers})
    return envelope(body, schema_version=2)


def push(client: Client, headers: Headers, item: dict[str, Any]) -> tuple[str, str | None]:
    reply = client.post("/api/sync/push", headers=headers, json={"device": "d", "items": [item]}).json()
    return reply["results"][0]["status"], reply["results"][0]["code"]


def test_a_county_adds_a_question_and_old_versions_are_still_taken(
    client: Client, carer: Headers, settled: Engine
) -> None:
    assert adopt(settled, own_form(STOVE)) == f"visit-{COUNTYS_OWN}"
    assert push(client, carer, seen(2, services=["meals"])) == ("applied", None)
    assert push(client, carer, seen(2, stove="gas")) == ("parked", "invalid")
    assert push(client, carer, seen(COUNTYS_OWN, stove="gas")) == ("applied", None)
    assert push(client, carer, seen(COUNTYS_OWN, stove="wood")) == ("parked", "invalid")
    with reading(settled) as session:
        kept = {row.form_version: row.answers for row in session.scalars(select(Record))}
    assert kept[COUNTYS_OWN]["stove"] == "gas"
    assert kept[2]["services"] == ["meals"]


def test_the_form_comes_to_the_phones_with_the_countys_rows(client: Client, carer: Headers, settled: Engine) -> None:
    adopt(settled, own_form(STOVE))
    asked: dict[str, Any] = {"device": "d", "epoch": None, "have": {}, "limit": 500}
    rows = client.post("/api/sync/pull", headers=carer, json=asked).json()["rows"]
    forms = [row["body"] for row in rows if row["kind"] == "form"]
    assert [(form["form"], form["version"], form["body"]["questions"][-1]) for form in forms] == [
        ("visit", COUNTYS_OWN, STOVE)
    ]


def test_the_same_form_again_is_no_new_version_and_a_change_is(settled: Engine) -> None:
    assert [adopt(settled, own_form(STOVE)) for _ in range(2)] == [f"visit-{COUNTYS_OWN}"] * 2
    assert adopt(settled, own_form()) == f"visit-{COUNTYS_OWN + 1}"
    with reading(settled) as session:
        assert len(session.scalars(select(AdoptedForm)).all()) == 2


def test_a_record_of_a_version_that_is_not_here_waits_for_it(client: Client, carer: Headers, settled: Engine) -> None:
    early = seen(COUNTYS_OWN, stove="gas")
    assert push(client, carer, early) == ("parked", "missing_reference")
    assert retry_waiting(settled) == []
    adopt(settled, own_form(STOVE))
    assert len(retry_waiting(settled)) == 1
    with reading(settled) as session:
        assert [row.answers["stove"] for row in session.scalars(select(Record))] == ["gas"]


def test_what_was_taken_on_the_spot_is_kept_and_an_amendment_keeps_it(
    client: Client, carer: Headers, settled: Engine
) -> None:
    item = seen(2)
    position = {"lat": 27.8, "lon": 112.9, "accuracy": 30.0}
    item["body"] |= {"door": "abc", "position": position, "pictures": [{"sha256": "ab" * 32, "size": 9}]}
    assert push(client, carer, item) == ("applied", None)
    mended = {**seen(2)["body"], "amends": item["body"]["id"], "why": "wrong_content"}
    assert push(client, carer, envelope(mended, schema_version=2, op="visit.amend")) == ("applied", None)
    with reading(settled) as session:
        record = session.get_one(Record, mended["id"])
        assert (record.door, record.position, record.pictures[0]["size"]) == (hash_of("abc"), position, 9)


def test_the_desk_reads_in_words_what_was_answered_and_where(
    client: Client, carer: Headers, clerk: Headers, settled: Engine
) -> None:
    adopt(settled, own_form(STOVE))
    item = seen(COUNTYS_OWN, stove="gas", services=["meals"], phrases=["unwell", "想吃鱼"])
    item["body"]["answers"]["ticks"] = {**TICKS, "food": "concern"}
    item["body"]["position"] = {"lat": 27.8, "lon": 112.9, "accuracy": 30.0}
    assert push(client, carer, item) == ("applied", None)
    file = client.get(f"/api/ledger/people/{CAST.wang}", headers=clerk).json()
    line = next(line for line in file["records"] if line["id"] == item["body"]["id"])
    told = [(one["zh"], one["concern"]) for one in line["told"]]
    assert told == [("饮食", True), ("助餐", False), ("身体不适", True), ("想吃鱼", True), ("灶 气", False)]
    assert line["position"]["lat"] == 27.8


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        ({"kind": "stars"}, "kind"),
        ({"options": []}, "no options"),
        ({"options": [GAS, GAS]}, "stands there twice"),
        ({"least": 3}, "knows no least"),
        ({"id": "ticks"}, "stands there twice"),
        ({"when": {"question": "later", "among": ["x"]}}, "asked before"),
        ({"zh": ""}, "zh"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_a_form_that_is_not_right_is_told_where_and_why(spoil: dict[str, Any], said: str) -> None:
    with pytest.raises(FormError, match=said):
        own_form({**STOVE, **spoil})


def test_what_ships_can_be_read_and_is_never_a_countys_own_number() -> None:
    assert [version for version in shipped() if version[1] >= COUNTYS_OWN] == []
    assert ("visit", 2) in shipped()


def test_the_command_shows_checks_and_adopts(tmp_path: Path) -> None:
    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [str(Path(sys.executable).parent / "shouwang"), "form", *arguments]
        env = {"DATABASE_URL": f"sqlite:///{tmp_path / 'county.db'}", "PATH": ""}
        return subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, text=True, check=False, timeout=60)

    shown = run("show", "visit")
    assert read_form(shown.stdout).id == "visit"
    file = tmp_path / "visit.toml"
    file.write_text(shown.stdout.replace("日常看护", "日间看护"), encoding="utf-8")
    assert run("adopt", file.name).stdout == f"✓ visit 第 {COUNTYS_OWN} 版 / version {COUNTYS_OWN}\n"
    assert f"visit {COUNTYS_OWN} · 探访" in run("list").stdout
    file.write_text(shown.stdout.replace('kind = "ticks"', 'kind = "stars"'), encoding="utf-8")
    refused = run("check", file.name)
    assert refused.returncode == 1
    assert refused.stderr.startswith("✗ visit.toml: questions.1.kind")
