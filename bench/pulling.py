"""Pull: the first of a carer with 5 people and of one with 300, and the idle one."""

from collections.abc import Iterator, Mapping
from typing import Any

import httpx

from bench.figures import Figure, NotTakenError, timed
from bench.ground import Ground
from bench.phones import Phone, carer_of, first_people, people_with_records
from bench.servers import Server, serving
from bench.throttling import throttled
from shouwang.database import make_engine
from shouwang.sync.rules import digest

FEW, RECORDS, MANY = 5, 300, 300
BITS, ROUND_TRIP = 400_000, 0.4
REPEATED, IDLE_REPEATED = 40, 400
"""Processor time is told in hundredths of a second: often enough for a tenth of a millisecond."""


def measure(ground: Ground) -> Iterator[Figure]:
    """On SQLite, with the county's other people in the same tables."""
    with ground.copy("sqlite") as url:
        engine = make_engine(url)
        few = carer_of(engine, people_with_records(engine, FEW, RECORDS))
        many = carer_of(engine, first_people(engine, MANY))
        engine.dispose()
        with serving(url) as server:
            yield from _first_pull(server, few, REPEATED, "5 ms")
            yield from _first_pull(server, many, REPEATED // 10, "")
            yield from _idle_pull(server, few)
            yield _slow_first_pull(server, few)


def _slow_first_pull(server: Server, phone: Phone) -> Figure:
    with throttled(server.address, BITS, ROUND_TRIP) as address, _client(address, phone) as client, timed() as watch:
        pulled = _pull_all(client, phone)
    remark = f"{pulled.requests} requests, {pulled.bytes / 1000:.0f} kB"
    link = f"at {BITS // 1000} kbit/s and {ROUND_TRIP * 1000:.0f} ms there and back"
    return Figure(f"first pull of {len(phone.people)} people {link}", watch.wall, "s", "5 s", remark)


def _first_pull(server: Server, phone: Phone, times: int, aim: str) -> Iterator[Figure]:
    with _client(server.address, phone) as client:
        _pull_all(client, phone)
        before = server.cpu()
        for _ in range(times):
            pulled = _pull_all(client, phone)
        cpu = (server.cpu() - before) / times
    name = f"first pull of {len(phone.people)} people, {pulled.records} records"
    yield Figure(name, cpu * 1000, "ms of processor time", aim, remark=f"{pulled.requests} requests")
    yield Figure("  gzipped replies", pulled.bytes / 1000, "kB")


def _idle_pull(server: Server, phone: Phone) -> Iterator[Figure]:
    with _client(server.address, phone) as client:
        pulled = _pull_all(client, phone)
        asked = _request(phone, epoch=pulled.epoch, digest=digest(pulled.have))
        before = server.cpu()
        for _ in range(IDLE_REPEATED):
            reply = client.post("/api/sync/pull", json=asked).raise_for_status()
        cpu = (server.cpu() - before) / IDLE_REPEATED
    if not reply.json()["same"]:
        raise NotTakenError("the server says that something is new")
    yield Figure("idle pull by digest", cpu * 1000, "ms of processor time", "1 ms")
    yield Figure("  body sent", len(reply.request.content), "bytes", "300")
    yield Figure("  body received", len(reply.content), "bytes", "300")


class _Pulled:
    """What a whole pull came to."""

    def __init__(self) -> None:
        self.have: dict[str, int] = {}
        self.epoch: str | None = None
        self.records = self.requests = self.bytes = 0


def _pull_all(client: httpx.Client, phone: Phone) -> _Pulled:
    """A first pull, page after page, as a phone does it."""
    pulled, more = _Pulled(), True
    while more:
        asked = _request(phone, epoch=pulled.epoch, have=pulled.have)
        with client.stream("POST", "/api/sync/pull", json=asked) as reply:
            reply.raise_for_status().read()
            page = reply.json()
            pulled.bytes += reply.num_bytes_downloaded
        pulled.have.update(page["next"])
        pulled.epoch, more = page["epoch"], page["more"]
        pulled.records += sum(row["kind"] == "record" for row in page["rows"])
        pulled.requests += 1
    return pulled


def _client(address: str, phone: Phone) -> httpx.Client:
    return httpx.Client(base_url=address, headers={**phone.headers, "Accept-Encoding": "gzip"}, timeout=60)


def _request(phone: Phone, **more: Any) -> Mapping[str, Any]:
    return {"device": phone.device, "watermark": None, **more}
