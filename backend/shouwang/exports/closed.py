"""A file beside the month as it was closed: which version that is, and whether its numbers are those of the file."""

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from shouwang.closing import queries
from shouwang.closing.models import MonthVersion
from shouwang.closing.rules import Row as ClosedRow
from shouwang.closing.rules import from_bytes, is_counted
from shouwang.duties.reconcile import Period
from shouwang.duties.units import month_end
from shouwang.ledger.standing import Standing

Figures = tuple[int, int, int, int]
"""Owed, done, missed, not yet reported: by duties that are a breach when missed."""
NOTHING: Figures = (0, 0, 0, 0)


class Closed:
    """The newest version of a township's month, to be compared with the rows of a file as they are written."""

    def __init__(self, version: MonthVersion, *, is_open_again: bool) -> None:
        self.version, self.is_open_again = version, is_open_again
        self._figures = _by_person(from_bytes(version.rows))
        self._differ = 0

    def compare(self, person: str, now: Standing) -> None:
        """Takes note of what the file says of a person."""
        said = (now.expected, now.credited, now.misses, now.unreported)
        self._differ += said != self._figures.pop(person, NOTHING)

    @property
    def differ(self) -> int:
        """Of how many people the file says something else, once all were compared; also of whom it says nothing."""
        return self._differ + sum(figures != NOTHING for figures in self._figures.values())


def is_month(period: Period) -> bool:
    """Whether a period is one month from its first day to its last."""
    return period.first.day == 1 and period.last == month_end(period.first)


def closed_month(session: Session, township: str, period: Period) -> Closed | None:
    """What was closed of a period; None where it is no month or was never closed."""
    version = queries.version(session, township, period.first) if is_month(period) else None
    if version is None:
        return None
    return Closed(version, is_open_again=(township, period.first) in queries.open_again(session, township))


def told(closed: Closed, zone: ZoneInfo, *, counts: bool) -> str:
    """What a sheet says of the month that was closed. `counts`: its figures are those with which months are closed."""
    version = closed.version
    which = f"已结账第 {version.number} 版（{_at(version.closed_at, zone)} 结账，{_signed(closed, zone)}）"
    checked = f"结账校验 {version.rows_sha256}"
    if not counts:
        return f"实时数据；这个月{which}，{checked}"
    if closed.differ:
        return f"实时数据，有 {closed.differ} 人的次数和{which}不同，{checked}"
    return f"各人次数和{which}一致，{checked}"


def _signed(closed: Closed, zone: ZoneInfo) -> str:
    if closed.is_open_again:
        return "已重新打开"
    signed_at = closed.version.signed_at
    return f"{_at(signed_at, zone)} 县里签认" if signed_at else "县里未签认"


def _at(moment: datetime, zone: ZoneInfo) -> str:
    return f"{moment.astimezone(zone):%Y-%m-%d %H:%M}"


def _by_person(rows: Iterable[ClosedRow]) -> dict[str, Figures]:
    figures: dict[str, Figures] = {}
    for row in rows:
        if is_counted(row):
            owed, done, missed, waiting = figures.get(row.subject, NOTHING)
            figures[row.subject] = (
                owed + row.expected,
                done + row.credited,
                missed + len(row.misses),
                waiting + len(row.unreported),
            )
    return figures
