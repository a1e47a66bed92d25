"""Bugs sown into a copy of the server, one at a time: the tests of sync must catch each.

`python -m tests.faults.seeded_bugs` prints what caught which, and writes it to docs/seeded-bugs.md.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
TABLE = ROOT / "docs" / "seeded-bugs.md"
FAST = "(sqlite or test_threads or test_state_machine or eight_threads) and not thousand"
"""What both databases would find, one finds sooner. Histories are among it, though `make test` leaves them out."""
SUITE = [
    "tests/sync/test_state_machine.py",
    "tests/sync/test_replies.py",
    "tests/sync/test_push.py",
    "tests/sync/test_pull.py",
    "tests/sync/test_threads.py",
    "tests/sync/test_golden.py",
]
TIMEOUT = 600.0


@dataclass(frozen=True)
class Bug:
    """A small change of one file, in one place or two, that breaks a promise."""

    name: str
    file: str
    right: str
    wrong: str
    right_too: str = ""
    wrong_too: str = ""


BUGS = [
    Bug(
        "the reply leaves before the commit",
        "database.py",
        'Depends(_writing_session, scope="function")',
        "Depends(_writing_session)",
    ),
    Bug(
        "a writer on SQLite begins as a reader",
        "database.py",
        '"BEGIN IMMEDIATE" if writing else "BEGIN"',
        '"BEGIN"',
    ),
    Bug(
        "no lock, and counters are read before they are written",
        "sync/write.py",
        """        session.execute(lock_rows(session, wanted)).all()
""",
        """        session.execute(wanted).all()
""",
        """set_={"rev": col(Bucket.rev) + upsert.excluded.rev})
    session.execute(added, [{"key": key, "rev": counts[key]} for key in keys])
""",
        """set_={"rev": upsert.excluded.rev})
    known = {bucket.key: bucket.rev for bucket in session.scalars(select(Bucket))}
    session.execute(added, [{"key": key, "rev": known.get(key, 0) + counts[key]} for key in keys])
