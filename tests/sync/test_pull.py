"""A phone holds exactly what its user may see, and an idle phone costs next to nothing."""

import gzip
import json
from datetime import date, timedelta
from typing import Any

import pytest
from httpx import Client
from sqlalchemy import Engine, select, update
from sqlmodel import col

import cast
from cast import CAST, envelope, visit
from shouwang import clock, ids
from shouwang.database import reading, writing
from shouwang.records.models import Record
from shouwang.register.models import Assignment, Fact, Person
from shouwang.settings import settings
from shouwang.sync.models import Meta
from shouwang.sync.rules import digest
from shouwang.sync.write import Author, write

Headers = dict[str, str]


class Phone:
    """A phone as the protocol wants it: a cache, and a number for each bucket."""

    def __init__(self, client: Client, headers: Headers) -> None:
        self.client, self.headers = client, headers
        self.have: dict[str, int] = {}
        self.rows: dict[tuple[str, str, str], Any] = {}
        self.epoch: str | None = None
        self.pages = 0

    def ask(self, **what: Any) -> Any:
        body = {"device": "d", "epoch": self.epoch, **what}
        reply = self.client.post("/api/sync/pull", headers=self.headers, json=body)
        assert reply.status_code == 200, reply.text
        return reply.json()

    def page(self, limit: int = 500) -> bool:
        reply = self.ask(have=self.have, limit=limit)
        if reply["reset"]:
            self.have, self.rows = {}, {}
        for bucket in reply["drop"]:
            self.have.pop(bucket)
            self.rows = {key: row for key, row in self.rows.items() if key[0] != bucket}
        for row in reply["rows"]:
            key = (row["bucket"], row["kind"], row["id"])
            self.rows.pop(key, None) if row["deleted"] else self.rows.__setitem__(key, row["body"])
        self.have |= reply["next"]
        self.epoch = reply["epoch"]
        self.pages += 1
        return bool(reply["more"])

    def pull(self, limit: int = 500) -> "Phone":
        for _ in range(1_000):
            if not self.page(limit):
                return self
        raise AssertionError("the pull does not end")

    def ids(self, kind: str) -> set[str]:
        return {row_id for _, row_kind, row_id in self.rows if row_kind == kind}


@pytest.fixture
def phone(client: Client, carer: Headers) -> Phone:
    return Phone(client, carer)


def log_visits(client: Client, headers: Headers, person: str, number: int) -> None:
    start = clock.now() - timedelta(hours=3)
    items = [envelope(visit(person, start), n) for n in range(number)]
    reply = client.post("/api/sync/push", headers=headers, json={"device": "d", "items": items})
    assert {result["status"] for result in reply.json()["results"]} == {"applied"}


def reassign(engine: Engine, person: str, new_user: str | None) -> None:
    """Ends the person's assignments yesterday and starts the new user's today, through the one write function."""
    today = clock.today(settings().zone)
    with writing(engine) as session:
        rows: list[Any] = list(session.scalars(select(Assignment).where(col(Assignment.person) == person)))
        for row in rows:
            row.valid_to = today - timedelta(days=1)
        if new_user:
            rows.append(
                Assignment(id=ids.uuid7(), person=person, user=new_user, user_name="x", role="carer", valid_from=today)
            )
        write(session, rows, Author(None, clock.now()))


def test_a_first_pull_brings_her_people_and_nothing_of_others(phone: Phone) -> None:
    phone.pull()
    assert phone.ids("person") == {CAST.wang, CAST.li}
    assert phone.ids("user") == {CAST.carer}
    assert {row["person"] for key, row in phone.rows.items() if key[1] == "fact"} == {CAST.wang, CAST.li}
    assert len(phone.ids("policy")) == 1
    assert "id_number" not in json.dumps(list(phone.rows.values()))


@pytest.mark.parametrize("limit", [1, 2, 3, 7, 500])
def test_any_page_size_brings_the_same_rows(client: Client, carer: Headers, limit: int) -> None:
    log_visits(client, carer, CAST.wang, 12)
    whole, paged = Phone(client, carer).pull(), Phone(client, carer).pull(limit)
    assert paged.rows == whole.rows
    assert paged.have == whole.have


def test_a_crash_between_two_pages_loses_nothing(client: Client, carer: Headers) -> None:
    log_visits(client, carer, CAST.wang, 9)
    whole, interrupted = Phone(client, carer).pull(), Phone(client, carer)
    for _ in range(4):
        interrupted.page(limit=3)
    log_visits(client, carer, CAST.li, 2)
    assert interrupted.pull(limit=2).rows == whole.pull().rows


def test_what_was_pulled_equals_what_the_business_tables_say(client: Client, carer: Headers, settled: Engine) -> None:
    log_visits(client, carer, CAST.wang, 5)
    phone = Phone(client, carer).pull()
    with reading(settled) as session:
        for table, kind, key in ((Person, "person", "id"), (Fact, "fact", "person"), (Record, "record", "subject")):
            theirs = session.scalars(select(table).where(col(getattr(table, key)).in_([CAST.wang, CAST.li])))
            truth = {row.id: row.shape().model_dump(mode="json") for row in theirs}
            assert {key[2]: body for key, body in phone.rows.items() if key[1] == kind} == truth


