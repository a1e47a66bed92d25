"""The tests of sync catch the bugs that were sown for them, and the pages that say so name tests that exist."""

import re
from pathlib import Path

import pytest

from faults.bug import Bug
from faults.seeded_bugs import BUGS, ROOT, main

NAMED = re.compile(r"`((?:sync|faults)/\w+\.py)(?:::(\w+))?")


@pytest.mark.parametrize("bug", BUGS, ids=lambda bug: bug.name)
def test_each_bug_can_still_be_sown(bug: Bug) -> None:
    text = (ROOT / bug.file).read_text(encoding="utf-8")
    assert bug.sown_in(text) != text


@pytest.mark.prove
def test_each_sown_bug_is_caught_and_the_page_says_by_what() -> None:
    assert main([]) == 0


@pytest.mark.parametrize("page", ["invariants.md", "field-reports.md", "seeded-bugs.md"])
def test_every_test_that_a_page_names_exists(page: str) -> None:
    named = NAMED.findall((ROOT / "docs" / page).read_text(encoding="utf-8"))
    assert named
    for file, name in named:
        assert name in (Path(__file__).parents[1] / file).read_text(encoding="utf-8"), f"{file}::{name}"
