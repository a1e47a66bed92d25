"""The rows of a ledger as CSV: RFC 4180 in UTF-8, with the byte order mark without which programs take it for GBK."""

import csv
from collections.abc import Sequence
from io import TextIOWrapper
from typing import IO

from shouwang.exports.book import Head
from shouwang.exports.layouts import Layout
from shouwang.exports.rules import Row
from shouwang.spreadsheet import harmless

UNIT = "编制单位"


class CsvFile:
    """A file while it is written: the headings once, then the rows of all townships, each with its name in front."""

    def __init__(self, out: IO[bytes], _: str) -> None:
        self._text = TextIOWrapper(out, encoding="utf-8-sig", newline="", write_through=True)
        self._lines = csv.writer(self._text, lineterminator="\r\n")
        self._notes: list[tuple[str, str]] = []
        self._unit = ""

    def begin(self, layout: Layout, head: Head) -> "CsvFile":
        """The next township."""
        if not self._unit:
            self._lines.writerow([UNIT, *layout.heads])
        self._unit = head.unit
        return self

    def add(self, row: Row) -> None:
        """One more line."""
        self._lines.writerow([harmless(cell) if isinstance(cell, str) else cell for cell in (self._unit, *row)])

    def end(self, notes: Sequence[str]) -> None:
        """What the rows were made from stands below all of them."""
        self._notes += [(self._unit, note) for note in notes]

    def close(self) -> None:
        """Writes what stands below."""
        self._lines.writerow([])
        self._lines.writerows(self._notes)
        self._text.flush()
        self._text.detach()

    def abandon(self) -> None:
        """Lets go of the file: nobody wants it any more."""
        self._text.detach()
