"""A busy night before robots that check and count as the real ones do: all is told, and nothing is ever too quick."""

from typing import Any

import pytest

from cast import TOWNSHIP
from reminders.needing import urgent_need
from reminders.real_robots import RealDingtalk, RealFeishu, RealRobot, RealWecom
from reminders.stage import Stage, at

NEEDS = 45
KINDS: dict[str, tuple[type[RealRobot], int]] = {
    "wecom": (RealWecom, 20),
    "dingtalk": (RealDingtalk, 20),
    "feishu": (RealFeishu, 100),
}


def robot_of(stage: Stage, kind: str, **config: Any) -> tuple[RealRobot, str]:
    """A robot in the township's group."""
    make, a_minute = KINDS[kind]
    robot = make(lambda: stage.now, a_minute=a_minute)
    stage.gateway.as_real = robot
    url = f"{stage.gateway.url}/robot?key={robot.secret}"
    channel = stage.channel(kind, TOWNSHIP, digest="evening", config={"url": url, "secret": robot.secret, **config})
    return robot, channel


@pytest.mark.parametrize("kind", KINDS)
def test_many_emergencies_are_all_told_and_no_limit_is_met(stage: Stage, kind: str) -> None:
    robot, channel = robot_of(stage, kind)
    stage.now = at("02:00")
    for number in range(NEEDS):
        urgent_need(stage, number)
    assert stage.remind()["sent"] == NEEDS
    assert (len(robot.taken), robot.refused) == (NEEDS, [])
    assert stage.known(channel).failure is None


@pytest.mark.parametrize(
    ("kind", "config", "number"),
    [
        ("wecom", {"url": "/robot?key=of-another-group"}, 93000),
        ("dingtalk", {"secret": "wrong"}, 310000),
        ("dingtalk", {"secret": ""}, 310000),
        ("feishu", {"secret": "wrong"}, 19021),
    ],
)
def test_a_robot_that_is_set_up_wrongly_says_so(stage: Stage, kind: str, config: dict[str, str], number: int) -> None:
    if "url" in config:
        config = {"url": stage.gateway.url + config["url"]}
    robot, channel = robot_of(stage, kind, **config)
    urgent_need(stage)
    stage.remind()
    stage.sleep(7_200)
    stage.remind()
    assert (robot.taken, robot.refused) == ([], [number])
    assert stage.known(channel).failure == f"code_{number}"
    assert stage.states() == {"given_up": 1}


def test_somebody_else_who_speaks_by_the_same_robot_makes_reminders_late_and_loses_none(stage: Stage) -> None:
    robot, _ = robot_of(stage, "dingtalk")
    robot.taken = [stage.now.timestamp()] * robot.a_minute
    for number in range(3):
        urgent_need(stage, number)
    told = stage.remind()
    assert (told["sent"], told["left"], robot.refused) == (0, 2, [130101])
    stage.sleep(300)
    assert stage.remind()["sent"] == 0  # it is shut for ten minutes, and is not asked before
    assert robot.refused == [130101]
    stage.sleep(301)
    assert stage.remind()["sent"] == 3
