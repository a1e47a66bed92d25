"""A server with the cast, asked over HTTP."""

from collections.abc import Iterator

import pytest
from httpx import Client
from sqlalchemy import Engine

import cast
from servers import running
from shouwang.app import create_app


@pytest.fixture
def settled(engine: Engine) -> Engine:
    """The database with the cast in it."""
    cast.settle(engine)
    return engine


@pytest.fixture
def client(settled: Engine) -> Iterator[Client]:
    """The application on that database."""
    with running(create_app()) as url, Client(base_url=url) as client:
        yield client


@pytest.fixture
def carer(settled: Engine) -> dict[str, str]:
    """The carer's headers."""
    return cast.sign_in(settled, cast.CAST.carer)


@pytest.fixture
def clerk(settled: Engine) -> dict[str, str]:
    """The clerk's headers."""
    return cast.sign_in(settled, cast.CAST.clerk, "desk-of-a-test")
