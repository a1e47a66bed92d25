"""A pack is checked before anybody owes by it, and each thing that is wrong is told with its line."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

import shouwang.duties
from shouwang.cli import app
from shouwang.duties.check import check

PACKS = Path(shouwang.duties.__file__).parent / "packs"

GOOD = """\
id = "own"
title = "本县"

[[duties]]
id = "A-1"
subject = "person"
every = "month"
from = 2026-01-01
to = 2026-12-31
[duties.population]
abilities = ["full"]
age = { min = 60 }
[duties.credit]
kinds = ["visit"]
modes = ["home"]

[[duties]]
id = "A-2"
subject = "township"
every = "month"
only_days = [24, 25]
from = 2026-01-01
[duties.credit]
kinds = ["activity"]

[[statements]]
id = "A-3"
kind = "money"
title = "标准"
title_en = "Standard"
quote = "每人每年300元的标准"
"""


def told(text: str) -> list[tuple[int, str]]:
    return [(problem.line, problem.reason) for problem in check(text)]


def test_a_good_pack_has_nothing_wrong() -> None:
    assert check(GOOD) == []


@pytest.mark.parametrize("pack", sorted(PACKS.glob("*.toml")), ids=lambda path: path.stem)
def test_every_pack_that_ships_passes(pack: Path) -> None:
    assert check(pack.read_text("utf-8")) == []


@pytest.mark.parametrize(
    ("line", "written", "instead", "reason"),
    [
        (2, 'title = "本县"', 'titel = "本县"', "is not a known key"),
        (1, 'id = "own"', "", "is missing"),
        (6, 'subject = "person"', 'subject = "village"', "'village' is not one of person, household, township"),
        (7, 'every = "month"', 'every = "fortnight"', "'fortnight' is not day, N days, week, month, quarter, year"),
        (8, "from = 2026-01-01\nto", "from = 2026-13-01\nto", "Expected newline"),
        (9, "to = 2026-12-31", "to = 2025-12-31", "is before from"),
        (11, 'abilities = ["full"]', 'abilities = ["ful"]', "'ful' is not one of self, semi, full"),
        (12, "age = { min = 60 }", "age = { min = 60, max = 50 }", "is below min"),
        (12, "age = { min = 60 }", "age = {}", "says neither min nor max"),
        (15, 'kinds = ["visit"]', 'kinds = ["activity"]', "only a visit has a mode, and kinds has none"),
        (18, 'id = "A-2"', 'id = "A-1"', "is there twice"),
        (27, 'id = "A-3"', 'id = "A-2"', "is there twice"),
        (21, "[24, 25]", "[0, 25]", "must be days of the month, 1 to 31"),
        (28, 'kind = "money"', 'kind = "cash"', "'cash' is not one of coverage"),
    ],
)
def test_each_fault_is_told_with_its_line(line: int, written: str, instead: str, reason: str) -> None:
    assert written in GOOD
    problems = told(GOOD.replace(written, instead, 1))
    assert [(at, why.startswith(reason)) for at, why in problems] == [(line, True)], problems


def test_a_duty_that_is_never_in_force_is_refused() -> None:
    late = GOOD.replace("from = 2026-01-01\nto = 2026-12-31", "from = 2026-01-02\nto = 2026-01-30")
    assert told(late) == [(9, "the duty is never in force: no month begins from 2026-01-02 to 2026-01-30")]


def test_days_that_no_month_in_force_has_are_refused() -> None:
    february = GOOD.replace("[24, 25]\nfrom = 2026-01-01", "[30, 31]\nfrom = 2026-02-01\nto = 2026-02-28")
    assert told(february) == [(21, "no month in force has 1 of these days")]
    assert told(february.replace("to = 2026-02-28", "to = 2026-03-31")) == []


def test_a_population_of_townships_is_a_contradiction() -> None:
    text = GOOD.replace("only_days = [24, 25]", 'population = { abilities = ["full"] }')
    assert told(text) == [(21, "is for persons only: every township is owed this")]


def test_several_faults_are_told_at_once_and_in_order() -> None:
    text = GOOD.replace('"本县"', '"本县"\ncolour = "red"').replace('["home"]', '["fly"]\nnote = 1').replace("24", "42")
    assert [line for line, _ in told(text)] == [3, 16, 17, 23]


def test_a_file_that_is_no_toml_is_told_by_its_line() -> None:
    assert told('id = "own"\ntitle = \n') == [(2, "Invalid value")]
    assert [line for line, _ in told('id = "own')] == [1]


def test_text_over_several_lines_is_not_taken_for_keys() -> None:
    text = GOOD.replace('title = "本县"', 'title = """本县\nid = 3\n"""\nbasis = 4')
    assert told(text) == [(5, "must be a text")]


def test_a_pack_that_says_nothing_is_refused() -> None:
    assert told('id = "own"\n') == [(1, "has neither duties nor statements")]


def test_the_command_names_file_line_and_reason_and_fails(tmp_path: Path) -> None:
    file = tmp_path / "own.toml"
    file.write_text(GOOD.replace('["home"]', '["fly"]'), "utf-8")
    refused = CliRunner().invoke(app, ["policy", "check", str(file)])
    assert refused.exit_code == 1
    assert "own.toml:15: A-1, credit.modes: 'fly' is not one of" in refused.output
    file.write_text(GOOD, "utf-8")
    passed = CliRunner().invoke(app, ["policy", "check", str(file)])
    assert (passed.exit_code, "✓ own: 2" in passed.output) == (0, True)
