"""Homes are checked by phones; the office sees the quarter, and points are added, redeemed and put right."""

import csv
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from httpx import Client, Response
from sqlalchemy import Engine, select
from sqlmodel import col

import cast
from cast import CAST, TOWNSHIP, envelope
from exports.test_exports import csv_of
from register.desk import Headers, day, enter, send
from shouwang import clock, ids
from shouwang.database import reading, writing
from shouwang.hygiene.models import HygienePoints
from shouwang.hygiene.sheet import newest
from shouwang.records.models import Record

FULL = {item.id: item.most for item in newest().items}
POOR = {**FULL, "yard": 0, "hall": 0, "toilet": 0}


def check(n: int, person: str = CAST.wang, scores: Any = None, **more: Any) -> dict[str, Any]:
    start = clock.now() - timedelta(minutes=30 - n)
    body = {"id": ids.uuid7(), "person": person, "sheet": 1, "scores": scores or FULL, "start": clock.as_wire(start)}
    return {**envelope({**body, **more}, n, op="hygiene.check"), "about": [person]}


def told(client: Client, headers: Headers) -> Any:
    return client.get("/api/hygiene", headers=headers, params={"township": TOWNSHIP}).json()


def home(client: Client, headers: Headers, person: str = CAST.wang) -> Any:
    return next(each for each in told(client, headers)["homes"] if each["person"] == person)


def redeem(client: Client, headers: Headers, points: int, id_: str = "", of: str = CAST.wang) -> Response:
    asked = {"id": id_ or ids.uuid7(), "points": points, "goods": "洗衣粉一袋", "received_by": "本人"}
    return client.post(f"/api/hygiene/points/{of}/redeem", headers=headers, json=asked)


def test_a_check_earns_what_its_grade_says_once(
    client: Client, settled: Engine, carer: Headers, clerk: Headers
) -> None:
    assert home(client, clerk)["state"] == "not_yet"
    item = check(1, problems=["wires"], note="电线老化")
    for _ in range(2):
        assert send(client, carer, item) == [("applied", None)]
    line = home(client, clerk)
    assert (line["state"], line["balance"], len(line["checks"])) == ("checked", 3, 1)
    (done,) = line["checks"]
    assert (done["total"], done["grade"], done["problems"], done["note"]) == (100, "best", ["wires"], "电线老化")
    with reading(settled) as session:
        record = session.get_one(Record, item["body"]["id"])
        assert (record.kind, record.subject, record.role, record.beneficiaries) == (
            "hygiene_check",
            CAST.wang,
            "carer",
            1,
        )


def test_a_poor_home_is_looked_at_again_and_is_mended(
    client: Client, settled: Engine, carer: Headers, clerk: Headers
) -> None:
    first = check(1, scores=POOR)
    send(client, carer, first)
    line = home(client, clerk)
    assert (line["state"], line["due_on"], line["balance"]) == ("recheck_due", day(-7), 0)
    send(client, carer, check(2, again=first["body"]["id"]))
    line = home(client, clerk)
    assert (line["state"], line["due_on"], line["balance"], len(line["checks"])) == ("mended", None, 3, 2)


@pytest.mark.parametrize(
    "more",
    [
        {"scores": {**FULL, "yard": 21}},
        {"scores": {"yard": 1}},
        {"scores": {**FULL, "yard": "much"}},
        {"after": ["a" * 64]},
        {"problems": ["dirty"]},
        {"start": "yesterday"},
        {"note": "\0"},
        {"loud": True},
    ],
)
def test_a_check_that_cannot_be_is_parked_and_kept(
    client: Client, settled: Engine, carer: Headers, clerk: Headers, more: Any
) -> None:
    assert send(client, carer, check(1, **more)) == [("parked", "invalid")]
    assert home(client, clerk)["checks"] == []


