"""On which line of a pack's TOML a key stands. tomllib keeps no lines: they are found again in what it has read."""

import re
from collections import Counter

_PART = r"""(?:[\w-]+|"[^"]*"|'[^']*')"""
_PATH = rf"{_PART}(?:\s*\.\s*{_PART})*"
_HEADER = re.compile(rf"\s*(\[\[?)\s*({_PATH})\s*\]")
_KEY = re.compile(rf"\s*({_PATH})\s*=")
_LONG_QUOTE = re.compile(r"\"\"\"|'''")


class Lines:
    """The lines of a text's keys, by path: `duties.0.credit.kinds` is a key of the first duty."""

    def __init__(self, text: str) -> None:
        self._lines: dict[str, int] = {}
        self._entries: Counter[str] = Counter()
        self._table = ""
        in_text = False
        for number, line in enumerate(text.splitlines(), 1):
            if not in_text:
                self._take(line, number)
            in_text ^= len(_LONG_QUOTE.findall(line)) % 2 == 1

    def line_of(self, entry: str, key: str | None) -> int:
        """The line of a key of an entry; else of the table that it should be in, else of the entry, else the first."""
        path = ".".join(part for part in (entry, key) if part)
        while path:
            if path in self._lines:
                return self._lines[path]
            path = path.rpartition(".")[0]
        return 1

    def _take(self, line: str, number: int) -> None:
        if header := _HEADER.match(line):
            self._table = self._path(header[2], is_entry=header[1] == "[[")
            self._lines.setdefault(self._table, number)
        elif key := _KEY.match(line):
            self._lines.setdefault(".".join(part for part in (self._table, _plain(key[1])) if part), number)

    def _path(self, header: str, *, is_entry: bool) -> str:
        first, *rest = _plain(header).split(".")
        if is_entry and not rest:
            self._entries[first] += 1
        number = self._entries[first] - 1
        return ".".join([first, *([str(number)] if number >= 0 else []), *rest])


def _plain(path: str) -> str:
    return ".".join(part.strip().strip("\"'") for part in path.split("."))
