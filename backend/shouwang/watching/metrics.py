"""Figures for Prometheus: what is asked and how long it takes, and how the county's data stand."""

import hmac
import logging
import time
from collections.abc import Iterator

from fastapi import Request, Response
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_1_0_0
from prometheus_client.registry import Collector
from sqlalchemy.exc import SQLAlchemyError
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from shouwang.database import reading
from shouwang.errors import Unknown
from shouwang.limiting import LOOPBACK
from shouwang.settings import settings
from shouwang.watching import queries
from shouwang.watching.log import REQUESTS

log = logging.getLogger(REQUESTS)

SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)

registry = CollectorRegistry()
REQUESTS_DONE = Counter("shouwang_requests", "Requests answered.", ("method", "route", "status"), registry=registry)
TOOK = Histogram(
    "shouwang_request_seconds",
    "From the first byte asked to the last one answered.",
    ("route",),
    buckets=SECONDS,
    registry=registry,
)
UNDER_WAY = Gauge("shouwang_requests_under_way", "Requests that are being answered.", registry=registry)


class County(Collector):
    """How the data stand, asked of the database when somebody looks."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """The figures; where the database does not answer, that alone."""
        try:
            with reading() as session:
                figures = queries.figures(session)
        except SQLAlchemyError:
            yield GaugeMetricFamily("shouwang_database_up", "Whether the database answers.", 0)
            return
        yield GaugeMetricFamily("shouwang_database_up", "Whether the database answers.", 1)
        for name, (words, value) in figures.items():
            yield GaugeMetricFamily(f"shouwang_{name}", words, value)


registry.register(County())


class Measuring:
    """Counts and times each request under its route's pattern, never under the address that was asked."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on and keeps what came of it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began, status = time.perf_counter(), 500

        async def noted(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        UNDER_WAY.inc()
        try:
            await self._app(scope, receive, noted)
        finally:
            UNDER_WAY.dec()
            _keep(scope, status, time.perf_counter() - began)


def metrics(request: Request) -> Response:
    """All figures. To others than the server's own machine, or without the token, there is nothing here."""
    if not _may_look(request):
        raise Unknown
    return Response(generate_latest(registry), media_type=CONTENT_TYPE_PLAIN_1_0_0)


def _may_look(request: Request) -> bool:
    token, told = settings().metrics_token, request.headers.get("authorization", "")
    if token and hmac.compare_digest(told.encode(), f"Bearer {token}".encode()):
        return True
    # A proxy on the same machine asks from loopback as well, and says for whom.
    forwarded = {"x-forwarded-for", "forwarded", "via"} & set(request.headers)
    return request.client is not None and request.client.host in LOOPBACK and not forwarded


def _keep(scope: Scope, status: int, seconds: float) -> None:
    route = getattr(scope.get("route"), "path", None) or "other"
    # A method can be any word that somebody sends: those that we have, and one for all others.
    method = scope["method"] if scope["method"] in METHODS else "OTHER"
    REQUESTS_DONE.labels(method, route, str(status)).inc()
    TOOK.labels(route).observe(seconds)
    facts = {"method": method, "route": route, "status": status, "ms": round(seconds * 1_000, 1)}
    log.info("asked", extra={"facts": facts})


METHODS = frozenset({"GET", "HEAD", "POST", "PATCH", "PUT", "DELETE", "OPTIONS"})
