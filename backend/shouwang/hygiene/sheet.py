"""The sheet by which homes are checked: data with a version. A check keeps the version that it was made with."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Item:
    """Something that is looked at, and its points at most."""

    id: str
    zh: str
    en: str
    most: int


@dataclass(frozen=True, slots=True)
class Grade:
    """A grade from so many points on, and what a home earns by it."""

    id: str
    zh: str
    en: str
    least: int
    points: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """Items, grades from the best down, and after how many days the lowest grade is looked at again."""

    version: int
    recheck_days: int
    items: tuple[Item, ...]
    grades: tuple[Grade, ...]

    def objection_to(self, scores: Mapping[str, int]) -> str | None:
        """What speaks against scores: an item that is missing, one that is unknown, or one beyond its points."""
        wanted = {item.id: item.most for item in self.items}
        if scores.keys() != wanted.keys():
            return "items"
        return next((f"score.{name}" for name, score in scores.items() if not 0 <= score <= wanted[name]), None)

    def grade_of(self, total: int) -> Grade:
        """The grade of a sum."""
        return next(grade for grade in self.grades if total >= grade.least)

    def mend_by(self, grade: Grade, day: date) -> date | None:
        """Until when a home with this grade is looked at again; None where it need not be."""
        return day + timedelta(days=self.recheck_days) if grade is self.grades[-1] else None


@cache
def sheets() -> Mapping[int, Sheet]:
    """All sheets that ship, by version."""
    folder = resources.files("shouwang.hygiene")
    files = [each for each in folder.iterdir() if each.name.startswith("sheet-")]
    read = [_sheet(tomllib.loads(each.read_text("utf-8"))) for each in files]
    return {sheet.version: sheet for sheet in read}


def newest() -> Sheet:
    """The sheet that is used today."""
    return sheets()[max(sheets())]


def _sheet(said: Mapping[str, object]) -> Sheet:
    items = tuple(Item(**each) for each in said["items"])  # type: ignore[attr-defined]
    grades = tuple(
        Grade(each["id"], each["zh"], each["en"], each["from"], each["points"])
        for each in said["grades"]  # type: ignore[attr-defined]
    )
    if sum(item.most for item in items) != 100 or grades[-1].least != 0:
        raise ValueError("the items of a sheet come to 100, and its lowest grade begins at 0")
    return Sheet(int(said["version"]), int(said["recheck_days"]), items, grades)  # type: ignore[call-overload]
