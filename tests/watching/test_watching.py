"""Figures for whoever watches the server, lines of log with the request's name, and nothing personal in either."""

import json
import logging
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from httpx import Client
from sqlalchemy import Engine

import cast
from cast import CAST
from register.desk import Headers
from shouwang.asking import HEADER
from shouwang.settings import settings
from shouwang.watching.log import REQUESTS, JsonLines

NAMES = re.compile(r"shouwang_\w+")
ELSEWHERE = {"X-Forwarded-For": "203.0.113.7"}


def test_figures_tell_how_the_county_stands_and_what_was_asked(client: Client, carer: Headers, clerk: Headers) -> None:
    client.post("/api/sync/push", headers=carer, json={"device": "d", "items": [{"id": "not one"}]})
    client.get(f"/api/ledger/people/{CAST.wang}", headers=clerk)
    client.get("/api/no/such/thing")
    told = client.get("/metrics").text
    assert figure(told, "shouwang_database_up") == 1
    assert figure(told, "shouwang_parked_items") == 1
    assert figure(told, "shouwang_phones") == 1
    assert figure(told, "shouwang_audit_entries") >= 2
    pushes = 'shouwang_requests_total{method="POST",route="/api/sync/push",status="200"}'
    assert figure(told, pushes) >= 1
    assert 'route="/api/ledger/people/{person_id}"' in told
    for secret in (CAST.wang, "/no/such", "王强", "127.0.0.1"):
        assert secret not in told


def test_figures_are_for_the_server_s_own_machine_and_for_who_has_the_token(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert client.get("/metrics", headers=ELSEWHERE).status_code == 404
    assert client.get("/metrics", headers={"Forwarded": "for=127.0.0.1"}).status_code == 404
    monkeypatch.setenv("SHOUWANG_METRICS_TOKEN", "a-long-token-of-a-test")
    settings.cache_clear()
    shown = {"Authorization": "Bearer a-long-token-of-a-test", **ELSEWHERE}
    assert client.get("/metrics", headers=shown).status_code == 200
    assert client.get("/metrics", headers={**shown, "Authorization": "Bearer another"}).status_code == 404


def test_the_board_shows_figures_that_there_are(client: Client) -> None:
    board = json.loads((Path(__file__).parents[2] / "docs" / "grafana-board.json").read_text("utf-8"))
    told = client.get("/metrics").text
    asked = {name for each in board["panels"] for t in each["targets"] for name in NAMES.findall(t["expr"])}
    assert len(asked) > 8
    assert {name for name in asked if f"\n{name}" not in told} == set()


@pytest.fixture
def lines() -> Iterator[list[str]]:
    """What the log says of requests, as lines of JSON."""
    kept: list[str] = []

    class Kept(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            kept.append(JsonLines().format(record))

    log, handler = logging.getLogger(REQUESTS), Kept()
    log.addHandler(handler)
    log.setLevel(logging.INFO)
    yield kept
    log.removeHandler(handler)
    log.setLevel(logging.NOTSET)


def test_each_request_is_a_line_with_the_name_that_the_caller_was_told(
    client: Client, settled: Engine, lines: list[str]
) -> None:
    headers = cast.sign_in(settled, CAST.clerk, "desk-of-a-test")
    reply = client.get(f"/api/ledger/people/{CAST.wang}", headers={**headers, HEADER: "chosen by the caller"})
    client.get("/metrics")  # its line comes after the first one's
    told = next(line for line in map(json.loads, lines) if line["route"].startswith("/api/ledger"))
    assert re.fullmatch(r"[0-9a-f]{16}", told["request"])
    assert told["request"] == reply.headers[HEADER]
    assert (told["method"], told["route"], told["status"]) == ("GET", "/api/ledger/people/{person_id}", 200)
    assert CAST.wang not in "".join(lines)


def test_an_exception_is_told_by_its_kind_alone() -> None:
    try:
        raise LookupError("欧阳若兰")
    except LookupError as problem:
        record = logging.LogRecord("x", logging.ERROR, "", 1, "it failed", (), (LookupError, problem, None))
    assert json.loads(JsonLines().format(record))["exception"] == "LookupError"
    assert "欧阳若兰" not in JsonLines().format(record)


def figure(told: str, name: str) -> float:
    return float(next(line.split()[-1] for line in told.splitlines() if line.startswith(name + " ")))
