"""Digests reach whom they should, once: whoever runs, whatever dies, however clocks go."""

from datetime import datetime, timedelta
from itertools import pairwise
from threading import Thread
from typing import Any

import httpx
import pytest
from httpx import Client
from sqlalchemy import Engine, update

import cast
from cast import CAST, TOWNSHIP, VILLAGE
from e2e.county import free_port
from reminders.gateways import OK
from reminders.needing import urgent_need
from reminders.stage import DAY, Stage, at
from shouwang.accounts.models import Device, User
from shouwang.accounts.roles import Role
from shouwang.database import writing
from shouwang.register.models import Person
from shouwang.reminders.models import Channel, Wish
from shouwang.reminders.planning import plan_all
from shouwang.reminders.rules import LEASE
from shouwang.reminders.sending import _claimed
from shouwang.settings import settings


def test_workers_are_told_in_the_morning_and_offices_in_the_evening(stage: Stage) -> None:
    stage.channel()
    stage.channel("wecom", TOWNSHIP, digest="evening")
    assert stage.remind("06:59")["planned"] == 0
    assert stage.remind("07:10")["sent"] == 2
    told = {row.recipient: row.counts for row in stage.rows()}
    assert told == {
        CAST.carer: {"due": 0, "overdue": 2, "asked": 0},
        CAST.other_carer: {"due": 0, "overdue": 1, "asked": 0},
    }
    assert stage.gateway.asked[0].json["text"].startswith("【守望】有 ")
    assert stage.remind("12:00")["planned"] == 0
    assert stage.remind("18:10")["sent"] == 2
    evening = {row.recipient: row.counts for row in stage.rows(kind="evening")}
    assert evening.keys() == {CAST.clerk, TOWNSHIP}
    assert (evening[TOWNSHIP]["people"], evening[TOWNSHIP]["overdue"]) == (3, 3)
    (said,) = [asked for asked in stage.gateway.asked if asked.path == "/wecom?key=k"]
    assert said.json["text"]["content"].splitlines()[0] == "【守望】甲镇今天的情况"
    everything = "".join(asked.body.decode() for asked in stage.gateway.asked)
    assert [name for name in ("王强", "李香", "赵水", "沈天强", CAST.wang) if name in everything] == []


def test_the_county_is_told_once_a_week(stage: Stage) -> None:
    robot = stage.channel("feishu", cast.COUNTY, digest="weekly")
    monday = DAY + timedelta(3)
    assert stage.remind("08:10", monday)["sent"] == 1
    assert stage.remind("08:10", monday + timedelta(4))["sent"] == 0
    stage.remind("08:10", monday + timedelta(8))  # after an outage, on Tuesday
    assert [(row.day, row.counts["people"]) for row in stage.rows(channel=robot)] == [
        (monday, 3),
        (monday + timedelta(8), 3),
    ]


def test_a_weeks_digest_waits_for_the_night_to_end_and_is_not_called_given_up(stage: Stage) -> None:
    robot = stage.channel("feishu", cast.COUNTY, digest="weekly")
    monday = DAY + timedelta(3)
    plan_all(stage.engine, at("08:10", monday))
    assert stage.remind("22:00", monday)["given_up"] == 0
    assert [row.state for row in stage.rows(channel=robot)] == ["waiting"]
    assert stage.remind("07:00", monday + timedelta(1))["sent"] == 1


def test_whoever_left_after_it_was_planned_is_not_told(stage: Stage) -> None:
    stage.channel()
    assert plan_all(stage.engine, at("07:30")) == 2
    with writing(stage.engine) as session:
        session.execute(update(User).values(active=False))
    assert stage.remind("07:31")["given_up"] == 2
    assert stage.gateway.asked == []
    assert {row.why for row in stage.rows()} == {"no_address"}


def test_two_processes_send_each_message_once(stage: Stage) -> None:
    stage.channel()
    stage.channel("wecom", TOWNSHIP, digest="morning")
    rounds = [Thread(target=stage.remind) for _ in range(4)]
    for each in rounds:
        each.start()
    for each in rounds:
        each.join(timeout=60)
    stage.remind("07:50")
    assert len(stage.gateway.asked) == 3
    assert stage.states() == {"sent": 3}


def test_what_a_process_claimed_before_it_died_is_not_sent_again(stage: Stage) -> None:
    stage.channel()
    plan_all(stage.engine, stage.now)
    _claimed(stage.engine, stage.rows()[0].id, stage.now, "reply")
    assert stage.remind()["sent"] == 1
    stage.now += LEASE + timedelta(seconds=1)
    assert stage.remind()["sent"] == 0
    assert stage.states() == {"sent": 1, "unknown": 1}


