"""The page of patterns, as an office is told it."""

from datetime import timedelta
from typing import Any

from httpx import Client
from sqlalchemy import Engine

import cast
from cast import CAST, TOWNSHIP, envelope
from register.desk import Headers, day, enter, send
from shouwang import clock


def told(client: Client, headers: Headers) -> Any:
    return client.get("/api/patterns", headers=headers, params={"township": TOWNSHIP}).json()


def visit(days: int, mode: str = "home", **answers: Any) -> dict[str, Any]:
    return {**cast.visit(CAST.wang, clock.now() - timedelta(days=days)), "mode": mode, "answers": answers}


def test_who_is_only_called_is_told_until_she_is_visited(
    client: Client, settled: Engine, carer: Headers, clerk: Headers
) -> None:
    wrote = [visit(40), visit(4, "phone"), visit(2, "video")]
    assert send(client, carer, *(envelope(each, n) for n, each in enumerate(wrote, 1))) == [("applied", None)] * 3
    (line,) = told(client, clerk)["lonely"]
    assert (line["name"], len(line["days"])) == ("王强", 2)
    assert line["since"] == day(40)
    assert send(client, carer, envelope(visit(1), 4)) == [("applied", None)]
    assert told(client, clerk)["lonely"] == []


def test_who_is_in_a_hospital_is_left_in_peace_and_other_places_are_nobody_s(
    client: Client, settled: Engine, carer: Headers, clerk: Headers
) -> None:
    wrote = [visit(back, ticks={"body": "concern" if back < 20 else "ok"}) for back in (60, 50, 9, 5)]
    assert send(client, carer, *(envelope(each, n) for n, each in enumerate(wrote, 1))) == [("applied", None)] * 4
    (line,) = told(client, clerk)["worse"]
    assert (line["person"], line["tick"], line["lately"], line["before"]) == (CAST.wang, "body", 2, 0)
    assert told(client, clerk)["carers"] == []
    assert enter(client, clerk, CAST.wang, "suspension", "hospital", valid_from=day(0)).status_code == 200
    assert told(client, clerk)["worse"] == []
    other = cast.sign_in(settled, CAST.other_clerk, "desk-of-another")
    assert client.get("/api/patterns", headers=other, params={"township": TOWNSHIP}).status_code == 404
