"""An office gives people to those who care for them, many at once; it can be undone, and nothing is ever deleted."""

from datetime import timedelta
from typing import Any

from httpx import Client, Response
from sqlalchemy import Engine

import cast
from cast import CAST, TOWNSHIP
from register.desk import day, entered, page, send
from shouwang import clock, ids

Headers = dict[str, str]


def assign(client: Client, headers: Headers, user: str | None, *people: str, **more: Any) -> Response:
    asked = {"id": ids.uuid7(), "moves": [{"person": person, "user": user} for person in people], **more}
    return client.post("/api/register/assignings", headers=headers, json=asked)


def assigned(client: Client, headers: Headers, person: str) -> list[tuple[str, str | None]]:
    """Who cares or cared for a person, and until when."""
    told = [(each["user_name"], each["valid_to"]) for each in page(client, headers, person)["assignments"]]
    return sorted(told, key=lambda each: (each[0], each[1] or ""))


def test_people_are_given_to_another_and_back(client: Client, clerk: Headers) -> None:
    done = assign(client, clerk, CAST.other_carer, CAST.wang, CAST.li).json()
    assert (done["people"], done["began"], done["ended"], done["by_name"]) == (2, 2, 2, "周敏")
    assert assigned(client, clerk, CAST.wang) == [("沈天强", day()), ("闫凤光", None)]
    assert page(client, clerk, CAST.wang)["person"]["carer"]["name"] == "闫凤光"
    again = assign(client, clerk, CAST.other_carer, CAST.wang, CAST.li).json()
    assert (again["began"], again["ended"]) == (0, 0)
    undone = client.post(f"/api/register/assignings/{done['id']}/undo", headers=clerk)
    assert undone.json()["undone_at"] is not None
    assert assigned(client, clerk, CAST.wang) == [("沈天强", None), ("闫凤光", day())]
    assert page(client, clerk, CAST.wang)["person"]["carer"]["name"] == "沈天强"
    assert client.post(f"/api/register/assignings/{done['id']}/undo", headers=clerk).json()["code"] == "already_settled"
    listed = client.get("/api/register/assignings", headers=clerk, params={"township": TOWNSHIP}).json()
    assert [each["id"] for each in listed] == [again["id"], done["id"]]


def test_what_was_changed_since_stays_when_it_is_undone(client: Client, clerk: Headers) -> None:
    first = assign(client, clerk, CAST.other_carer, CAST.wang, CAST.li).json()
    assign(client, clerk, CAST.carer, CAST.wang)
    client.post(f"/api/register/assignings/{first['id']}/undo", headers=clerk)
    assert assigned(client, clerk, CAST.wang) == [("沈天强", None), ("闫凤光", day())]
    assert assigned(client, clerk, CAST.li) == [("沈天强", None), ("闫凤光", day())]


def test_a_substitute_stands_beside_whoever_cares_for_her(client: Client, clerk: Headers) -> None:
    assign(client, clerk, CAST.other_carer, CAST.wang, **{"as": "substitute"})
    assert assigned(client, clerk, CAST.wang) == [("沈天强", None), ("闫凤光", None)]
    assert page(client, clerk, CAST.wang)["person"]["carer"]["name"] == "沈天强"
    assign(client, clerk, CAST.other_carer, CAST.wang)
    assert page(client, clerk, CAST.wang)["person"]["carer"]["name"] == "闫凤光"
    assert assigned(client, clerk, CAST.wang) == [("沈天强", day()), ("闫凤光", None), ("闫凤光", day())]


def test_who_leaves_gives_everybody_away_also_to_nobody(client: Client, clerk: Headers, carer: Headers) -> None:
    asked = [{"person": CAST.wang, "user": CAST.other_carer}, {"person": CAST.li, "user": None}]
    more = {"moves": asked, "instead_of": CAST.carer}
    assert assign(client, clerk, None, **more).json()["ended"] == 2
    assert assigned(client, clerk, CAST.li) == [("沈天强", day())]
    # What she did today stays hers (decision 0050).
    visited = cast.visit(CAST.li, clock.now() - timedelta(minutes=50))
    assert send(client, carer, cast.envelope(visited)) == [("applied", None)]
    told = client.get("/api/ledger/carers", headers=clerk, params={"township": TOWNSHIP}).json()
    assert {each["name"]: each["people"] for each in told} == {"沈天强": 0, "闫凤光": 2}


def test_the_same_asked_again_is_done_once(client: Client, clerk: Headers) -> None:
    mine = ids.uuid7()
    asked = [assign(client, clerk, CAST.other_carer, CAST.wang, id=mine).json() for _ in range(2)]
    assert asked[0] == asked[1]
    assert assigned(client, clerk, CAST.wang) == [("沈天强", day()), ("闫凤光", None)]


def test_nobody_is_given_to_an_office_or_by_another_one(client: Client, settled: Engine, clerk: Headers) -> None:
    assert assign(client, clerk, CAST.clerk, CAST.wang).status_code == 404
    assert assign(client, clerk, CAST.stranger, CAST.wang).status_code == 404
    assert assign(client, clerk, None, CAST.wang).status_code == 422
    assert assign(client, clerk, CAST.carer, CAST.wang, CAST.wang).status_code == 422
    other = cast.sign_in(settled, CAST.other_clerk, "desk-of-another")
    assert assign(client, other, CAST.stranger, CAST.wang).status_code == 404
    assert assigned(client, clerk, CAST.wang) == [("沈天强", None)]


def test_what_each_has_to_do_is_counted_by_the_county_s_policies(client: Client, clerk: Headers) -> None:
    entered(client, clerk, CAST.zhao, "death", None)
    told = client.get("/api/ledger/carers", headers=clerk, params={"township": TOWNSHIP}).json()
    loads = {each["name"]: each for each in told}
    assert (loads["闫凤光"]["people"], loads["闫凤光"]["visits"]) == (0, 0)
    busy = loads["沈天强"]
    assert (busy["people"], busy["fully_dependent"], busy["is_heavy"]) == (2, 1, False)
    assert busy["visits"] > 4
    assert busy["villages"] == [{"village": cast.VILLAGE, "village_name": "石牛村", "people": 2}]
