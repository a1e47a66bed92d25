"""Digests reach whom they should, once: whoever runs, whatever dies, however clocks go."""

from datetime import timedelta
from itertools import pairwise
from threading import Thread

import cast
from cast import CAST, TOWNSHIP
from reminders.gateways import OK
from reminders.stage import DAY, Stage, at
from shouwang import ids
from shouwang.database import writing
from shouwang.needs.models import Need
from shouwang.reminders.models import Wish
from shouwang.reminders.planning import plan_all
from shouwang.reminders.rules import LEASE
from shouwang.reminders.sending import _claimed


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
        (monday + timedelta(7), 3),
    ]


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
    _urgent_need(stage)
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
    _urgent_need(stage)
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
        _urgent_need(stage, number)
    stage.remind("07:30")
    assert len(times) == 4
    assert min(later - sooner for sooner, later in pairwise(times)) >= timedelta(seconds=3)


def _urgent_need(stage: Stage, number: int = 0) -> None:
    need = Need(
        id=ids.id_from("need", str(number)),
        person=CAST.wang,
        township=TOWNSHIP,
        kind="medicine",
        urgent=True,
        author=CAST.carer,
        author_name="沈天强",
        raised_at=stage.now,
        received_at=stage.now,
    )
    with writing(stage.engine) as session:
        session.add(need)
