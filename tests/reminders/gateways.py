"""Servers on 127.0.0.1 that answer as robots, SMS gateways and push services do, errors and limits included."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from typing import Any

OK = (200, json.dumps({"errcode": 0, "errmsg": "ok"}))
Answer = tuple[int, str]


@dataclass(frozen=True)
class Asked:
    """One request as it came."""

    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        """Its body, read."""
        return json.loads(self.body)


@dataclass
class Gateway:
    """Keeps what was asked; answers by `answers`, one after the other, then always `usual`; None: hangs up.

    `as_real` judges a request itself, as the robot does for which it stands.
    """

    url: str = ""
    asked: list[Asked] = field(default_factory=list)
    answers: list[Answer | None] = field(default_factory=list)
    usual: Answer | None = OK
    meanwhile: Callable[[], None] = lambda: None
    as_real: Callable[[Asked], Answer] | None = None
    _lock: Lock = field(default_factory=Lock)

    def answer(self, asked: Asked) -> Answer | None:
        """What is said to a request."""
        with self._lock:
            self.asked.append(asked)
            if self.as_real is not None:
                said: Answer | None = self.as_real(asked)
            else:
                said = self.answers.pop(0) if self.answers else self.usual
        self.meanwhile()
        return said


@contextmanager
def gateway() -> Iterator[Gateway]:
    """One that listens until the end of the block."""
    kept = Gateway()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(kept))
    kept.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield kept
    finally:
        server.shutdown()
        server.server_close()
        thread.join(timeout=10)


def _handler(kept: Gateway) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            said = kept.answer(Asked(self.path, {k.lower(): v for k, v in self.headers.items()}, body))
            if said is None:
                self.connection.close()
                return
            status, text = said
            content = text.encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *args: object) -> None:
            """Says nothing."""

    return Handler
