"""What offices do is kept in a chain: who, when, from where, what, and what came of it; a change of it is found."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from httpx import Client
from pydantic import ValidationError
from sqlalchemy import Engine, delete, func, insert, select, update
from sqlalchemy.orm import Session
from sqlmodel import col
from typer.testing import CliRunner

import cast
from cast import CAST
from register import test_merging as merging
from register import test_rosters_at_the_desk as rosters
from register.desk import Headers
from shouwang import clock
from shouwang.accounts.models import Credential
from shouwang.accounts.passwords import hash_of
from shouwang.audit import service
from shouwang.audit.models import AuditEntry, AuditHead
from shouwang.audit.noting import note
from shouwang.audit.rules import Broken, Fault, Link
from shouwang.audit.words import Deed
from shouwang.cli import app
from shouwang.database import reading, writing
from shouwang.settings import Settings

PASSWORD, SLIP = "Quiet-mountain-7", "my-password-in-the-wrong-field"


@pytest.fixture
def officer(settled: Engine) -> Headers:
    """The county officer's headers."""
    return cast.sign_in(settled, CAST.officer, "desk-of-the-county")


def test_who_did_what_when_and_from_where_is_told_with_what_came_of_it(
    client: Client, settled: Engine, officer: Headers, clerk: Headers
) -> None:
    with writing(settled) as session:
        hers = update(Credential).where(col(Credential.user) == CAST.clerk)
        session.execute(hers.values(login="zhoumin", password_hash=hash_of(PASSWORD)))
    for login, password in (("zhoumin", "wrong"), (SLIP, "wrong"), ("zhoumin", PASSWORD)):
        asked = {"login": login, "password": password, "device": "a-desk-of-hers"}
        client.post("/api/accounts/sign-in", json=asked)
    client.get(f"/api/register/people/{CAST.wang}", headers=clerk)
    client.post(f"/api/accounts/users/{CAST.carer}/enrolments", headers=clerk)
    client.post(f"/api/accounts/users/{CAST.officer}/deactivate", headers=clerk)
    client.post(f"/api/closing/{cast.TOWNSHIP}/2026-01-01/close", headers=clerk, json={})
    client.post("/api/accounts/sign-out", headers=clerk)
    told = client.get("/api/audit", headers=officer).json()
    lines = [(each["user_name"], each["deed"], each["about"], each["result"]) for each in reversed(told["lines"])]
    assert lines == [
        ("郝建", "enrolled", None, "done"),
        ("周敏", "enrolled", None, "done"),
        ("周敏", "signed_in", None, "wrong_password"),
        ("", "signed_in", None, "wrong_password"),
        ("周敏", "signed_in", None, "done"),
        ("周敏", "shown", "王强", "done"),
        ("周敏", "link_made", _name(told, CAST.carer), "done"),
        ("周敏", "account_closed", _name(told, CAST.officer), "unknown"),
        ("周敏", "month_closed", "甲镇", "done"),
        ("周敏", "signed_out", None, "done"),
    ]
    assert {each["address"] for each in told["lines"][:8]} == {"127.0.0.1"}
    assert len({each["request"] for each in told["lines"][:8]}) == 8
    assert SLIP not in json.dumps(told)
    assert told["lines"][4]["facts"] == {"because": "correct", "field": "profile"}
    assert (told["count"], told["more"], {each["name"] for each in told["actors"]}) == (10, False, {"周敏", "郝建"})
    assert verified(settled) is None


def test_the_county_looks_by_kind_by_user_and_for_what_was_refused(
    client: Client, settled: Engine, officer: Headers, clerk: Headers
) -> None:
    for result in ("done", "forbidden"):
        some(settled, 2, result)
    for asked, count in (({}, 6), ({"refused": True}, 2), ({"deed": "exported"}, 4), ({"deed": "shown"}, 0)):
        assert client.get("/api/audit", headers=officer, params=asked).json()["count"] == count
    assert client.get("/api/audit", headers=officer, params={"user": CAST.clerk}).json()["count"] == 1
    older = client.get("/api/audit", headers=officer, params={"before": 3}).json()["lines"]
    assert [each["number"] for each in older] == [2, 1]
    assert client.get("/api/audit", headers=clerk).status_code == 403


def change(session: Session) -> None:
    session.execute(update(AuditEntry).where(col(AuditEntry.number) == 3).values(user_name="别人"))


def take_out(session: Session) -> None:
    session.execute(delete(AuditEntry).where(col(AuditEntry.number) == 3))


def take_the_first(session: Session) -> None:
    session.execute(delete(AuditEntry).where(col(AuditEntry.number) == 1))


def cut_off(session: Session) -> None:
    session.execute(delete(AuditEntry).where(col(AuditEntry.number) == 5))


def put_in(session: Session) -> None:
    """An entry of one's own in place of one that is moved, with links as anybody would guess them."""
    third = session.scalars(select(AuditEntry).where(col(AuditEntry.number) == 3)).one().model_dump()
    session.execute(delete(AuditEntry).where(col(AuditEntry.number) == 3))
    session.execute(insert(AuditEntry), [{**third, "row": "another"}])


def put_at_the_end(session: Session) -> None:
    last = session.scalars(select(AuditEntry).where(col(AuditEntry.number) == 5)).one().model_dump()
    session.execute(insert(AuditEntry), [{**last, "number": 6, "previous": last["hash"]}])


