"""What `make` says on a machine where something is missing: one sentence, no traceback."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """The Makefile and the lists of packages, in a folder without .venv."""
    for name in ("Makefile", "requirements.txt", "requirements-dev.txt", "pyproject.toml", "hatch_build.py"):
        shutil.copy(ROOT / name, tmp_path)
    (tmp_path / "pwa").mkdir()
    return tmp_path


def complaint(folder: Path, *arguments: str, **environment: str) -> str:
    """What a failing `make run` complains of, without make's own last line."""
    clean = {key: value for key, value in os.environ.items() if key not in ("MAKEFLAGS", "MAKELEVEL", "MFLAGS")}
    command = ["make", "--no-print-directory", "run", *arguments]
    done = subprocess.run(command, cwd=folder, env=clean | environment, capture_output=True, text=True, timeout=120)
    assert done.returncode != 0
    return "\n".join(line for line in done.stderr.splitlines() if not line.startswith("make:"))


def python_that(folder: Path, script: str) -> str:
    stub = folder / "python-stub"
    stub.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    stub.chmod(0o755)
    return f"PYTHON={stub}"


def test_a_machine_without_python_is_told_so(clone: Path) -> None:
    assert complaint(clone, "PYTHON=python-of-nowhere").startswith(
        "✗ There is no python-of-nowhere: install Python 3.11"
    )


def test_an_old_python_is_told_how_to_choose_another(clone: Path) -> None:
    old = python_that(clone, 'case "$2" in *version_info*) exit 1;; esac')
    assert "is older than 3.11: say which to take, as in make PYTHON=python3.12" in complaint(clone, old)


def test_a_python_without_venv_is_told_the_package_to_install(clone: Path) -> None:
    bare = python_that(clone, 'case "$2" in *ensurepip*) exit 1;; esac')
    assert "cannot make virtual environments: apt-get install python3-venv" in complaint(clone, bare)


def test_a_machine_without_a_network_is_told_so_in_one_line(clone: Path) -> None:
    nowhere = {"PIP_INDEX_URL": "http://127.0.0.1:9/simple", "PIP_RETRIES": "0", "PIP_NO_INDEX": "0"}
    said = complaint(clone, f"PYTHON={sys.executable}", PIP_CONFIG_FILE=os.devnull, PIP_FIND_LINKS="", **nowhere)
    assert said == (
        "✗ uv could not be fetched. Is there a network, or a mirror set in pip.conf and .npmrc? (build/uv.log)"
    )


def test_help_lists_every_target_with_a_description() -> None:
    listed = subprocess.run(["make", "-s"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert [name for name in ("run", "test", "prove", "bench", "lint", "format") if f"make {name} " not in listed] == []
