"""Push: 10,000 visits by many phones at once, in batches as phones make them."""

import gzip
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice

import httpx
import orjson

import cast
from bench.figures import Figure, NotTakenError, timed
from bench.ground import BOTH, Ground
from bench.phones import Phone, carers
from bench.servers import Server, serving
from shouwang import clock, ids
from shouwang.database import make_engine
from shouwang.demo.answers import answers
from shouwang.demo.dice import dice

VISITS, PER_PHONE, AT_ONCE = 10_000, 100, 8
BATCHES = (20, 50)
AIMS = {"sqlite": "3,000", "postgresql": "2,000"}

Parcel = tuple[Phone, list[bytes]]


def measure(ground: Ground) -> Iterator[Figure]:
    """Records a second and processor time, for both databases and both sizes of batch."""
    visits = VISITS // 10 if ground.quick else VISITS
    for kind in BOTH:
        with ground.copy(kind) as url:
            for size in BATCHES:
                yield from _push(url, kind, visits, size)


def _push(url: str, kind: str, visits: int, size: int) -> Iterator[Figure]:
    """All of it once, and all of it again, as after replies that were lost."""
    engine = make_engine(url)
    parcels = [(phone, _parcels(phone, size)) for phone in carers(engine, visits // PER_PHONE)]
    engine.dispose()
    with serving(url) as server:
        first, again = _send_all(server, parcels, size), _send_all(server, parcels, size)
    name = f"push of {first.visits:,} visits by {size}, {kind}"
    aimed = size == BATCHES[0]
    yield Figure(name, first.visits / first.wall, "records/s", AIMS[kind] if aimed else "", _load())
    yield Figure(f"  processor time of the server per {VISITS:,}", first.cpu_per(VISITS), "s", "3 s" if aimed else "")
    yield Figure("  the same sent again", again.cpu_per(VISITS), "s", "0.5 s" if aimed else "")


@dataclass(frozen=True, slots=True)
class _Sent:
    """What a whole push came to: seconds by the clock, and of the server's processor time."""

    visits: int
    wall: float
    cpu: float

    def cpu_per(self, visits: int) -> float:
        """The processor time of so many visits."""
        return self.cpu * visits / self.visits


def _send_all(server: Server, parcels: Sequence[Parcel], size: int) -> _Sent:
    sent = sum(len(batches) for _, batches in parcels) * size
    before = server.cpu()
    with timed() as watch, ThreadPoolExecutor(AT_ONCE) as pool:
        applied = sum(pool.map(lambda parcel: _send(server.address, parcel), parcels))
    if applied != sent:
        raise NotTakenError(f"{sent - applied} of {sent} visits were not applied")
    return _Sent(sent, watch.wall, server.cpu() - before)


def _load() -> str:
    return f"{AT_ONCE} phones at once, load {os.getloadavg()[0]:.1f}"


def _parcels(phone: Phone, size: int) -> list[bytes]:
    """A phone's visits as the bodies of its requests, gzipped."""
    bodies = iter(_visits(phone))
    batches = []
    for number in range(PER_PHONE // size):
        items = [
            cast.envelope(body, number * size + n, schema_version=2) for n, body in enumerate(islice(bodies, size))
        ]
        head = {"device": phone.device, "app_version": "1", "watermark": clock.as_wire(clock.now())}
        batches.append(gzip.compress(orjson.dumps({**head, "items": items}), 5))
    return batches


def _visits(phone: Phone) -> Iterator[dict[str, object]]:
    chance = dice("push", phone.device)
    while True:
        person = chance.choice(phone.people)
        start = clock.now() - timedelta(minutes=chance.randrange(40, 600))
        said = answers(chance, ids.uuid7())
        yield cast.visit(person, start, form_version=2, answers=said, note="血压正常，精神不错，送去了米和油。")


def _send(address: str, parcel: Parcel) -> int:
    phone, batches = parcel
    with httpx.Client(base_url=address, headers={**phone.headers, "Content-Encoding": "gzip"}, timeout=60) as client:
        return sum(_applied(client.post("/api/sync/push", content=batch)) for batch in batches)


def _applied(reply: httpx.Response) -> int:
    results: Sequence[dict[str, str]] = reply.raise_for_status().json()["results"]
    return sum(result["status"] == "applied" for result in results)
