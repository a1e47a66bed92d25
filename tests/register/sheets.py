"""Workbooks and people for tests of rosters. Nobody is real: the area 990000 was never issued."""

import io
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from shouwang.register.identity import check_digit
from shouwang.register.roster_checks import CheckedRoster, check_roster
from shouwang.register.roster_reading import read_sheets
from shouwang.register.roster_table import find_roster

ROSTERS = Path(__file__).parent / "rosters"
TODAY = date(2026, 11, 22)
TITLE = "云湖镇分散供养特困人员花名册"
HEADER = ["姓名", "身份证号", "村居", "供养方式", "自理能力", "照料服务人", "照料人电话"]


def id_number(born: str = "19500101", sequence: int = 1) -> str:
    """A sound ID number; an even sequence is a woman's."""
    number = f"990000{born}{sequence:03}"
    return number + check_digit(number)


def person(sequence: int = 1, **changes: Any) -> list[Any]:
    """A row under HEADER, with cells changed by the header's words."""
    row = ["王强", id_number(sequence=sequence), "石牛村", "分散供养", "全自理", "李明", f"199{sequence:08}"]
    for header, value in changes.items():
        row[HEADER.index(header)] = value
    return row


def workbook(rows: Iterable[Sequence[Any]], merged: Iterable[str] = (), **others: Iterable[Sequence[Any]]) -> bytes:
    """An .xlsx with these rows in its first sheet, merged ranges, and other sheets beside by name."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    for cells in merged:
        sheet.merge_cells(cells)
    for name, content in others.items():
        other = book.create_sheet(name)
        for row in content:
            other.append(list(row))
    return saved(book)


def saved(book: Workbook) -> bytes:
    """The bytes of a workbook."""
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def roster(*people: Sequence[Any], header: Sequence[str] = HEADER, title: str = TITLE) -> bytes:
    """A roster with a title line; the header stands in row 2, the first person in row 3."""
    return workbook([[title], header, *people])


def check(content: bytes, **options: Any) -> CheckedRoster:
    """What becomes of the rows of a file."""
    return check_roster(find_roster(read_sheets(content)), today=TODAY, **options)


def codes(checked: CheckedRoster) -> list[tuple[int, str]]:
    """Row and code of each warning."""
    return [(remark.row, remark.code) for remark in checked.warnings]


def refusals(checked: CheckedRoster) -> list[tuple[int, str, str]]:
    """Row, column and code of whatever is wrong with refused rows."""
    return [(remark.row, remark.column, remark.code) for row in checked.refused for remark in row.problems]
