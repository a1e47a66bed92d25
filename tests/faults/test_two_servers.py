"""Two servers on one PostgreSQL, one of them killed now and then: nothing is lost, nothing is there twice."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from random import Random

import httpx
import pytest
from sqlalchemy import Engine

import cast
from cast import CAST
from databases import postgresql_url
from e2e.county import County
from faults.test_kill import SENDERS, Field, Items, all_acknowledged_is_there_once, wait_for_some
from shouwang.audit.service import verify
from shouwang.database import make_engine, reading


class BehindAProxy(Field):
    """Carers whose requests go to either server, as a proxy hands them out; what one did not answer, the other gets."""

    def __init__(self, addresses: list[str], headers: dict[str, str]) -> None:
        super().__init__(addresses[0], headers)
        self.addresses, self.random = addresses, Random(len(addresses))

    def hand_in(self, client: httpx.Client, items: Items) -> None:
        client.base_url = httpx.URL(self.random.choice(self.addresses))
        super().hand_in(client, items)


@pytest.fixture
def two(tmp_path: Path) -> Iterator[tuple[County, County]]:
    """Two servers of one county."""
    with ExitStack() as stack:
        url = stack.enter_context(postgresql_url())
        first, second = County(tmp_path, url), County(tmp_path, url)
        stack.enter_context(first.at_hand())
        stack.callback(second.stop)
        first.start()
        second.start()
        yield first, second


@pytest.fixture
def database(two: tuple[County, County]) -> Iterator[Engine]:
    engine = make_engine(two[0].database_url)
    cast.settle(engine)
    yield engine
    engine.dispose()


def kill_either(two: tuple[County, County], engine: Engine, rounds: int) -> None:
    field = BehindAProxy([county.address for county in two], cast.sign_in(engine, CAST.carer))
    random = Random(rounds)
    with ThreadPoolExecutor(SENDERS) as threads:
        senders = [threads.submit(field.send_until_over, number) for number in range(SENDERS)]
        try:
            for _ in range(rounds):
                wait_for_some(field)
                time.sleep(random.uniform(0, 0.3))
                victim = random.choice(two)
                victim.kill()
                wait_for_some(field)  # the other one goes on
                victim.start()
        finally:
            field.is_over.set()
        for sender in senders:
            sender.result(timeout=60)
    all_acknowledged_is_there_once(engine, field)
    field.send_all_again()
    all_acknowledged_is_there_once(engine, field)
    assert field.acknowledged == set(field.sent)
    with reading(engine) as session:
        assert verify(session)[1] is None


@pytest.mark.prove
@pytest.mark.parametrize("rounds", [3, 20])
def test_of_two_servers_one_is_killed_and_nothing_is_lost_or_doubled(
    two: tuple[County, County], database: Engine, rounds: int
) -> None:
    kill_either(two, database, rounds)
