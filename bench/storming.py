"""The first Monday: so many new phones ask for their first pull in the same second."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from statistics import median
from threading import Barrier
from time import perf_counter

import httpx

from bench.figures import Figure, NotTakenError
from bench.ground import Ground
from bench.phones import Phone, carer_of, people_with_records
from bench.servers import serving
from shouwang.database import make_engine

PHONES, PEOPLE, RECORDS = 100, 5, 300


def measure(ground: Ground) -> Iterator[Figure]:
    """On SQLite; each phone has people of its own."""
    phones = PHONES // 10 if ground.quick else PHONES
    with ground.copy("sqlite") as url:
        engine = make_engine(url)
        people = people_with_records(engine, phones * PEOPLE, phones * RECORDS)
        carers = [carer_of(engine, people[n::phones]) for n in range(phones)]
        engine.dispose()
        with serving(url) as server:
            _pull_at_once(server.address, carers[:1])
            before = server.cpu()
            times = _pull_at_once(server.address, carers)
            cpu = (server.cpu() - before) / phones
    name = f"first pulls of {phones} phones at once, {PEOPLE} people and {RECORDS} records each"
    yield Figure(name, median(times), "s (median)", "2 s", f"the last {max(times):.2f} s")
    yield Figure("  processor time of the server for each", cpu * 1000, "ms", "5 ms")


def _pull_at_once(address: str, phones: list[Phone]) -> list[float]:
    together = Barrier(len(phones))
    with ThreadPoolExecutor(len(phones)) as pool:
        return list(pool.map(lambda phone: _pull(address, phone, together), phones))


def _pull(address: str, phone: Phone, together: Barrier) -> float:
    """Seconds until the last byte was there. It is not unpacked: that is the phone's work, not this machine's."""
    asked: dict[str, object] = {"device": phone.device, "watermark": None, "have": {}}
    headers = {**phone.headers, "Accept-Encoding": "gzip"}
    with httpx.Client(base_url=address, headers=headers, timeout=120) as client:
        together.wait(timeout=120)
        started = perf_counter()
        with client.stream("POST", "/api/sync/pull", json=asked) as reply:
            size = sum(len(piece) for piece in reply.raise_for_status().iter_raw())
        if size < RECORDS * 20:
            raise NotTakenError(f"a first pull was of {size} bytes only")
        return perf_counter() - started
