"""A workbook of results, read: where its heading stands, what its columns mean, and each row's values or faults."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from shouwang.checkups.definition import checkup_form
from shouwang.checkups.results_cells import fault_in, value_of
from shouwang.checkups.results_columns import field_of, is_id_number, is_name
from shouwang.checkups.results_reasons import ResultRemark
from shouwang.checkups.rules import doubts_of
from shouwang.checkups.slips import slip_of
from shouwang.register.identity import IdNumber, plain_id, plain_name, read_id_number
from shouwang.register.roster_reading import Cell, RosterRefused, Row, Sheet
from shouwang.register.roster_table import cell_text, header_text

ROWS_SEARCHED = 40
LEAST_FIELDS = 1


@dataclass(frozen=True)
class ResultTable:
    """Where the heading stands, what the columns hold, and the rows below that say anything."""

    header_row: int
    labels: list[str]
    name: int | None
    id_number: int
    fields: dict[str, int]
    rows: list[tuple[int, Row]]

    def label(self, name: str) -> str:
        """The heading of a field in this file."""
        return self.labels[self.fields[name]] if name in self.fields else ""

    def unknown(self) -> list[str]:
        """Headings that nobody knows, or that came twice."""
        known = {self.id_number, self.name, *self.fields.values()}
        return [text for place, text in enumerate(self.labels) if text and place not in known and field_of(text) != ""]


@dataclass
class ResultRow:
    """What a row says of somebody: `number` as in the sheet, from 1. With a fault nothing of it is taken."""

    number: int
    name: str
    id_number: str
    values: dict[str, Any] = field(default_factory=dict)
    faults: list[ResultRemark] = field(default_factory=list)
    slips: list[ResultRemark] = field(default_factory=list)


def find_results(sheets: list[Sheet]) -> ResultTable:
    """The best table of results among the sheets. Raises `RosterRefused`: there is none, or it lacks ID numbers."""
    found = [table for sheet in sheets for table in _tables(sheet)]
    if not found:
        raise RosterRefused("no_header")
    best = max(found, key=lambda table: (table.id_number >= 0, len(table.fields), len(table.rows)))
    if best.id_number < 0:
        raise RosterRefused("no_id_column")
    if best.name is None:
        raise RosterRefused("no_name_column")
    if not best.rows:
        raise RosterRefused("no_people")
    return best


def _tables(sheet: Sheet) -> Iterator[ResultTable]:
    for start in range(min(ROWS_SEARCHED, len(sheet.rows))):
        labels = [header_text(cell) for cell in sheet.rows[start]]
        fields: dict[str, int] = {}
        for place, text in enumerate(labels):
            if name := field_of(text):
                fields.setdefault(name, place)
        if len(fields) >= LEAST_FIELDS:
            yield _table(sheet, start, labels, fields)


def _table(sheet: Sheet, start: int, labels: list[str], fields: dict[str, int]) -> ResultTable:
    name = next((place for place, text in enumerate(labels) if is_name(text)), None)
    number = next((place for place, text in enumerate(labels) if is_id_number(text)), -1)
    below = enumerate(sheet.rows[start + 1 :], start + 2)
    rows = [(row, cells) for row, cells in below if _at(cells, number) != "" or _at(cells, name) != ""]
    return ResultTable(start + 1, labels, name, number, fields, rows)


def read_rows(table: ResultTable, year: int, today: date) -> list[ResultRow]:
    """Every row with its values, and what is wrong in it."""
    return [_row(table, number, cells, year, today) for number, cells in table.rows]


def _row(table: ResultTable, number: int, cells: Row, year: int, today: date) -> ResultRow:
    known = read_id_number(_at(cells, table.id_number), today)
    row = ResultRow(number, plain_name(_at(cells, table.name)), known.number if isinstance(known, IdNumber) else "")
    if not isinstance(known, IdNumber):
        facts: dict[str, object] = {"length": len(plain_id(_at(cells, table.id_number)))}
        row.faults.append(ResultRemark(number, table.labels[table.id_number], known, facts))
    if not row.name:
        row.faults.append(ResultRemark(number, table.labels[table.name or 0], "name_missing"))
    for name, place in table.fields.items():
        _read(row, table, name, _at(cells, place), year, today)
    _compare(row, table)
    return row


def _read(row: ResultRow, table: ResultTable, name: str, cell: Cell, year: int, today: date) -> None:
    asked = checkup_form().fields[name]
    value = value_of(asked, cell)
    if value is None:
        return
    fault = fault_in(asked, value, year, today)
    if fault is None:
        row.values[name] = value
        return
    slip = slip_of(name, value, row.values)
    code, facts = fault
    if slip is not None:
        code, facts = slip.unit, {"value": f"{slip.value:g}"}
    row.faults.append(ResultRemark(row.number, table.label(name), code, facts))


def _compare(row: ResultRow, table: ResultTable) -> None:
    """Two values that cannot both be so; and those that seem to be in another unit."""
    for name in doubts_of(checkup_form(), row.values):
        row.faults.append(ResultRemark(row.number, table.label(name), "not_below"))
    for name, value in row.values.items():
        if slip := slip_of(name, value, row.values):
            row.slips.append(ResultRemark(row.number, table.label(name), slip.unit, {"value": f"{slip.value:g}"}))


def _at(cells: Row, place: int | None) -> Cell:
    cell = cells[place] if place is not None and 0 <= place < len(cells) else ""
    return "" if isinstance(cell, str) and not cell_text(cell) else cell