@pytest.mark.parametrize(
    ("tamper", "broken"),
    [
        (change, Broken(3, Fault.CHANGED)),
        (take_out, Broken(4, Fault.MISSING)),
        (take_the_first, Broken(2, Fault.MISSING)),
        (cut_off, Broken(4, Fault.CUT_OFF)),
        (put_in, Broken(3, Fault.CHANGED)),
        (put_at_the_end, Broken(6, Fault.CHANGED)),
    ],
)
def test_what_was_changed_taken_out_or_put_in_is_found(
    settled: Engine, tamper: Callable[[Session], None], broken: Broken
) -> None:
    some(settled, 5)
    assert verified(settled) is None
    with writing(settled) as session:
        tamper(session)
    assert verified(settled) == broken


def test_an_older_state_put_in_place_is_found_by_what_was_written_down(settled: Engine) -> None:
    some(settled, 3)
    with reading(settled) as session:
        head = service.head_of(session)
        second = session.scalars(select(AuditEntry).where(col(AuditEntry.number) == 2)).one()
    with writing(settled) as session:
        session.execute(delete(AuditEntry).where(col(AuditEntry.number) == 3))
        session.execute(update(AuditHead).values(number=2, hash=second.hash))
    assert verified(settled) is None
    assert verified(settled, head) == Broken(3, Fault.NOT_SEEN)
    assert verified(settled, Link(2, "0" * 64)) == Broken(2, Fault.NOT_SEEN)


def test_many_who_write_at_once_make_one_chain(settled: Engine) -> None:
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: some(settled, 3, apart=True), range(4)))
    with reading(settled) as session:
        assert session.scalar(select(func.count()).select_from(AuditEntry)) == 12
    assert verified(settled) is None


def test_what_was_not_committed_was_not_done(settled: Engine) -> None:
    def fail() -> None:
        with writing(settled) as session:
            note(session, Deed.EXPORTED, None)
            session.flush()
            raise LookupError

    with pytest.raises(LookupError):
        fail()
    with writing(settled) as session:
        with session.begin_nested(), pytest.raises(RuntimeError):
            note(session, Deed.EXPORTED, None)
        assert session.scalar(select(func.count()).select_from(AuditEntry)) == 0
    assert verified(settled) is None


def test_what_is_too_old_goes_and_the_chain_stays_whole(
    settled: Engine, here: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = clock.now()
    with monkeypatch.context() as at:
        at.setattr(clock, "now", lambda: now - timedelta(days=here.audit_days + 1))
        some(settled, 3)
    some(settled, 2)
    with writing(settled) as session:
        assert service.prune(session) == 3
    with writing(settled) as session:
        assert service.prune(session) == 0
    with reading(settled) as session:
        assert list(session.scalars(select(col(AuditEntry.number)).order_by("number"))) == [4, 5, 6]
    assert verified(settled) is None
    with writing(settled) as session:
        session.execute(delete(AuditEntry).where(col(AuditEntry.number) == 4))
    assert verified(settled) == Broken(5, Fault.MISSING)


def test_what_changes_many_people_at_once_is_told_with_what_takes_it_back(
    client: Client, settled: Engine, clerk: Headers
) -> None:
    done = rosters.take_in(client, clerk, rosters.TWO)
    rosters.undo(client, clerk, done)
    merged = merging.merge(client, clerk).json()
    merging.undo(client, clerk, merged)
    merging.undo(client, clerk, merged)
    with reading(settled) as session:
        told = session.scalars(
            select(AuditEntry).where(col(AuditEntry.what).in_(["roster", "merge"])).order_by(col(AuditEntry.number))
        )
        assert [(each.deed, each.row, each.result) for each in told] == [
            ("workbook_taken_in", done["id"], "done"),
            ("workbook_undone", done["id"], "done"),
            ("people_merged", merged["id"], "done"),
            ("people_parted", merged["id"], "done"),
            ("people_parted", merged["id"], "already_settled"),
        ]


def test_it_is_kept_for_a_year_whatever_the_settings_say() -> None:
    with pytest.raises(ValidationError):
        Settings(audit_days=365)


def test_the_commands_list_and_verify(settled: Engine) -> None:
    some(settled, 2)
    listed = CliRunner().invoke(app, ["audit", "list", "--deed", "exported"]).stdout.splitlines()
    assert [line.split("\t")[0] for line in listed] == ["2", "1"]
    good = CliRunner().invoke(app, ["audit", "verify"])
    assert (good.exit_code, good.stdout.split()[:2]) == (0, ["✓", "2"])
    seen = good.stdout.split()[-1]
    assert CliRunner().invoke(app, ["audit", "verify", "--seen", seen]).exit_code == 0
    assert CliRunner().invoke(app, ["audit", "verify", "--seen", "nonsense"]).exit_code == 1
    with writing(settled) as session:
        session.execute(update(AuditEntry).where(col(AuditEntry.number) == 2).values(result="done?"))
    bad = CliRunner().invoke(app, ["audit", "verify"])
    assert (bad.exit_code, bad.stderr.startswith("✗ 2: ")) == (1, True)
    assert CliRunner().invoke(app, ["audit", "prune"]).stdout.startswith("✓ 0")


def some(on: Engine, count: int, result: str = "done", *, apart: bool = False) -> None:
    """Entries, in one transaction or in one each."""
    for _ in range(count if apart else 1):
        with writing(on) as session:
            for number in range(1 if apart else count):
                note(session, Deed.EXPORTED, None, "place", cast.COUNTY, result, rows=number)


def verified(on: Engine, *seen: Link) -> Broken | None:
    with reading(on) as session:
        return service.verify(session, seen)[1]


def _name(told: dict[str, list[dict[str, str]]], row: str) -> str:
    return next(each["about"] for each in told["lines"] if each["row"] == row)
