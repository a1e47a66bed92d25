"""A roster is taken in at the desk: first what would happen, then that and nothing else, and back again as a whole."""

from base64 import b64encode
from datetime import timedelta
from typing import Any

from httpx import Client, Response
from sqlalchemy import Engine

import cast
from cast import CAST, TOWNSHIP
from register.desk import enter, send
from register.intake import everything, rows
from register.sheets import HEADER, id_number, person, roster
from shouwang import clock
from shouwang.accounts.models import User
from shouwang.register.models import Assignment, Household, Person
from shouwang.register.sealed import open_bank_account

Headers = dict[str, str]
TWO = roster(person(1, 姓名="孙一"), person(2, 姓名="孙二"), ["孙三", "990000", *person(3)[2:]])
ADDRESSES = [*HEADER, "住址"]


def ask(client: Client, headers: Headers, content: bytes, **more: Any) -> Response:
    asked = {"township": TOWNSHIP, "content": b64encode(content).decode(), **more}
    return client.post("/api/register/rosters", headers=headers, json=asked)


def seen(told: Any) -> dict[str, int]:
    return {name: told[name] for name in ("added", "changed", "conflicts", "refused")}


def take_in(client: Client, headers: Headers, content: bytes) -> Any:
    told = ask(client, headers, content).json()
    reply = ask(client, headers, content, seen=seen(told))
    assert reply.status_code == 200, reply.text
    return reply.json()


def undo(client: Client, headers: Headers, done: Any) -> Any:
    return client.post(f"/api/register/rosters/{done['id']}/undo", headers=headers).json()


def without_history(engine: Engine) -> dict[str, Any]:
    """All that anybody is shown: not the versions, counters and tombstones that stay."""
    kept = ("row_version", "bucket", "sync_row", "roster_import", "roster_wrote", "place", "device")
    told = everything(engine).items()
    return {name: rows for name, rows in told if name not in kept and not name.startswith("audit_")}


def test_a_preview_writes_nothing_and_says_what_is_wrong_where(client: Client, settled: Engine, clerk: Headers) -> None:
    before = everything(settled)
    told = ask(client, clerk, TWO).json()
    assert seen(told) == {"added": 2, "changed": 0, "conflicts": 0, "refused": 1}
    assert (told["rows"], told["accepted"], told["id"]) == (3, 2, None)
    assert [(line["row"], line["column"]) for line in told["refusals"]] == [(5, "身份证号")]
    assert everything(settled)["person"] == before["person"]
    assert everything(settled)["roster_import"] == []
    assert ask(client, clerk, b"no roster").status_code == 422
    assert ask(client, clerk, b"").status_code == 422
    bad = {"township": TOWNSHIP, "content": "%%%"}
    assert client.post("/api/register/rosters", headers=clerk, json=bad).json()["code"] == "file_empty"


def test_it_is_taken_in_as_it_was_seen_or_not_at_all(client: Client, settled: Engine, clerk: Headers) -> None:
    told = ask(client, clerk, TWO).json()
    assert ask(client, clerk, TWO, seen={**seen(told), "added": 3}).json()["code"] == "value_changed"
    assert len(rows(settled, Person)) == 3
    done = take_in(client, clerk, TWO)
    assert {each.name for each in rows(settled, Person)} >= {"孙一", "孙二"}
    listed = client.get("/api/register/rosters", headers=clerk, params={"township": TOWNSHIP}).json()
    assert [(each["id"], each["by_name"], each["added"]) for each in listed] == [(done["id"], "周敏", 2)]
    assert ask(client, clerk, TWO, seen=seen(told)).json()["code"] == "value_changed"


def test_undone_everything_is_as_it_was(client: Client, settled: Engine, clerk: Headers) -> None:
    before = without_history(settled)
    done = take_in(client, clerk, TWO)
    assert undo(client, clerk, done) == {"removed": 2, "restored": 0, "stayed": 0}
    assert without_history(settled) == before
    assert undo(client, clerk, done)["code"] == "already_settled"
    assert take_in(client, clerk, TWO)["added"] == 2


