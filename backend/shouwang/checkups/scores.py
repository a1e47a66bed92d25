"""What values come to: body mass index, self-care score, constitutions. Pure, and the same on the phone."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from shouwang.checkups.definition import CheckupForm
from shouwang.checkups.words import Band, Bounds, Build, Constitution, Leaning

SELFCARE = ("eating", "washing", "dressing", "toilet", "moving")

QUESTIONS: Mapping[Constitution, tuple[int, ...]] = {
    Constitution.QI: (2, 3, 4, 14),
    Constitution.YANG: (11, 12, 13, 29),
    Constitution.YIN: (10, 21, 26, 31),
    Constitution.PHLEGM: (9, 16, 28, 32),
    Constitution.DAMP_HEAT: (23, 25, 27, 30),
    Constitution.STASIS: (19, 22, 24, 33),
    Constitution.GLOOM: (5, 6, 7, 8),
    Constitution.SPECIAL: (15, 17, 18, 20),
    Constitution.BALANCED: (1, 2, 4, 5, 13),
}
"""Which questions of the 33 tell of which constitution (standards §2.3)."""

REVERSED = (2, 4, 5, 13)
"""Of the balanced one these count the other way round."""


def bmi_of(values: Mapping[str, Any]) -> float | None:
    """kg/m², to one decimal, halves up."""
    height, weight = values.get("height"), values.get("weight")
    if not isinstance(height, int | float) or not isinstance(weight, int | float) or height <= 0:
        return None
    return int(weight / (height / 100) ** 2 * 10 + 0.5) / 10


def build_of(bmi: float) -> Build:
    """A body mass index in words."""
    steps = ((18.5, Build.THIN), (24, Build.NORMAL), (28, Build.OVERWEIGHT))
    return next((build for below, build in steps if bmi < below), Build.OBESE)


def selfcare_of(form: CheckupForm, values: Mapping[str, Any]) -> tuple[int, Band] | None:
    """The self-care score of at most 37, and its band; none while an item is open."""
    points = [_points(form, name, values.get(name)) for name in SELFCARE]
    known = [each for each in points if each is not None]
    if len(known) < len(points):
        return None
    score = sum(known)
    steps = ((3, Band.SELF), (8, Band.MILD), (18, Band.MODERATE))
    return score, next((band for most, band in steps if score <= most), Band.SEVERE)


def _points(form: CheckupForm, name: str, value: Any) -> int | None:
    field = form.fields[name]
    places = [number for number, option in enumerate(field.options) if option.id == value]
    return field.points[places[0]] if places else None


@dataclass(frozen=True, slots=True)
class Leaned:
    """How far somebody has a constitution."""

    constitution: Constitution
    sum: int
    leaning: Leaning


def constitutions_of(values: Mapping[str, Any], bounds: Bounds) -> list[Leaned] | None:
    """The sums and what they mean, in the order of the sheet; none while a question is open."""
    marks = {number: int(said) for number in range(1, 34) if (said := values.get(f"q{number}")) in tuple("12345")}
    if len(marks) < 33:
        return None
    found = [_leaned(kind, sum(marks[each] for each in asked)) for kind, asked in QUESTIONS.items()]
    others = [each.sum for each in found[:-1]]
    balanced = sum(6 - marks[each] if each in REVERSED else marks[each] for each in QUESTIONS[Constitution.BALANCED])
    return [*found[:-1], Leaned(Constitution.BALANCED, balanced, _balanced(balanced, others, bounds))]


def _leaned(kind: Constitution, total: int) -> Leaned:
    leaning = Leaning.YES if total >= 11 else Leaning.LEANS if total >= 9 else Leaning.NO
    return Leaned(kind, total, leaning)


def _balanced(total: int, others: list[int], bounds: Bounds) -> Leaning:
    least = 0 if bounds is Bounds.AT_MOST else 1
    if total < 17:
        return Leaning.NO
    if all(each + least <= 8 for each in others):
        return Leaning.YES
    return Leaning.LEANS if all(each + least <= 10 for each in others) else Leaning.NO
