"""15: a phone's clock, however wrong, changes only what is said about time."""

from typing import Any

import pytest
from sqlalchemy import Engine

import databases
from shouwang.database import make_engine, migrate
from sync.histories import Histories
from sync.playing import play
from sync.tables import forget_power_cuts
from sync.world import Start, World, settle


class OneWithRightClocks(Histories):
    """Two worlds that differ in their phones' clocks alone: in the first they are always right."""

    def __init__(self, starts: list[Start]) -> None:
        super().__init__(starts)
        right = self.worlds[0]
        self.patches.setattr(right, "turn_clock", lambda phone, shift: None)

    def compare(self, told: list[Any]) -> None:
        """The same items end in the same way, with the same codes."""
        right, wrong = (_outcomes(world) for world in self.worlds)
        assert right == wrong


def _outcomes(world: World) -> Any:
    return {key: answer[:2] for key, answer in world.watch.answers.items()}


@pytest.fixture
def two_starts(tmp_path_factory: pytest.TempPathFactory) -> list[Start]:
    return [settle(_engine(tmp_path_factory)) for _ in range(2)]


def _engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    engine = make_engine(databases.sqlite_url(tmp_path_factory.mktemp("clocks")))
    forget_power_cuts(engine)
    migrate(engine)
    return engine


def test_wrong_clocks_change_no_outcome(two_starts: list[Start]) -> None:
    play(OneWithRightClocks, two_starts, runs=15)


@pytest.mark.prove
def test_wrong_clocks_change_no_outcome_in_a_thousand_histories(two_starts: list[Start]) -> None:
    play(OneWithRightClocks, two_starts, runs=1_000)
