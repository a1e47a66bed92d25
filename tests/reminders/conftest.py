"""What tests of reminders share."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine

from reminders.stage import Stage, staged


@pytest.fixture
def stage(settled: Engine, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stage]:
    """The cast's county on both databases, with a gateway."""
    with staged(settled, monkeypatch) as here:
        yield here
