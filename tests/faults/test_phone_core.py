"""The phone's own core against the real server on a line where everything goes wrong (sync §8)."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

import cast
from e2e.county import County
from faults.phone_core import bundled, play
from shouwang.database import make_engine


@pytest.fixture(scope="module")
def histories(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    with bundled(tmp_path_factory.mktemp("histories")) as bundle:
        yield bundle


@pytest.fixture
def county(database_url: str, tmp_path: Path) -> Iterator[County]:
    with County(tmp_path, database_url).at_hand() as here:
        here.start()
        yield here


@pytest.fixture
def database(county: County, database_url: str) -> Iterator[Engine]:
    engine = make_engine(database_url)
    cast.settle(engine)
    yield engine
    engine.dispose()


def test_whatever_happens_on_the_way_all_that_was_saved_arrives_once(
    histories: Path, county: County, database: Engine
) -> None:
    play(histories, county, database, runs=6, steps=20)


@pytest.mark.prove
def test_hundreds_of_bad_days_lose_nothing(histories: Path, county: County, database: Engine) -> None:
    play(histories, county, database, runs=200, steps=40)


@pytest.mark.prove
def test_a_server_that_dies_again_and_again_loses_nothing(histories: Path, county: County, database: Engine) -> None:
    play(histories, county, database, runs=30, steps=40, kills=True)
