"""A real server in a process of its own, and the processor time that it takes."""

import os
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from bench.figures import NotTakenError
from bench.ground import COMMAND, environment

START_SECONDS = 40.0


@dataclass(frozen=True, slots=True)
class Server:
    """Where it listens, and its process."""

    address: str
    process: int

    def cpu(self) -> float:
        """The seconds of processor time that it has taken so far, all its threads together."""
        stat = Path(f"/proc/{self.process}/stat")
        if not stat.exists():
            raise NotTakenError("the processor time of another process is read from /proc, which is not here")
        times = stat.read_text().rsplit(")", 1)[1].split()
        return (int(times[11]) + int(times[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def serving(url: str) -> Iterator[Server]:
    """Serves a database until the end of the block."""
    port = _free_port()
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(
        [COMMAND, "serve", "--port", str(port)], env=environment(url), stdout=quiet, stderr=quiet
    )
    try:
        address = f"http://127.0.0.1:{port}"
        _wait_until_ready(address, process)
        yield Server(address, process.pid)
    finally:
        process.terminate()
        process.wait(timeout=30)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def _wait_until_ready(address: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            if httpx.get(f"{address}/healthz", timeout=5).is_success:
                return
        except httpx.TransportError:
            time.sleep(0.05)
    raise NotTakenError("the server did not start")
