"""Whom nobody goes to see is asked about from one to the next, each step visible, and each told in her own digest."""

from datetime import timedelta
from typing import Any

import pytest
from httpx import Client
from sqlalchemy import Engine
from sqlmodel import col

import cast
from cast import CAST, TOWNSHIP, VILLAGE
from reminders.stage import DAY, Stage, at
from reminders.test_own import API, Headers, subscribe
from shouwang import clock, ids
from shouwang.accounts.models import User
from shouwang.accounts.roles import Role
from shouwang.database import writing
from shouwang.register.models import Assignment
from shouwang.reminders.models import Reminder

CADRE = "00000000-0000-7000-8000-000000000007"


@pytest.fixture
def chain(stage: Stage) -> Stage:
    """Wang has a substitute, and his village a cadre."""
    cadre = User(
        id=CADRE, name="康庄", role=Role.VILLAGE_CADRE, place=VILLAGE, phone="19900000007", created_at=clock.now()
    )
    substitute = Assignment(
        id=ids.id_from("substitute", CAST.wang),
        person=CAST.wang,
        user=CAST.other_carer,
        user_name="闫凤光",
        role=Role.CARER,
        valid_from=cast.LONG_AGO,
        is_primary=False,
        version=1,
    )
    with writing(stage.engine) as session:
        session.add_all([cadre, substitute])
    stage.channel()
    return stage


def test_each_in_turn_is_asked_once_and_told_in_her_digest(client: Client, chain: Stage, clerk: Headers) -> None:
    seen, following = [], []
    for day in range(4):
        chain.remind("07:30", DAY + timedelta(day))
        chain.remind("18:30", DAY + timedelta(day))
        seen.append([step["to"] for step in _of_wang(client, clerk)["steps"]])
        following.append(_of_wang(client, clerk)["next"])
    assert seen[0] == ["carer"]
    assert seen[1] == ["carer", "substitute"]
    assert seen[2] == ["carer", "substitute", "village_cadre"]
    assert seen[3] == ["carer", "substitute", "village_cadre", "township"]
    asked = {(row.recipient, (row.day - DAY).days): row.counts["asked"] for row in chain.rows(kind="morning")}
    assert (asked[CAST.other_carer, 0], asked[CAST.other_carer, 1]) == (0, 1)
    assert asked[CADRE, 2] == 3  # of the two others as well, who wait two days and have no substitute
    assert following == ["substitute", "village_cadre", "township", None]
    names = [step["name"] for step in _of_wang(client, clerk)["steps"]]
    assert names == ["沈天强", "闫凤光", "康庄", None]


def test_on_my_way_holds_the_next_step_and_seen_does_not(client: Client, chain: Stage, settled: Engine) -> None:
    carer = cast.sign_in(settled, CAST.carer, "phone-of-the-carer")
    clerk = cast.sign_in(settled, CAST.clerk, "desk-of-the-clerk")
    browser = subscribe(client, chain, carer)
    chain.remind("07:30")
    told = next(browser.read(each) for each in chain.gateway.asked[1:] if each.path == "/push/a")
    client.post(f"{API}/replies", json={"reply": told["reply"], "what": "seen"})
    step = _of_wang(client, clerk)["steps"][0]
    assert (step["seen_at"] is not None, step["on_my_way_at"]) == (True, None)
    client.post(f"{API}/replies", json={"reply": told["reply"], "what": "on_my_way"})
    assert _of_wang(client, clerk)["steps"][0]["on_my_way_at"] is not None
    with writing(settled) as session:
        answered = session.query(Reminder).where(col(Reminder.recipient) == CAST.carer).one()
        answered.on_my_way_at = at("08:00")
    steps = []
    for day in (1, 2):
        chain.remind("07:30", DAY + timedelta(day))
        steps.append([step["to"] for step in _of_wang(client, clerk)["steps"]])
    assert steps == [["carer"], ["carer", "substitute"]]


def test_what_was_stopped_goes_no_further(client: Client, chain: Stage, clerk: Headers) -> None:
    chain.remind("07:30")
    stop = f"{API}/escalations/{_of_wang(client, clerk)['id']}/stop"
    for reason in ("住在女儿家", "又说一次"):
        assert client.post(stop, headers=clerk, json={"reason": reason}).status_code == 204
    for day in range(1, 5):
        chain.remind("07:30", DAY + timedelta(day))
    stopped = _of_wang(client, clerk)
    assert ([step["to"] for step in stopped["steps"]], stopped["reason"]) == (["carer"], "住在女儿家")


def test_where_nobody_stands_between_the_page_says_that_the_township_is_next(
    client: Client, stage: Stage, clerk: Headers
) -> None:
    stage.remind("07:30")
    assert _of_wang(client, clerk)["next"] == "township"


def _of_wang(client: Client, clerk: Headers) -> Any:
    lines = client.get(f"{API}/escalations", headers=clerk, params={"township": TOWNSHIP}).json()["lines"]
    return next(line for line in lines if line["person_name"] == "王强")