def test_a_sheet_that_is_not_here_yet_waits_and_a_stranger_s_check_is_parked(
    client: Client, settled: Engine, carer: Headers
) -> None:
    assert send(client, carer, check(1, sheet=9)) == [("parked", "schema_too_new")]
    assert send(client, carer, check(2, person=CAST.zhao)) == [("parked", "not_assigned")]


def test_points_are_redeemed_with_a_receipt_and_never_overdrawn(
    client: Client, settled: Engine, carer: Headers, clerk: Headers
) -> None:
    send(client, carer, check(1))
    mine = ids.uuid7()
    for _ in range(2):
        assert redeem(client, clerk, 2, mine).json()["balance"] == 1
    refused = redeem(client, clerk, 2)
    assert (refused.status_code, refused.json()["code"], refused.json()["have"]) == (409, "too_few_points", 1)
    assert redeem(client, clerk, 1, mine).json()["code"] == "id_taken"
    entries = client.get(f"/api/hygiene/points/{CAST.wang}", headers=clerk).json()["entries"]
    assert [(each["kind"], each["points"], each["balance"]) for each in entries] == [
        ("redeemed", -2, 1),
        ("earned", 3, 3),
    ]
    assert entries[0]["goods"] == "洗衣粉一袋"


def test_of_many_who_redeem_at_once_only_those_come_through_for_whom_there_is_enough(
    client: Client, settled: Engine, carer: Headers, clerk: Headers
) -> None:
    send(client, carer, check(1))
    with ThreadPoolExecutor(6) as pool:
        statuses = list(pool.map(lambda _: redeem(client, clerk, 1).status_code, range(6)))
    assert sorted(statuses) == [200] * 3 + [409] * 3
    assert home(client, clerk)["balance"] == 0


def test_nothing_in_the_ledger_changes_a_mistake_has_a_line_against_it(
    client: Client, settled: Engine, carer: Headers, clerk: Headers
) -> None:
    send(client, carer, check(1))
    wrong = ids.uuid7()
    redeem(client, clerk, 3, wrong)
    path = f"/api/hygiene/points/{CAST.wang}/correct"
    asked = {"id": ids.uuid7(), "entry": wrong, "why": "东西没有领走"}
    for _ in range(2):
        assert client.post(path, headers=clerk, json=asked).json()["balance"] == 3
    again = {**asked, "id": ids.uuid7()}
    assert client.post(path, headers=clerk, json=again).json()["code"] == "already_settled"
    assert client.post(path, headers=clerk, json={**again, "entry": "nothing"}).status_code == 404
    with reading(settled) as session:
        assert [line.points for line in session.scalars(select(HygienePoints).order_by(col(HygienePoints.at)))] == [
            3,
            -3,
            3,
        ]


def test_a_correction_with_the_id_of_another_home_s_line_is_refused(
    client: Client, settled: Engine, carer: Headers, clerk: Headers
) -> None:
    send(client, carer, check(1))
    send(client, carer, check(2, person=CAST.li))
    wrong, other = ids.uuid7(), ids.uuid7()
    assert redeem(client, clerk, 1, wrong).status_code == 200
    assert redeem(client, clerk, 1, other, of=CAST.li).status_code == 200
    path = f"/api/hygiene/points/{CAST.wang}/correct"
    for taken in (other, wrong):
        refused = client.post(path, headers=clerk, json={"id": taken, "entry": wrong, "why": "记错了"})
        assert (refused.status_code, refused.json()["code"]) == (409, "id_taken")


def test_the_ledger_has_every_check_also_those_that_follow_one_that_followed_or_one_of_before(
    client: Client, settled: Engine, carer: Headers, clerk: Headers
) -> None:
    before = check(1, scores=POOR, start=clock.as_wire(clock.now() - timedelta(days=5)))
    poor = check(2, scores=POOR, start=clock.as_wire(clock.now() - timedelta(days=2)), again=before["body"]["id"])
    clean = check(3, again=poor["body"]["id"])
    for each in (before, poor, clean):
        assert send(client, carer, each) == [("applied", None)]
    told = [["50", day(5), day(), "100（优）", "3"]]
    assert [[row[name] for name in SAID] for row in ledger(client, clerk, day(11))] == told
    told = [["50", day(2), day(), "100（优）", "3"]]  # what it follows is of before
    assert [[row[name] for name in SAID] for row in ledger(client, clerk, day(3))] == told


