"""An office adds somebody of the field, once; she comes in by a link, and an office's roles are not given so."""

from typing import Any

from httpx import Client, Response
from sqlalchemy import Engine

import cast
from cast import CAST, OTHER_TOWNSHIP, TOWNSHIP
from shouwang import ids

Headers = dict[str, str]


def add(client: Client, headers: Headers, **more: Any) -> Response:
    asked = {"id": ids.uuid7(), "place": TOWNSHIP, "name": "赵六", "role": "carer", "phone": "199 0000 0077", **more}
    return client.post("/api/accounts/users", headers=headers, json=asked)


def test_somebody_new_is_added_once_and_comes_in_by_a_link(client: Client, settled: Engine, clerk: Headers) -> None:
    new = add(client, clerk).json()
    assert (new["name"], new["phone"], new["people"], new["may_invite"]) == ("赵六", "199****0077", 0, True)
    assert add(client, clerk, phone="19900000077").json()["id"] == new["id"]
    assert add(client, clerk, phone=None).json()["id"] != new["id"]
    mine = ids.uuid7()
    assert [add(client, clerk, id=mine, name="孙七").json()["id"] for _ in range(2)] == [mine, mine]
    assert client.post(f"/api/accounts/users/{new['id']}/enrolments", headers=clerk).status_code == 200
    phone = cast.sign_in(settled, new["id"])
    pulled = client.post("/api/sync/pull", headers=phone, json={"device": "d", "have": {}}).json()
    assert {row["body"]["name"] for row in pulled["rows"] if row["kind"] == "user"} == {"赵六"}


def test_the_desk_hears_how_phones_are(client: Client, carer: Headers, clerk: Headers) -> None:
    def condition() -> Any:
        workers = client.get("/api/accounts/users", headers=clerk).json()
        [device] = next(worker for worker in workers if worker["id"] == CAST.carer)["devices"]
        return device["condition"] and {**device["condition"], "app": device["app_version"]}

    def say(how: str, phone: Any, **more: Any) -> None:
        asked = {"device": "d", "app_version": "7.0.0", "phone": phone, **more}
        assert client.post(f"/api/sync/{how}", headers=carer, json=asked).status_code == 200, phone

    told = {"unsent": 2, "pictures": 3, "clock": -660, "used": 40, "free": 90, "kept": False}
    say("push", None, items=[])
    assert condition() is None
    say("pull", told, have={})
    assert condition() == {**told, "app": "7.0.0"}
    wrong: tuple[Any, ...] = (
        5,
        "x",
        [],
        {},
        {"unsent": -1, "pictures": 0},
        {**told, "free": 1e300},
        {**told, "kept": "?"},
    )
    for broken in wrong:
        say("pull", broken, have={})
        say("push", broken, items=[])
    assert condition() == {**told, "app": "7.0.0"}
    say("push", {"unsent": 0, "pictures": 0}, items=[])
    assert condition() == {
        "unsent": 0,
        "pictures": 0,
        "clock": None,
        "used": None,
        "free": None,
        "kept": None,
        "app": "7.0.0",
    }


def test_no_office_is_made_and_nobody_elsewhere(client: Client, clerk: Headers) -> None:
    assert add(client, clerk, role="clerk").status_code == 403
    assert add(client, clerk, place=OTHER_TOWNSHIP).status_code == 404
    assert add(client, clerk, place="430321101999").status_code == 404
    assert add(client, clerk, id=CAST.officer).json()["code"] == "id_taken"
    for wrong in ({"name": "  "}, {"phone": "not a number"}, {"role": "king"}, {"place": "43"}):
        assert add(client, clerk, **wrong).status_code == 422, wrong
