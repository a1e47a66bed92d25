"""The workbook into which results are keyed elsewhere: a column for each field, and a sheet that explains them."""

from io import BytesIO

import xlsxwriter

from shouwang.checkups.definition import FormField, Section, checkup_form
from shouwang.checkups.words import FieldKind

PERSON = ("姓名", "身份证号")
LEFT_OUT = ("outcome", "elsewhere_", "refused_")
"""What says that there was no checkup here is entered at the desk, for it has its own proofs."""
EMPTY_ROWS = 500


def template() -> bytes:
    """An empty workbook; the column of ID numbers is text, so that no digit is lost."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#e8eef0", "border": 1})
    text = book.add_format({"num_format": "@"})
    sheet = book.add_worksheet("体检结果")
    sheet.freeze_panes(1, len(PERSON))
    sheet.set_column(0, 0, 12)
    sheet.set_column(1, 1, 22, text)
    for place, words in enumerate([*PERSON, *(_heading(field) for _, field in _fields())]):
        sheet.write_string(0, place, words, head)
        if place >= len(PERSON):
            sheet.set_column(place, place, max(9, min(22, 2 * len(words))))
    _explain(book, head)
    book.close()
    return out.getvalue()


def _explain(book: xlsxwriter.Workbook, head: object) -> None:
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    sheet = book.add_worksheet("填写说明")
    for place, (words, width) in enumerate((("部分", 16), ("列", 24), ("单位", 10), ("怎么填", 80))):
        sheet.write_string(0, place, words, head)
        sheet.set_column(place, place, width, wrap)
    sheet.write_string(1, 3, "一个人一行；不用的列可以删掉，列的顺序随意；没有做的项目空着，不会清掉已经填的。", wrap)
    for row, (section, field) in enumerate(_fields(), 2):
        for place, words in enumerate((section.zh, field.zh, field.unit, _how(field))):
            sheet.write_string(row, place, words, wrap)


def _fields() -> list[tuple[Section, FormField]]:
    return [
        (section, field)
        for section in checkup_form().sections
        for field in section.fields
        if not field.id.startswith(LEFT_OUT)
    ]


def _heading(field: FormField) -> str:
    return f"{field.zh}({field.unit})" if field.unit else field.zh


def _how(field: FormField) -> str:
    offered = "；".join(f"{option.id} {option.zh}" for option in field.options)
    if field.kind is FieldKind.CHOICE:
        return f"填代码或文字：{offered}"
    if field.kind is FieldKind.CHOICES:
        return f"可填几个，用顿号隔开：{offered}"
    if field.kind is FieldKind.DATE:
        return "日期，如 2026-03-05"
    if field.kind is FieldKind.NUMBER and field.hard:
        return f"数字，{field.hard[0]:g} 到 {field.hard[1]:g}，最多 {field.decimals} 位小数"
    return "文字"
