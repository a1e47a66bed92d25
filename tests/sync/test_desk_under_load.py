"""A clerk saves while phones push without pause: she has her turn, and nobody hears of a lock."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date, timedelta
from threading import Barrier, Event

from httpx import Client

from cast import CAST, envelope, visit
from servers import every_route
from shouwang import clock
from shouwang.database import BUSY_SECONDS
from shouwang.routing import Committing, writes

Headers = dict[str, str]
PHONES = 44
"""More than the server has threads: whoever writes must not need another one to end what all the others wait for."""
SAVES = 3
PATIENCE = 90.0
"""Seconds: a machine that does much else may be slow, and nobody here measures how fast it is."""


@contextmanager
def phones_that_push(client: Client, carer: Headers) -> Iterator[list[int]]:
    """Phones that send one batch after the other about the same person, until the end of the block; their statuses."""
    told: list[int] = []
    is_over, all_push = Event(), Barrier(PHONES + 1)

    def push() -> None:
        with Client(base_url=client.base_url, headers=carer, timeout=PATIENCE) as phone:
            all_push.wait(BUSY_SECONDS)
            while not is_over.is_set():
                items = [envelope(visit(CAST.wang, clock.now() - timedelta(hours=1)), n) for n in range(3)]
                told.append(phone.post("/api/sync/push", json={"device": "d", "items": items}).status_code)

    with ThreadPoolExecutor(PHONES) as pool:
        pushing = [pool.submit(push) for _ in range(PHONES)]
        try:
            all_push.wait(BUSY_SECONDS)
            yield told
        finally:
            is_over.set()
    for phone in pushing:
        phone.result()


def test_a_clerk_saves_while_all_phones_push(client: Client, carer: Headers, clerk: Headers) -> None:
    with phones_that_push(client, carer) as told, Client(base_url=client.base_url, timeout=PATIENCE) as desk:
        for number in range(SAVES):
            day = date(2026, 1, 1 + number).isoformat()
            fact = {"kind": "suspension", "value": "hospital", "valid_from": day, "valid_to": day}
            saved = desk.post(f"/api/register/people/{CAST.wang}/facts", headers=clerk, json=fact)
            assert saved.status_code == 200, saved.text
    assert set(told) == {200}


def test_every_route_that_writes_ends_its_transaction_in_its_own_thread() -> None:
    writing = [route for route in every_route() if writes(route.endpoint)]
    assert len(writing) > 20
    assert [route.path for route in writing if not isinstance(route, Committing)] == []