def test_an_idle_pull_is_one_small_question_and_one_small_answer(phone: Phone) -> None:
    phone.pull()
    reply = phone.ask(digest=digest(phone.have))
    assert reply["same"] is True
    assert len(json.dumps(reply)) < 300
    assert phone.ask(digest="0" * 16)["same"] is False


def test_a_digest_of_another_epoch_is_not_the_same(phone: Phone) -> None:
    phone.pull()
    phone.epoch = "another"
    assert phone.ask(digest=digest(phone.have))["same"] is False


def test_a_reassigned_person_leaves_one_phone_and_comes_whole_to_the_other(
    client: Client, carer: Headers, settled: Engine
) -> None:
    log_visits(client, carer, CAST.wang, 4)
    old, new = (
        Phone(client, carer).pull(),
        Phone(client, cast.sign_in(settled, CAST.other_carer, "another phone")).pull(),
    )
    reassign(settled, CAST.wang, CAST.other_carer)
    assert old.pull().ids("person") == {CAST.li}
    assert old.ids("record") == set()
    assert new.pull().ids("person") == {CAST.zhao, CAST.wang}
    assert len(new.ids("record")) == 4


def test_a_tombstone_removes_a_row_that_moved_to_another_bucket(
    client: Client, carer: Headers, settled: Engine
) -> None:
    phone = Phone(client, carer).pull()
    with writing(settled) as session:
        fact = session.scalars(select(Fact).where(col(Fact.person) == CAST.wang)).first()
        assert fact is not None
        fact.person = CAST.zhao
        write(session, [fact], Author(None, clock.now()))
    assert fact.id not in phone.pull().ids("fact")


def test_a_new_epoch_starts_from_nothing(phone: Phone, settled: Engine) -> None:
    phone.pull()
    before = dict(phone.rows)
    with writing(settled) as session:
        session.execute(update(Meta).where(col(Meta.key) == "epoch").values(value="after-a-restore"))
    phone.have = dict.fromkeys(phone.have, 999)
    assert phone.pull().rows == before


def test_a_number_above_the_counter_is_asked_from_the_start(phone: Phone) -> None:
    phone.pull()
    before = dict(phone.rows)
    phone.rows, phone.have = {}, dict.fromkeys(phone.have, 999)
    assert phone.pull().rows == before


def test_records_come_with_this_year_and_the_last_only(client: Client, carer: Headers, settled: Engine) -> None:
    year = clock.today(settings().zone).year
    with writing(settled) as session:
        write(
            session,
            [_record(CAST.wang, date(y, 1, 2)) for y in (year, year - 1, year - 2)],
            Author(CAST.carer, clock.now()),
        )
    years = {row["service_date"][:4] for key, row in Phone(client, carer).pull().rows.items() if key[1] == "record"}
    assert years == {str(year), str(year - 1)}


def _record(person: str, day: date) -> Record:
    start = clock.now().replace(year=day.year, month=day.month, day=day.day)
    return Record(
        id=ids.uuid7(),
        kind="visit",
        subject=person,
        township=cast.TOWNSHIP,
        mode="home",
        start=start,
        service_date=day,
        captured_at=start,
        received_at=start,
        author=CAST.carer,
        author_name="沈天强",
        form="visit",
    )


def test_staff_hold_no_people_on_their_machines(client: Client, clerk: Headers) -> None:
    phone = Phone(client, clerk).pull()
    assert {bucket for bucket, _, _ in phone.rows} == {f"u:{CAST.clerk}", "c"}


def test_one_who_cares_for_nobody_sees_nobody(client: Client, settled: Engine) -> None:
    phone = Phone(client, cast.sign_in(settled, CAST.stranger)).pull()
    assert phone.ids("person") == set()


def test_a_made_up_bucket_is_dropped_and_shows_nothing(phone: Phone) -> None:
    phone.pull()
    phone.have = {f"p:{CAST.zhao}": 0, "h:x": 0, "'; DROP TABLE person": 3}
    reply = phone.ask(have=phone.have)
    assert set(reply["drop"]) == set(phone.have)
    assert CAST.zhao not in {row["body"].get("id") for row in reply["rows"]}


@pytest.mark.parametrize("limit", [0, -1, 10**9, "x"])
def test_a_silly_limit_is_refused(client: Client, carer: Headers, limit: Any) -> None:
    reply = client.post("/api/sync/pull", headers=carer, json={"device": "d", "have": {}, "limit": limit})
    assert (reply.status_code, reply.json()["code"]) == (400, "malformed")


def test_a_packed_question_is_understood(client: Client, carer: Headers) -> None:
    packed = gzip.compress(json.dumps({"device": "d", "have": {}}).encode())
    reply = client.post("/api/sync/pull", headers={**carer, "Content-Encoding": "gzip"}, content=packed)
    assert reply.status_code == 200
    assert reply.json()["rows"]
