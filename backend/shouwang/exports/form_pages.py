"""A sheet with a page for each person: the cells of her row under their headings, as on a form."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from xlsxwriter.worksheet import Worksheet

from shouwang.exports.layouts import Layout
from shouwang.exports.rules import Cell, Row
from shouwang.spreadsheet import is_run

if TYPE_CHECKING:
    from shouwang.exports.book import Head

GRID = 6
"""Columns of a page: a heading and what it says, three times."""
LABEL, VALUE = 10, 19
TALL = 60
"""From so many points on a line is written into from its top."""
SIGNED = ("建档人：", "审核人：", "负责人：（盖章）")


class FormPages:
    """A sheet while it is written."""

    def __init__(self, sheet: Worksheet, layout: Layout, head: "Head", format_of: Any) -> None:
        self._sheet, self._layout, self._head, self._format = sheet, layout, head, format_of
        self._row = 0
        self._breaks: list[int] = []
        sheet.set_portrait()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.6, right=0.5, top=0.6, bottom=0.6)
        sheet.center_horizontally()
        sheet.set_footer("&C&9第 &P 页 共 &N 页")
        for place in range(GRID):
            sheet.set_column(place, place, VALUE if place % 2 else LABEL)

    def add(self, row: Row) -> None:
        """One more person, on a page of her own."""
        said = dict(zip(self._layout.heads, row, strict=True))
        self._line(34, [(0, GRID - 1, self._head.title, self._plain(font_size=18, bold=True, align="center"))])
        above = f"编号：{said[self._layout.heads[0]]}"
        self._line(
            18,
            [
                (0, 1, f"建档单位：{self._head.unit}", self._plain(align="left")),
                (2, 3, above, self._plain(align="center")),
                (4, 5, f"制表日期：{self._head.made}", self._plain(align="right")),
            ],
        )
        for height, heads in self._layout.form:
            self._line(height, self._pairs(heads, said, "top" if height >= TALL else "vcenter"))
        self._line(46, [(2 * n, 2 * n + 1, each, self._plain(font_size=11)) for n, each in enumerate(SIGNED)])
        self._breaks.append(self._row)

    def end(self, notes: Sequence[str]) -> None:
        """A last page says what the sheet was made from."""
        if not self._breaks:
            self._line(24, [(0, GRID - 1, "（本期没有人员）", self._plain(align="center"))])
        for note in notes:
            self._line(13, [(0, GRID - 1, note, self._plain(font_size=8, align="left"))])
        self._sheet.set_h_pagebreaks(self._breaks)

    def _pairs(self, heads: Sequence[str], said: dict[str, Cell], valign: str) -> list[tuple[int, int, Cell, Any]]:
        """Each heading with what it says; the last one reaches to the edge of the page."""
        label = self._format(border=1, bold=True, align="center", bg_color="#EDEDED")
        cells: list[tuple[int, int, Cell, Any]] = []
        for number, head in enumerate(heads):
            first, is_last = number * 2, number == len(heads) - 1
            value = said[head]
            align = "left" if len(heads) == 1 else "center"
            way = self._format(border=1, align=align, valign=valign, num_format="@", quote_prefix=is_run(str(value)))
            cells += [(first, first, head, label), (first + 1, GRID - 1 if is_last else first + 1, value, way)]
        return cells

    def _line(self, height: float, cells: Sequence[tuple[int, int, Cell, Any]]) -> None:
        self._sheet.set_row(self._row, height)
        for first, last, said, way in cells:
            if first == last:
                self._sheet.write_string(self._row, first, str(said), way)
            else:
                self._sheet.merge_range(self._row, first, self._row, last, "", way)
                self._sheet.write_string(self._row, first, str(said), way)
        self._row += 1

    def _plain(self, **said: Any) -> Any:
        return self._format(text_wrap=False, **said)
