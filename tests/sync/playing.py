"""Plays random histories: so many of so many steps."""

import os
from collections.abc import Sequence

from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from sync.histories import Histories
from sync.world import Start

CHECKS = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]


def play(machine: type[Histories], starts: Sequence[Start], runs: int, steps: int = 40) -> None:
    """Raises when a history breaks a promise, and shows the shortest that does. A hunt for sown bugs plays few."""
    is_hunt = os.environ.get("HYPOTHESIS_PROFILE") == "hunt"
    how = settings(
        max_examples=runs // 8 if is_hunt else runs,
        stateful_step_count=steps,
        deadline=None,
        suppress_health_check=CHECKS,
    )
    run_state_machine_as_test(lambda: machine(starts), settings=how)  # type: ignore[arg-type] # any maker will do
