"""What became of a roster, for programs and for the clerk: JSON, and the refused rows as a workbook."""

import io
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from shouwang.register.roster_headers import WORDS, Column
from shouwang.register.roster_import import ImportResult
from shouwang.register.roster_reasons import Remark
from shouwang.register.roster_table import cell_text
from shouwang.spreadsheet import is_run, sheet_name


def as_json(result: ImportResult) -> dict[str, Any]:
    """What became of each row: `rows` = accepted + refused + duplicates, a duplicate being a warning."""
    return {
        "rows": result.rows,
        "accepted": result.accepted,
        "refused": [{**_line(row.problems[0]), "reason": _reasons(row.problems)} for row in result.refused],
        "warnings": [_line(remark) for remark in result.warnings],
    }


def _line(remark: Remark) -> dict[str, Any]:
    return {"row": remark.row, "column": remark.column, "reason": remark.reason}


def _reasons(problems: list[Remark]) -> str:
    return "".join(dict.fromkeys(problem.reason for problem in problems))


def save_refused(result: ImportResult, file: Path) -> None:
    """Saves the refused rows as a workbook that its owner alone may read: ID numbers stand in it in the clear."""
    file.touch(mode=0o600)
    file.chmod(0o600)  # also where there was one before
    file.write_bytes(refused_workbook(result))


def refused_workbook(result: ImportResult) -> bytes:
    """The refused rows as they came, every cell as text, with a last column 错误原因; corrected, it can be imported."""
    workbook = Workbook(write_only=True)
    # the title may say what no column does: 分散供养
    sheet = workbook.create_sheet(sheet_name(result.table.title, [], "未导入"))
    headers = [header.label for header in result.table.headers]
    rows = {row.number: row.cells for row in result.table.people}
    _append(sheet, [*headers, WORDS[Column.PROBLEM]])
    for refused in result.refused:
        cells = [cell_text(cell) for cell in rows[refused.row][: len(headers)]]
        _append(sheet, [*cells, *[""] * (len(headers) - len(cells)), _reasons(refused.problems)])
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def _append(sheet: WriteOnlyWorksheet, texts: list[str]) -> None:
    cells = []
    for text in texts:
        cell = WriteOnlyCell(sheet, text or None)
        cell.number_format = "@"
        if text:
            # Without this openpyxl writes =… as a formula, and a spreadsheet makes one of it at the first edit.
            cell.data_type = "s"
            cell.quotePrefix = is_run(text)
        cells.append(cell)
    sheet.append(cells)
