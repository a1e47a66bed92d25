"""An office urges a worker about people of hers: colleagues see it, and a mistake is taken back."""

from typing import Any

from httpx import Client, Response
from sqlalchemy import Engine

import cast
from cast import CAST, TOWNSHIP
from shouwang import ids

Headers = dict[str, str]


def urge(client: Client, headers: Headers, **more: Any) -> Response:
    asked = {"id": ids.uuid7(), "user": CAST.carer, "people": [CAST.wang], "how": "call", **more}
    return client.post("/api/reminders/urgings", headers=headers, json=asked)


def urged(client: Client, headers: Headers) -> Any:
    told = client.get("/api/ledger/today", headers=headers, params={"township": TOWNSHIP}).json()
    return {line["carer"]["name"]: line["urged"] for line in told["overdue"]}


def test_who_calls_is_told_the_number_and_everybody_that_she_was_urged(client: Client, clerk: Headers) -> None:
    assert urged(client, clerk)["沈天强"] is None
    told = urge(client, clerk).json()
    assert (told["phone"], told["by_name"]) == ("19900000000", "周敏")
    seen = urged(client, clerk)["沈天强"]
    assert (seen["id"], seen["how"]) == (told["id"], "call")
    assert urged(client, clerk)["闫凤光"] is None
    assert urge(client, clerk, how="text").json()["phone"] is None
    assert urged(client, clerk)["沈天强"]["how"] == "text"


def test_an_urging_is_made_once_and_can_be_undone(client: Client, clerk: Headers) -> None:
    mine = ids.uuid7()
    assert urge(client, clerk, id=mine).json() == urge(client, clerk, id=mine).json()
    assert urge(client, clerk, id=mine, user=CAST.other_carer, people=[CAST.zhao]).json()["code"] == "id_taken"
    for _ in range(2):
        assert client.post(f"/api/reminders/urgings/{mine}/undo", headers=clerk).status_code == 204
    assert urged(client, clerk)["沈天强"] is None


def test_nobody_is_urged_about_people_who_are_not_hers(client: Client, settled: Engine, clerk: Headers) -> None:
    assert urge(client, clerk, people=[CAST.zhao]).status_code == 404
    assert urge(client, clerk, user="nobody").status_code == 404
    assert urge(client, clerk, people=[]).status_code == 422
    stranger = cast.sign_in(settled, CAST.other_clerk, "desk-of-another")
    assert urge(client, stranger).status_code == 404
    mine = urge(client, clerk).json()["id"]
    assert client.post(f"/api/reminders/urgings/{mine}/undo", headers=stranger).status_code == 404
    assert urged(client, clerk)["沈天强"] is not None
