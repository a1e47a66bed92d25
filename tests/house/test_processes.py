"""What a test has started does not stay behind, however the test ends."""

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

from processes import BOUND

A_TEST = "import subprocess, sys; subprocess.Popen(sys.argv[1:]).wait()"
PATIENCE_SECONDS = 20.0


def test_a_program_ends_with_the_test_that_was_killed() -> None:
    endless = [*BOUND, "sh", "-c", "echo $$; exec sleep 600"]
    with subprocess.Popen([sys.executable, "-c", A_TEST, *endless], stdout=subprocess.PIPE, text=True) as test:
        assert test.stdout
        program = int(test.stdout.readline())
        test.kill()
    try:
        assert has_ended(program)
    finally:
        with suppress(ProcessLookupError):
            os.kill(program, signal.SIGKILL)


def has_ended(program: int) -> bool:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        # one that has ended and that nobody asked about is a zombie
        stat = Path(f"/proc/{program}/stat")
        if not stat.exists() or stat.read_text().rsplit(")", 1)[1].split()[0] == "Z":
            return True
        time.sleep(0.05)
    return False