def test_an_emergency_is_sent_again_after_a_crash_and_at_night(stage: Stage) -> None:
    stage.channel("dingtalk", TOWNSHIP, digest="evening")
    stage.now = at("02:00")
    urgent_need(stage)
    plan_all(stage.engine, stage.now)
    _claimed(stage.engine, stage.rows()[0].id, stage.now, "reply")
    assert stage.remind()["sent"] == 0
    stage.now += LEASE + timedelta(seconds=1)
    assert stage.remind()["sent"] == 1
    assert stage.remind()["planned"] == 0
    assert "紧急需求" in stage.gateway.asked[0].json["text"]["content"]


def test_an_emergency_is_tried_until_it_arrives(stage: Stage) -> None:
    stage.channel("dingtalk", TOWNSHIP, digest="evening")
    stage.gateway.answers = [(500, ""), None, (200, '{"errcode": 130101, "errmsg": "send too fast"}')]
    stage.now = at("22:00")
    urgent_need(stage)
    for minutes in (0, 2, 10, 30):
        stage.now += timedelta(minutes=minutes)
        stage.remind()
    assert len(stage.gateway.asked) == 4
    assert stage.states() == {"sent": 1}


def test_a_clock_that_is_put_back_tells_nobody_twice(stage: Stage) -> None:
    stage.channel()
    assert stage.remind("09:00")["sent"] == 2
    assert stage.remind("07:15")["planned"] == 0
    assert stage.remind("07:15", DAY + timedelta(1))["sent"] == 2
    assert stage.remind("07:15", DAY)["planned"] == 0
    assert stage.remind("10:00", DAY + timedelta(1))["planned"] == 0
    assert len(stage.gateway.asked) == 4


def test_a_clock_that_is_put_back_shuts_no_channel(stage: Stage) -> None:
    channel = stage.channel()
    _free_from(stage, channel, at("09:00", DAY + timedelta(1)))  # used while the clock was a day ahead
    assert stage.remind("07:30")["sent"] == 2
    _free_from(stage, channel, at("07:50", DAY + timedelta(1)))
    assert stage.remind("07:30", DAY + timedelta(1))["left"] == 2  # it asked to be left alone for twenty minutes
    assert stage.remind("07:50", DAY + timedelta(1))["sent"] == 2


def _free_from(stage: Stage, channel: str, moment: datetime) -> None:
    with writing(stage.engine) as session:
        session.get_one(Channel, channel).free_at = moment


def test_after_a_days_outage_the_day_that_is_over_is_left_out(stage: Stage) -> None:
    stage.channel()
    stage.gateway.usual = (503, "")
    for clock in ("07:10", "09:00", "17:30"):
        stage.remind(clock)
    assert stage.states() == {"waiting": 2}
    stage.gateway.usual = OK
    stage.remind("11:00", DAY + timedelta(1))
    assert {(row.day, row.state, row.why) for row in stage.rows()} == {
        (DAY, "given_up", "too_late"),
        (DAY + timedelta(1), "sent", None),
    }


def test_of_a_message_that_broke_off_nobody_knows(stage: Stage) -> None:
    channel = stage.channel()
    stage.gateway.answers = [None]
    stage.remind("07:30")
    stage.remind("08:30")
    assert stage.states() == {"sent": 1, "unknown": 1}
    assert stage.known(channel).failure == "no_answer"


def test_nothing_leaves_by_a_channel_that_nobody_confirmed(stage: Stage) -> None:
    stage.channel(confirmed_at=None)
    assert stage.remind("07:30")["planned"] == 2
    assert (stage.states(), stage.gateway.asked) == ({"dry": 2}, [])


def test_who_wants_no_digests_gets_none(stage: Stage) -> None:
    stage.channel()
    with writing(stage.engine) as session:
        session.add(Wish(user=CAST.carer, digests=False, changed_at=stage.now))
        session.add(Wish(user=CAST.other_carer, without=["sms"], changed_at=stage.now))
    assert stage.remind("07:30")["planned"] == 0


def test_a_channel_is_never_quicker_than_it_may(stage: Stage) -> None:
    times = []
    stage.gateway.meanwhile = lambda: times.append(stage.now)
    stage.channel("wecom", TOWNSHIP, digest="morning")
    for number in range(3):
        urgent_need(stage, number)
    stage.remind("07:30")
    assert len(times) == 4
    assert min(later - sooner for sooner, later in pairwise(times)) >= timedelta(seconds=3)


