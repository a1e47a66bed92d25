"""Households are changed at the desk: people move in and out by date, and phones, cards and months follow."""

from typing import Any
from urllib.parse import quote

from httpx import Client, Response
from sqlalchemy import Engine

import cast
from cast import CAST, TOWNSHIP
from register.desk import day, page
from shouwang import ids

Headers = dict[str, str]


def post(client: Client, headers: Headers, path: str, **body: Any) -> Response:
    return client.post(f"/api/register/households{path}", headers=headers, json=body)


def done(reply: Response) -> Any:
    assert reply.status_code == 200, reply.text
    return reply.json()


def couple(client: Client, clerk: Headers, since: str) -> str:
    home = ids.uuid7()
    done(post(client, clerk, "", id=home, people=[CAST.wang, CAST.li], since=since))
    return home


def stays(home: Any) -> list[tuple[str, str, str | None]]:
    names = {CAST.wang: "王强", CAST.li: "李香", CAST.zhao: "赵水"}
    return [(names[each["person"]], each["valid_from"], each["valid_to"]) for each in home["members"]]


def test_who_lives_together_is_one_household_by_date(client: Client, carer: Headers, clerk: Headers) -> None:
    home = couple(client, clerk, day(20))
    again = post(client, clerk, "", id=home, people=[CAST.wang, CAST.li], since=day(20)).json()
    assert stays(again) == [("王强", day(20), None), ("李香", day(20), None)]
    moved = done(post(client, clerk, f"/{home}/move-in", person=CAST.zhao, since=day(9)))
    assert stays(moved)[2] == ("赵水", day(9), None)
    out = done(post(client, clerk, f"/{home}/move-out", person=CAST.wang, since=day(3)))
    assert stays(out)[0] == ("王强", day(20), day(3))
    told = client.post("/api/sync/pull", headers=carer, json={"device": "d", "have": {}}).json()["rows"]
    homes = {row["id"]: row["body"] for row in told if row["kind"] == "household" and not row["deleted"]}
    hers = next(row["body"]["household"] for row in told if row["kind"] == "person" and row["id"] == CAST.wang)
    assert (homes[hers]["head"], homes[home]["person"]) == (CAST.wang, CAST.li)
    assert post(client, clerk, f"/{home}/move-out", person=CAST.wang, since=day()).status_code == 404
    assert post(client, clerk, f"/{hers}/move-out", person=CAST.wang, since=day()).json()["code"] == "lives_alone"
    back = done(post(client, clerk, f"/{home}/move-in", person=CAST.wang, since=day(3)))
    assert ("王强", day(20), None) in stays(back)


def test_an_address_is_that_of_all_who_live_there(client: Client, clerk: Headers) -> None:
    home = couple(client, clerk, day(20))
    told = done(post(client, clerk, f"/{home}/change", address="8组3号", group_name="8组", head=CAST.li))
    assert (told["address"], told["head"]) == ("8组3号", CAST.li)
    assert {page(client, clerk, each)["person"]["address"] for each in (CAST.wang, CAST.li)} == {"8组3号"}
    assert page(client, clerk, CAST.zhao)["person"]["address"] == ""
    named = done(post(client, clerk, f"/{home}/change", address="8组3号", group_name="", head=None, head_name="李大"))
    assert (named["head"], named["head_name"]) == (None, "李大")
    wrong = post(client, clerk, f"/{home}/change", address="", group_name="", head=CAST.zhao)
    assert wrong.status_code == 404


def test_a_card_at_the_door_follows_who_lives_behind_it(client: Client, carer: Headers, clerk: Headers) -> None:
    home = couple(client, clerk, day(20))
    client.post("/api/doors/cards", headers=clerk, json={"township": TOWNSHIP})
    done(post(client, clerk, f"/{home}/move-out", person=CAST.wang, since=day()))
    told = client.post("/api/sync/pull", headers=carer, json={"device": "d", "have": {}}).json()["rows"]
    doors = {row["body"]["person"]: row["body"]["voided_at"] is None for row in told if row["kind"] == "door"}
    assert doors == {CAST.wang: False, CAST.li: True}


def test_what_cannot_be_is_refused(client: Client, settled: Engine, clerk: Headers) -> None:
    home = couple(client, clerk, day(20))
    early = post(client, clerk, f"/{home}/move-out", person=CAST.li, since=day(30))
    assert early.json()["code"] == "before_first_day"
    ahead = post(client, clerk, f"/{home}/move-in", person=CAST.zhao, since=day(-2))
    assert ahead.json()["code"] == "too_far_ahead"
    other = cast.sign_in(settled, CAST.other_clerk, "desk-of-another")
    assert post(client, other, f"/{home}/move-in", person=CAST.zhao, since=day()).status_code == 404


def test_a_closed_month_wants_a_reason(client: Client, clerk: Headers) -> None:
    assert client.post(f"/api/closing/{TOWNSHIP}/2026-09-01/close", headers=clerk, json={}).status_code == 200
    asked = {"id": ids.uuid7(), "people": [CAST.wang, CAST.li], "since": "2026-09-10"}
    assert post(client, clerk, "", **asked).json()["code"] == "closed_month"
    why = clerk | {"Shouwang-Reason": quote("户口本补交")}
    assert len(done(post(client, why, "", **asked))["members"]) == 2
