"""A county run for real: the command line, a server process that can be killed, and browsers on it."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest

from processes import BOUND
from servers import forget_settings, let_finish, started
from shouwang import database
from shouwang.accounts.models import User
from shouwang.accounts.service import make_enrolment
from shouwang.app import create_app
from shouwang.database import make_engine, writing
from shouwang.demo.cast import CAST as DEMO_CAST

SHOUWANG = str(Path(sys.executable).with_name("shouwang"))
ROSTER = Path(__file__).parents[1] / "register" / "rosters" / "yunhu-township.xlsx"
TOWNSHIP = "430321104"
START_SECONDS = 180.0


class County:
    """One county's data folder and its server on a port that stays the same over restarts."""

    def __init__(self, folder: Path, database_url: str) -> None:
        self.port, self.database_url = free_port(), database_url
        self.address = f"http://127.0.0.1:{self.port}"
        self._folder, self._log = folder, folder / "server.log"
        self._environment = os.environ | {
            "SHOUWANG_DATA": str(folder / "data"),
            "SHOUWANG_DATABASE_URL": database_url,
            "SHOUWANG_PUBLIC_URL": self.address,
        }
        self._server: subprocess.Popen[bytes] | None = None

    @property
    def blobs(self) -> Path:
        """Where its pictures lie."""
        return self._folder / "data" / "blobs"

    def copy(self, folder: Path) -> "County":
        """Another county with what this one holds on SQLite; neither is served."""
        shutil.copytree(self._folder, folder, dirs_exist_ok=True)
        return County(folder, self.database_url.replace(str(self._folder), str(folder)))

    @contextmanager
    def at_work(self) -> Iterator["County"]:
        """Served by a thread of this process, where a server has made the database ready before: sooner by seconds.

        It cannot be killed, and keeps its settings until the end.
        """
        with pytest.MonkeyPatch.context() as patch:
            for name in ("SHOUWANG_DATA", "SHOUWANG_DATABASE_URL", "SHOUWANG_PUBLIC_URL"):
                patch.setenv(name, self._environment[name])
            forget_settings()
            try:
                with started(create_app(), port=self.port) as server:
                    yield self
                    let_finish(server)
            finally:
                database.engine().dispose()
                forget_settings()

    @contextmanager
    def at_hand(self) -> Iterator["County"]:
        """Stopped at the end. Until then this process too opens what is sealed there: both find one key."""
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("SHOUWANG_DATA", self._environment["SHOUWANG_DATA"])
            forget_settings()
            try:
                yield self
            finally:
                self.stop()
                forget_settings()

    def command(self, *words: str) -> str:
        """What a command of `shouwang` prints."""
        done = subprocess.run(
            [SHOUWANG, *words], env=self._environment, capture_output=True, text=True, timeout=120, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def import_roster(self) -> Any:
        """The real workbook into the register."""
        told = self.command("import", str(ROSTER), "--township", TOWNSHIP, "--name", "云湖镇", "--json")
        return json.loads(told)

    def start(self, *options: str) -> None:
        """Starts the server and waits until it answers."""
        command = [*BOUND, SHOUWANG, "serve", "--port", str(self.port), *options]
        with self._log.open("ab") as log:
            self._server = subprocess.Popen(command, env=self._environment, stdout=log, stderr=log)
        deadline = time.monotonic() + START_SECONDS
        while not self._answers():
            assert self._server.poll() is None, self._log.read_text()
            assert time.monotonic() < deadline, "the server did not start"
            time.sleep(0.05)

    def freeze(self) -> None:
        """The server takes connections and does nothing."""
        self._signal(signal.SIGSTOP)

    def kill(self) -> None:
        """Kill -9: no goodbye, no flush."""
        self._signal(signal.SIGKILL)
        assert self._server is not None
        self._server.wait(timeout=10)

    def stop(self) -> None:
        """Stops the server, if it runs."""
        if self._server is not None and self._server.poll() is None:
            self._signal(signal.SIGCONT)
            self._signal(signal.SIGTERM)
            self._server.wait(timeout=20)

    def link(self, member: int) -> str:
        """A new sign-in link of a member of the demo county's cast, as each start prints them; while it is at hand."""
        engine = make_engine(self.database_url)
        with writing(engine) as session:
            user = session.get_one(User, DEMO_CAST[member].user_id)
            link = make_enrolment(session, user, made_by=None, base_url=self.address).link
        engine.dispose()
        return link

    def _signal(self, what: signal.Signals) -> None:
        assert self._server is not None
        self._server.send_signal(what)

    def _answers(self) -> bool:
        with suppress(OSError), urlopen(f"{self.address}/healthz", timeout=2) as reply:  # noqa: S310 - our own
            return bool(reply.status == 200)
        return False


def free_port() -> int:
    """A port of 127.0.0.1 that nothing uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