def test_a_channel_that_is_shut_holds_up_no_other(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shouwang.reminders.sending.AT_ONCE", 1)
    stage.channel("wecom", TOWNSHIP, digest="morning")
    stage.gateway.answers = [(200, '{"errcode": 45009, "errmsg": "api freq out of limit"}')]
    stage.remind("07:30")
    for number in range(3):
        urgent_need(stage, number)
    stage.channel()
    told = stage.remind()
    assert (told["sent"], told["left"]) == (3, 3)  # the clerk's text messages; the robot is left alone for a minute
    assert {asked.path for asked in stage.gateway.asked[1:]} == {"/sms?key=k"}
    stage.sleep(61)
    assert stage.remind()["sent"] == 4


def test_an_emergency_that_comes_up_meanwhile_goes_before_the_rest(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shouwang.reminders.sending.AT_ONCE", 1)
    stage.channel()

    def come_up() -> None:
        stage.gateway.meanwhile = lambda: None
        urgent_need(stage)

    stage.gateway.meanwhile = come_up
    assert stage.remind("07:30")["sent"] == 3
    said = [asked.json["text"] for asked in stage.gateway.asked]
    assert ["紧急需求" in each for each in said] == [False, True, False]


def test_a_server_that_is_not_there_is_asked_once_a_round(stage: Stage) -> None:
    channel = stage.channel(config={"url": f"http://127.0.0.1:{free_port()}/sms"})
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SHOUWANG_REMINDER_HOSTS", "127.0.0.1")
        settings.cache_clear()
        tries = _counted(patch)
        assert stage.remind("07:30")["waiting"] == 2
    assert (len(tries), stage.states()) == (1, {"waiting": 2})
    assert stage.known(channel).failure == "no_connection"


def _counted(patch: pytest.MonkeyPatch) -> list[str]:
    """The addresses to which a request really goes."""
    tries: list[str] = []
    real = httpx.Client.stream

    def stream(client: httpx.Client, method: str, url: str, **more: Any) -> Any:
        tries.append(url)
        return real(client, method, url, **more)

    patch.setattr(httpx.Client, "stream", stream)
    return tries


def test_what_waits_for_a_channel_that_is_ended_is_given_up(
    stage: Stage, client: Client, clerk: dict[str, str]
) -> None:
    channel = stage.channel("wecom", TOWNSHIP, digest="morning")
    stage.gateway.usual = (503, "")
    urgent_need(stage)
    stage.remind("07:30")
    assert client.post(f"/api/reminders/channels/{channel}/end", headers=clerk).status_code == 204
    assert {(row.state, row.why) for row in stage.rows()} == {("given_up", "channel_ended")}
    assert stage.remind("08:30")["left"] == 0


def test_a_robot_whose_address_is_wrong_is_asked_once_and_says_so(stage: Stage) -> None:
    channel = stage.channel("wecom", TOWNSHIP, digest="morning")
    stage.gateway.usual = (404, "")
    stage.remind("07:30")
    assert (len(stage.gateway.asked), stage.states()) == (1, {"given_up": 1})
    assert stage.known(channel).failure == "http_404"


def test_the_evening_says_where_phones_are_silent(stage: Stage, settled: Engine) -> None:
    cast.sign_in(settled, CAST.carer)
    stage.channel("wecom", TOWNSHIP, digest="evening")
    stage.channel("feishu", VILLAGE, digest="evening")
    stage.channel("dingtalk", cast.COUNTY, digest="weekly")
    with writing(settled) as session:
        session.get_one(Person, CAST.zhao).village_name = "甲村"
        for device in session.query(Device):
            device.last_contact = at("07:30", DAY - timedelta(4))
    stage.remind("18:30")
    stage.remind("08:30", DAY + timedelta(3))
    told = {row.place: row.counts for row in stage.rows()}
    assert [(told[place]["silent"], told[place]["silent_at"]) for place in (TOWNSHIP, VILLAGE, cast.COUNTY)] == [
        (1, ["石牛村"]),
        (1, ["石牛村"]),
        (1, ["甲镇"]),
    ]
    assert "1 部手机 3 天没有联系（石牛村）。" in stage.gateway.asked[0].body.decode()


def test_whoever_had_her_digest_today_gets_no_second_one_of_a_week_that_was_late(stage: Stage) -> None:
    stage.channel()
    with writing(stage.engine) as session:
        session.get_one(User, CAST.carer).place = cast.COUNTY
        session.get_one(User, CAST.carer).role = Role.OFFICER
    tuesday = DAY + timedelta(4)
    stage.remind("09:00", tuesday)
    assert [row.kind for row in stage.rows(recipient=CAST.carer)] == ["morning"]
    assert [(row.kind, row.day) for row in stage.rows(recipient=CAST.officer)] == [("weekly", tuesday)]


def test_what_was_told_is_forgotten_after_a_quarter(stage: Stage) -> None:
    stage.channel()
    stage.remind("07:30")
    stage.remind("06:00", DAY + timedelta(90))
    assert stage.states() == {"sent": 2}
    stage.remind("06:00", DAY + timedelta(91))
    assert stage.rows() == []
    assert stage.remind("07:30")["planned"] == 0  # and a clock that is put back tells it to nobody again
