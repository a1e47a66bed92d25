"""`shouwang demo` fills an empty database, and no other."""

from collections import Counter
from datetime import date
from time import process_time

import pytest
from sqlalchemy import Engine, func, select
from sqlmodel import SQLModel, col
from typer.testing import CliRunner

from shouwang.accounts.models import User
from shouwang.cli import app
from shouwang.database import reading, writing
from shouwang.demo.cast import CAST, find_cast
from shouwang.duties.reconcile import Period
from shouwang.ledger.service import ledger_of, rows_within
from shouwang.records.models import Record
from shouwang.register.models import Fact, Person, Place
from shouwang.sync.models import RowVersion, SyncRow
from shouwang.teams.models import Team

TODAY = date(2026, 11, 18)


def demo(*options: str) -> tuple[int, str]:
    """The command's exit code and what it said."""
    ran = CliRunner().invoke(app, ["demo", "--today", TODAY.isoformat(), *options], catch_exceptions=False)
    return ran.exit_code, ran.output


def count(engine: Engine, table: type[SQLModel]) -> int:
    """How many rows a table has."""
    with reading(engine) as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def test_the_small_county_goes_into_an_empty_database_whole(engine: Engine) -> None:
    assert demo("--small", "--days", "20")[0] == 0
    assert (count(engine, Person), count(engine, Team)) == (300, 88)
    assert count(engine, Record) > 1_500
    assert count(engine, SyncRow) == count(engine, RowVersion) > count(engine, Record) + count(engine, Fact)
    with reading(engine) as session:
        assert find_cast(session) == CAST
        period = Period(TODAY.replace(day=1), TODAY)
        rows = rows_within(session, ledger_of(session, period, TODAY), "430321101")
    assert sum(row.unreported for row in rows) > 0
    assert sum(row.misses for row in rows) > 0
    assert {row.light for row in rows} == {"red", "yellow", "green", "grey"}


def test_a_database_that_is_not_empty_is_left_alone_with_one_sentence(engine: Engine) -> None:
    with writing(engine) as session:
        session.add(Place(code="430321", name="真的县"))
    code, said = demo("--small")
    assert code == 1
    assert len(said.splitlines()) == 1
    assert "empty" in said
    assert count(engine, Person) == count(engine, User) == 0


def test_nobody_of_the_cast_is_found_in_a_real_county(settled: Engine) -> None:
    with reading(settled) as session:
        assert find_cast(session) == []


@pytest.mark.prove
def test_the_whole_county_is_of_the_published_size(engine: Engine) -> None:
    started = process_time()
    assert demo()[0] == 0
    took = process_time() - started
    with reading(engine) as session:
        codes = Counter(len(code) for code in session.scalars(select(col(Place.code))))
        groups = session.scalar(select(func.count()).where(col(Team.kind) == "watch_group"))
        numbers = session.scalar(select(func.count(func.distinct(col(Person.id_number_index)))))
    assert codes == {6: 1, 9: 17, 12: 346}
    assert (count(engine, Person), numbers, groups) == (5_201, 5_201, 1_498)
    assert 120_000 < count(engine, Record) < 160_000
    assert took < 60
