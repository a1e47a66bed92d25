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

from shouwang.spreadsheet import UNSEEN

Cell: TypeAlias = str | int | float
"""Dates and numbers by which people are known are text: a spreadsheet program would write them its own way."""
Row: TypeAlias = Sequence[Cell]
Said: TypeAlias = Sequence[object]
"""What a ledger says in a row, before it is written as cells."""

MOST_LETTERS = 32_000
"""A cell of a workbook takes 32,767 UTF-16 units; what is longer ends with an ellipsis, in the CSV file as well."""


def natural(name: str) -> tuple[int, str]:
    """By what names that begin with a number are sorted; those without one come last."""
    number = re.match(r"第?(\d{1,6})", name)
    return (int(number[1]) if number else sys.maxsize, name)


def as_cell(said: object, zone: ZoneInfo) -> Cell:
    """What a ledger says as a cell: null is empty, dates are ISO, moments are local to the minute."""
    if isinstance(said, str):
        # Looking for what cannot be seen takes ten times as long as to be told that there is none.
        text = said if said.isprintable() else UNSEEN.sub("", said)
        return text if len(text) <= MOST_LETTERS else f"{text[:MOST_LETTERS]}…"
    if said is None:
        return ""
    if isinstance(said, int | float):
        return int(said) if said == int(said) else said
    if isinstance(said, datetime):
        return said.astimezone(zone).strftime("%Y-%m-%d %H:%M")
    return said.isoformat() if isinstance(said, date) else as_cell(str(said), zone)


def cells_of(row: Said, zone: ZoneInfo) -> list[Cell]:
    """What a ledger says in a row, as cells."""
    return [as_cell(said, zone) for said in row]


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


def file_name(*parts: str) -> str:
    """The name under which a file is kept: no sign that any system refuses."""
    return "_".join(re.sub(r'[\\/:*?"<>|\s\x00-\x1f]+', " ", part).strip() for part in parts if part)
