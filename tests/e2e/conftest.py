"""Browsers for the tests that play through the product."""

import fcntl
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext

from databases import begin_run
from e2e.county import County


@pytest.fixture
def open_browser(browser: Browser) -> Iterator[Callable[[dict[str, int]], BrowserContext]]:
    """Opens a browser of its own storage, of a phone's size or a desk's."""
    contexts = []

    def opened(size: dict[str, int]) -> BrowserContext:
        context = browser.new_context(
            viewport={"width": size["width"], "height": size["height"]}, locale="zh-CN", timezone_id="Asia/Shanghai"
        )
        context.set_default_timeout(20_000)
        contexts.append(context)
        return context

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def county(database_url: str, tmp_path: Path) -> Iterator[County]:
    """An empty county on a migrated database; the test starts the server."""
    with County(tmp_path, database_url).at_hand() as here:
        yield here


@pytest.fixture(scope="session")
def loaded_demo() -> County:
    """The small demo county, loaded once for the whole run and not served: it is the same on both databases."""
    folder = begin_run() / "demo"
    loaded = County(folder, f"sqlite:///{folder / 'demo.sqlite'}")
    with (begin_run() / "demo.turn").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        if not folder.exists():
            folder.mkdir()
            loaded.start("--demo")
            loaded.stop()
    return loaded


@pytest.fixture
def demo(loaded_demo: County, tmp_path: Path) -> Iterator[County]:
    """A copy of the small demo county, served."""
    with loaded_demo.copy(tmp_path).at_work() as here:
        yield here
