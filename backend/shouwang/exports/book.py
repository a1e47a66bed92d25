"""Workbooks that look like the paper ledgers: one sheet for each township, written row by row."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import IO, Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from shouwang.exports.form_pages import FormPages
from shouwang.exports.layouts import Align, Layout
from shouwang.exports.rules import Cell, Row, lines_of, width
from shouwang.spreadsheet import is_run, sheet_name

A4 = 9
FONT = "SimSun"
"""Song (宋体): what offices write in; other systems take their own Song for it."""
HEAD_ROWS = 3
"""Title, unit and date, headings: on every printed page."""
SIGNED = ("填报人：", "审核人：", "负责人：", "（盖章）")
LOWEST, LINE, MOST_LINES = 19, 13, 29
"""Points of a row of one line, and of each further line; no program makes a row higher than 409."""
NOTHING = "（本期没有记录）"


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above a sheet: its name, title, whose it is, of which days, and when it was made."""

    sheet: str
    title: str
    unit: str
    period: str
    made: str


class Book:
    """A workbook while it is written. In constant memory: rows come in order, and lie in a file meanwhile."""

    def __init__(self, out: IO[bytes], folder: str) -> None:
        options = {"constant_memory": True, "tmpdir": folder, "strings_to_formulas": False, "strings_to_urls": False}
        self._book: Any = Workbook(out, options)
        self._formats: dict[tuple[tuple[str, Any], ...], Format] = {}
        self._names: list[str] = []

    def begin(self, layout: Layout, head: Head) -> "Table | FormPages":
        """The next sheet."""
        name = sheet_name(head.sheet, self._names, "台账")
        self._names.append(name)
        sheet = self._book.add_worksheet(name)
        kind = FormPages if layout.form else Table
        return kind(sheet, layout, head, self.format)

    def format(self, **said: Any) -> Format:
        """A way to write a cell, made once."""
        key = tuple(sorted(said.items()))
        if key not in self._formats:
            plain = {"font_name": FONT, "font_size": 10, "valign": "vcenter", "text_wrap": True}
            self._formats[key] = self._book.add_format(plain | said)
        return self._formats[key]

    def close(self) -> None:
        """Puts the sheets together in the file."""
        self._book.close()

    def abandon(self) -> None:
        """Lets go of what lies about: nobody wants the file any more."""
        for sheet in self._book.worksheets():
            sheet.row_data_fh.close()


class Table:
    """A sheet with a row for each line of the ledger."""

    def __init__(self, sheet: Worksheet, layout: Layout, head: Head, format_of: Any) -> None:
        self._sheet, self._layout, self._format = sheet, layout, format_of
        self._row = HEAD_ROWS
        self._sums: list[float] = [0] * len(layout.columns)
        self._ways = [partial(format_of, border=1, align=column.align.value) for column in layout.columns]
        self._texts = [way(num_format="@") for way in self._ways]
        self._numbers = [way() for way in self._ways]
        self._set_up()
        self._write_head(head)

    def add(self, row: Row) -> None:
        """One more line."""
        self._sheet.set_row(self._row, self._height(row))
        for place, cell in enumerate(row):
            self._write(place, cell)
            if self._layout.columns[place].sums and not isinstance(cell, str):
                self._sums[place] += cell
        self._row += 1

    def end(self, notes: Sequence[str]) -> None:
        """The sums, the place to sign, and what the sheet was made from."""
        if self._row == HEAD_ROWS:
            self._across(NOTHING, self._format(border=1, align="center"), 24)
        elif any(column.sums for column in self._layout.columns):
            self._sheet.set_row(self._row, LOWEST)
            self._write_sums()
        self._row += 1
        self._sign()
        for note in notes:
            self._across(note, self._format(font_size=8, align="left", text_wrap=False), 13)

    def _set_up(self) -> None:
        set_up_page(self._sheet)
        self._sheet.set_landscape()
        self._sheet.fit_to_pages(1, 0)
        self._sheet.repeat_rows(0, HEAD_ROWS - 1)
        self._sheet.freeze_panes(HEAD_ROWS, self._layout.frozen)
        for place, column in enumerate(self._layout.columns):
            self._sheet.set_column(place, place, column.width)

    def _write_head(self, head: Head) -> None:
        last, third = len(self._layout.columns) - 1, len(self._layout.columns) // 3
        self._sheet.set_row(0, 30)
        title = self._format(font_size=18, bold=True, align="center", text_wrap=False)
        self._span(0, 0, last, head.title, title)
        self._sheet.set_row(1, 18)
        for first, end, said, align in (
            (0, third - 1, f"编制单位：{head.unit}", "left"),
            (third, last - third, head.period, "center"),
            (last - third + 1, last, f"编制日期：{head.made}", "right"),
        ):
            self._span(1, first, end, said, self._format(align=align, text_wrap=False))
        self._sheet.set_row(2, 34)
        heading = self._format(border=1, bold=True, align="center", bg_color="#EDEDED")
        for place, column in enumerate(self._layout.columns):
            is_wide = width(column.head) > column.width
            self._sheet.write_string(2, place, column.head.replace("（", "\n（") if is_wide else column.head, heading)

    def _height(self, row: Row) -> float:
        """High enough for the cell that takes most lines: not every program looks for itself."""
        columns = zip(row, self._layout.columns, strict=False)
        most = max((lines_of(cell, column.width) for cell, column in columns if isinstance(cell, str)), default=1)
        return LOWEST + LINE * (min(most, MOST_LINES) - 1)

    def _write(self, place: int, cell: Cell) -> None:
        if isinstance(cell, str):
            # A text stays one also when somebody edits the cell: with the mark that an apostrophe leaves.
            way = self._ways[place](num_format="@", quote_prefix=True) if is_run(cell) else self._texts[place]
            self._sheet.write_string(self._row, place, cell, way)
        else:
            self._sheet.write_number(self._row, place, cell, self._numbers[place])

    def _write_sums(self) -> None:
        for place, column in enumerate(self._layout.columns):
            way = self._ways[place](bold=True)
            if column.sums:
                self._sheet.write_number(self._row, place, round(self._sums[place], 1), way)
            else:
                self._sheet.write_string(self._row, place, "合计" if place == 0 else "", way)
        self._row += 1

    def _sign(self) -> None:
        last = len(self._layout.columns)
        self._sheet.set_row(self._row, 34)
        way = self._format(font_size=11, align="left", text_wrap=False)
        for number, said in enumerate(SIGNED):
            first, end = number * last // len(SIGNED), (number + 1) * last // len(SIGNED) - 1
            self._span(self._row, first, end, said, way)
        self._row += 1

    def _across(self, said: str, way: Format, height: float) -> None:
        self._sheet.set_row(self._row, height)
        self._span(self._row, 0, len(self._layout.columns) - 1, said, way)
        self._row += 1

    def _span(self, row: int, first: int, last: int, said: str, way: Format) -> None:
        if first < last:
            self._sheet.merge_range(row, first, row, last, "", way)
        self._sheet.write_string(row, first, said, way)


def set_up_page(sheet: Worksheet) -> None:
    """A4, and the number of each page below it."""
    sheet.set_paper(A4)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.center_horizontally()
    sheet.set_footer("&C&9第 &P 页 共 &N 页")


__all__ = ["Align", "Book", "Head", "Table"]
