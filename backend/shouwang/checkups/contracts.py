"""The family doctor's contract (家庭医生签约): a year at least, with one doctor or team at a time. Pure.

The same on the phone (`pwa/src/checkups/contracts.ts`), shown by shared cases.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple

from shouwang.checkups.rules import day_of


class Contract(NamedTuple):
    """With whom, and from when to when, both days included."""

    doctor: str
    signed_on: date
    until: date

    def holds_on(self, day: date) -> bool:
        """Whether it is in force on a day."""
        return self.signed_on <= day <= self.until


def contract_of(values: Mapping[str, Any]) -> Contract | None:
    """What the section of a year says; none where nothing was signed, or the day is missing."""
    signed = day_of(values.get("contract_on"))
    if values.get("contract") != "1" or signed is None:
        return None
    until = _years_on(signed, int(values.get("contract_years") or 1)) - timedelta(days=1)
    ended = day_of(values.get("contract_end"))
    if ended is not None:
        until = min(until, ended - timedelta(days=1))
    return Contract(str(values.get("contract_doctor") or ""), signed, until)


def in_force(contracts: Iterable[Contract], day: date) -> Contract | None:
    """Of several the one that was signed last and holds on a day."""
    return max((each for each in contracts if each.holds_on(day)), key=lambda each: each.signed_on, default=None)


def _years_on(day: date, years: int) -> date:
    is_leap_day = (day.month, day.day) == (2, 29)
    return date(day.year + years, 3, 1) if is_leap_day else day.replace(year=day.year + years)
