"""A real server on a free port of 127.0.0.1, in a thread of the test."""

import threading
import time
from collections.abc import Iterable, Iterator
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
    quiet: dict[str, Any] = {"log_level": "warning", "access_log": False}
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, **(quiet | options)))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{_port(server)}"
    finally:
        server.should_exit = True
        thread.join(timeout=START_SECONDS)


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


def _port(server: uvicorn.Server) -> int:
    deadline = time.monotonic() + START_SECONDS
    while not server.started:
        if time.monotonic() > deadline:
            raise RuntimeError("the server did not start")
        time.sleep(0.005)
    port: int = server.servers[0].sockets[0].getsockname()[1]
    return port
