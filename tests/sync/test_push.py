"""Whatever a phone sends is kept, counted once, and answered."""

import gzip
import json
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from httpx import Client
from sqlalchemy import Engine, func, select, text, update
from sqlalchemy.exc import OperationalError
from sqlmodel import col

import cast
from cast import CAST, envelope, visit
from shouwang import clock, ids
from shouwang.accounts.models import Device, User
from shouwang.database import reading, writing
from shouwang.records.models import Record
from shouwang.records.service import visit_record
from shouwang.register.models import Assignment
from shouwang.settings import settings
from shouwang.sync import operations
from shouwang.sync.models import Bucket, Issue, Mutation, RowVersion, SyncRow

Headers = dict[str, str]


def push(client: Client, headers: Headers, *items: Any, **more: Any) -> Any:
    reply = client.post("/api/sync/push", headers=headers, json={"device": "d", "items": list(items), **more})
    assert reply.status_code == 200, reply.text
    return reply.json()


def statuses(reply: Any) -> list[tuple[str, str | None]]:
    return [(result["status"], result["code"]) for result in reply["results"]]


def count(engine: Engine, table: Any) -> int:
    with reading(engine) as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def test_a_visit_is_applied_and_kept_as_it_came(client: Client, carer: Headers, settled: Engine) -> None:
    item = envelope(visit(CAST.wang, clock.now() - timedelta(hours=2)))
    reply = push(client, carer, item)
    assert statuses(reply) == [("applied", None)]
    with reading(settled) as session:
        assert json.loads(session.get_one(Mutation, item["id"]).envelope) == item
        record = session.get_one(Record, item["body"]["id"])
        assert (record.subject, record.author, record.role, record.minutes) == (CAST.wang, CAST.carer, "carer", 30)
        assert session.get_one(RowVersion, ("record", record.id, 1)).body


def test_the_same_visit_twice_is_one_visit_with_one_answer(client: Client, carer: Headers, settled: Engine) -> None:
    item = envelope(visit(CAST.wang, clock.now()))
    first = push(client, carer, item, item)
    assert push(client, carer, item)["results"] == first["results"][:1] == first["results"][1:]
    assert (count(settled, Record), count(settled, Mutation)) == (1, 1)


def test_eight_threads_that_send_the_same_batch_write_it_once(client: Client, carer: Headers, settled: Engine) -> None:
    items = [envelope(visit(CAST.wang, clock.now() - timedelta(hours=n)), n) for n in range(5)]
    with ThreadPoolExecutor(8) as threads:
        replies = list(threads.map(lambda _: push(client, carer, *items), range(8)))
    assert all(reply["results"] == replies[0]["results"] for reply in replies)
    assert (count(settled, Record), count(settled, Mutation)) == (5, 5)
    with reading(settled) as session:
        rows = session.execute(select(col(SyncRow.bucket), col(SyncRow.seq))).all()
        revs = {bucket.key: bucket.rev for bucket in session.scalars(select(Bucket))}
    assert len(set(rows)) == len(rows)
    assert all(seq <= revs[bucket] for bucket, seq in rows)


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        ({"op": "visit.forget"}, "unknown_op"),
        ({"op": None}, "unknown_op"),
        ({"schema_version": 99}, "schema_too_new"),
        ({"schema_version": "one"}, "invalid"),
        ({"body": None}, "invalid"),
        ({"about": []}, "invalid"),
        ({"about": [CAST.li]}, "invalid"),
        ({"sealed": "AAAA"}, "sealed"),
        ({"padding": "x" * 70_000}, "too_large"),
    ],
)
def test_an_item_that_cannot_be_applied_is_parked_and_seen(
    client: Client, carer: Headers, clerk: Headers, spoil: dict[str, Any], code: str
) -> None:
    item = envelope(visit(CAST.wang, clock.now()), **spoil)
    assert statuses(push(client, carer, item)) == [("parked", code)]
    assert statuses(push(client, carer, item)) == [("parked", code)]
    issues = client.get("/api/sync/issues", headers=clerk).json()
    assert [(issue["mutation"], issue["code"], issue["user_name"]) for issue in issues] == [
        (item["id"], code, "沈天强")
    ]


