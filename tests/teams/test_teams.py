"""Teams at the desk: who belongs to them and leads them by date, where they watch, and what that lets phones do."""

from datetime import timedelta
from typing import Any

from httpx import Client, Response
from sqlalchemy import Engine

import cast
from cast import CAST, OTHER_TOWNSHIP, TOWNSHIP, VILLAGE
from register.desk import day, entered, page, send
from shouwang import clock, ids
from shouwang.accounts.models import User
from shouwang.accounts.roles import Role
from shouwang.database import writing
from shouwang.sync.write import Author, write

Headers = dict[str, str]
NEIGHBOUR = "00000000-0000-7000-8000-000000000011"


def post(client: Client, headers: Headers, path: str, **body: Any) -> Response:
    return client.post(f"/api/teams{path}", headers=headers, json=body)


def done(reply: Response) -> Any:
    assert reply.status_code == 200, reply.text
    return reply.json()


def neighbour(engine: Engine) -> Headers:
    """Somebody of the field to whom nobody was given by name, on her phone."""
    with writing(engine) as session:
        row = User(id=NEIGHBOUR, name="何守望", role=Role.CARER, place=VILLAGE, created_at=clock.now())
        write(session, [row], Author(None, clock.now()))
    return cast.sign_in(engine, NEIGHBOUR, "phone-of-a-neighbour")


def made(client: Client, clerk: Headers, kind: str = "watch_group") -> str:
    team = ids.uuid7()
    told = done(post(client, clerk, "", id=team, place=VILLAGE, kind=kind, name="石牛村第1守望之家"))
    assert (told["team"]["name"], told["members"], told["areas"]) == ("石牛村第1守望之家", [], [])
    assert done(post(client, clerk, "", id=team, place=VILLAGE, kind=kind, name="另一个"))["team"]["id"] == team
    return team


def visit(person: str, hours: int = 1, n: int = 1) -> Any:
    return cast.envelope(cast.visit(person, clock.now() - timedelta(hours=hours)), n)


def people(client: Client, phone: Headers) -> set[str]:
    told = client.post("/api/sync/pull", headers=phone, json={"device": "d", "have": {}}).json()
    return {row["id"] for row in told["rows"] if row["kind"] == "person"}


def test_a_member_sees_and_visits_whoever_lives_where_her_team_watches(
    client: Client, settled: Engine, clerk: Headers
) -> None:
    phone, team = neighbour(settled), made(client, clerk)
    done(post(client, clerk, f"/{team}/members", user=NEIGHBOUR, valid_from=day()))
    assert people(client, phone) == set()
    assert send(client, phone, visit(CAST.wang)) == [("parked", "not_assigned")]
    file = done(post(client, clerk, f"/{team}/areas", village=VILLAGE, group_name="9组", valid_from=day()))
    assert people(client, phone) == set()
    done(post(client, clerk, f"/{team}/areas/{file['areas'][0]['id']}/end", valid_to=day()))
    file = done(post(client, clerk, f"/{team}/areas", village=VILLAGE, group_name="8组", valid_from=day()))
    assert [(each["group_name"], each["people"]) for each in file["areas"]] == [("8组", 3), ("9组", 0)]
    assert people(client, phone) == {CAST.wang, CAST.li, CAST.zhao}
    assert send(client, phone, visit(CAST.wang, n=2)) == [("applied", None)]
    (record,) = page(client, clerk, CAST.wang)["records"]
    assert (record["author_name"], record["role"]) == ("何守望", "watch_group")
    entered(client, clerk, CAST.zhao, "death", None)
    assert people(client, phone) == {CAST.wang, CAST.li}


def test_whom_she_has_by_name_she_visits_as_before(client: Client, carer: Headers, clerk: Headers) -> None:
    team = made(client, clerk)
    done(post(client, clerk, f"/{team}/members", user=CAST.carer, valid_from=day(9)))
    done(post(client, clerk, f"/{team}/areas", village=VILLAGE, valid_from=day(9)))
    assert send(client, carer, visit(CAST.wang), visit(CAST.zhao, n=2)) == [("applied", None)] * 2
    roles = [page(client, clerk, each)["records"][0]["role"] for each in (CAST.wang, CAST.zhao)]
    assert roles == ["carer", "watch_group"]


