"""What spreadsheet programs take a text or a sheet's name for. Pure."""

import re
from collections.abc import Iterable

RUN = re.compile(r"[\s\0]*[=+\-@＝＋－＠]|[\t\r\n]")
UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML cannot hold."""
SHEET_SIGNS = re.compile(r"[\[\]:*?/\\']")
SHEET_LETTERS = 31


def is_run(text: str) -> bool:
    """Whether a spreadsheet program may take a text for a formula: = + - @, in full width too, also behind blanks."""
    return RUN.match(text) is not None


def harmless(text: str) -> str:
    """The text as a CSV file may hold it."""
    return f"'{text}" if is_run(text) else text


def sheet_name(wanted: str, taken: Iterable[str], otherwise: str) -> str:
    """A name that a sheet may have and that no other sheet of the workbook has; `otherwise` where nothing is left."""
    name = SHEET_SIGNS.sub(" ", UNSEEN.sub("", wanted)).strip()[:SHEET_LETTERS].strip() or otherwise
    others, number = {each.lower() for each in taken}, 2
    chosen = name
    while chosen.lower() in others:
        end = f" {number}"
        chosen, number = f"{name[: SHEET_LETTERS - len(end)]}{end}", number + 1
    return chosen
