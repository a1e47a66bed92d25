"""What a single reply must not do: leave before the commit, or cost more than an idle phone may."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from httpx import Client
from sqlalchemy import Engine, event, text

from cast import CAST, envelope, sign_in, visit
from shouwang import clock
from shouwang.accounts.service import caller_of
from shouwang.database import reading
from shouwang.sync.pull import pull
from shouwang.sync.rules import digest
from shouwang.sync.schemas import PullRequest

Headers = dict[str, str]


DANGLING = "CREATE TABLE dangling (ref TEXT REFERENCES meta (key) DEFERRABLE INITIALLY DEFERRED)"
CUT = {
    "sqlite": [
        "CREATE TRIGGER cut AFTER INSERT ON mutation BEGIN INSERT INTO dangling VALUES ('nowhere'); END",
        "DROP TRIGGER cut",
    ],
    "postgresql": [
        "CREATE FUNCTION cut() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN INSERT INTO dangling VALUES ('nowhere'); RETURN NEW; END $$; "
        "CREATE TRIGGER cut AFTER INSERT ON mutation FOR EACH ROW EXECUTE FUNCTION cut()",
        "DROP TRIGGER cut ON mutation",
    ],
}
"""Has the database itself find at the COMMIT, and not before, that it cannot be."""


@contextmanager
def no_commit_succeeds(engine: Engine) -> Iterator[None]:
    """Every COMMIT of a push fails."""
    lay, remove = CUT[engine.dialect.name]
    change(engine, DANGLING, lay)
    yield
    change(engine, remove)


def change(engine: Engine, *statements: str) -> None:
    with engine.execution_options(writing=True).connect() as connection, connection.begin():
        for statement in statements:
            connection.exec_driver_sql(statement)


def test_nothing_is_acknowledged_before_the_commit(client: Client, carer: Headers, settled: Engine) -> None:
    """1: a failed commit is told as busy; the same envelope is taken in later."""
    batch = {"device": "d", "items": [envelope(visit(CAST.wang, clock.now()))]}
    with no_commit_succeeds(settled):
        assert client.post("/api/sync/push", headers=carer, json=batch).status_code == 503
    reply = client.post("/api/sync/push", headers=carer, json=batch)
    assert reply.json()["results"][0]["status"] == "applied"


def test_an_idle_pull_walks_through_no_table(settled: Engine) -> None:
    """24: each of its questions goes through an index."""
    if settled.dialect.name != "sqlite":
        pytest.skip("PostgreSQL walks through tables that are as small as these")
    token = sign_in(settled, CAST.carer)["Authorization"].split()[1]
    asked: list[tuple[str, object]] = []
    with reading(settled) as session:
        caller = caller_of(session, token)
        event.listen(
            settled, "before_cursor_execute", lambda _c, _k, statement, given, *_: asked.append((statement, given))
        )
        pull(session, caller, PullRequest(device="d", digest=digest({})))
    plans = [plan for statement, given in asked.copy() for plan in plan_of(settled, statement, given)]
    assert plans
    assert [plan for plan in plans if re.match(r"SCAN (?!.*INDEX)", plan)] == []


def plan_of(engine: Engine, statement: str, given: object) -> list[str]:
    with engine.connect() as connection:
        rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", given)  # type: ignore[arg-type]
        return [row[3] for row in rows]


def test_an_end_after_the_last_day_of_the_calendar_keeps_no_file_from_being_read(
    client: Client, carer: Headers, clerk: Headers, settled: Engine
) -> None:
    """18: PostgreSQL gives moments in its own zone, where such an end lies in the year 10000."""
    if settled.dialect.name == "postgresql":
        with settled.connect() as connection, connection.begin():
            connection.execute(text(f"ALTER DATABASE {settled.url.database} SET timezone TO 'Asia/Shanghai'"))
        settled.dispose()
    item = envelope(visit(CAST.wang, clock.now()))
    item["body"]["end"] = "9999-12-31T23:59:59Z"
    reply = client.post("/api/sync/push", headers=carer, json={"device": "d", "items": [item]})
    assert reply.json()["results"][0]["code"] == "invalid"
    assert client.get(f"/api/ledger/people/{CAST.wang}", headers=clerk).status_code == 200
