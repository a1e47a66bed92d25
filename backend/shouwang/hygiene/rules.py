"""Where homes stand, and in which order one comes by their doors. Pure."""

import re
from collections.abc import Iterable, Sequence
from datetime import date

from shouwang.hygiene.words import HomeState

NUMBERS = {each: at for at, each in enumerate("零一二三四五六七八九")}
_RUN = re.compile(r"\d+|[一二三四五六七八九十]+")


def quarter_of(day: date) -> tuple[date, date]:
    """The first and last day of a day's quarter."""
    first = date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)
    after = date(first.year + 1, 1, 1) if first.month == 10 else date(first.year, first.month + 3, 1)
    return first, date.fromordinal(after.toordinal() - 1)


def state_of(grades: Sequence[tuple[date, date | None, bool]]) -> tuple[HomeState, date | None]:
    """Where a home stands by its checks, the last first: day, until when it is to be mended, whether it is a re-check.

    The day told is that of the re-check, where one is due.
    """
    if not grades:
        return HomeState.NOT_YET, None
    _, mend_by, is_again = grades[0]
    if mend_by is not None:
        return HomeState.RECHECK_DUE, mend_by
    return (HomeState.MENDED if is_again else HomeState.CHECKED), None


def door_order(*parts: str) -> tuple[tuple[int, int, str], ...]:
    """A key by which doors are sorted: numbers by their size, also those in Chinese, and everything else as it is."""
    key: list[tuple[int, int, str]] = []
    for part in parts:
        at = 0
        for found in _RUN.finditer(part):
            if found.start() > at:
                key.append((1, 0, part[at : found.start()]))
            key.append((0, number_of(found[0]), ""))
            at = found.end()
        key.append((1, 0, part[at:]))
    return tuple(key)


def number_of(text: str) -> int:
    """A number up to 99 in Chinese, or any in digits."""
    if text.isascii():
        return int(text[:9])
    tens, ten, ones = text.partition("十")
    if not ten:
        return NUMBERS.get(tens, 0) if len(tens) == 1 else 0
    return (NUMBERS.get(tens, 0) if tens else 1) * 10 + NUMBERS.get(ones, 0)


def balances(points: Iterable[int]) -> list[int]:
    """What there was after each line, in their order."""
    have, told = 0, []
    for each in points:
        have += each
        told.append(have)
    return told
