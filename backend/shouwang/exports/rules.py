"""What a cell of a file may hold, and the hash over rows. Pure."""

import re
import sys
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from hashlib import sha256
from math import ceil
from typing import TypeAlias
from zoneinfo import ZoneInfo

import orjson

Cell: TypeAlias = str | int | float
"""Dates and numbers by which people are known are text: a spreadsheet program would write them its own way."""
Row: TypeAlias = Sequence[Cell]

MOST_LETTERS = 32_000
"""A cell of a workbook takes 32,767 UTF-16 units; what is longer ends with an ellipsis, in the CSV file as well."""
RUN = re.compile(r"[\s\0]*[=+\-@＝＋－＠]|[\t\r\n]")
UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML cannot hold."""
SHEET_SIGNS = re.compile(r"[\[\]:*?/\\']")
SHEET_LETTERS = 31


def natural(name: str) -> tuple[int, str]:
    """By what names that begin with a number are sorted; those without one come last."""
    number = re.match(r"第?(\d{1,6})", name)
    return (int(number[1]) if number else sys.maxsize, name)


def is_run(text: str) -> bool:
    """Whether a spreadsheet program may take a text for a formula: = + - @, in full width too, also behind blanks."""
    return RUN.match(text) is not None


def harmless(text: str) -> str:
    """The text as a CSV file may hold it."""
    return f"'{text}" if is_run(text) else text


def as_cell(said: object, zone: ZoneInfo) -> Cell:
    """What a ledger says as a cell: null is empty, dates are ISO, moments are local to the minute."""
    if said is None:
        return ""
    if isinstance(said, datetime):
        return said.astimezone(zone).strftime("%Y-%m-%d %H:%M")
    if isinstance(said, date):
        return said.isoformat()
    if isinstance(said, int | float):
        return int(said) if said == int(said) else said
    text = UNSEEN.sub("", str(said))
    return text if len(text) <= MOST_LETTERS else f"{text[:MOST_LETTERS]}…"


def width(text: str) -> int:
    """How wide a text is in half-width letters: a character of Chinese takes two."""
    return sum(2 if letter > "\u2e7f" else 1 for letter in text)


def lines_of(text: str, wide: float) -> int:
    """How many lines a text takes in a column of a width in half-width letters."""
    if 2 * len(text) < wide and "\n" not in text:
        return 1
    return sum(max(1, ceil(width(line) / max(wide - 0.5, 1))) for line in text.split("\n"))


class Digest:
    """The hash over the rows of a sheet: SHA-256 of each as JSON in a line, the headings first."""

    def __init__(self, heads: Iterable[str]) -> None:
        self._hash = sha256()
        self.add(list(heads))

    def add(self, row: Row) -> None:
        """One more row."""
        self._hash.update(orjson.dumps(list(row)) + b"\n")

    def hex(self) -> str:
        """The hash so far, as 64 hexadecimal digits."""
        return self._hash.hexdigest()


def sheet_name(wanted: str, taken: Iterable[str]) -> str:
    """A name that a sheet may have and that no other sheet of the workbook has."""
    name = SHEET_SIGNS.sub(" ", UNSEEN.sub("", wanted)).strip()[:SHEET_LETTERS] or "台账"
    others, number = {each.lower() for each in taken}, 2
    chosen = name
    while chosen.lower() in others:
        end = f" {number}"
        chosen, number = f"{name[: SHEET_LETTERS - len(end)]}{end}", number + 1
    return chosen


def file_name(*parts: str) -> str:
    """The name under which a file is kept: no sign that any system refuses."""
    return "_".join(re.sub(r'[\\/:*?"<>|\s\x00-\x1f]+', " ", part).strip() for part in parts if part)
