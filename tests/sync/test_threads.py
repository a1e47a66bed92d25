"""2 and 5 with real threads: what is sent many times at once is written once, and no pull misses a row."""

import threading
import time
from collections import Counter
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import timedelta
from random import Random
from typing import Any

import orjson
import pytest
from sqlalchemy import Engine, select, text
from sqlalchemy.exc import DBAPIError
from sqlmodel import col

from cast import CAST, envelope, settle, sign_in, visit
from shouwang import clock, ids
from shouwang.accounts.service import Caller, caller_of
from shouwang.database import reading, writing
from shouwang.records.models import Record
from shouwang.register.models import Fact
from shouwang.sync.models import Mutation
from shouwang.sync.pull import pull
from shouwang.sync.push import push
from shouwang.sync.schemas import PullRequest, PushRequest
from shouwang.sync.write import Author, lock_buckets, write
from sync import oracle
from sync.model import Phone, Row, Seat
from sync.tables import Tables

WRITERS, PULLERS, BATCHES, TRIES = 4, 3, 12, 20


class County:
    """A database on which many threads work, each in transactions of its own."""

    def __init__(self, engine: Engine) -> None:
        settle(engine)
        self.engine = engine
        users = (CAST.carer, CAST.other_carer)
        self.tokens = {user: sign_in(engine, user, f"phone of {user}")["Authorization"].split()[1] for user in users}

    def push(self, user: str, items: list[Row]) -> Row:
        """Sends until it is answered, as a phone does that is told to wait."""
        for _ in range(TRIES):
            try:
                return self.push_once(self.tokens[user], items)
            except DBAPIError:
                continue
        raise AssertionError("the server is busy for ever")

    def push_once(self, token: str, items: list[Row]) -> Row:
        """Sends once."""
        caller = self.caller(token)
        with writing(self.engine) as session:
            reply = push(session, caller, PushRequest(device="d", items=items))
        return reply.model_dump(mode="json")

    def caller(self, token: str) -> Caller:
        """Who asks with a token."""
        with reading(self.engine) as session:
            return caller_of(session, token)

    def page(self, seat: Seat, limit: int) -> bool:
        """One page of a pull; whether there is more."""
        with reading(self.engine) as session:
            caller = caller_of(session, seat.token)
            page = orjson.loads(pull(session, caller, PullRequest.model_validate_json(seat.pull_request(limit))))
        seat.apply(page)
        return bool(page["more"])

    def enter_fact(self, person: str, key: str) -> None:
        """The office writes about the same people meanwhile."""
        day = oracle.today()
        with writing(self.engine) as session:
            lock_buckets(session, [f"p:{person}"])
            fact = Fact(
                id=ids.id_from(key),
                person=person,
                kind="ability",
                value="semi",
                valid_from=day,
                known_on=day,
                entered_at=clock.now(),
            )
            write(session, [fact], Author(CAST.clerk, clock.now()))

    def seat(self, user: str) -> Seat:
        return Seat(user, Phone("d"), self.tokens[user])


@pytest.fixture
def county(engine: Engine) -> County:
    return County(engine)


def batch(random: Random, user: str) -> list[Row]:
    people = [CAST.zhao] if user == CAST.other_carer else [CAST.wang, CAST.li]
    start = clock.now() - timedelta(hours=2)
    return [envelope(visit(random.choice(people), start), n) for n in range(random.randint(1, 6))]


def test_a_pull_never_misses_a_row_that_was_committed_below_its_next(county: County) -> None:
    is_over = threading.Event()
    seats = [county.seat(user) for user in (CAST.carer, CAST.carer, CAST.other_carer)]

    def write_much(number: int) -> None:
        random = Random(number)
        user = (CAST.carer, CAST.other_carer)[number % 2]
        for turn in range(BATCHES):
            county.push(user, batch(random, user))
            county.enter_fact(random.choice([CAST.wang, CAST.zhao]), f"{number}.{turn}")

    def pull_all_the_time(seat: Seat) -> None:
        random = Random(seat.user)
        while not is_over.is_set():
            county.page(seat, random.choice([1, 3, 500]))

    with ThreadPoolExecutor(WRITERS + PULLERS) as threads:
        pulling = [threads.submit(pull_all_the_time, seat) for seat in seats]
        writing_much = [threads.submit(write_much, number) for number in range(WRITERS)]
        try:
            for job in writing_much:
                job.result(timeout=60)
        finally:
            is_over.set()
        for job in pulling:
            job.result(timeout=60)
    for seat in seats:
        must_hold_all(county, seat)


