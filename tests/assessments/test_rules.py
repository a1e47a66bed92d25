"""What six items come to, who signs, and working days: the same cases as on the phone."""

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from duties.test_festivals import longitude_of_the_sun, midnight
from shouwang.assessments.rules import Panel, Stated, gbt_level_of, level_of, objections_to, panel_of
from shouwang.assessments.words import AssessorKind, Item, Scale
from shouwang.assessments.working_days import by_law, due_after, is_working_day, legal_days, working_days_until
from shouwang.settings import settings

CASES = json.loads((Path(__file__).parent / "cases.json").read_text(encoding="utf-8"))


def test_six_items_come_to_a_class_or_are_still_open() -> None:
    for met, level in CASES["levels"]:
        assert level_of(dict(zip(Item, met, strict=True))) == level, met
    for score, level in CASES["gbt"]:
        assert gbt_level_of(score) == level


def test_what_speaks_against_an_assessment() -> None:
    for told, packs, found in CASES["objections"]:
        assert objections_to(_stated(told), panel_of(packs), date(2026, 6, 15)) == found, told


def _stated(told: dict[str, Any]) -> Stated:
    return Stated(
        Scale(told.get("scale", "six_items")),
        dict(zip(Item, told["items"], strict=False)),
        told.get("score"),
        told.get("level"),
        told.get("reason"),
        date.fromisoformat(told.get("assessed_on", "2026-06-15")),
        tuple(AssessorKind(each["kind"]) for each in told["assessors"]),
    )


def test_a_county_that_follows_two_policies_asks_the_larger_group() -> None:
    assert panel_of(["national"]) == Panel()
    assert panel_of(["xiangtan", "rongchang"]) == Panel(3, 5, doctor=True)


def test_ten_working_days_go_round_weekends_and_holidays() -> None:
    assert due_after(date(2026, 3, 2), 10) == (date(2026, 3, 16), True)
    # 中秋 on the 25th, 国庆 from the 1st to the 7th, and Saturday the 10th is worked.
    assert due_after(date(2026, 9, 23), 10) == (date(2026, 10, 14), True)
    assert is_working_day(date(2026, 2, 28))
    assert not is_working_day(date(2026, 2, 23))
    assert not due_after(date(2026, 12, 28), 10).certain


def test_a_year_that_is_not_decreed_yet_is_counted_by_the_law() -> None:
    off = sorted(by_law(2027).off)
    assert [f"{day:%m-%d}" for day in off] == [
        "01-01", "02-05", "02-08", "02-09", "02-10", "04-05", "05-03", "05-04", "06-09", "09-15", "10-01", "10-04",
        "10-05",
    ]  # fmt: skip
    # 春节's first two days are a weekend, and made up: nobody works from 5 to 10 February.
    assert due_after(date(2027, 2, 4), 1) == (date(2027, 2, 11), False)


@pytest.mark.parametrize("year", range(2027, 2033))
def test_qingming_is_the_day_on_which_the_sun_is_at_15_degrees(year: int) -> None:
    (day,) = [day for day in legal_days(year) if day.month == 4]
    assert longitude_of_the_sun(midnight(day)) < 15 <= longitude_of_the_sun(midnight(day + timedelta(days=1)))


def test_a_county_adds_the_year_that_was_just_decreed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    added = tmp_path / "holidays.toml"
    added.write_text("[2027]\noff = [2027-01-04]\nworked = [2027-01-09]\n", encoding="utf-8")
    monkeypatch.setattr(settings(), "working_days", added)
    assert due_after(date(2026, 12, 31), 6) == (date(2027, 1, 9), True)
    monkeypatch.setattr(settings(), "working_days", spoilt := tmp_path / "spoilt.toml")
    spoilt.write_text("[2027]\noff = 3\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"SHOUWANG_WORKING_DAYS: .*spoilt\.toml"):
        is_working_day(date(2027, 1, 4))


def test_what_is_left_of_them() -> None:
    due = due_after(date(2026, 9, 23), 10).day
    assert working_days_until(date(2026, 9, 23), due) == 10
    assert working_days_until(due, due) == 0
    assert working_days_until(date(2026, 10, 1), due) == working_days_until(date(2026, 10, 7), due)
    assert working_days_until(due + timedelta(days=4), due) == -2
