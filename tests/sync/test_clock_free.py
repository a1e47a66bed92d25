"""15: a phone's clock, however wrong, changes only what is said about time."""

from typing import Any

import pytest

import databases
from sync.histories import Histories
from sync.playing import play, start
from sync.world import Start, World


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
    return [start(databases.sqlite_url(tmp_path_factory.mktemp("clocks"))) for _ in range(2)]


def test_wrong_clocks_change_no_outcome(two_starts: list[Start]) -> None:
    play(OneWithRightClocks, two_starts, runs=15)


@pytest.mark.prove
def test_wrong_clocks_change_no_outcome_in_a_thousand_histories(two_starts: list[Start]) -> None:
    play(OneWithRightClocks, two_starts, runs=1_000)
