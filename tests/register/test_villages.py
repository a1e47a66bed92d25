"""Villages get another name, and people another village: with history, and on their carers' phones."""

from typing import Any

from httpx import Client, Response
from sqlalchemy import Engine

import cast
from cast import CAST, OTHER_TOWNSHIP, TOWNSHIP, VILLAGE
from register.desk import day, page
from register.intake import take_in
from register.sheets import person, roster
from shouwang import ids

Headers = dict[str, str]


def listed(client: Client, headers: Headers) -> dict[str, int]:
    told = client.get("/api/register/villages", headers=headers, params={"township": TOWNSHIP}).json()
    return {each["name"]: each["people"] for each in told}


def post(client: Client, headers: Headers, path: str, **body: Any) -> Response:
    return client.post(f"/api/register/villages{path}", headers=headers, json=body)


def test_another_name_is_everybody_s(client: Client, carer: Headers, clerk: Headers) -> None:
    assert listed(client, clerk) == {"石牛村": 3}
    told = post(client, clerk, f"/{VILLAGE}/rename", seen="石牛村", name=" 石牛社区 ")
    assert told.json() == {
        "code": VILLAGE,
        "name": "石牛社区",
        "people": 3,
        "former": [{"name": "石牛村", "until": day(1)}],
    }
    assert page(client, clerk, CAST.wang)["person"]["village_name"] == "石牛社区"
    phone = client.post("/api/sync/pull", headers=carer, json={"device": "d", "have": {}}).json()
    assert {row["body"]["village_name"] for row in phone["rows"] if row["kind"] == "person"} == {"石牛社区"}
    outdated = post(client, clerk, f"/{VILLAGE}/rename", seen="石牛村", name="牛村")
    assert outdated.json() == {"code": "value_changed", "current": {"name": "石牛社区"}}
    history = client.get(f"/api/register/people/{CAST.wang}/history", headers=clerk).json()
    assert history[0]["edits"] == [{"field": "village_name", "before": "石牛村", "after": "石牛社区"}]


def test_people_are_moved_to_another_village_and_back(client: Client, clerk: Headers) -> None:
    new = post(client, clerk, "", township=TOWNSHIP, name="白云村").json()
    assert post(client, clerk, "", township=TOWNSHIP, name="白云村").json() == new
    assert post(client, clerk, f"/{VILLAGE}/rename", seen="石牛村", name="白云村").json()["code"] == "village_there"
    assert post(client, clerk, f"/{new['code']}/settle", people=[CAST.wang, CAST.li]).json()["people"] == 2
    assert listed(client, clerk) == {"石牛村": 1, "白云村": 2}
    assert page(client, clerk, CAST.li)["person"]["village"] == new["code"]
    post(client, clerk, f"/{VILLAGE}/settle", people=[CAST.wang, CAST.li])
    assert listed(client, clerk) == {"石牛村": 3, "白云村": 0}


def test_a_village_that_is_part_of_another_is_found_by_its_name(
    client: Client, settled: Engine, clerk: Headers
) -> None:
    new = post(client, clerk, "", township=TOWNSHIP, name="白云村").json()
    post(client, clerk, f"/{new['code']}/rename", seen="白云村", name="白云社区", since="2025-03-01")
    assert post(client, clerk, f"/{VILLAGE}/merge", into=VILLAGE).status_code == 404
    told = post(client, clerk, f"/{new['code']}/merge", into=VILLAGE, since="2026-01-01").json()
    former = [{"name": "白云社区", "until": "2025-12-31"}, {"name": "白云村", "until": "2025-02-28"}]
    assert (told["name"], told["people"], told["former"]) == ("石牛村", 3, former)
    assert listed(client, clerk) == {"石牛村": 3}
    assert post(client, clerk, f"/{new['code']}/merge", into=VILLAGE).json()["code"] == "already_merged"
    names = ("白云村", "甲镇白云社区", "石牛村")
    take_in(settled, roster(*[person(n, 村居=name) for n, name in enumerate(names, start=1)]), TOWNSHIP)
    assert listed(client, clerk) == {"石牛村": 6}
    assert post(client, clerk, "", township=TOWNSHIP, name="白云村").json()["code"] == VILLAGE


def test_who_lived_in_a_village_lives_in_the_one_it_became_part_of_and_teams_follow(
    client: Client, settled: Engine, clerk: Headers
) -> None:
    new = post(client, clerk, "", township=TOWNSHIP, name="白云村").json()["code"]
    team = ids.uuid7()
    asked = {"id": team, "place": VILLAGE, "kind": "watch_group", "name": "守望之家"}
    client.post("/api/teams", headers=clerk, json=asked)
    area = {"village": VILLAGE, "group_name": "8组", "valid_from": day(9)}
    client.post(f"/api/teams/{team}/areas", headers=clerk, json=area)
    assert post(client, clerk, f"/{VILLAGE}/merge", into=new).json()["people"] == 3
    assert page(client, clerk, CAST.wang)["person"]["village_name"] == "白云村"
    file = client.get(f"/api/teams/{team}", headers=clerk).json()
    assert [(each["village_name"], each["valid_to"]) for each in file["areas"]] == [
        ("白云村", None),
        ("石牛村", day(1)),
    ]
    assert file["team"]["people"] == 3


def test_nobody_is_moved_out_of_her_township(client: Client, settled: Engine, clerk: Headers) -> None:
    officer = cast.sign_in(settled, CAST.officer, "desk-of-the-county")
    other = post(client, officer, "", township=OTHER_TOWNSHIP, name="某村").json()
    assert post(client, officer, f"/{other['code']}/settle", people=[CAST.wang]).status_code == 404
    assert post(client, clerk, f"/{other['code']}/settle", people=[CAST.wang]).status_code == 404
    assert post(client, clerk, f"/{TOWNSHIP}/rename", seen="甲镇", name="乙镇").status_code == 404
    assert post(client, clerk, f"/{VILLAGE}/settle", people=["nobody"]).status_code == 404
    assert post(client, clerk, f"/{VILLAGE}/rename", seen="石牛村", name="  ").status_code == 422
