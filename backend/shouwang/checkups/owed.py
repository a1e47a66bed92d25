"""Who is owed a checkup in a year (RC-07, the national norm), without any database."""

from dataclasses import dataclass
from datetime import date

from shouwang.checkups.words import Bounds


@dataclass(frozen=True, slots=True)
class Rule:
    """Whoever reaches `age` by the day `cutoff` (MM-DD) of a year is owed a checkup in it."""

    age: int = 65
    cutoff: str = "12-31"
    bounds: Bounds = Bounds.AT_MOST

    def born_by(self, year: int) -> date:
        """The latest day of birth of those who are owed one in a year."""
        month, day = (int(part) for part in self.cutoff.split("-"))
        is_leap_day = (month, day) == (2, 29)
        return date(year - self.age, month, 28 if is_leap_day else day)


NATIONAL = Rule()
"""By year of birth: a roster of the year holds everybody who turns 65 in it (tricky case 5)."""
