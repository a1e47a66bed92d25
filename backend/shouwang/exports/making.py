"""Makes the file of a ledger, step by step, so that whoever waits sees how far it is and can give up."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from itertools import chain
from typing import IO, NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from shouwang.duties.reconcile import Period
from shouwang.exports.book import Book, Head
from shouwang.exports.csv_file import CsvFile
from shouwang.exports.layouts import Asked, Layout
from shouwang.exports.ledgers import LAYOUTS
from shouwang.exports.rules import Digest
from shouwang.exports.words import BECAUSE, STATUSES, FileFormat, LedgerKind
from shouwang.ledger.queries import townships_within
from shouwang.ledger.service import ledger_of, policy_lines
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
    because: str | None
    user_name: str
    at: datetime
    today: date
    zone: ZoneInfo

    @property
    def layout(self) -> Layout:
        """Its layout."""
        return LAYOUTS[self.kind]

    def of(self, session: Session, township: str) -> Asked:
        """What one township's rows are read from."""
        return Asked(session, township, self.period, self.today, self.zone, self.because is not None)


class Step(NamedTuple):
    """How many rows are written, of how many."""

    done: int
    of: int


@dataclass(slots=True)
class Made:
    """What became of it: how many rows, and the hash over those of all sheets."""

    rows: int = 0
    digest: str = ""


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
    policies, digests = policies_in_words(session, wanted), []
    yield Step(0, of)
    for place in places:
        sheet, digest, number = file.begin(wanted.layout, _head(place, wanted)), Digest(wanted.layout.heads), 0
        for number, row in enumerate(wanted.layout.rows(wanted.of(session, place.code)), 1):
            numbered = (number, *row)
            digest.add(numbered)
            sheet.add(numbered)
            if number % STEP == 0:
                yield Step(made.rows + number, of)
        made.rows += number
        digests.append(digest.hex())
        sheet.end(notes_of(wanted, policies, number, digest.hex()))
        yield Step(made.rows, of)
    made.digest = digests[0] if len(digests) == 1 else sha256("\n".join(digests).encode()).hexdigest()


def first_rows(session: Session, wanted: Wanted, most: int) -> tuple[int, list[list[str | int | float]]]:
    """How many rows the file would have, and the first of them."""
    places = townships_within(session, wanted.place)
    count = sum(wanted.layout.count(wanted.of(session, place.code)) for place in places)
    rows = chain.from_iterable(wanted.layout.rows(wanted.of(session, place.code)) for place in places)
    return count, [[number, *row] for number, row in zip(range(1, most + 1), rows, strict=False)]


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


def notes_of(wanted: Wanted, policies: str, rows: int, digest: str) -> Sequence[str]:
    """What stands below the rows: version, policy, time and hash."""
    numbers = f"含完整号码，用途：{BECAUSE[wanted.because]}" if wanted.because else "号码已隐去部分数字"
    when = wanted.at.astimezone(wanted.zone)
    return (
        f"版本：实时数据，不是结账的版本，截至 {wanted.today}",
        f"依据：{policies}",
        f"导出：{when:%Y-%m-%d %H:%M}，{wanted.user_name}，{numbers}",
        f"校验（SHA-256，{rows} 行）：{digest}",
    )


def _head(place: Place, wanted: Wanted) -> Head:
    return Head(
        sheet=place.name,
        title=title_of(wanted.layout, wanted.period),
        unit=place.name,
        period=f"{wanted.period.first} 至 {wanted.period.last}",
        made=f"{wanted.today:%Y年%m月%d日}",
    )
