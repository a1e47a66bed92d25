"""The command `shouwang` as a whole: all of its commands, none of which waits for what only another one needs."""

import re
import subprocess
import sys

import pytest
from typer.testing import CliRunner

from shouwang.cli import COMMANDS, app


def test_the_help_lists_every_command_with_what_it_does() -> None:
    told = CliRunner().invoke(app, ["--help"]).stdout
    listed = dict(re.findall(r"^│ (\w+) +(\S.*?) *│$", told.partition("Commands")[2], re.MULTILINE))
    assert list(listed) == list(COMMANDS)
    assert listed["import"].startswith("导入花名册 · Take a township's roster")
    assert listed["policy"].startswith("政策包 · Policy packs")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_says_what_it_wants(command: str) -> None:
    asked = CliRunner().invoke(app, [command, "--help"])
    assert asked.exit_code == 0
    assert f"shouwang {command} [OPTIONS]" in re.sub(r"Usage: \S+", "Usage: shouwang", asked.stdout)


def test_a_slip_of_the_pen_is_answered_with_the_command_that_was_meant() -> None:
    asked = CliRunner().invoke(app, ["imprt"])
    assert asked.exit_code == 2
    assert "'import'" in asked.stderr


@pytest.mark.parametrize(
    ("command", "unneeded"),
    [
        ("import", {"shouwang.app", "shouwang.demo.county", "uvicorn"}),
        ("reconcile", {"shouwang.app", "shouwang.database", "fastapi"}),
    ],
)
def test_a_command_does_not_load_what_it_does_not_need(command: str, unneeded: set[str]) -> None:
    code = f"import sys; from shouwang.cli import app; app([{command!r}, '--help'], standalone_mode=False); "
    loaded = subprocess.run(
        [sys.executable, "-c", code + "print(*sys.modules)"], capture_output=True, text=True, check=True, timeout=60
    )
    assert unneeded.isdisjoint(loaded.stdout.split())
    assert "shouwang.settings" in loaded.stdout
