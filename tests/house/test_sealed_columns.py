"""What is said of people lies sealed in the database, old rows as new ones, and only the key opens it."""

from typing import Any

import pytest
from alembic import command
from cryptography.exceptions import InvalidTag
from httpx import Client
from sqlalchemy import Engine, inspect, select, text
from sqlmodel import SQLModel, col

from cast import CAST, envelope, visit
from register.desk import Headers, entered, report, send
from register.intake import everything
from shouwang import clock, sealing
from shouwang.database import alembic_config, migrate, reading, writing
from shouwang.records.models import Record
from shouwang.register.models import Fact, Person
from shouwang.sealed_columns import SealedText
from shouwang.settings import Settings
from shouwang.sync.models import Mutation
from shouwang.tables import metadata

SECRETS = ("血压偏高", "摔了一跤", "卧床不起", "19977770001", "邻居老刘", "19977770002", "肢体二级", "记错了日子")


def test_what_is_said_of_people_is_not_in_the_database_in_the_clear(
    client: Client, settled: Engine, carer: Headers, clerk: Headers
) -> None:
    _say_everything(client, settled, carer, clerk)
    assert _seen(repr(everything(settled))) == set(SECRETS)
    assert _seen(_raw(settled)) == set()


def test_a_database_from_before_is_sealed_and_can_be_opened_again(
    client: Client, settled: Engine, carer: Headers, clerk: Headers
) -> None:
    _say_everything(client, settled, carer, clerk)
    before = everything(settled)
    _downgrade(settled, "0016")
    there = set(inspect(settled).get_table_names())
    assert _seen(_raw(settled)) == set(SECRETS)
    migrate(settled)
    assert _seen(_raw(settled)) == set()
    after = everything(settled)
    assert len(there) > 25
    assert {name: after[name] for name in there & after.keys()} == {name: before[name] for name in there & after.keys()}


def test_a_database_from_before_is_not_sealed_under_another_key(
    settled: Engine, here: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    _downgrade(settled, "0016")
    monkeypatch.setattr(here, "secret_key", "ab" * 32)
    sealing.sealer.cache_clear()
    with pytest.raises(SystemExit, match="This is not the key"):
        migrate(settled)
    with settled.connect() as connection:
        assert connection.scalar(text("SELECT version_num FROM alembic_version")) == "0016"


def test_what_was_sealed_for_one_column_opens_in_no_other(client: Client, settled: Engine, carer: Headers) -> None:
    item = envelope(visit(CAST.wang, clock.now(), note="血压偏高"))
    send(client, carer, item)
    with writing(settled) as session:
        session.execute(text("UPDATE record SET void_note = note"))
    with reading(settled) as session, pytest.raises(InvalidTag):
        session.scalars(select(col(Record.void_note))).all()


def test_every_column_is_sealed_by_its_own_name() -> None:
    named = {column.type.name: str(column) for column in _columns() if isinstance(column.type, SealedText)}
    assert len(named) > 15
    assert all(name == where for name, where in named.items())
    for model, name in ((Record, "note"), (Fact, "source_text"), (Person, "contacts"), (Mutation, "envelope")):
        assert _name(model, name) in named


def _columns() -> list[Any]:
    return [column for table in metadata.tables.values() for column in table.columns]


def _name(model: type[SQLModel], column: str) -> str:
    return f"{model.__tablename__}.{column}"


def _say_everything(client: Client, engine: Engine, carer: Headers, clerk: Headers) -> None:
    """One secret in each place where the field or the office may write one."""
    visited = visit(CAST.wang, clock.now(), note="血压偏高", answers={"ticks": {}, "phrases": ["摔了一跤"]})
    contact = {"name": "邻居老刘", "phone": "19977770002", "relation": "邻居"}
    patch = {"person": CAST.wang, "set": {"phone": [None, "19977770001"]}, "add": {"contacts": [contact]}}
    sent = send(
        client,
        carer,
        envelope(visited),
        report(CAST.wang, "hospital", n=2, note="卧床不起"),
        envelope(patch, 3, op="person.patch"),
    )
    assert [status for status, _ in sent] == ["applied"] * 3
    fact = entered(client, clerk, CAST.li, "suspension", "hospital", reason="肢体二级")
    client.post(f"/api/register/facts/{fact['id']}/void", headers=clerk, json={"reason": "记错了日子"})


def _downgrade(engine: Engine, revision: str) -> None:
    with engine.execution_options(writing=True).connect() as connection, connection.begin():
        command.downgrade(alembic_config(connection), revision)


def _raw(engine: Engine) -> str:
    """All that a thief of the database sees, also in what JSON escapes."""
    with engine.connect() as connection:
        rows = [connection.execute(text(f"SELECT * FROM {name}")).all() for name in inspect(engine).get_table_names()]
        return " ".join(_text(value) for table in rows for row in table for value in row)


def _text(value: Any) -> str:
    return value.decode(errors="replace") if isinstance(value, bytes) else str(value)


def _seen(dump: str) -> set[str]:
    return {secret for secret in SECRETS if secret in dump}
