"""`shouwang remind` as real processes, one killed in the middle, and the built-in scheduler of `shouwang serve`."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Event, Timer

import pytest
from sqlalchemy import Engine
from typer.testing import CliRunner

import cast
from processes import BOUND
from reminders.needing import urgent_need
from reminders.stage import Stage, staged
from shouwang import clock
from shouwang.cli import app
from shouwang.reminders.rules import LEASE
from shouwang.reminders.scheduler import reminding
from shouwang.reminders.sending import remind
from shouwang.reminders.vapid import NO_KEY
from shouwang.settings import settings

SHOUWANG = str(Path(sys.executable).with_name("shouwang"))
PATIENCE_SECONDS = 60.0


@pytest.fixture
def morning(settled: Engine, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stage]:
    """The county where it is nine in the morning now: processes go by the real clock."""
    west = (clock.now().hour - 9 + 11) % 24 - 11
    monkeypatch.setenv("SHOUWANG_TIMEZONE", f"Etc/GMT{west:+d}")
    with staged(settled, monkeypatch) as stage:
        stage.now = clock.now()
        yield stage


def started(*more: str) -> subprocess.Popen[str]:
    """The command, on the database of the test."""
    command = [*BOUND, SHOUWANG, "remind", *more]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=os.environ)


def said(process: subprocess.Popen[str]) -> str:
    """What it says, when it is done well."""
    told, _ = process.communicate(timeout=PATIENCE_SECONDS)
    assert process.returncode == 0, told
    return told


def test_processes_at_the_same_time_send_each_message_once(morning: Stage) -> None:
    morning.channel()
    morning.channel("wecom", cast.TOWNSHIP, digest="morning")
    told = "".join(said(each) for each in [started() for _ in range(3)])
    assert len(morning.gateway.asked) == 3
    assert morning.states() == {"sent": 3}
    assert "发送" in told
    assert "新生成 · planned: 0" in said(started())
    assert len(morning.gateway.asked) == 3


def test_what_is_only_planned_is_not_sent(morning: Stage) -> None:
    morning.channel()
    assert "planned: 2; 等着 · waiting: 2" in said(started("--plan"))
    assert (morning.gateway.asked, morning.states()) == ([], {"waiting": 2})
    assert len((settings().data / "vapid.key").read_text().strip()) == 64  # the first run makes it


@pytest.mark.parametrize("is_emergency", [False, True], ids=["a digest", "an emergency"])
def test_a_process_that_is_killed_between_sending_and_writing_it_down(morning: Stage, is_emergency: bool) -> None:
    morning.channel("wecom", cast.TOWNSHIP, digest="evening" if is_emergency else "morning")
    if is_emergency:
        urgent_need(morning)
    running: list[subprocess.Popen[str]] = []
    ready = Event()

    def kill() -> None:
        """The message is here, and the process has heard nothing of it."""
        ready.wait(PATIENCE_SECONDS)
        running[0].kill()
        running[0].wait(PATIENCE_SECONDS)
        morning.gateway.meanwhile = lambda: None

    morning.gateway.meanwhile = kill
    running.append(started())
    ready.set()
    running[0].communicate(timeout=PATIENCE_SECONDS)
    assert (len(morning.gateway.asked), morning.states()) == (1, {"claimed": 1})
    said(started())
    assert len(morning.gateway.asked) == 1
    later = clock.now() + LEASE * 1.1
    told = remind(morning.engine, lambda: later)
    if is_emergency:  # at least once
        assert (told["sent"], len(morning.gateway.asked), morning.states()) == (1, 2, {"sent": 1})
    else:  # at most once
        assert (told["sent"], len(morning.gateway.asked), morning.states()) == (0, 1, {"unknown": 1})


def test_the_command_says_what_it_does_not_understand(morning: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = CliRunner().invoke(app, ["remind", "--now"])
    assert (asked.exit_code, "--now" in asked.output) == (2, True)
    monkeypatch.setenv("SHOUWANG_VAPID_KEY", "abc")
    settings.cache_clear()
    asked = CliRunner().invoke(app, ["remind"])
    assert (asked.exit_code, asked.output.strip()) == (1, NO_KEY)
    assert morning.rows() == []  # told before anything is planned


def test_the_built_in_scheduler_sends_and_ends_after_the_message_it_has_begun(morning: Stage) -> None:
    morning.channel()
    came, go_on = Event(), Event()

    def hold() -> None:
        came.set()
        go_on.wait(PATIENCE_SECONDS)

    morning.gateway.meanwhile = hold
    with reminding(morning.engine, is_on=True, every=0.01):
        assert came.wait(PATIENCE_SECONDS)
        Timer(0.3, go_on.set).start()  # while the block is being left
    assert morning.states() == {"sent": 1, "waiting": 1}
    morning.gateway.meanwhile = lambda: None
    assert remind(morning.engine)["sent"] == 1


def test_a_round_that_fails_is_not_the_last(morning: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    morning.channel()
    came, rounds = Event(), []

    def fail_first(*told: object, **more: object) -> None:
        rounds.append(1)
        if len(rounds) == 1:
            raise OSError("no space left")
        came.set()

    monkeypatch.setattr("shouwang.reminders.scheduler.remind", fail_first)
    with reminding(morning.engine, is_on=True, every=0.01):
        assert came.wait(PATIENCE_SECONDS)


def test_where_a_timer_reminds_the_scheduler_does_not(morning: Stage) -> None:
    morning.channel()
    assert settings().reminders is True
    with reminding(morning.engine, is_on=False, every=0.01):
        Event().wait(0.2)
    assert morning.rows() == []
