"""Plays random histories: so many of so many steps.

`python -m sync.playing RUNS SEED`, in the folder of the tests, plays that many on SQLite and PostgreSQL at once; the
same seed makes the same histories.
"""

import os
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from hypothesis import HealthCheck, seed, settings
from hypothesis.stateful import run_state_machine_as_test

import databases
from shouwang.database import make_engine, migrate
from sync.histories import PLAYED, Histories
from sync.tables import be_quick
from sync.world import Start, settle

CHECKS = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]


def play(
    machine: type[Histories], starts: Sequence[Start], runs: int, steps: int = 40, sown: int | None = None
) -> None:
    """Raises when a history breaks a promise, and shows the shortest that does. A hunt for sown bugs plays few.

    With a seed they are the same each time, whatever earlier runs have found.
    """
    is_hunt = os.environ.get("HYPOTHESIS_PROFILE") == "hunt"
    how = settings(
        max_examples=runs // 8 if is_hunt else runs,
        stateful_step_count=steps,
        deadline=None,
        report_multiple_bugs=False,
        suppress_health_check=CHECKS,
    )

    def begin() -> Histories:
        return machine(starts)

    if sown is not None:
        begin, how = seed(sown)(begin), settings(how, database=None)
    run_state_machine_as_test(begin, settings=how)  # type: ignore[arg-type] # any maker will do


def start(url: str) -> Start:
    """What histories on an empty database begin with."""
    engine = make_engine(url)
    be_quick(engine)
    migrate(engine)
    return settle(engine)


def main(runs: int, sown: int) -> None:
    """Plays, and prints the figures."""
    with tempfile.TemporaryDirectory() as folder, databases.postgresql_url("histories") as url:
        starts = [start(databases.sqlite_url(Path(folder))), start(url)]
        began, cpu = time.monotonic(), time.process_time()
        try:
            play(Histories, starts, runs, sown=sown)
        finally:
            wall, used = time.monotonic() - began, time.process_time() - cpu
            print(f"seed {sown}: {PLAYED['runs']} runs, {PLAYED['steps']} steps, {PLAYED['steps'] / wall:.0f} steps/s,")
            print(f"{wall:.0f} s, {used:.0f} s of the processor, load {os.getloadavg()[0]:.1f}", flush=True)
            for each in starts:
                each.engine.dispose()


if __name__ == "__main__":
    databases.begin_run()
    main(int(sys.argv[1]), int(sys.argv[2]))