@pytest.mark.parametrize(
    "spoil",
    [
        {"mode": "telepathy"},
        {"start": "yesterday"},
        {"start": "2026-03-01T09:00:00"},
        {"start": "0001-01-01T00:00:00+14:00", "end": None},
        {"end": "2020-01-01T00:00:00Z"},
        {"status": "attempt"},
        {"note": "\0"},
        {"note": "字" * 2_001},
        {"surprise": 1},
        {"value": -1},
        {"answers": {"ticks": {"spirit": "great"}}},
        {"id": "not an id"},
    ],
)
def test_a_body_that_makes_no_sense_is_parked_as_invalid(client: Client, carer: Headers, spoil: dict[str, Any]) -> None:
    item = envelope(visit(CAST.wang, clock.now()))
    item["body"] |= spoil
    assert statuses(push(client, carer, item)) == [("parked", "invalid")]


@pytest.mark.parametrize("item", [None, 7, "text", [], {}, {"id": 5}, {"id": ""}, {"id": "x" * 65}, {"n": -1}])
def test_an_item_without_a_usable_id_is_kept_once(client: Client, carer: Headers, settled: Engine, item: Any) -> None:
    first, second = (push(client, carer, item) for _ in range(2))
    assert first["results"] == second["results"]
    assert first["results"][0]["status"] == "parked"
    assert count(settled, Mutation) == 1


