"""Villages get another name, and people another village: with history, and on their carers' phones."""

from typing import Any

from httpx import Client, Response
from sqlalchemy import Engine

import cast
from cast import CAST, OTHER_TOWNSHIP, TOWNSHIP, VILLAGE
from register.desk import page

Headers = dict[str, str]


def listed(client: Client, headers: Headers) -> dict[str, int]:
    told = client.get("/api/register/villages", headers=headers, params={"township": TOWNSHIP}).json()
    return {each["name"]: each["people"] for each in told}


def post(client: Client, headers: Headers, path: str, **body: Any) -> Response:
    return client.post(f"/api/register/villages{path}", headers=headers, json=body)


def test_another_name_is_everybody_s(client: Client, carer: Headers, clerk: Headers) -> None:
    assert listed(client, clerk) == {"石牛村": 3}
    told = post(client, clerk, f"/{VILLAGE}/rename", seen="石牛村", name=" 石牛社区 ")
    assert told.json() == {"code": VILLAGE, "name": "石牛社区", "people": 3}
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


def test_nobody_is_moved_out_of_her_township(client: Client, settled: Engine, clerk: Headers) -> None:
    officer = cast.sign_in(settled, CAST.officer, "desk-of-the-county")
    other = post(client, officer, "", township=OTHER_TOWNSHIP, name="某村").json()
    assert post(client, officer, f"/{other['code']}/settle", people=[CAST.wang]).status_code == 404
    assert post(client, clerk, f"/{other['code']}/settle", people=[CAST.wang]).status_code == 404
    assert post(client, clerk, f"/{TOWNSHIP}/rename", seen="甲镇", name="乙镇").status_code == 404
    assert post(client, clerk, f"/{VILLAGE}/settle", people=["nobody"]).status_code == 404
    assert post(client, clerk, f"/{VILLAGE}/rename", seen="石牛村", name="  ").status_code == 422
