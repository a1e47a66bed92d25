"""Layouts of ledgers as data: a ledger is its name, its columns, and the function that reads its rows.

The headings are those of the paper ones. To add a ledger: its word in `LedgerKind`, a `Layout` in `LAYOUTS`, and a
function that gives its rows without the running number, which is counted where they are written.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from shouwang.duties.reconcile import Period
from shouwang.exports.closed import Closed
from shouwang.exports.rules import Said
from shouwang.exports.words import LedgerKind


class Align(StrEnum):
    """Where a cell's text stands."""

    LEFT = "left"
    CENTER = "center"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, its width in half-width letters, whether the last row says its sum."""

    head: str
    width: float
    align: Align = Align.CENTER
    sums: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """What the rows of one township are read from. `clear`: numbers that identify or reach somebody are not masked.

    `closed` is the month as it was closed, where the period is one that was.
    """

    session: Session
    township: str
    period: Period
    today: date
    zone: ZoneInfo
    clear: bool
    closed: Closed | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """A ledger's layout. `rows` says what stands in each column after the first; `frozen` columns stay in sight.

    `counts` is of those whose figures are the ones that a month is closed with.

    `form` makes a page of each row, as on a form: lines with their height in points and the headings that they hold.
    """

    kind: LedgerKind
    title: str
    columns: tuple[Column, ...]
    rows: Callable[[Asked], Iterator[Said]]
    count: Callable[[Asked], int]
    frozen: int
    counts: bool = False
    form: tuple[tuple[float, tuple[str, ...]], ...] = ()

    @property
    def heads(self) -> list[str]:
        """The headings."""
        return [column.head for column in self.columns]


Layouts = Mapping[LedgerKind, Layout]
NUMBER = Column("序号", 5)


def columns(*of: Column | tuple[str, float] | tuple[str, float, Align]) -> tuple[Column, ...]:
    """The running number, and what comes after it."""
    return NUMBER, *(each if isinstance(each, Column) else Column(*each) for each in of)


def numbers(*heads: tuple[str, float]) -> tuple[Column, ...]:
    """Columns of numbers that are summed."""
    return tuple(Column(head, width, sums=True) for head, width in heads)