def test_who_has_left_still_tells_what_she_saw_and_sees_nobody(
    client: Client, settled: Engine, clerk: Headers, monkeypatch: Any
) -> None:
    phone, team = neighbour(settled), made(client, clerk)
    file = done(post(client, clerk, f"/{team}/members", user=NEIGHBOUR, valid_from=day(9)))
    done(post(client, clerk, f"/{team}/areas", village=VILLAGE, valid_from=day(9)))
    member = file["members"][0]["id"]
    assert post(client, clerk, f"/{team}/members/{member}/leave", valid_to=day(10)).json() == {
        "code": "before_first_day"
    }
    done(post(client, clerk, f"/{team}/members/{member}/leave", valid_to=day(2)))
    assert people(client, phone) == set()
    seen = {"seen": (clock.now() - timedelta(days=3)).isoformat()}
    wrote = clock.now() - timedelta(days=3)
    late = visit(CAST.wang, 73)
    late["clock"] |= {"wall": wrote.isoformat(), **seen}
    assert send(client, phone, late, visit(CAST.wang, n=2)) == [("applied", None), ("parked", "not_assigned")]


def test_one_leads_and_another_follows_her_on_a_day(client: Client, settled: Engine, clerk: Headers) -> None:
    phone, team = neighbour(settled), made(client, clerk, "volunteers")
    done(post(client, clerk, f"/{team}/members", user=CAST.carer, is_leader=True, valid_from=day(30)))
    done(post(client, clerk, f"/{team}/members", user=NEIGHBOUR, valid_from=day(20)))
    assert post(client, clerk, f"/{team}/members", user=NEIGHBOUR, valid_from=day(5)).json()["code"] == "member_already"
    file = done(post(client, clerk, f"/{team}/members", user=NEIGHBOUR, is_leader=True, valid_from=day(5)))
    told = {(each["user_name"], each["is_leader"], each["valid_from"], each["valid_to"]) for each in file["members"]}
    assert told == {
        ("沈天强", True, day(30), day(6)),
        ("沈天强", False, day(5), None),
        ("何守望", False, day(20), day(6)),
        ("何守望", True, day(5), None),
    }
    assert (file["team"]["leader"], file["team"]["members"]) == ("何守望", 2)
    rows = client.post("/api/sync/pull", headers=phone, json={"device": "d", "have": {}}).json()["rows"]
    mine = [row["body"] for row in rows if row["kind"] == "membership"]
    assert {(each["role"], each["valid_to"]) for each in mine} == {("volunteer", day(6)), ("volunteer_leader", None)}
    assert post(client, clerk, f"/{team}/rename", seen="另一个", name="x").json()["code"] == "value_changed"
    done(post(client, clerk, f"/{team}/rename", seen="石牛村第1守望之家", name="老手艺志愿队"))
    over = done(post(client, clerk, f"/{team}/end", valid_to=day()))
    assert (over["team"]["ended_on"], {each["valid_to"] for each in over["members"]}) == (day(), {day(6), day()})
    late = post(client, clerk, f"/{team}/members", user=CAST.other_carer, valid_from=day(-1))
    assert late.json()["code"] == "team_ended"
    listed = client.get("/api/teams", headers=clerk, params={"place": TOWNSHIP}).json()
    assert [(each["name"], each["place_name"]) for each in listed] == [("老手艺志愿队", "石牛村")]


def test_nobody_of_elsewhere_and_no_office_belongs_to_a_team(client: Client, settled: Engine, clerk: Headers) -> None:
    team = made(client, clerk)
    for user in (CAST.stranger, CAST.clerk, "nobody"):
        assert post(client, clerk, f"/{team}/members", user=user, valid_from=day()).status_code == 404
    elsewhere = f"{OTHER_TOWNSHIP}201"
    assert post(client, clerk, f"/{team}/areas", village=elsewhere, valid_from=day()).status_code == 404
    assert post(client, clerk, "", id=ids.uuid7(), place=OTHER_TOWNSHIP, kind="health", name="x").status_code == 404
    other = cast.sign_in(settled, CAST.other_clerk, "desk-of-another")
    assert client.get(f"/api/teams/{team}", headers=other).status_code == 404
