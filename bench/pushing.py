"""Push: 10,000 visits by many phones at once, in batches as phones make them."""

import gzip
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from itertools import islice

import httpx
import orjson

import cast
from bench.figures import Figure, NotTakenError, timed
from bench.ground import BOTH, Ground
from bench.phones import Phone, carers
from bench.servers import serving
from shouwang import clock
from shouwang.database import make_engine
from shouwang.demo.answers import answers
from shouwang.demo.dice import dice

VISITS, PER_PHONE, AT_ONCE = 10_000, 100, 8
BATCHES = (20, 50)

Parcel = tuple[Phone, list[bytes]]


def measure(ground: Ground) -> Iterator[Figure]:
    """Records a second and processor time, for both databases and both sizes of batch."""
    visits = VISITS // 10 if ground.quick else VISITS
    for kind in BOTH:
        with ground.copy(kind) as url:
            for size in BATCHES:
                yield from _push(url, kind, visits, size)


def _push(url: str, kind: str, visits: int, size: int) -> Iterator[Figure]:
    engine = make_engine(url)
    parcels = [(phone, _parcels(phone, size)) for phone in carers(engine, visits // PER_PHONE)]
    engine.dispose()
    sent = sum(len(batches) for _, batches in parcels) * size
    with serving(url) as server:
        before = server.cpu()
        with timed() as watch, ThreadPoolExecutor(AT_ONCE) as pool:
            applied = sum(pool.map(lambda parcel: _send(server.address, parcel), parcels))
        cpu = server.cpu() - before
    if applied != sent:
        raise NotTakenError(f"{sent - applied} of {sent} visits were not applied")
    name = f"push of {sent:,} visits by {size}, {kind}"
    yield Figure(name, sent / watch.wall, "records/s")
    yield Figure(f"  processor time of the server per {VISITS:,}", cpu * VISITS / sent, "s")


def _parcels(phone: Phone, size: int) -> list[bytes]:
    """A phone's visits as the bodies of its requests, gzipped."""
    bodies = iter(_visits(phone))
    batches = []
    for number in range(PER_PHONE // size):
        items = [cast.envelope(body, number * size + n) for n, body in enumerate(islice(bodies, size))]
        head = {"device": phone.device, "app_version": "1", "watermark": clock.as_wire(clock.now())}
        batches.append(gzip.compress(orjson.dumps({**head, "items": items}), 5))
    return batches


def _visits(phone: Phone) -> Iterator[dict[str, object]]:
    chance = dice("push", phone.device)
    while True:
        person = chance.choice(phone.people)
        start = clock.now() - timedelta(minutes=chance.randrange(40, 600))
        yield cast.visit(person, start, answers=answers(chance), note="血压正常，精神不错，送去了米和油。")


def _send(address: str, parcel: Parcel) -> int:
    phone, batches = parcel
    with httpx.Client(base_url=address, headers={**phone.headers, "Content-Encoding": "gzip"}, timeout=60) as client:
        return sum(_applied(client.post("/api/sync/push", content=batch)) for batch in batches)


def _applied(reply: httpx.Response) -> int:
    results: Sequence[dict[str, str]] = reply.raise_for_status().json()["results"]
    return sum(result["status"] == "applied" for result in results)