SAID = ("总分", "检查日期", "复查日期", "复查结果", "积分")


def ledger(client: Client, headers: Headers, first: str) -> list[dict[str, str]]:
    """环境卫生整治台账 from a day on."""
    text = csv_of(client, headers, "hygiene", **{"from": first}).removeprefix("\ufeff")
    return [row for row in csv.DictReader(StringIO(text)) if row["户主姓名"] == "王强"]


def test_a_check_that_is_voided_takes_its_points_along(
    client: Client, settled: Engine, carer: Headers, clerk: Headers
) -> None:
    item = check(1)
    send(client, carer, item)
    redeem(client, clerk, 2)
    void = {"why": "wrong_person", "note": None}
    assert client.post(f"/api/records/{item['body']['id']}/void", headers=clerk, json=void).status_code == 200
    line = home(client, clerk)
    assert (line["state"], line["balance"]) == ("not_yet", -2)
    assert redeem(client, clerk, 1).json()["code"] == "too_few_points"


def test_those_who_live_together_are_one_home_and_the_dead_are_none(
    client: Client, settled: Engine, carer: Headers, clerk: Headers
) -> None:
    asked = {"since": day(30), "people": [CAST.wang, CAST.li]}
    made = client.post("/api/register/households", headers=clerk, json={"id": ids.uuid7(), **asked})
    assert made.status_code == 200, made.text
    item = check(1)
    send(client, carer, item)
    line = home(client, clerk)
    assert (sorted(line["names"]), line["balance"]) == (["李香", "王强"], 3)
    with reading(settled) as session:
        record = session.get_one(Record, item["body"]["id"])
        assert (record.subject, record.subject_kind, record.file) == (line["home"], "household", CAST.wang)
        assert record.bucket().startswith(f"p:{CAST.wang}:")
    assert redeem(client, clerk, 1, of=line["home"]).json()["name"] in ("王强、李香", "李香、王强")
    assert enter(client, clerk, CAST.zhao, "death", None, valid_from=day(1)).status_code == 200
    assert CAST.zhao not in [each["person"] for each in told(client, clerk)["homes"]]


def test_a_campaign_meets_the_quarter_of_the_township_and_only_its_own_office_writes_it(
    client: Client, settled: Engine, clerk: Headers
) -> None:
    asked = {"id": ids.uuid7(), "township": TOWNSHIP, "day": day(), "title": "秋季大扫除", "homes": 12, "helpers": 20}
    for _ in range(2):
        assert client.post("/api/hygiene/campaigns", headers=clerk, json=asked).status_code == 200
    (line,) = told(client, clerk)["campaigns"]
    assert (line["title"], line["homes"], line["helpers"]) == ("秋季大扫除", 12, 20)
    with reading(settled) as session:
        record = session.get_one(Record, asked["id"])
        assert (record.kind, record.subject_kind, record.beneficiaries) == ("hygiene_campaign", "township", 12)
    later = {**asked, "id": ids.uuid7(), "day": day(-1)}
    assert client.post("/api/hygiene/campaigns", headers=clerk, json=later).json()["code"] == "not_possible"
    other = cast.sign_in(settled, CAST.other_clerk, "desk-of-another")
    assert client.post("/api/hygiene/campaigns", headers=other, json={**asked, "id": ids.uuid7()}).status_code == 404
    assert client.get(f"/api/hygiene/points/{CAST.wang}", headers=other).status_code == 404
    with writing(settled) as session:
        assert session.get(HygienePoints, asked["id"]) is None