def test_what_was_changed_is_restored(client: Client, settled: Engine, clerk: Headers) -> None:
    first = roster([*person(1, 姓名="孙一"), "一号"], header=ADDRESSES)
    take_in(client, clerk, first)
    changed = [*person(1, 姓名="孙一", 自理能力="全失能", 照料服务人="赵六", 照料人电话="19900000099"), "二号"]
    done = take_in(client, clerk, roster(changed, header=ADDRESSES))
    assert (done["changed"], done["added"]) == (1, 0)
    (her,) = (each for each in rows(settled, Person) if each.name == "孙一")
    assert her.address == "二号"
    assert undo(client, clerk, done) == {"removed": 0, "restored": 1, "stayed": 0}
    file = client.get(f"/api/ledger/people/{her.id}", headers=clerk).json()
    assert (file["person"]["address"], file["person"]["ability"]) == ("一号", "self")
    assert file["person"]["carer"]["name"] == "李明"
    voided = [fact for fact in file["facts"] if fact["voided_at"]]
    assert [(fact["value"], fact["void_reason"]) for fact in voided] == [("full", "撤销导入")]


def test_accounts_and_notes_are_restored_too(client: Client, settled: Engine, clerk: Headers) -> None:
    header = [*HEADER, "银行账号", "备注"]

    def one(account: str, note: str) -> bytes:
        return roster([*person(1, 姓名="孙一"), account, note], header=header)

    def known() -> tuple[str | None, str]:
        (her,) = (each for each in rows(settled, Person) if each.name == "孙一")
        return open_bank_account(her.bank_account_sealed), her.note

    take_in(client, clerk, one("6217990000000000011", "独居"))
    done = take_in(client, clerk, one("6217990000000000029", "与邻居同住"))
    assert known() == ("6217990000000000029", "与邻居同住")
    assert undo(client, clerk, done) == {"removed": 0, "restored": 1, "stayed": 0}
    assert known() == ("6217990000000000011", "独居")
    wrong = take_in(client, clerk, one("6217990000000000029", ""))
    later = take_in(client, clerk, one("6217990000000000037", ""))
    undo(client, clerk, wrong)
    assert known()[0] == "6217990000000000037"
    undo(client, clerk, later)
    assert known()[0] == "6217990000000000029"


def test_who_was_visited_since_stays_with_all_she_has(client: Client, settled: Engine, clerk: Headers) -> None:
    done = take_in(client, clerk, TWO)
    (one, two) = sorted((each for each in rows(settled, Person) if each.name[0] == "孙"), key=lambda each: each.name)
    (carer,) = {each.user for each in rows(settled, Assignment) if each.person == one.id}
    phone = cast.sign_in(settled, carer)
    assert send(client, phone, cast.envelope(cast.visit(one.id, clock.now() - timedelta(hours=1)))) == [
        ("applied", None)
    ]
    assert enter(client, clerk, two.id, "suspension", "away").status_code == 200
    assert undo(client, clerk, done) == {"removed": 0, "restored": 0, "stayed": 2}
    assert {each.name for each in rows(settled, Person)} >= {"孙一", "孙二"}
    assert any(each.id == carer for each in rows(settled, User))


def test_a_phone_drops_who_went_with_an_undone_import(client: Client, settled: Engine, clerk: Headers) -> None:
    done = take_in(client, clerk, roster(person(1, 姓名="孙一", 照料服务人="沈天强", 照料人电话="19900000000")))
    phone = cast.sign_in(settled, CAST.carer)
    whole = client.post("/api/sync/pull", headers=phone, json={"device": "d", "have": {}}).json()
    assert "孙一" in str(whole["rows"])
    assert undo(client, clerk, done)["removed"] == 1
    have = {"device": "d", "epoch": whole["epoch"], "have": whole["next"]}
    later = client.post("/api/sync/pull", headers=phone, json=have).json()
    hers = {row["bucket"] for row in whole["rows"] if "孙一" in str(row["body"])}
    assert hers <= set(later["drop"])
    assert [home for home in rows(settled, Household) if "孙" in home.head_name] == []


def test_another_township_s_rosters_are_nobody_s(client: Client, settled: Engine, clerk: Headers) -> None:
    done = take_in(client, clerk, TWO)
    other = cast.sign_in(settled, CAST.other_clerk, "desk-of-another")
    assert ask(client, other, TWO).status_code == 404
    assert client.post(f"/api/register/rosters/{done['id']}/undo", headers=other).status_code == 404
    assert id_number(sequence=1) not in str(done)
