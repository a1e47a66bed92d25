"""A key for the numbers that the demo county seals."""

from collections.abc import Iterator

import pytest

from demo.county_rows import Rows, small_county
from shouwang import sealing
from shouwang.settings import settings


@pytest.fixture
def key(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """One key for all tests that make rows without a database."""
    monkeypatch.setenv("SHOUWANG_SECRET_KEY", "5e" * 32)
    _forget()
    yield
    _forget()


@pytest.fixture
def small(key: None) -> Rows:
    """The small county."""
    return small_county()


def _forget() -> None:
    settings.cache_clear()
    sealing.sealer.cache_clear()
