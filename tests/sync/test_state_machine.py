"""Whatever happens between phones, an office and a server, nothing is lost and all come to agree (sync §8).

The numbers in `invariants.py`, `world.py` and `model.py` are those of the list; docs/invariants.md tells the rest.
"""

import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import databases
from sync.histories import Histories
from sync.playing import play, start
from sync.world import Start

TESTS = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def sqlite_start(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Start]:
    yield from _start(databases.sqlite_url(tmp_path_factory.mktemp("histories")))


@pytest.fixture(scope="module")
def postgresql_start(migrated_postgresql: str) -> Iterator[Start]:
    with databases.postgresql_url("histories", migrated_postgresql) as url:
        yield from _start(url)


def _start(url: str) -> Iterator[Start]:
    began = start(url)
    yield began
    began.engine.dispose()


def test_every_history_ends_well_and_the_same_on_both_databases(sqlite_start: Start, postgresql_start: Start) -> None:
    play(Histories, [sqlite_start, postgresql_start], runs=20)


@pytest.mark.prove
def test_five_thousand_histories_end_well_and_the_same() -> None:
    """Half of them on each of two processors."""
    seeds = random.sample(range(10**9), 2)
    commands = [[sys.executable, "-m", "sync.playing", "2500", str(seed)] for seed in seeds]
    halves = [subprocess.Popen(command, cwd=TESTS, stdout=subprocess.PIPE, text=True) for command in commands]
    told = [half.communicate()[0] for half in halves]
    print(*told, sep="\n")
    assert [half.returncode for half in halves] == [0, 0], told
