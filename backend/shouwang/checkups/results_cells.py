"""What a cell of a workbook says for a field. Each reader gives the value or the fault; none of them guesses."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from shouwang.checkups.definition import FormField
from shouwang.checkups.rules import fault_of
from shouwang.checkups.words import Fault, FieldKind
from shouwang.register.identity import half_width
from shouwang.register.roster_reading import Cell
from shouwang.register.roster_table import cell_text
from shouwang.register.roster_values import filled, read_date

FAILED = re.compile(r"^#(N/A|REF!|DIV/0!|VALUE!|NAME\?|NUM!|NULL!)$")
NUMBER = re.compile(r"^[-+]?(\d+(\.\d*)?|\.\d+)$")


def value_of(field: FormField, cell: Cell) -> Any:
    """The value as it is written; none for an empty cell. Text where it could not be understood: a fault follows."""
    if field.kind is FieldKind.CHOICE:
        return _choice(field, _words(cell))
    if field.kind is FieldKind.CHOICES:
        return _choices(field, _words(cell))
    if field.kind is FieldKind.NUMBER:
        return _number(cell)
    if field.kind is FieldKind.DATE:
        return _day(cell)
    return filled(cell) or None


def fault_in(field: FormField, value: Any, year: int, today: date) -> tuple[str, dict[str, object]] | None:
    """Why a value cannot be taken, with what the sentence names."""
    if isinstance(value, str) and FAILED.match(value):
        return "formula_empty", {}
    fault = fault_of(field, value, year, today)
    if fault is None:
        return None
    low, high = field.hard or (0, 0)
    facts: dict[str, object] = {
        "low": f"{low:g}",
        "high": f"{high:g}",
        "unit": field.unit,
        "decimals": field.decimals,
        "letters": field.letters,
        "year": year,
        "offered": "、".join(f"{option.id} {option.zh}" for option in field.options),
    }
    return (Fault.NOT_OFFERED if field.options else fault), facts


def _words(cell: Cell) -> str:
    return re.sub(r"\s", "", half_width(cell_text(cell)))


def _number(cell: Cell) -> float | int | str | None:
    if isinstance(cell, bool):
        return str(cell)
    if isinstance(cell, int | float):
        # What a formula comes to, such as 5.199999999: told from its decimals.
        exact = round(float(cell), 6)
        return int(exact) if exact.is_integer() else exact
    text = re.sub(r"[^\d.+\-]*$", "", half_width(filled(cell)).replace("。", ".")).strip()
    if not text:
        return filled(cell) or None
    if not NUMBER.match(text):
        return filled(cell)
    return int(text) if re.fullmatch(r"[-+]?\d+", text) else float(text)


def _choice(field: FormField, words: str) -> str | None:
    if not words:
        return None
    found = {option.id for option in field.options if words in _names(option.id, option.zh)}
    return found.pop() if len(found) == 1 else words


def _choices(field: FormField, words: str) -> list[str] | None:
    parts = [part for part in re.split(r"[、,;/|]+", words) if part]
    return [_choice(field, part) or part for part in parts] or None


def _names(code: str, zh: str) -> Iterable[str]:
    """How an answer is written: its code, its words, both, and what stands in and before brackets."""
    words = re.sub(r"\s", "", half_width(zh))
    inside = re.findall(r"\((.+?)\)", words)
    return {code, words, code + words, f"{code}.{words}", re.sub(r"\(.*?\)", "", words), *inside}


def _day(cell: Cell) -> str | None:
    text = filled(cell)
    found = read_date(cell) if text else None
    if found is None or found.month is None or found.day is None or found.ambiguous:
        return text or None
    return date(found.year, found.month, found.day).isoformat()
