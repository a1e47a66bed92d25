"""What stands in a command's way is said in one sentence, in both languages, and never as a traceback."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

SHOUWANG = str(Path(sys.executable).with_name("shouwang"))
INVITE = ["invite", "--name", "周敏", "--role", "officer", "--place"]


def run(folder: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    around = {"SHOUWANG_DATA": str(folder / "data"), "SHOUWANG_DATABASE_URL": "", "DATABASE_URL": ""}
    return subprocess.run(
        [SHOUWANG, *words],
        env=os.environ | around | environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize(
    ("environment", "words"),
    [
        ({"DATABASE_URL": "postgresql://nobody@127.0.0.1:9/nothing"}, "数据库"),
        ({"DATABASE_URL": "hello"}, "数据库"),
        ({"DATABASE_URL": "mysql://localhost/x"}, "数据库"),
        ({"DATABASE_URL": "sqlite:////proc/x/y.db"}, "用不了"),
        ({"SHOUWANG_DATA": "/proc/x"}, "用不了"),
    ],
)
def test_what_cannot_be_used_is_said_in_a_sentence(tmp_path: Path, environment: dict[str, str], words: str) -> None:
    done = run(tmp_path, *INVITE, "430321", **environment)
    assert done.returncode == 1
    assert done.stderr.startswith("✗")
    assert words in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("place", ["430399999", "430321999", "43032", "4303a1", "110101"])
def test_nobody_is_invited_to_a_place_that_is_not_there(tmp_path: Path, place: str) -> None:
    done = run(tmp_path, *INVITE, place)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("✗")


def test_an_officer_of_the_county_gets_a_link(tmp_path: Path) -> None:
    done = run(tmp_path, *INVITE, "430321", "--url", "https://shouwang.example")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("https://shouwang.example/#/enrol/")
