"""What was written can be put right: a new record stands in for the old one, which stays and counts no more."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from httpx import Client
from sqlalchemy import Engine, select
from sqlmodel import col

import cast
from cast import CAST, envelope, visit
from register.desk import page, row, send
from shouwang import clock, ids
from shouwang.accounts.models import User
from shouwang.accounts.roles import Role
from shouwang.database import reading, writing
from shouwang.records.models import Record
from shouwang.records.service import visit_record
from shouwang.register.models import Assignment
from shouwang.settings import settings
from shouwang.sync import operations
from shouwang.sync.models import Mutation, RowVersion
from shouwang.sync.write import Author, write

Headers = dict[str, str]
MARCH = {"from": "2026-03-01", "to": "2026-03-31"}
TENTH = datetime(2026, 3, 10, 1, tzinfo=UTC)


def written(start: datetime = TENTH, n: int = 1, person: str = CAST.wang) -> dict[str, Any]:
    return envelope(visit(person, start), n)


def amendment(of: dict[str, Any], n: int = 2, why: str = "wrong_time", **more: Any) -> dict[str, Any]:
    body = {**of["body"], "id": ids.uuid7(), "amends": of["body"]["id"], "why": why, **more}
    return envelope(body, n, op="visit.amend")


def voiding(of: dict[str, Any], n: int = 3, why: str = "twice", **more: Any) -> dict[str, Any]:
    body = {"record": of["body"]["id"], "why": why, **more}
    return envelope({**body, "person": of["body"]["person"]}, n, op="visit.void", body=body)


def lines(client: Client, clerk: Headers) -> dict[str, Any]:
    return {record["id"]: record for record in page(client, clerk, CAST.wang, **MARCH)["records"]}


def credited_days(client: Client, clerk: Headers) -> set[str]:
    duties = page(client, clerk, CAST.wang, **MARCH)["duties"]
    return {credit["service_date"] for duty in duties for credit in duty["credits"]}


def on_another_day(of: dict[str, Any], day: int) -> dict[str, Any]:
    start = TENTH.replace(day=day)
    return amendment(of, start=start.isoformat(), end=(start + timedelta(minutes=30)).isoformat())


def test_an_amendment_counts_and_the_original_stays_but_counts_no_more(
    client: Client, carer: Headers, clerk: Headers, settled: Engine
) -> None:
    first = written()
    assert send(client, carer, first) == [("applied", None)]
    second = on_another_day(first, 12)
    assert send(client, carer, second) == [("applied", None)]
    assert credited_days(client, clerk) == {"2026-03-12"}
    old, new = (lines(client, clerk)[item["body"]["id"]] for item in (first, second))
    assert (old["status"], old["voided"]["reason"], old["voided"]["by_name"]) == ("voided", "wrong_time", "沈天强")
    assert old["voided"]["replaced_by"] == new["id"]
    assert {lack["reason"] for lack in old["not_counted"].values()} == {"voided"}
    assert (new["status"], new["amends"], new["voided"]) == ("valid", old["id"], None)
    with reading(settled) as session:
        before = json.loads(session.get_one(RowVersion, ("record", old["id"], 1)).body)
        after = json.loads(session.get_one(RowVersion, ("record", old["id"], 2)).body)
    assert before["status"] == "valid"
    assert {name for name in before if before[name] != after[name]} == {"status", "voided"}


def test_a_visit_and_its_amendments_may_come_in_one_batch(client: Client, carer: Headers, clerk: Headers) -> None:
    first = written()
    second = on_another_day(first, 12)
    third = amendment(second, 3, why="wrong_content", note="其实是下午")
    assert send(client, carer, first, second, third) == [("applied", None)] * 3
    assert send(client, carer, third, second, first) == [("applied", None)] * 3
    stood = {id_: (line["status"], line["amends"]) for id_, line in lines(client, clerk).items()}
    assert stood == {
        first["body"]["id"]: ("voided", None),
        second["body"]["id"]: ("voided", first["body"]["id"]),
        third["body"]["id"]: ("valid", second["body"]["id"]),
    }


def test_a_record_is_amended_once_and_nothing_of_the_second_is_lost(
    client: Client, carer: Headers, clerk: Headers, settled: Engine
) -> None:
    first = written()
    one, other = on_another_day(first, 12), on_another_day(first, 13)
    assert send(client, carer, first, one, other) == [
        ("applied", None),
        ("applied", None),
        ("parked", "already_amended"),
    ]
    assert send(client, carer, voiding(first)) == [("parked", "already_amended")]
    assert credited_days(client, clerk) == {"2026-03-12"}
    codes = {issue["code"] for issue in client.get("/api/sync/issues", headers=clerk).json()}
    assert codes == {"already_amended"}
    with reading(settled) as session:
        assert json.loads(session.get_one(Mutation, other["id"]).envelope) == other


def test_a_voided_record_counts_no_more_and_a_second_time_changes_nothing(
    client: Client, carer: Headers, clerk: Headers, settled: Engine
) -> None:
    item = written()
    send(client, carer, item)
    assert credited_days(client, clerk) == {"2026-03-10"}
    assert send(client, carer, voiding(item), voiding(item, 4, "other")) == [("applied", None)] * 2
    assert send(client, carer, voiding(item, 5)) == [("applied", None)]
    assert credited_days(client, clerk) == set()
    (line,) = lines(client, clerk).values()
    assert (line["voided"]["reason"], line["voided"]["replaced_by"]) == ("twice", None)
    with reading(settled) as session:
        assert session.get_one(Record, line["id"]).version == 2
    assert send(client, carer, amendment(item, 6)) == [("parked", "already_amended")]


def test_only_its_author_can_put_a_record_right(client: Client, carer: Headers, settled: Engine) -> None:
    theirs = written(person=CAST.zhao)
    other = cast.sign_in(settled, CAST.other_carer, "another phone")
    assert send(client, other, theirs) == [("applied", None)]
    unknown = [("parked", "missing_reference")] * 2
    assert send(client, carer, amendment(theirs), voiding(theirs)) == unknown
    with writing(settled) as session:
        also = Assignment(
            id=ids.uuid7(),
            person=CAST.zhao,
            user=CAST.carer,
            user_name="沈天强",
            role=Role.CARER,
            valid_from=cast.LONG_AGO,
        )
        write(session, [also], Author(None, clock.now()))
    assert send(client, carer, amendment(theirs, 4), voiding(theirs, 5)) == unknown
    hers = written(n=6)
    moved = amendment(hers, 7, person=CAST.zhao)
    assert send(client, carer, hers, moved) == [("applied", None), ("parked", "missing_reference")]


def test_who_was_reassigned_since_may_still_put_her_own_record_right(
    client: Client, carer: Headers, settled: Engine
) -> None:
    first = written()
    send(client, carer, first)
    yesterday = clock.today(settings().zone) - timedelta(days=1)
    with writing(settled) as session:
        hers = session.scalars(select(Assignment).where(col(Assignment.user) == CAST.carer)).all()
        for given in hers:
            given.valid_to = yesterday - timedelta(days=30)
        write(session, hers, Author(None, clock.now()))
    new = written(n=2)
    new["clock"]["seen"] = clock.now().isoformat()
    late = amendment(first, 3)
    late["clock"]["seen"] = clock.now().isoformat()
    assert send(client, carer, new, late) == [("parked", "not_assigned"), ("applied", None)]
    with reading(settled) as session:
        assert session.get_one(Record, late["body"]["id"]).role == "carer"


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        ({"why": None}, "invalid"),
        ({"why": "because"}, "invalid"),
        ({"amends": "\0"}, "invalid"),
        ({"amends": 7}, "invalid"),
        ({"amends": ids.uuid7()}, "missing_reference"),
        ({"why_note": "字" * 501}, "invalid"),
    ],
)
def test_an_amendment_that_makes_no_sense_is_parked(
    client: Client, carer: Headers, spoil: dict[str, Any], code: str
) -> None:
    first = written()
    send(client, carer, first)
    assert send(client, carer, amendment(first, **spoil)) == [("parked", code)]


def test_one_poisonous_neighbour_does_not_keep_an_amendment_from_its_record(
    client: Client, carer: Headers, clerk: Headers, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, bad = written(), written(n=4)
    second = on_another_day(first, 12)
    real = visit_record

    def fails_in_the_database(body: Any, person: Any, origin: Any) -> Any:
        record = real(body, person, origin)
        if body.id == bad["body"]["id"]:
            record.township = None  # type: ignore[assignment] # refused by the database itself
        return record

    monkeypatch.setattr(operations, "visit_record", fails_in_the_database)
    assert send(client, carer, first, second, bad) == [("applied", None), ("applied", None), ("parked", "internal")]
    assert credited_days(client, clerk) == {"2026-03-12"}
    assert {line["status"] for line in lines(client, clerk).values()} == {"valid", "voided"}


def void(client: Client, headers: Headers, record: str, **asked: Any) -> Any:
    return client.post(f"/api/records/{record}/void", headers=headers, json={"why": "not_made", **asked})


def test_the_desk_voids_a_record_and_the_number_falls_that_day(
    client: Client, carer: Headers, clerk: Headers, settled: Engine
) -> None:
    item = envelope(visit(CAST.wang, clock.now() - timedelta(hours=1)))
    send(client, carer, item)
    assert row(client, clerk)["light"] == "green"
    record = item["body"]["id"]
    told = void(client, clerk, record, note="当天老人在县医院").json()
    assert (told["status"], told["voided"]["reason"]) == ("voided", "not_made")
    assert (told["voided"]["by_name"], told["voided"]["note"]) == ("周敏", "当天老人在县医院")
    assert row(client, clerk)["light"] == "red"
    assert void(client, clerk, record, why="other").json() == told
    pulled = client.post("/api/sync/pull", headers=carer, json={"device": "d", "have": {}}).json()["rows"]
    assert [each["body"]["status"] for each in pulled if each["id"] == record] == ["voided"]
    assert send(client, carer, amendment(item)) == [("parked", "already_amended")]


def test_the_desk_is_told_when_a_record_was_amended(client: Client, carer: Headers, clerk: Headers) -> None:
    first = written()
    second = on_another_day(first, 12)
    send(client, carer, first, second)
    reply = void(client, clerk, first["body"]["id"])
    assert (reply.status_code, reply.json()) == (
        409,
        {"code": "already_amended", "replaced_by": second["body"]["id"]},
    )
    assert void(client, clerk, second["body"]["id"]).status_code == 200
    assert credited_days(client, clerk) == set()


def test_a_record_is_voided_only_by_its_own_office(client: Client, carer: Headers, settled: Engine) -> None:
    item = written()
    send(client, carer, item)
    record = item["body"]["id"]
    with writing(settled) as session:
        session.add(
            User(id="auditor", name="审", role=Role.AUDITOR, place=cast.COUNTY, phone="", created_at=clock.now())
        )
    refused = {
        "their clerk": void(client, cast.sign_in(settled, CAST.other_clerk, "desk of their clerk"), record).status_code,
        "an auditor": void(client, cast.sign_in(settled, "auditor", "desk of an auditor"), record).status_code,
        "the carer": void(client, carer, record).status_code,
        "unknown": void(client, cast.sign_in(settled, CAST.clerk, "another desk"), ids.uuid7()).status_code,
        "no reason": void(client, cast.sign_in(settled, CAST.clerk, "a third desk"), record, why="because").status_code,
    }
    assert refused == {"their clerk": 404, "an auditor": 403, "the carer": 403, "unknown": 404, "no reason": 422}
    assert void(client, cast.sign_in(settled, CAST.officer, "desk of the county"), record).status_code == 200
