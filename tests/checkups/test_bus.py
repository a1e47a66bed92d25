"""The order in which the bus goes to the villages, and the family doctor's contract, in the worklist of the year."""

from datetime import timedelta
from typing import Any

import pytest
from httpx import Client
from sqlalchemy import Engine

import cast
from cast import CAST, TOWNSHIP, VILLAGE
from register.desk import Headers, today
from register.sheets import person, roster
from shouwang.database import writing
from shouwang.register.roster_import import import_roster


@pytest.fixture
def villages(settled: Engine, client: Client, clerk: Headers) -> dict[str, str]:
    """Three villages of the township, by name."""
    people = (person(1), person(2, 村居="白马村"), person(3, 村居="清溪村"))
    with writing(settled) as session:
        import_roster(session, roster(*people), TOWNSHIP)
    stops = client.get("/api/checkups/route", headers=clerk, params={"township": TOWNSHIP}).json()
    assert not any(stop["placed"] for stop in stops)
    return {stop["name"]: stop["village"] for stop in stops}


def set_route(client: Client, headers: Headers, order: list[str], seen: list[str]) -> Any:
    body = {"township": TOWNSHIP, "villages": order, "seen": seen}
    return client.post("/api/checkups/route", headers=headers, json=body)


def worklist(client: Client, headers: Headers, year: int) -> Any:
    return client.get("/api/checkups", headers=headers, params={"township": TOWNSHIP, "year": str(year)}).json()


def test_the_worklist_goes_as_the_bus_goes(
    client: Client, villages: dict[str, str], clerk: Headers, carer: Headers, settled: Engine
) -> None:
    order = [villages[name] for name in ("清溪村", "石牛村", "白马村")]
    told = set_route(client, clerk, order, [])
    assert told.status_code == 200, told.text
    assert [stop["name"] for stop in told.json()] == ["清溪村", "石牛村", "白马村"]
    names = [line["village_name"] for line in worklist(client, clerk, today().year)]
    assert list(dict.fromkeys(names)) == [name for name in ("清溪村", "石牛村", "白马村") if name in names]
    assert set_route(client, clerk, order[::-1], []).json()["code"] == "value_changed"
    assert set_route(client, clerk, order, []).status_code == 200
    assert set_route(client, clerk, [*order, VILLAGE], order).status_code == 404
    assert set_route(client, clerk, order[:1], order).status_code == 200
    other = cast.sign_in(settled, CAST.other_clerk, "desk-elsewhere")
    assert set_route(client, other, order, order[:1]).status_code == 404
    rows = client.post("/api/sync/pull", headers=carer, json={"device": "d", "have": {}}).json()["rows"]
    assert [row["body"]["villages"] for row in rows if row["kind"] == "checkup_route"] == [order[:1]]


def test_a_contract_holds_over_the_turn_of_the_year_and_begins_no_checkup(
    client: Client, clerk: Headers, carer: Headers, settled: Engine
) -> None:
    signed, year = today() - timedelta(days=200), today().year
    filled = {"contract": "1", "contract_on": signed.isoformat(), "contract_doctor": "彭雪梅"}
    part = {"year": signed.year, "form_version": 1, "section": "contract"}
    path = f"/api/checkups/people/{CAST.wang}"
    body = {"sections": [{**part, "set": {name: [None, value] for name, value in filled.items()}}]}
    file = client.post(path, headers=clerk, json=body).json()
    assert (file["contract"]["doctor"], file["contract"]["signed_on"]) == ("彭雪梅", signed.isoformat())
    line = next(each for each in worklist(client, clerk, year) if each["person"] == CAST.wang)
    assert (line["state"], line["contract"]["doctor"]) == ("due", "彭雪梅")
    rows = client.post("/api/sync/pull", headers=carer, json={"device": "d", "have": {}}).json()["rows"]
    assert not [row for row in rows if row["kind"] == "record"]
    ended = {"sections": [{**part, "set": {"contract_end": [None, today().isoformat()]}}]}
    assert client.post(path, headers=clerk, json=ended).json()["contract"] is None
    line = next(each for each in worklist(client, clerk, year) if each["person"] == CAST.wang)
    assert line["contract"] is None
