"""Bugs sown into copies of the server and of the phone, one at a time: the tests of sync must catch each.

`python -m tests.faults.seeded_bugs` prints what caught which, and writes it to docs/seeded-bugs.md; words after it hunt
only for bugs whose name holds them. What caught a bug the last time is tried first.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from html import unescape
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from hatch_build import wheel  # noqa: E402 - found by the line above

import databases  # noqa: E402
from faults.bug import Bug  # noqa: E402
from faults.bugs_of_the_phone import OF_THE_PHONE  # noqa: E402
from faults.bugs_of_the_server import OF_THE_SERVER  # noqa: E402

BUGS = OF_THE_SERVER + OF_THE_PHONE
TABLE = ROOT / "docs" / "seeded-bugs.md"
FAST = "(sqlite or test_threads or test_committing or test_state_machine or eight_threads) and not thousand"
"""What both databases would find, one finds sooner."""
SERVER_TESTS = [
    "tests/sync/test_replies.py",
    "tests/sync/test_push.py",
    "tests/sync/test_pull.py",
    "tests/sync/test_threads.py",
    "tests/sync/test_patches.py",
    "tests/sync/test_parked.py",
    "tests/records/test_amending.py",
    "tests/records/test_summaries.py",
    "tests/sync/test_golden.py",
    "tests/sync/test_committing.py",
    "tests/sync/test_desk_under_load.py",
    "tests/sync/test_state_machine.py",
]
PHONE_TESTS = ["src/sync/", "src/local/"]
PYTEST = ["-m", "pytest", "-x", "-q", "-m", "not prove", "-p", "no:cacheprovider"]
VITEST = ["node_modules/vitest/vitest.mjs", "run", "--bail=1", "--reporter=junit"]
TIMEOUT = 900.0
AT_ONCE = 2


def main(words: list[str]) -> int:
    """Hunts them all, or those whose name holds each word; the exit code is 0 when none escaped."""
    databases.begin_run()
    wanted = [bug for bug in BUGS if all(word in bug.name for word in words)]
    known = caught_before()
    with ThreadPoolExecutor(AT_ONCE) as hunters:
        found = list(hunters.map(lambda bug: caught_by(bug, known.get(bug.name)), wanted))
    caught = {bug.name: test for bug, test in zip(wanted, found, strict=True)}
    if wanted == BUGS:
        TABLE.write_text(table(caught), encoding="utf-8")
    return 0 if all(found) else 1


def caught_by(bug: Bug, known: str | None = None) -> str | None:
    """The first test that fails with the bug, the one that is known first; null: all pass."""
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        sow(bug, Path(folder))
        hunt = hunt_in_the_phone if bug.is_of_the_phone else hunt_in_the_server
        test = (hunt(Path(folder), known) if known else None) or hunt(Path(folder), None)
    print(f"{'✓' if test else '✗'} {bug.name}: {test} ({time.monotonic() - started:.0f} s)", flush=True)
    return test


def sow(bug: Bug, folder: Path) -> None:
    """A copy of the server or of the phone with the bug in it."""
    if bug.is_of_the_phone:
        shutil.copy(ROOT / "pyproject.toml", folder)
        shutil.copytree(ROOT / "pwa", folder / "pwa", ignore=shutil.ignore_patterns("node_modules"))
        # Beside it what tests of the phone read: a file that they miss would look like a bug that they caught.
        for read in ("pwa/node_modules", "tests", "docs"):
            (folder / read).symlink_to(ROOT / read)
    else:
        leave_out = shutil.ignore_patterns("__pycache__", "web")
        shutil.copytree(ROOT / "backend", folder / "backend", ignore=leave_out)
    path = folder / bug.file
    path.write_text(bug.sown_in(path.read_text(encoding="utf-8")), encoding="utf-8")


def hunt_in_the_server(folder: Path, known: str | None) -> str | None:
    """The first test of the server that fails; null: all pass."""
    environment = os.environ | {"PYTHONPATH": str(folder / "backend"), "HYPOTHESIS_PROFILE": "hunt"}
    tests = [f"tests/{known}"] if known else [*SERVER_TESTS, "-k", FAST]
    told = run([sys.executable, *PYTEST, *tests], ROOT, environment, (0, 1, 4))
    found = re.search(r"^(?:FAILED|ERROR) tests/(.+?)(?: - |$)", told, re.MULTILINE)
    return found[1] if found else None


def hunt_in_the_phone(folder: Path, known: str | None) -> str | None:
    """The first test of the phone that fails; null: all pass."""
    file, _, name = (known or "").partition(" › ")
    tests = [file, "-t", re.escape(name.replace(" › ", " "))] if known else PHONE_TESTS
    told = run([str(wheel() / "bin" / "node"), *VITEST, *tests], folder / "pwa", dict(os.environ), (0, 1))
    found = re.search(r'<testcase classname="(.+?)" name="(.+?)"[^>]*>\s*<failure', told)
    return f"{found[1]} › {unescape(found[2].replace('&gt;', '›'))}" if found else None


def run(command: list[str], folder: Path, environment: dict[str, str], ends: tuple[int, ...]) -> str:
    """What a command prints; the hunt is over when it ends in another way than it may."""
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, timeout=TIMEOUT, check=False
    )
    if done.returncode not in ends:
        raise RuntimeError(done.stdout + done.stderr)
    return done.stdout


def caught_before() -> dict[str, str]:
    """What the page says: by the name of the bug, the test that caught it."""
    lines = re.findall(r"^\| (.+?) \| `.+?` \| `(.+?)` \|$", TABLE.read_text(encoding="utf-8"), re.MULTILINE)
    return dict(lines)


def table(caught: dict[str, str | None]) -> str:
    """The page of the documentation."""
    lines = [f"| {bug.name} | `{bug.file}` | {_named(caught[bug.name])} |" for bug in BUGS]
    return "\n".join([HEAD, *lines, ""])


def _named(test: str | None) -> str:
    return f"`{test}`" if test else "**nothing**"


HEAD = """# Bugs sown into the protocol, and what caught them

Made by `python -m tests.faults.seeded_bugs`, which is a part of `make prove`: each bug is put into a copy of the
server or of the phone by itself, and the tests of sync run until one fails. The changes stand in `tests/faults/`,
`bugs_of_the_server.py` and `bugs_of_the_phone.py`; paths of tests are under `tests/` and under `pwa/`.

| the bug | where | the test that fails |
| --- | --- | --- |"""

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