""",
    ),
    Bug(
        "the journal is not asked for what it has",
        "sync/push.py",
        "journal = queries.journal(session, [*first, *own.values()])",
        "journal: dict[str, Mutation] = {}",
    ),
    Bug(
        "another user's id is answered with what became of his item",
        "sync/push.py",
        "entry is not None and entry.user != caller.user.id",
        "False",
    ),
    Bug(
        "no savepoint: one poisonous item takes the batch with it",
        "sync/push.py",
        "        with session.begin_nested():\n            _record(session, caller, decisions, received_at)\n",
        "        _record(session, caller, decisions, received_at)\n",
    ),
    Bug("a parked item makes no issue", "sync/push.py", "    if decision.code is None:\n", "    if True:\n"),
    Bug("a parked item is called applied", "sync/push.py", '"parked" if decision.code else "applied"', '"applied"'),
    Bug(
        "what a deactivated user holds is applied",
        "sync/push.py",
        "    if not caller.user.active:\n",
        "    if False:\n",
    ),
    Bug("anybody may write about anybody", "sync/operations.py", "    if not possible:\n", "    if False:\n"),
    Bug(
        "a wrong clock decides who may write",
        "sync/operations.py",
        "first, _day(desk.received_at))",
        "_day(captured.at), _day(captured.at))",
    ),
    Bug(
        "no bound on the time of capture",
        "sync/rules.py",
        "best = min(max(stated, earliest or stated), received_at)",
        "best = stated",
    ),
    Bug(
        "a row that moves leaves no tombstone",
        "sync/write.py",
        "            if bucket != new_bucket:\n",
        "            if False:\n",
    ),
    Bug(
        "a bucket is not bumped for a tombstone",
        "sync/write.py",
        "Counter(place.bucket for place in places))",
        "Counter(place.bucket for place in places if not place.deleted))",
    ),
    Bug("versions are not counted", "sync/write.py", "        row.version += 1\n", "        row.version = 1\n"),
    Bug(
        "a counter is raised by one whatever is written",
        "sync/write.py",
        '{"key": key, "rev": counts[key]}',
        '{"key": key, "rev": 1}',
    ),
    Bug(
        "next is the counter although there is more",
        "sync/pull.py",
        "_next(revs, behind, rows) if more else dict(revs)",
        "dict(revs)",
    ),
    Bug(
        "a number above the counter is believed",
        "sync/pull.py",
        "have.get(key, 0) if have.get(key, 0) <= rev else 0",
        "have.get(key, 0)",
    ),
    Bug("a new epoch resets nothing", "sync/pull.py", "reset = asked.epoch != current", "reset = False"),
    Bug("the digest forgets the epoch", "sync/pull.py", "asked.epoch == current and asked.digest", "asked.digest"),
    Bug("nothing is dropped", "sync/pull.py", '"drop": sorted(set(have) - set(revs))', '"drop": []'),
    Bug(
        "the scope is yesterday's",
        "sync/pull.py",
        "scope(session, caller, clock.today(settings().zone))",
        "scope(session, caller, clock.local_date(clock.now() - clock.from_milliseconds(86_400_000), settings().zone))",
    ),
    Bug("last year's records stay behind", "sync/pull.py", "(today.year, today.year - 1)", "(today.year,)"),
    Bug(
        "rows are filtered by user inside a bucket",
        "sync/pull.py",
        "    rows, more = found[:limit], len(found) > limit\n",
        "    rows, more = [r for r in found[:limit] if r.kind != 'report'], len(found) > limit\n",
    ),
    Bug(
        "an old row is sent again",
        "sync/queries.py",
        "col(SyncRow.seq) > asked.c.since",
        "col(SyncRow.seq) >= asked.c.since",
    ),
]


def sow(bug: Bug, folder: Path) -> None:
    """A copy of the server with the bug in it."""
    shutil.copytree(ROOT / "backend", folder, ignore=shutil.ignore_patterns("__pycache__", "web"))
    path = folder / "shouwang" / bug.file
    text = path.read_text(encoding="utf-8")
    if bug.right not in text or bug.right_too not in text:
        raise SystemExit(f"✗ {bug.name}: {bug.file} does not hold the text that the bug changes any more")
    once = text.replace(bug.right, bug.wrong)
    path.write_text(once.replace(bug.right_too, bug.wrong_too) if bug.right_too else once, encoding="utf-8")


def hunt(backend: Path) -> str | None:
    """The first test that fails with that server; null: all pass."""
    environment = os.environ | {"PYTHONPATH": str(backend), "HYPOTHESIS_PROFILE": "hunt"}
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-x",
        "-q",
        "-m",
        "not prove",
        "-k",
        FAST,
        "-p",
        "no:cacheprovider",
        *SUITE,
    ]
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=TIMEOUT, check=False
    )
    found = re.search(r"^(?:FAILED|ERROR) tests/(\S+)", done.stdout, re.MULTILINE)
    if done.returncode not in (0, 1) or (done.returncode and not found):
        raise SystemExit(done.stdout + done.stderr)
    return found[1] if found else None


def caught_by(bug: Bug) -> str | None:
    """What caught a bug."""
    with tempfile.TemporaryDirectory() as folder:
        sow(bug, Path(folder) / "backend")
        return hunt(Path(folder) / "backend")


def main() -> int:
    """Hunts them all, or those whose name holds a word of the command line; the exit code is 0 when none escaped."""
    wanted = [bug for bug in BUGS if all(word in bug.name for word in sys.argv[1:])]
    caught: dict[str, str | None] = {}
    for bug in wanted:
        started = time.monotonic()
        caught[bug.name] = caught_by(bug)
        print(
            f"{'✓' if caught[bug.name] else '✗'} {bug.name}: {caught[bug.name]} ({time.monotonic() - started:.0f} s)",
            flush=True,
        )
    if wanted == BUGS:
        TABLE.write_text(table(caught), encoding="utf-8")
    return 0 if all(caught.values()) else 1


def table(caught: dict[str, str | None]) -> str:
    """The page of the documentation."""
    lines = [f"| {bug.name} | `{bug.file}` | {_named(caught[bug.name])} |" for bug in BUGS]
    return "\n".join([HEAD, *lines, ""])


def _named(test: str | None) -> str:
    return f"`{test}`" if test else "**nothing**"


HEAD = """# Bugs sown into the protocol, and what caught them

Made by `python -m tests.faults.seeded_bugs`: each bug is put into a copy of the server by itself, and the tests
of sync run until one fails. The changes stand in `tests/faults/seeded_bugs.py`.

| the bug | where | the first test that fails |
| --- | --- | --- |"""

if __name__ == "__main__":
    sys.exit(main())
