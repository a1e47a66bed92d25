"""Other engines than Chromium, driven by as little as the smoke tests need: open an address, run a script."""

import json
import os
import re
import signal
import subprocess
import time
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import Any

from httpx import Client, HTTPTransport
from websocket import WebSocket, create_connection

from e2e.county import free_port
from processes import BOUND

START_SECONDS, PATIENCE_SECONDS, FAREWELL_SECONDS = 120.0, 60.0, 10.0


class Engine(ABC):
    """One page in a browser."""

    @abstractmethod
    def open(self, address: str) -> None:
        """Goes to an address and waits until it is loaded."""

    @abstractmethod
    def run(self, expression: str) -> Any:
        """The value of an expression of JavaScript, as JSON; waited for where it is a promise."""

    def until(self, expression: str) -> None:
        """Waits until an expression holds."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not self.run(f"!!({expression})"):
            assert time.monotonic() < deadline, f"{expression}: {self.run('document.body.innerText')}"
            time.sleep(0.1)

    def sees(self, words: str) -> None:
        """Waits until the page shows the words."""
        self.until(f"document.body && document.body.innerText.includes({json.dumps(words)})")

    def press(self, name: str) -> None:
        """Presses the link or button that says so, or is called so, once it is there and can be pressed."""
        found = (
            "[...document.querySelectorAll('a, button:enabled')].find((one) => "
            f"(one.getAttribute('aria-label') ?? one.innerText).trim() === {json.dumps(name)})"
        )
        self.until(found)
        self.run(f"({found}.click(), true)")


class Firefox(Engine):
    """Firefox over WebDriver BiDi, which it speaks without a driver between."""

    def __init__(self, line: WebSocket) -> None:
        self._line, self._numbers = line, count(1)
        self._ask("session.new", capabilities={})
        self._page = self._ask("browsingContext.getTree")["contexts"][0]["context"]

    def open(self, address: str) -> None:
        """Goes to an address and waits until it is loaded."""
        self._ask("browsingContext.navigate", context=self._page, url=address, wait="complete")

    def run(self, expression: str) -> Any:
        """The value of an expression of JavaScript, as JSON; waited for where it is a promise."""
        told = self._ask(
            "script.evaluate",
            expression=f"Promise.resolve({expression}).then((value) => JSON.stringify(value ?? null))",
            target={"context": self._page},
            awaitPromise=True,
        )
        return json.loads(told["result"]["value"])

    def _ask(self, method: str, **params: Any) -> Any:
        number = next(self._numbers)
        self._line.send(json.dumps({"id": number, "method": method, "params": params}))
        while (reply := json.loads(self._line.recv())).get("id") != number:
            pass
        assert reply["type"] == "success", reply
        return reply["result"]


class WebKit(Engine):
    """WebKitGTK, the nearest thing to Safari, over WebDriver."""

    def __init__(self, driver: Client) -> None:
        self._driver = driver
        mini_browser = next(Path("/usr/lib").glob("*/webkit*gtk-*/MiniBrowser"))
        wanted = {"webkitgtk:browserOptions": {"binary": str(mini_browser), "args": ["--automation"]}}
        session = self._ask("/session", capabilities={"alwaysMatch": wanted})["sessionId"]
        self._session = f"/session/{session}"

    def open(self, address: str) -> None:
        """Goes to an address and waits until it is loaded."""
        self._ask(f"{self._session}/url", url=address)

    def run(self, expression: str) -> Any:
        """The value of an expression of JavaScript, as JSON; waited for where it is a promise."""
        return self._ask(f"{self._session}/execute/sync", script=f"return {expression}", args=[])

    def _ask(self, path: str, **body: Any) -> Any:
        reply = self._driver.post(path, json=body)
        assert reply.status_code == 200, reply.text
        return reply.json()["value"]


@contextmanager
def firefox(folder: Path) -> Iterator[Engine]:
    """Firefox without a window; its profile is in the folder."""
    command = ["firefox-esr", "--headless", "--no-remote", "--profile", str(folder), "--remote-debugging-port", "0"]
    with _running(command, folder / "firefox.log") as told:
        address = _says(told, r"ws://\S+")
        # told where it comes from, Firefox takes no orders
        line = create_connection(f"{address}/session", suppress_origin=True, timeout=PATIENCE_SECONDS)
        with closing(line):
            yield Firefox(line)


@contextmanager
def webkit(folder: Path) -> Iterator[Engine]:
    """WebKit's own small browser on a screen in memory; its files are in the folder."""
    port = free_port()
    with _running(["Xvfb", "-displayfd", "1", "-nolisten", "tcp"], folder / "screen.log") as screen:
        number = _says(screen, r"^\d+$")
        home = {"DISPLAY": f":{number}", "HOME": str(folder), "XDG_RUNTIME_DIR": str(folder)}
        with _running(["WebKitWebDriver", f"--port={port}"], folder / "webkit.log", **home):
            # the driver does not say when it is ready
            patient = HTTPTransport(retries=8)
            with Client(base_url=f"http://127.0.0.1:{port}", timeout=PATIENCE_SECONDS, transport=patient) as driver:
                yield WebKit(driver)


@contextmanager
def _running(command: list[str], log: Path, **environment: str) -> Iterator[Path]:
    """Runs a program, and ends it with all that it has started. Gives the file of what it says."""
    with log.open("wb") as told:
        process = subprocess.Popen(
            [*BOUND, *command], stdout=told, stderr=told, env=os.environ | environment, start_new_session=True
        )
    try:
        yield log
    finally:
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(FAREWELL_SECONDS)
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _says(log: Path, pattern: str) -> str:
    """Waits until a program has said something."""
    deadline = time.monotonic() + START_SECONDS
    while not (found := re.search(pattern, log.read_text(errors="replace"), re.MULTILINE)):
        assert time.monotonic() < deadline, log.read_text(errors="replace")
        time.sleep(0.1)
    return found[0]
