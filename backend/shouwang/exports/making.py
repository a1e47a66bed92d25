"""Makes the file of a ledger, step by step, so that whoever waits sees how far it is and can give up."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from itertools import chain, islice
from typing import IO, NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from shouwang.duties.reconcile import Period
from shouwang.exports.book import Book, Head
from shouwang.exports.closed import Closed, closed_month, is_month, told
from shouwang.exports.csv_file import CsvFile
from shouwang.exports.layouts import Asked, Layout
from shouwang.exports.ledgers import LAYOUTS
from shouwang.exports.rules import Digest, Row, cells_of
from shouwang.exports.words import BECAUSE, STATUSES, FileFormat, LedgerKind
from shouwang.ledger.queries import townships_within
from shouwang.ledger.service import ledger_of, policy_lines
from shouwang.privacy.words import ShownBecause
from shouwang.register.models import Place

STEP = 100
"""So many rows are written between two words of progress."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """The file that is asked for; `because`: what its numbers are in the clear for, null where they stay masked."""

    kind: LedgerKind
    place: str
    period: Period
    format: FileFormat
    because: ShownBecause | None
    user_name: str
    at: datetime
    today: date
    zone: ZoneInfo

    @property
    def layout(self) -> Layout:
        """Its layout."""
        return LAYOUTS[self.kind]

    def of(self, session: Session, township: str, closed: Closed | None = None) -> Asked:
        """What one township's rows are read from."""
        return Asked(session, township, self.period, self.today, self.zone, self.because is not None, closed)


class Step(NamedTuple):
    """How many rows are written, of how many."""

    done: int
    of: int


@dataclass(slots=True)
class Made:
    """What became of it: how many rows, and the hash over those of all sheets.

    `version` is that of the closed month with which the figures of all sheets agree; null where one of them does not.
    """

    rows: int = 0
    digest: str = ""
    version: int | None = None


FILES: Mapping[FileFormat, Callable[[IO[bytes], str], Book | CsvFile]] = {
    FileFormat.XLSX: Book,
    FileFormat.CSV: CsvFile,
}


def make(session: Session, wanted: Wanted, out: IO[bytes], folder: str, made: Made) -> Iterator[Step]:
    """Writes the file, and says from time to time how far it is; `folder` is for what lies about meanwhile."""
    file = FILES[wanted.format](out, folder)
    try:
        yield from _sheets(session, wanted, file, made)
    except BaseException:
        file.abandon()
        raise
    file.close()


def _sheets(session: Session, wanted: Wanted, file: Book | CsvFile, made: Made) -> Iterator[Step]:
    places = townships_within(session, wanted.place)
    of = sum(wanted.layout.count(wanted.of(session, place.code)) for place in places)
    policies, digests, versions = policies_in_words(session, wanted), [], set()
    yield Step(0, of)
    for place in places:
        closed = closed_month(session, place.code, wanted.period)
        sheet, digest, number = file.begin(wanted.layout, _head(place, wanted)), Digest(wanted.layout.heads), 0
        for number, row in _numbered(wanted, wanted.of(session, place.code, closed)):
            digest.add(row)
            sheet.add(row)
            if number % STEP == 0:
                yield Step(made.rows + number, of)
        made.rows += number
        digests.append(digest.hex())
        versions.add(_agrees_with(wanted, closed))
        sheet.end(notes_of(wanted, closed, policies, number, digest.hex()))
        yield Step(made.rows, of)
    made.digest = digests[0] if len(digests) == 1 else sha256("\n".join(digests).encode()).hexdigest()
    made.version = versions.pop() if len(versions) == 1 else None


def _numbered(wanted: Wanted, asked: Asked) -> Iterator[tuple[int, Row]]:
    for number, said in enumerate(wanted.layout.rows(asked), 1):
        yield number, (number, *cells_of(said, asked.zone))


def _agrees_with(wanted: Wanted, closed: Closed | None) -> int | None:
    """The number of the version whose figures a sheet has."""
    return closed.version.number if closed and wanted.layout.counts and not closed.differ else None


def first_rows(session: Session, wanted: Wanted, most: int) -> tuple[int, list[list[str | int | float]]]:
    """How many rows the file would have, and the first of them."""
    places = townships_within(session, wanted.place)
    count = sum(wanted.layout.count(wanted.of(session, place.code)) for place in places)
    said = chain.from_iterable(wanted.layout.rows(wanted.of(session, place.code)) for place in places)
    rows = ([number, *cells_of(each, wanted.zone)] for number, each in enumerate(said, 1))
    return count, list(islice(rows, most))


def title_of(layout: Layout, period: Period) -> str:
    """The title with its month, or its year; of other days it has none of its own."""
    first, last = period.first, period.last
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.year}年{first.month}月{layout.title}"
    return f"{first.year}年{layout.title}" if first.year == last.year else layout.title


def policies_in_words(session: Session, wanted: Wanted) -> str:
    """The versions of policies that the period followed; a draft is named as one."""
    lines = policy_lines(ledger_of(session, wanted.period, wanted.today))
    said = [f"{each.title or each.id} 第 {each.version} 版（{STATUSES[each.status]}）" for each in lines]
    return "；".join(said) or "这一时段没有执行任何政策"


def notes_of(wanted: Wanted, closed: Closed | None, policies: str, rows: int, digest: str) -> Sequence[str]:
    """What stands below the rows: version, policy, time and hash."""
    numbers = f"含完整号码，用途：{BECAUSE[wanted.because]}" if wanted.because else "号码已隐去部分数字"
    when = wanted.at.astimezone(wanted.zone)
    return (
        f"版本：{_version(wanted, closed)}，截至 {wanted.today}",
        f"依据：{policies}",
        f"导出：{when:%Y-%m-%d %H:%M}，{wanted.user_name}，{numbers}",
        f"校验（SHA-256，{rows} 行）：{digest}",
    )


def _version(wanted: Wanted, closed: Closed | None) -> str:
    if closed:
        return told(closed, wanted.zone, counts=wanted.layout.counts)
    return "实时数据，这个月还没有结账" if is_month(wanted.period) else "实时数据，不是结账的版本"


def _head(place: Place, wanted: Wanted) -> Head:
    return Head(
        sheet=place.name,
        title=title_of(wanted.layout, wanted.period),
        unit=place.name,
        period=f"{wanted.period.first} 至 {wanted.period.last}",
        made=f"{wanted.today:%Y年%m月%d日}",
    )
