"""Whatever happens between phones, an office and a server, nothing is lost and all come to agree (sync §8).

The numbers in `invariants.py`, `world.py` and `model.py` are those of the list; docs/invariants.md tells the rest.
"""

from collections.abc import Iterator

import pytest

import databases
from shouwang.database import make_engine, migrate
from sync.histories import Histories
from sync.playing import play
from sync.tables import forget_power_cuts
from sync.world import Start, settle


@pytest.fixture(scope="module")
def sqlite_start(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Start]:
    yield from _start(databases.sqlite_url(tmp_path_factory.mktemp("histories")))


@pytest.fixture(scope="module")
def postgresql_start(migrated_postgresql: str) -> Iterator[Start]:
    with databases.postgresql_url("histories", migrated_postgresql) as url:
        yield from _start(url)


def _start(url: str) -> Iterator[Start]:
    engine = make_engine(url)
    forget_power_cuts(engine)
    migrate(engine)
    yield settle(engine)
    engine.dispose()


@pytest.mark.prove
def test_every_history_ends_well_and_the_same_on_both_databases(sqlite_start: Start, postgresql_start: Start) -> None:
    play(Histories, [sqlite_start, postgresql_start], runs=100)


@pytest.mark.prove
def test_five_thousand_histories_end_well_and_the_same(sqlite_start: Start, postgresql_start: Start) -> None:
    play(Histories, [sqlite_start, postgresql_start], runs=5_000)
