"""A county moves to the other kind of database, either way, and everything in it is the same."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from httpx import Client
from sqlalchemy import Engine

import databases
from cast import CAST, envelope, visit
from shouwang import clock, database
from shouwang.backups.failures import Differs, InUse, SamePlace, TargetNotEmpty
from shouwang.backups.moving import move
from shouwang.backups.rows import Sum, differences
from shouwang.database import make_engine
from shouwang.settings import settings
from sync.tables import Tables
from sync.test_push import push


@pytest.fixture
def other(engine: Engine, tmp_path: Path) -> Iterator[str]:
    """The address of an empty database of the other kind."""
    if engine.dialect.name == "postgresql":
        yield databases.sqlite_url(tmp_path)
        return
    with databases.postgresql_url() as url:
        yield url


def test_a_county_that_moved_is_the_same_to_the_row(
    client: Client, carer: dict[str, str], settled: Engine, other: str
) -> None:
    push(client, carer, *(envelope(visit(CAST.wang, clock.now() - timedelta(hours=n))) for n in (1, 30)))
    push(client, carer, {"op": "nothing that we know"})
    before = Tables(settled).copy()
    old = settings().url
    database.engine().dispose()
    server = make_engine(old)
    with server.connect() as somebody:
        somebody.exec_driver_sql("SELECT 1")
        with pytest.raises(InUse):
            move(other)
    server.dispose()

    moved = move(other)

    there = make_engine(other)
    assert Tables(there).copy() == before
    assert {name: each.count for name, each in moved.tables.items()} == {
        name: len(rows) for name, rows in before.items()
    }
    there.dispose()
    if moved.aside:
        assert not Path(old.removeprefix("sqlite:///")).exists()
        moved.aside.rename(old.removeprefix("sqlite:///"))
    with pytest.raises(TargetNotEmpty):
        move(other)
    with pytest.raises(SamePlace):
        move(settings().url)


def test_what_differs_is_named() -> None:
    same, more, other = Sum(2, "a" * 64), Sum(3, "b" * 64), Sum(2, "c" * 64)
    told = differences({"fact": same, "person": same, "record": same}, {"fact": other, "person": more, "record": same})
    assert told == ["fact (2)", "person 2 ≠ 3"]
    assert "person 2 ≠ 3" in Differs(what=", ".join(told)).told
