"""The pages about threats and about the law name tests that are there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NAMED = re.compile(r"`((?:[\w-]+/)+[\w.-]+\.(?:py|ts|tsx))(?:::(\w+))?`")
FOLDERS = (ROOT / "tests", ROOT / "pwa" / "src", ROOT / "backend" / "shouwang", ROOT)


@pytest.mark.parametrize("page", ["threats.md", "compliance.md"])
def test_what_a_page_names_is_there(page: str) -> None:
    named = NAMED.findall((ROOT / "docs" / page).read_text(encoding="utf-8"))
    assert len(named) > 15
    assert [f"{file}::{test}" for file, test in named if not is_there(file, test)] == []


def test_every_row_about_a_threat_names_a_test_or_says_that_there_is_none() -> None:
    rows = [line for line in (ROOT / "docs" / "threats.md").read_text("utf-8").splitlines() if line.startswith("| ")]
    told = [row for row in rows if not row.startswith(("| threat", "| ---"))]
    assert [row for row in told if not NAMED.search(row) and "no test" not in row] == []


def is_there(file: str, test: str) -> bool:
    paths = [folder / file for folder in FOLDERS if (folder / file).is_file()]
    return bool(paths) and (not test or any(f"def {test}(" in each.read_text("utf-8") for each in paths))