def must_hold_all(county: County, seat: Seat) -> None:
    """What came in pieces while others wrote, and what the business tables say."""
    for _ in range(1_000):
        if not county.page(seat, 500):
            break
    assert seat.held() == oracle.visible_to(Tables(county.engine), seat.user)


def test_what_many_threads_send_in_any_order_and_often_is_written_once(county: County) -> None:
    """The same envelopes in batches that overlap, from two users about people of each."""
    pools = {user: [item for _ in range(6) for item in batch(Random(user), user)] for user in county.tokens}
    answers: dict[str, set[tuple[Any, ...]]] = {}

    def send_often(number: int) -> None:
        random = Random(number)
        user = sorted(pools)[number % 2]
        for _ in range(8):
            items = random.sample(pools[user], k=min(7, len(pools[user])))
            for result in county.push(user, items)["results"]:
                answers.setdefault(result["id"], set()).add((result["status"], result["code"]))

    with ThreadPoolExecutor(6) as threads:
        list(threads.map(send_often, range(6)))
    assert set.union(*answers.values()) == {("applied", None)}
    written_once(county, set(answers))


def written_once(county: County, sent: set[str]) -> None:
    with reading(county.engine) as session:
        rows = Counter(session.scalars(select(col(Record.mutation))))
        journal = set(session.scalars(select(col(Mutation.id))))
    assert journal == sent == set(rows)
    assert set(rows.values()) == {1}


def test_two_users_who_send_the_same_ids_at_once_hold_up_neither(county: County) -> None:
    for _ in range(6):
        his, hers = envelope(visit(CAST.zhao, clock.now())), envelope(visit(CAST.wang, clock.now()))
        hers["id"], hers["body"]["id"] = his["id"], his["body"]["id"]
        with ThreadPoolExecutor(2) as threads:
            sent = [threads.submit(county.push, u, [i]) for u, i in ((CAST.other_carer, his), (CAST.carer, hers))]
        codes = sorted(str(each.result()["results"][0]["code"]) for each in sent)
        assert codes == ["None", "id_taken"]


def test_the_same_batch_about_nobody_from_two_phones_waits_for_itself(county: County) -> None:
    """It locks no person's file and not the same device: only its author's own bucket keeps one copy waiting."""
    other = sign_in(county.engine, CAST.carer, "another phone")["Authorization"].split()[1]
    items = [envelope(visit(ids.uuid7(), clock.now()), n, op="visit.forget", about=[]) for n in range(3)]
    second_asks = threading.Event()

    def send_again() -> Row:
        second_asks.set()
        return county.push_once(other, items)

    with ThreadPoolExecutor(1) as threads:
        with writing(county.engine) as session:
            first = push(session, county.caller(county.tokens[CAST.carer]), PushRequest(device="d", items=items))
            again = threads.submit(send_again)
            second_asks.wait(10)
            must_wait(county, again)
        assert again.result(timeout=30)["results"] == first.model_dump(mode="json")["results"]


def must_wait(county: County, job: Future[Row]) -> None:
    """Until somebody waits for a lock; on SQLite, whose writers are alone, until a moment has passed."""
    locks = "FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
    waiting = text(f"SELECT count(*) {locks}")
    for _ in range(200):
        time.sleep(0.02)
        assert not job.done()
        if county.engine.dialect.name == "sqlite":
            return
        with county.engine.connect() as connection:
            if connection.scalar(waiting):
                return
    raise AssertionError("nobody waits")
