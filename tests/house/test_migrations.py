"""The revisions make exactly the tables that the code knows, and can be taken back."""

from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, func, inspect, select, table

import cast
from shouwang import clock
from shouwang.accounts.models import OidcIdentity
from shouwang.database import alembic_config, migrate, reading, writing
from shouwang.demo.county import load_county
from shouwang.settings import Settings, settings
from shouwang.sync.epoch import epoch
from shouwang.tables import metadata

OPERATION = (Path(__file__).parents[2] / "docs" / "operation.md").read_text(encoding="utf-8")


def test_the_revisions_make_the_tables_of_the_models(engine: Engine) -> None:
    with engine.connect() as connection:
        difference = compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), metadata)
    assert difference == []


def test_a_second_start_changes_nothing(engine: Engine) -> None:
    with reading(engine) as session:
        before = epoch(session)
    migrate(engine)
    with reading(engine) as session:
        assert epoch(session) == before


def test_the_schema_can_be_taken_back_with_data_in_it_and_made_again(engine: Engine) -> None:
    cast.settle(engine)
    with engine.execution_options(writing=True).connect() as connection, connection.begin():
        command.downgrade(alembic_config(connection), "base")
    assert set(inspect(engine).get_table_names()) <= {"alembic_version"}
    migrate(engine)
    cast.settle(engine)


@pytest.mark.prove
def test_a_county_goes_down_and_up_through_every_revision_and_keeps_its_people(engine: Engine) -> None:
    load_county(engine, small=True)
    before = kept(engine)
    assert len(before["record"]) > 1_000
    for step in [*("-1" for _ in revisions(engine)[1:]), *("+1" for _ in revisions(engine)[1:])]:
        with engine.execution_options(writing=True).connect() as connection, connection.begin():
            move = command.downgrade if step == "-1" else command.upgrade
            move(alembic_config(connection), step)
        there = inspect(engine).get_table_names()
        counts = {name: count(engine, name) for name in before if name in there}
        assert counts == {name: len(before[name]) for name in counts}, step
    assert kept(engine) == before
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), metadata) == []


def revisions(engine: Engine) -> list[str]:
    with engine.connect() as connection:
        return [each.revision for each in ScriptDirectory.from_config(alembic_config(connection)).walk_revisions()]


def kept(engine: Engine) -> dict[str, dict[str, tuple[object, ...]]]:
    """What the first revision knew already, and what it said: opened, in the columns that are still there."""
    with engine.connect() as connection:
        return {
            str(each.name): {str(row.id): tuple(row) for row in connection.execute(select(*columns))}
            for each, columns in ((metadata.tables[name], _columns(name)) for name in FIRST)
        }


FIRST = {
    "person": ("id", "name", "sex", "birth_date", "township", "village", "address", "phone", "id_number_sealed"),
    "fact": ("id", "person", "kind", "value", "valid_from", "valid_to", "known_on", "source_text"),
    "assignment": ("id", "person", "user", "role", "valid_from", "valid_to"),
    "record": ("id", "subject", "service_date", "status", "minutes", "author", "answers", "note", "captured_at"),
    "user_account": ("id", "name", "role", "place", "phone", "active"),
    "mutation": ("id", "user", "received_at", "envelope", "status"),
}


def _columns(name: str) -> list[Any]:
    return [metadata.tables[name].columns[column] for column in FIRST[name]]


def count(engine: Engine, name: str) -> int:
    with engine.connect() as connection:
        return connection.scalar(select(func.count()).select_from(table(name))) or 0


def test_whom_a_provider_had_named_is_bound_to_the_one_of_the_settings(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    cast.settle(engine)
    bound = OidcIdentity(issuer="https://example.org", value="zhou.min", user=cast.CAST.clerk, created_at=clock.now())
    with writing(engine) as session:
        session.add(bound)
    with engine.execution_options(writing=True).connect() as connection, connection.begin():
        command.downgrade(alembic_config(connection), "0020")
    with monkeypatch.context() as environment:
        environment.setenv("SHOUWANG_OIDC_ISSUER", "https://provider.example.org")
        settings.cache_clear()
        migrate(engine)
    settings.cache_clear()
    with reading(engine) as session:
        found = session.get_one(OidcIdentity, ("https://provider.example.org", "zhou.min"))
    assert found.user == cast.CAST.clerk


def test_every_setting_is_in_the_documentation() -> None:
    names = {f"SHOUWANG_{name.upper()}" for name in Settings.model_fields}
    assert {name for name in names if f"`{name}`" not in OPERATION} == set()
