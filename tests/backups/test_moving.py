"""A county moves to the other kind of database, either way, and everything in it is the same."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from httpx import Client
from sqlalchemy import Engine, select
from sqlmodel import col
from typer.testing import CliRunner

import databases
from cast import CAST, envelope, visit
from shouwang import clock, database
from shouwang.audit.models import AuditEntry
from shouwang.audit.service import verify
from shouwang.backups.failures import Differs, InUse, SamePlace, TargetNotEmpty
from shouwang.backups.moving import move
from shouwang.backups.rows import Sum, differences
from shouwang.cli import app
from shouwang.database import make_engine, reading
from shouwang.settings import settings
from sync.tables import Tables
from sync.test_push import push


@pytest.mark.prove
def test_the_commands_say_what_they_did_and_the_audit_keeps_it(settled: Engine, other: str, tmp_path: Path) -> None:
    def said(*words: str) -> str:
        database.engine().dispose()
        told = CliRunner().invoke(app, words)
        assert told.exit_code == 0, told.output
        return str(told.stdout)

    file = str(tmp_path / "county.age")
    assert "restored into a fresh place" in said("backup", file)
    assert "the backup is sound" in said("restore", "--check", file)
    assert "AGE-SECRET-KEY-1" in said("restore", "--identity")
    assert "before-restore-" in said("restore", file, "--force")
    assert "each table compared" in said("move", other)
    there = make_engine(other)
    with reading(there) as session:
        assert session.scalars(select(col(AuditEntry.deed)).order_by(col(AuditEntry.number))).all() == [
            "restored",
            "moved",
        ]
        assert verify(session)[1] is None
    there.dispose()


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