def test_one_poisonous_item_does_not_hold_up_the_others(
    client: Client, carer: Headers, settled: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    good, bad = (envelope(visit(CAST.wang, clock.now()), n) for n in (1, 2))
    real = visit_record

    def fails_in_the_database(body: Any, person: Any, origin: Any) -> Any:
        record = real(body, person, origin)
        if body.id == bad["body"]["id"]:
            record.township = None  # type: ignore[assignment] # refused by the database itself
        return record

    monkeypatch.setattr(operations, "visit_record", fails_in_the_database)
    assert statuses(push(client, carer, good, bad, good)) == [
        ("applied", None),
        ("parked", "internal"),
        ("applied", None),
    ]
    assert count(settled, Record) == 1


def test_a_carer_can_write_only_about_people_whom_she_cared_for_when_she_wrote(
    client: Client, carer: Headers, settled: Engine
) -> None:
    theirs = envelope(visit(CAST.zhao, clock.now()))
    nobody = envelope(visit(ids.uuid7(), clock.now()))
    assert statuses(push(client, carer, theirs, nobody)) == [
        ("parked", "not_assigned"),
        ("parked", "missing_reference"),
    ]


def test_what_was_written_before_a_reassignment_is_still_accepted(
    client: Client, carer: Headers, settled: Engine
) -> None:
    today = clock.today(settings().zone)
    with writing(settled) as session:
        ended = update(Assignment).where(col(Assignment.user) == CAST.carer)
        session.execute(ended.values(valid_to=today - timedelta(days=1)))
    then = clock.now() - timedelta(days=2)
    old = envelope(visit(CAST.wang, then))
    old["clock"] |= {"wall": then.isoformat(), "seen": (then - timedelta(days=1)).isoformat()}
    new = envelope(visit(CAST.wang, clock.now()), 2)
    new["clock"] |= {"seen": clock.now().isoformat()}
    assert statuses(push(client, carer, old, new)) == [("applied", None), ("parked", "not_assigned")]


def test_an_id_of_another_user_is_parked_and_shows_nothing_of_his(
    client: Client, carer: Headers, settled: Engine
) -> None:
    other = cast.sign_in(settled, CAST.other_carer, "another phone")
    his = envelope(visit(CAST.zhao, clock.now()))
    assert statuses(push(client, other, his)) == [("applied", None)]
    mine = envelope(visit(CAST.wang, clock.now()), id=his["id"])
    assert statuses(push(client, carer, mine)) == statuses(push(client, carer, mine)) == [("parked", "id_taken")]
    stolen = envelope(visit(CAST.wang, clock.now(), id=his["body"]["id"]))
    assert statuses(push(client, carer, stolen)) == [("parked", "id_taken")]
    assert count(settled, Mutation) == 3
    assert statuses(push(client, other, his)) == [("applied", None)]


def test_a_wrong_clock_changes_only_what_is_said_about_time(client: Client, carer: Headers, settled: Engine) -> None:
    slow_by = timedelta(days=365)
    start = datetime(2026, 3, 10, 1, tzinfo=UTC)
    item = envelope(visit(CAST.wang, start - slow_by))
    item["clock"] |= {
        "wall": (start + timedelta(minutes=40) - slow_by).isoformat(),
        "offset": slow_by.total_seconds() * 1000,
        "seen": (start - timedelta(days=1)).isoformat(),
    }
    assert push(client, carer, item)["results"][0]["flags"] == ["clock_corrected"]
    with reading(settled) as session:
        record = session.get_one(Record, item["body"]["id"])
        assert record.service_date.isoformat() == "2026-03-10"
        assert record.captured_at == start + timedelta(minutes=40)


def test_a_capture_lies_between_the_last_moment_seen_and_the_receipt(
    client: Client, carer: Headers, settled: Engine
) -> None:
    seen = clock.now() - timedelta(hours=1)
    item = envelope(visit(CAST.wang, seen))
    item["clock"] |= {"wall": "2031-01-01T00:00:00Z", "seen": seen.isoformat()}
    early = envelope(visit(CAST.wang, seen), 2)
    early["clock"] |= {"wall": "1970-01-01T00:00:00Z", "seen": seen.isoformat()}
    assert [r["flags"] for r in push(client, carer, item, early)["results"]] == [["clock_clamped"], ["clock_clamped"]]
    with reading(settled) as session:
        for sent in (item, early):
            record = session.get_one(Record, sent["body"]["id"])
            assert seen <= record.captured_at <= record.received_at


@pytest.mark.parametrize("broken", [None, 5, {"wall": "x"}, {"wall": 5, "offset": "y"}, {"offset": 1e300, "seen": []}])
def test_a_broken_clock_never_makes_an_item_fail(client: Client, carer: Headers, broken: Any) -> None:
    item = envelope(visit(CAST.wang, clock.now()), clock=broken)
    assert statuses(push(client, carer, item)) == [("applied", None)]


def test_the_service_date_is_the_county_s_day_of_the_start(client: Client, carer: Headers, settled: Engine) -> None:
    item = envelope(visit(CAST.wang, datetime(2026, 3, 31, 16, 30, tzinfo=UTC)))
    push(client, carer, item)
    with reading(settled) as session:
        assert session.get_one(Record, item["body"]["id"]).service_date.isoformat() == "2026-04-01"


def test_what_a_deactivated_user_or_a_revoked_phone_holds_is_parked_not_refused(
    client: Client, carer: Headers, settled: Engine
) -> None:
    with writing(settled) as session:
        session.execute(update(Device).values(revoked_at=clock.now()))
    assert statuses(push(client, carer, envelope(visit(CAST.wang, clock.now())))) == [("parked", "device_revoked")]
    with writing(settled) as session:
        session.execute(update(User).where(col(User.id) == CAST.carer).values(active=False))
    assert statuses(push(client, carer, envelope(visit(CAST.wang, clock.now())))) == [("parked", "user_deactivated")]
    assert client.post("/api/sync/pull", headers=carer, json={"device": "d", "have": {}}).status_code in (401, 403)


def test_gzip_is_unpacked_and_bounded(client: Client, carer: Headers) -> None:
    def send(body: bytes) -> int:
        packed = {**carer, "Content-Encoding": "gzip", "Content-Type": "application/json"}
        return client.post("/api/sync/push", headers=packed, content=body).status_code

    batch = json.dumps({"device": "d", "items": [envelope(visit(CAST.wang, clock.now()))]}).encode()
    assert send(gzip.compress(batch)) == 200
    assert send(gzip.compress(b" " * 50_000_000)) == 413
    assert send(gzip.compress(batch)[:-9]) == 400
    assert send(b"no gzip") == 400


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b'{"device": "d"}', b'{"device": "d", "items": {}}', b"\xff"])
def test_what_is_no_batch_is_malformed(client: Client, carer: Headers, body: bytes) -> None:
    reply = client.post("/api/sync/push", headers=carer, content=body)
    assert (reply.status_code, reply.json()["code"]) == (400, "malformed")


def test_without_a_token_nothing_is_taken(client: Client) -> None:
    for headers in ({}, {"Authorization": "Bearer wrong"}):
        reply = client.post("/api/sync/push", headers=headers, json={"device": "d", "items": []})
        assert (reply.status_code, reply.json()["code"]) == (401, "unknown_token")


