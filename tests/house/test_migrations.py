"""The revisions make exactly the tables that the code knows, and can be taken back."""

from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, inspect

import cast
from shouwang import clock
from shouwang.accounts.models import OidcIdentity
from shouwang.database import alembic_config, migrate, reading, writing
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
