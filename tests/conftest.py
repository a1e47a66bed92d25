"""Both databases for every test that asks for one: the suite is one, the behaviour too."""

import os
import shutil
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from httpx import Client
from hypothesis import HealthCheck, Phase
from hypothesis import settings as hypothesis_settings
from playwright.sync_api import Browser, Playwright, expect, sync_playwright
from sqlalchemy import Engine, QueuePool
from sqlalchemy.orm import Session
from uvicorn import Server

import cast
import databases
from servers import address_of, forget_settings, let_finish, started
from shouwang import database
from shouwang.app import create_app
from shouwang.settings import Settings
from shouwang.settings import settings as current_settings

hypothesis_settings.register_profile("test", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis_settings.register_profile("prove", parent=hypothesis_settings.get_profile("test"), max_examples=20_000)
hypothesis_settings.register_profile(
    "hunt", parent=hypothesis_settings.get_profile("test"), derandomize=True, database=None, phases=[Phase.generate]
)
hypothesis_settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "test"))


CHROMIUM = "/usr/bin/chromium"
CHROMIUM_ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
expect.set_options(timeout=20_000)


def pytest_configure() -> None:
    """Before workers start, so that they share one PostgreSQL. Keys that tests make lie in no folder of ours."""
    os.environ.setdefault("SHOUWANG_DATA", str(databases.begin_run() / "county"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes longest begins first, or one worker ends long before the other."""
    items.sort(key=lambda item: item.path.parent.name != "e2e" and item.path.name != "test_state_machine.py")


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """The one driver of browsers in this process: a second one would find the first one's event loop and refuse."""
    with sync_playwright() as driver:
        yield driver


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """One Chromium for all tests of this process."""
    chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_ARGUMENTS)
    yield chromium
    chromium.close()


@pytest.fixture(scope="session")
def migrated_postgresql() -> Iterator[str]:
    """A migrated database to copy from: faster than migrating for each test."""
    with databases.postgresql_url("template") as url:
        engine = database.make_engine(url)
        database.migrate(engine)
        engine.dispose()
        databases.remember(url)
        yield url


@pytest.fixture(scope="session")
def emptied_postgresql(migrated_postgresql: str) -> Iterator[databases.Emptied]:
    """Copies of it that one test leaves to the next."""
    copies = databases.Emptied(migrated_postgresql)
    with copies.stack:
        yield copies


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a migrated database to copy from."""
    file = tmp_path_factory.mktemp("template") / "migrated.sqlite"
    engine = database.make_engine(f"sqlite:///{file}")
    database.migrate(engine)
    engine.dispose()  # the last connection writes what is in the -wal into the file
    return file


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a migrated, empty database: the test runs once on each kind."""
    with ExitStack() as stack:
        if request.param == "sqlite":
            url = databases.sqlite_url(tmp_path)
            shutil.copy(request.getfixturevalue("migrated_sqlite"), url.removeprefix("sqlite:///"))
        else:
            url = stack.enter_context(request.getfixturevalue("emptied_postgresql").url())
        yield url


@pytest.fixture
def engine(database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    """The engine that the whole code uses in this test, on a migrated, empty database."""
    monkeypatch.setenv("SHOUWANG_DATABASE_URL", database_url)
    monkeypatch.setenv("SHOUWANG_DATA", str(tmp_path / "data"))
    forget_settings()
    engine = database.engine()
    yield engine
    wait_until_all_are_back(engine)
    engine.dispose()
    forget_settings()


def wait_until_all_are_back(engine: Engine) -> None:
    """Whoever answers in a thread of his own may still hold a connection; one that is never given back is a bug."""
    pool = engine.pool
    assert isinstance(pool, QueuePool)
    for _ in range(200):
        if pool.checkedout() == 0:
            return
        time.sleep(0.05)
    pytest.fail("a connection was not given back")


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    """One transaction that may write."""
    with database.writing(engine) as session:
        yield session


@pytest.fixture
def here(engine: Engine) -> Settings:
    """The settings of this test."""
    return current_settings()


@pytest.fixture
def settled(engine: Engine) -> Engine:
    """The database with the cast in it."""
    cast.settle(engine)
    return engine


@pytest.fixture(scope="session")
def served() -> Iterator[Server]:
    """The application, served for all tests of this process: at each request it asks anew which database it is on."""
    with started(create_app()) as server:
        yield server


@pytest.fixture
def client(settled: Engine, served: Server) -> Iterator[Client]:
    """The application on that database."""
    # A busy machine is no failure: nothing here is asserted by the clock.
    with Client(base_url=address_of(served), timeout=60) as client:
        yield client
    let_finish(served)


@pytest.fixture
def carer(settled: Engine) -> dict[str, str]:
    """The carer's headers."""
    return cast.sign_in(settled, cast.CAST.carer)


@pytest.fixture
def clerk(settled: Engine) -> dict[str, str]:
    """The clerk's headers."""
    return cast.sign_in(settled, cast.CAST.clerk, "desk-of-a-test")