def test_a_watermark_is_bounded_by_now_and_never_falls(client: Client, carer: Headers, settled: Engine) -> None:
    def told() -> datetime:
        with reading(settled) as session:
            watermark = session.scalars(select(Device).where(col(Device.user) == CAST.carer)).one().watermark
            assert watermark is not None
            return watermark

    push(client, carer, watermark="2099-01-01T00:00:00Z", app_version="1")
    first = told()
    assert first <= clock.now()
    push(client, carer, watermark="2001-01-01T00:00:00Z")
    assert told() == first


def test_every_version_of_a_row_is_kept_and_every_change_bumped_its_bucket(
    client: Client, carer: Headers, settled: Engine
) -> None:
    push(client, carer, *(envelope(visit(CAST.wang, clock.now()), n) for n in range(3)), {"op": "nonsense", "id": "q"})
    with reading(settled) as session:
        for kind, table in (("record", Record), ("issue", Issue)):
            for row in session.scalars(select(table)):
                versions = session.scalars(select(col(RowVersion.version)).where(col(RowVersion.id) == row.id)).all()
                assert list(versions) == list(range(1, row.version + 1))
                found = session.get_one(SyncRow, (row.bucket(), kind, row.id))
                assert (found.version, found.deleted) == (row.version, False)


def test_nothing_was_committed_when_the_reply_could_not_be(client: Client, carer: Headers, settled: Engine) -> None:
    with settled.connect() as connection, connection.begin():
        connection.execute(text("DROP TABLE row_version"))
    reply = client.post(
        "/api/sync/push", headers=carer, json={"device": "d", "items": [envelope(visit(CAST.wang, clock.now()))]}
    )
    assert (reply.status_code, reply.headers["retry-after"]) == (503, "5")
    assert (count(settled, Record), count(settled, Mutation)) == (0, 0)


def test_half_an_emoji_parks_its_item_and_lets_the_others_through(client: Client, carer: Headers) -> None:
    good, broken = (envelope(visit(CAST.wang, clock.now()), n) for n in (1, 2))
    broken["body"]["note"] = "好\ud83d"
    body = json.dumps({"device": "d", "items": [good, broken]})
    reply = client.post("/api/sync/push", headers=carer, content=body)
    assert statuses(reply.json()) == [("applied", None), ("parked", "invalid")]


def test_an_item_nested_three_hundred_deep_is_parked(client: Client, carer: Headers) -> None:
    item = envelope(visit(CAST.wang, clock.now()))
    deep: Any = "x"
    for _ in range(300):
        deep = [deep]
    item["body"]["answers"] = deep
    assert statuses(push(client, carer, item)) == [("parked", "invalid")]


def test_a_passing_trouble_of_the_database_parks_nothing(
    client: Client, carer: Headers, settled: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    item = envelope(visit(CAST.wang, clock.now()))

    def is_full(*_: Any) -> None:
        raise OperationalError("INSERT", {}, Exception("the disk is full"))

    with monkeypatch.context() as trouble:
        trouble.setattr("shouwang.sync.push.write_changes", is_full)
        reply = client.post("/api/sync/push", headers=carer, json={"device": "d", "items": [item]})
        assert (reply.status_code, reply.json()["code"]) == (503, "busy")
    assert count(settled, Mutation) == 0
    assert statuses(push(client, carer, item)) == [("applied", None)]


def test_the_watermark_told_right_after_a_push_is_believed(client: Client, carer: Headers, settled: Engine) -> None:
    now = clock.now()
    push(client, carer, envelope(visit(CAST.wang, now)), watermark=(now - timedelta(days=3)).isoformat())
    client.post("/api/sync/pull", headers=carer, json={"device": "d", "have": {}, "watermark": now.isoformat()})
    with reading(settled) as session:
        assert session.scalars(select(Device).where(col(Device.user) == CAST.carer)).one().watermark == now


def test_a_broken_clock_s_watermark_breaks_no_page(client: Client, carer: Headers, clerk: Headers) -> None:
    push(client, carer, watermark="0001-01-01T00:00:00Z")
    reply = client.get("/api/ledger/people", headers=clerk, params={"township": cast.TOWNSHIP})
    assert reply.status_code == 200
