"""A real server on a free port of 127.0.0.1, in a thread of the test."""

import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import uvicorn
from fastapi import FastAPI
from fastapi.routing import APIRoute

from shouwang import database, sealing
from shouwang.app import create_app
from shouwang.settings import settings

START_SECONDS = 20.0


@contextmanager
def running(app: FastAPI, **options: Any) -> Iterator[str]:
    """Serves the application until the end of the block; gives its address."""
    with started(app, **options) as server:
        yield address_of(server)


@contextmanager
def started(app: FastAPI, **options: Any) -> Iterator[uvicorn.Server]:
    """The same, for those who need the server itself."""
    usual: dict[str, Any] = {"port": 0, "log_level": "warning", "access_log": False}
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", **(usual | options)))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        _wait_until(lambda: server.started, "the server did not start")
        yield server
    finally:
        server.should_exit = True
        thread.join(timeout=START_SECONDS)


def address_of(server: uvicorn.Server) -> str:
    """Where it listens."""
    return f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"


def let_finish(server: uvicorn.Server) -> None:
    """Waits until nothing is under way, also what is done after a reply: it still has the database of its test."""
    _wait_until(lambda: not server.server_state.tasks, "the server does not come to rest")


def every_route() -> list[APIRoute]:
    """All routes of the application, wherever they live."""
    return [route for route in _flat(create_app().routes) if isinstance(route, APIRoute)]


def _flat(routes: Iterable[Any]) -> Iterator[Any]:
    for route in routes:
        inner = getattr(route, "original_router", None)
        yield from _flat(inner.routes) if inner else [route]


def forget_settings() -> None:
    """What the environment says is read anew when it is next asked for."""
    for remembered in (settings, database.engine, sealing.sealer):
        remembered.cache_clear()


def _wait_until(is_so: Callable[[], bool], otherwise: str) -> None:
    deadline = time.monotonic() + START_SECONDS
    while not is_so():
        if time.monotonic() > deadline:
            raise RuntimeError(otherwise)
        time.sleep(0.005)
