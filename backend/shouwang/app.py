"""The application, wired. Routes live with their capability; nothing is decided here."""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version
from pathlib import Path

from fastapi import FastAPI, Response
from fastapi.middleware.gzip import GZipMiddleware
from starlette.datastructures import MutableHeaders
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from shouwang import errors
from shouwang.accounts import routes as accounts
from shouwang.activities import routes as activities
from shouwang.agreements import routes as agreements
from shouwang.asking import Asking
from shouwang.assessments import routes as assessments
from shouwang.audit import routes as audit
from shouwang.blobs import routes as blobs
from shouwang.checkups import results_routes as checkup_results
from shouwang.checkups import routes as checkups
from shouwang.closing import routes as closing
from shouwang.concerns import routes as concerns
from shouwang.covers import routes as covers
from shouwang.database import engine
from shouwang.doors import routes as doors
from shouwang.duties import routes as duties
from shouwang.exports import routes as exports
from shouwang.hygiene import routes as hygiene
from shouwang.ledger import routes as ledger
from shouwang.limiting import Limiting
from shouwang.needs import routes as needs
from shouwang.patterns import routes as patterns
from shouwang.privacy import routes as privacy
from shouwang.quality import routes as quality
from shouwang.questions import routes as questions
from shouwang.readiness import readyz
from shouwang.records import routes as records
from shouwang.register import home_routes as homes
from shouwang.register import merge_routes as merges
from shouwang.register import place_routes as villages
from shouwang.register import roster_routes as rosters
from shouwang.register import routes as register
from shouwang.reminders import own_routes as own_reminders
from shouwang.reminders import routes as reminders
from shouwang.retention import routes as retention
from shouwang.sync import routes as sync
from shouwang.teams import routes as teams
from shouwang.watching.metrics import Measuring, metrics

log = logging.getLogger(__name__)

WEB = Path(__file__).parent / "web"

LARGEST_BODY = 20 * 1024 * 1024
"""Bytes; a roster in base64 is the largest thing that anybody sends."""

HEADERS = {
    # No script and no style stands in a page: what is set by code goes through the CSSOM, which this allows.
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "img-src 'self' data: blob:; media-src 'self' blob:; font-src 'self'; manifest-src 'self'; worker-src 'self'; "
    "base-uri 'none'; frame-ancestors 'none'; form-action 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(self), geolocation=(self), microphone=(self)",
}


def create_app() -> FastAPI:
    """The server of one county: the API under `/api/`, the app for everything else."""
    app = FastAPI(
        title="Shouwang",
        version=version("shouwang"),
        lifespan=_life,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        max_body_size=LARGEST_BODY,
    )
    errors.install(app)
    # Routes are tried in this order: what phones ask for all day comes first.
    for capability in (
        sync,
        accounts,
        register,
        privacy,
        records,
        needs,
        blobs,
        concerns,
        duties,
        ledger,
        reminders,
        own_reminders,
        rosters,
        merges,
        villages,
        homes,
        teams,
        covers,
        doors,
        checkups,
        checkup_results,
        closing,
        exports,
        hygiene,
        patterns,
        quality,
        assessments,
        audit,
        retention,
        questions,
        activities,
        agreements,
    ):
        app.include_router(capability.router)
    app.add_api_route("/healthz", lambda: {"status": "ok"}, include_in_schema=False)
    app.add_api_route("/readyz", readyz, include_in_schema=False)
    app.add_api_route("/metrics", metrics, include_in_schema=False)
    app.add_middleware(GZipMiddleware, minimum_size=500, compresslevel=5)
    app.add_middleware(_Bugs)
    app.add_middleware(Limiting)
    app.add_middleware(_Headers)
    app.add_middleware(Measuring)
    app.add_middleware(Asking)
    if WEB.is_dir():
        app.mount("/", _Web(directory=WEB, html=True), name="web")
    return app


@asynccontextmanager
async def _life(_: FastAPI) -> AsyncIterator[None]:
    yield
    engine().dispose()


class _Headers:
    """Puts the headers on every reply. Plain ASGI: middleware by function costs more than an idle pull."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on and adds to the reply what it does not say itself."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                if scope["path"].startswith("/api/"):
                    headers.setdefault("Cache-Control", "no-store")
            await send(message)

        await self._app(scope, receive, send_with_headers if scope["type"] == "http" else send)


class _Bugs:
    """What nobody foresaw is told to the log without its text, for that may be about people; and to the caller."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on; the framework's own handling would print the whole exception."""
        has_begun = False

        async def noted(message: Message) -> None:
            nonlocal has_begun
            has_begun = True
            await send(message)

        try:
            await self._app(scope, receive, noted)
        except Exception as problem:
            route = getattr(scope.get("route"), "path", scope["type"])
            log.error("%s %s failed: %s", scope.get("method", ""), route, errors.whereabouts(problem))
            if scope["type"] == "http" and not has_begun:
                await errors.render(errors.Broken())(scope, receive, send)


class _Web(StaticFiles):
    """The built app. Files named by their hash never change; the page and the service worker are asked for anew."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        reply = await super().get_response(path, scope)
        lasting = path.startswith("assets/")
        reply.headers["Cache-Control"] = "public, max-age=31536000, immutable" if lasting else "no-cache"
        return reply
