"""The calendar that counts: one event a day for each day on which somebody is due, without a name (RFC 5545). Pure."""

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

from shouwang.reminders.phrases import SIGNED, phrase
from shouwang.reminders.words import Language

LINE_BYTES = 74


def calendar(days: Iterable[tuple[date, int]], made_at: datetime, language: Language = Language.ZH) -> str:
    """A calendar with so many visits due on each of some days, from eight o'clock on, with a reminder at that time."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//shouwang//reminders//ZH",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{SIGNED}",
        "REFRESH-INTERVAL;VALUE=DURATION:PT6H",
        "X-PUBLISHED-TTL:PT6H",
    ]
    for day, number in days:
        lines += _event(day, number, made_at, language)
    return "".join(f"{folded}\r\n" for line in [*lines, "END:VCALENDAR"] for folded in _folded(line))


def _event(day: date, number: int, made_at: datetime, language: Language) -> list[str]:
    words = phrase(language, "event", n=number)
    return [
        "BEGIN:VEVENT",
        f"UID:{day.isoformat()}@shouwang",
        f"DTSTAMP:{made_at.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{day + timedelta(1):%Y%m%d}",
        f"SUMMARY:{words}",
        "TRANSP:TRANSPARENT",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        "TRIGGER:PT8H",
        f"DESCRIPTION:{words}",
        "END:VALARM",
        "END:VEVENT",
    ]


def _folded(line: str) -> list[str]:
    """A line in pieces of at most 75 bytes, as the format asks; never within a letter."""
    pieces, piece = [], ""
    for letter in line:
        if len((piece + letter).encode()) > LINE_BYTES:
            pieces.append(piece)
            piece = ""
        piece += letter
    return [text if at == 0 else f" {text}" for at, text in enumerate([*pieces, piece])]


def days_due(due_by: Iterable[date], today: date) -> list[tuple[date, int]]:
    """How many are due on each day: who is overdue stands on today."""
    return sorted(Counter(max(day, today) for day in due_by).items())
