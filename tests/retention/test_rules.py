"""When a file may be erased, decided without a database."""

from dataclasses import dataclass
from datetime import date

import pytest

from shouwang.retention.rules import Care, care_of, is_over, objection
from shouwang.retention.words import Because

TODAY = date(2026, 11, 27)
LONG_AGO = date(2020, 1, 31)


@dataclass
class Fact:
    """A fact that stands."""

    kind: str
    valid_from: date
    valid_to: date | None = None


RUNS, ENDED = Fact("programme", LONG_AGO), Fact("programme", date(2019, 1, 1), LONG_AGO)


@pytest.mark.parametrize(
    ("facts", "care"),
    [
        ([RUNS], Care(True, None)),
        ([ENDED], Care(False, LONG_AGO)),
        ([ENDED, RUNS], Care(True, None)),
        ([Fact("programme", LONG_AGO, TODAY)], Care(True, None)),
        ([RUNS, Fact("death", LONG_AGO)], Care(False, LONG_AGO)),
        ([Fact("programme", date(2027, 1, 1))], Care(True, None)),
        ([], Care(False, None)),
    ],
)
def test_care_runs_until_its_programme_ends_or_she_dies(facts: list[Fact], care: Care) -> None:
    assert care_of(facts, TODAY) == care


def test_five_years_are_over_on_the_day_after() -> None:
    ended = Care(False, date(2020, 2, 29))
    assert ended.kept_until(5) == date(2025, 3, 1)
    assert not is_over(ended, date(2025, 3, 1), 5)
    assert is_over(ended, date(2025, 3, 2), 5)
    assert not is_over(Care(True, None), TODAY, 5)
    assert not is_over(Care(False, None), TODAY, 5)


@pytest.mark.parametrize(
    ("care", "because", "records", "against"),
    [
        (Care(True, None), Because.REQUESTED, 0, ("still_in_care", None)),
        (Care(True, None), Because.WRONGLY_ENTERED, 0, ("still_in_care", None)),
        (Care(False, date(2024, 5, 1)), Because.REQUESTED, 3, ("kept_by_law", date(2029, 5, 1))),
        (Care(False, date(2024, 5, 1)), Because.WRONGLY_ENTERED, 0, None),
        (Care(False, date(2024, 5, 1)), Because.WRONGLY_ENTERED, 1, ("has_records", date(2029, 5, 1))),
        (Care(False, LONG_AGO), Because.RETENTION_OVER, 900, None),
        (Care(False, LONG_AGO), Because.REQUESTED, 900, None),
        (Care(False, None), Because.RETENTION_OVER, 0, ("retention_unknown", None)),
        (Care(False, LONG_AGO), Because.INSPECTION, 0, ("no_reason_to_erase", None)),
    ],
)
def test_an_erasure_needs_its_time_and_a_reason(
    care: Care, because: Because, records: int, against: tuple[str, date | None] | None
) -> None:
    assert objection(care, because, TODAY, 5, records) == against
