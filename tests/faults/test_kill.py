"""1 and 2 when the server is killed: what it acknowledged is there after the restart, and all of it once."""

import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

import httpx
import pytest
from sqlalchemy import Engine, select
from sqlmodel import col

import cast
from cast import CAST, envelope, visit
from e2e.county import County
from shouwang import clock
from shouwang.database import make_engine, reading
from shouwang.records.models import Record
from shouwang.sync.models import Bucket, Mutation, SyncRow

SENDERS = 4
Items = list[dict[str, Any]]


class Field:
    """Carers who send without pause, and what they were told."""

    def __init__(self, address: str, headers: dict[str, str]) -> None:
        self.address, self.headers = address, headers
        self.sent: dict[str, dict[str, Any]] = {}
        self.acknowledged: set[str] = set()
        self.is_over = threading.Event()

    def send_until_over(self, number: int) -> None:
        """New items in each batch; one whose reply does not come is sent again with the next."""
        random = Random(number)
        left: Items = []
        with httpx.Client(base_url=self.address, headers=self.headers, timeout=5) as client:
            while not self.is_over.is_set():
                fresh = [
                    envelope(visit(CAST.wang, clock.now() - timedelta(hours=1))) for _ in range(random.randint(1, 5))
                ]
                self.sent |= {item["id"]: item for item in fresh}
                left += fresh
                with suppress(httpx.TransportError):
                    self.hand_in(client, left[:50])
                    left = left[50:]

    def hand_in(self, client: httpx.Client, items: Items) -> None:
        reply = client.post("/api/sync/push", json={"device": "d", "items": items})
        assert reply.status_code == 200, reply.text
        results = reply.json()["results"]
        assert {result["status"] for result in results} == {"applied"}
        self.acknowledged |= {result["id"] for result in results}

    def send_all_again(self) -> None:
        """After the restart the phones still hold what they were not told about, and may send the rest again too."""
        items = list(self.sent.values())
        with httpx.Client(base_url=self.address, headers=self.headers, timeout=20) as client:
            for start in range(0, len(items), 50):
                self.hand_in(client, items[start : start + 50])


@pytest.fixture
def county(database_url: str, tmp_path: Path) -> Iterator[County]:
    with County(tmp_path, database_url).at_hand() as here:
        yield here


@pytest.fixture
def database(county: County, database_url: str) -> Iterator[Engine]:
    engine = make_engine(database_url)
    cast.settle(engine)
    yield engine
    engine.dispose()


def kill_while_they_send(county: County, field: Field, after: float) -> None:
    """The carers send from several phones at once; the server is killed in the middle."""
    field.is_over.clear()
    with ThreadPoolExecutor(SENDERS) as threads:
        senders = [threads.submit(field.send_until_over, number) for number in range(SENDERS)]
        try:
            wait_for_some(field)
            time.sleep(after)
            county.kill()
        finally:
            field.is_over.set()
        for sender in senders:
            sender.result(timeout=30)


def wait_for_some(field: Field) -> None:
    enough = len(field.acknowledged) + 20
    deadline = time.monotonic() + 30
    while len(field.acknowledged) < enough:
        assert time.monotonic() < deadline, "nothing is taken in"
        time.sleep(0.005)


def all_acknowledged_is_there_once(engine: Engine, field: Field) -> None:
    with reading(engine) as session:
        journal = set(session.scalars(select(col(Mutation.id))))
        rows = Counter(session.scalars(select(col(Record.mutation))))
        seqs = session.execute(select(col(SyncRow.bucket), col(SyncRow.seq))).all()
        revs = {bucket.key: bucket.rev for bucket in session.scalars(select(Bucket))}
    assert field.acknowledged <= journal <= set(field.sent)
    assert rows == Counter(dict.fromkeys(journal, 1))
    assert len(seqs) == len(set(seqs))
    assert all(seq <= revs[bucket] for bucket, seq in seqs)


def kill_and_restart(county: County, engine: Engine, rounds: int) -> None:
    field = Field(county.address, cast.sign_in(engine, CAST.carer))
    random = Random(rounds)
    for _ in range(rounds):
        county.start()
        kill_while_they_send(county, field, after=random.uniform(0, 0.3))
        all_acknowledged_is_there_once(engine, field)
    county.start()
    field.send_all_again()
    all_acknowledged_is_there_once(engine, field)
    assert field.acknowledged == set(field.sent)


def test_what_was_acknowledged_survives_a_kill(county: County, database: Engine) -> None:
    kill_and_restart(county, database, rounds=1)


@pytest.mark.prove
def test_what_was_acknowledged_survives_fifty_kills(county: County, database: Engine) -> None:
    kill_and_restart(county, database, rounds=50)
