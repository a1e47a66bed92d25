"""A table as a page shows it, as a workbook: the page has chosen and ordered the rows, and nothing is kept of it."""

from io import BytesIO
from tempfile import TemporaryDirectory

from shouwang import clock
from shouwang.exports.book import Book, Head
from shouwang.exports.layouts import Align, Column, Layout
from shouwang.exports.rules import cells_of, width
from shouwang.exports.schemas import ScreenRequest
from shouwang.exports.words import LedgerKind
from shouwang.settings import settings

LETTERS = (6, 24)
"""A column is at least and at most so wide, in half-width letters."""
LOOKED_AT = 200
"""The width of a column follows from its first so many cells."""


def workbook(asked: ScreenRequest) -> bytes:
    """The table as a workbook."""
    zone = settings().zone
    heads = len(asked.heads)
    rows = [cells_of(row[:heads], zone) for row in asked.rows]
    out = BytesIO()
    with TemporaryDirectory(prefix="shouwang-") as folder:
        book = Book(out, folder)
        made = f"{clock.today(zone):%Y年%m月%d日}"
        sheet = book.begin(
            _layout(asked, rows), Head(asked.unit or asked.title, asked.title, asked.unit, asked.period, made)
        )
        for row in rows:
            sheet.add(row)
        sheet.end(asked.notes)
        book.close()
    return out.getvalue()


def _layout(asked: ScreenRequest, rows: list[list[str | int | float]]) -> Layout:
    return Layout(
        kind=LedgerKind.VISITS,
        title=asked.title,
        columns=tuple(_column(place, head, rows) for place, head in enumerate(asked.heads)),
        rows=lambda _: iter(()),
        count=lambda _: 0,
        frozen=1,
    )


def _column(place: int, head: str, rows: list[list[str | int | float]]) -> Column:
    cells = [row[place] for row in rows[:LOOKED_AT] if place < len(row)]
    is_number = bool(cells) and all(not isinstance(cell, str) for cell in cells)
    widest = max((width(str(cell)) for cell in (head, *cells)), default=0)
    return Column(head, min(max(widest + 1, LETTERS[0]), LETTERS[1]), Align.CENTER if is_number else Align.LEFT)
