"""`make bench` takes every figure, or says why not."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def bench(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "bench", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=1_200)


@pytest.mark.prove
def test_every_figure_is_taken() -> None:
    ran = bench("--quick")
    assert ran.returncode == 0, ran.stdout
    assert "not taken" not in ran.stdout


@pytest.mark.prove
def test_a_measure_that_does_not_exist_is_refused_before_anything_runs() -> None:
    ran = bench("speed")
    assert ran.returncode == 2
    assert "there is no speed" in " ".join(ran.stderr.split())
