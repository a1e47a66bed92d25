"""Decisions of the protocol, without any database: what time it was, and what an envelope is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

CLOCK_TOLERANCE = timedelta(minutes=10)
"""From here on a phone's clock is called wrong (sync §7)."""
SCHEMA_VERSION = 2
"""The newest envelope that this server understands. 2: a visit names the version of its form, and may say what was
taken on the spot."""

OFFSET_LIMIT = 366 * 50 * 86_400_000
"""Fifty years in milliseconds: more is no measurement."""


@dataclass(frozen=True, slots=True)
class Clock:
    """What a phone knew of the time when it saved: its wall clock, its offset to the server, the last moment seen."""

    wall: datetime | None
    offset: timedelta
    seen: datetime | None


@dataclass(frozen=True, slots=True)
class Capture:
    """When something was written down, as well as can be known, with what must be said about it.

    Whatever the phone's clock says, it was not before `earliest` (null: unknown) and not after the receipt.
    """

    at: datetime
    offset: timedelta
    flags: list[str]
    earliest: datetime | None


def parse_clock(raw: Any) -> Clock:
    """Reads a clock leniently: a clock never makes an item fail."""
    given = raw if isinstance(raw, Mapping) else {}
    return Clock(_moment(given.get("wall")), _offset(given.get("offset")), _moment(given.get("seen")))


def capture(clock: Clock, received_at: datetime) -> Capture:
    """Dates the capture: best = clamp(wall + offset, seen, received_at) (sync §7)."""
    flags = ["clock_corrected"] if abs(clock.offset) > CLOCK_TOLERANCE else []
    earliest = min(clock.seen, received_at) if clock.seen else None
    if clock.wall is None:
        return Capture(received_at, timedelta(0), [*flags, "clock_unknown"], earliest)
    stated = clock.wall + clock.offset
    best = min(max(stated, earliest or stated), received_at)
    return Capture(best, clock.offset, flags if best == stated else [*flags, "clock_clamped"], earliest)


def stated_moment(moment: datetime, at: Capture) -> datetime:
    """A start or end as the author stated it: the offset only, no bounds, for yesterday may be written down today."""
    return moment.astimezone(UTC) + at.offset


def _moment(value: Any) -> datetime | None:
    if not isinstance(value, str):
        return None
    try:
        moment = datetime.fromisoformat(value)
        return moment.astimezone(UTC) if moment.tzinfo else None
    except (ValueError, OverflowError):
        return None


def _offset(value: Any) -> timedelta:
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) < OFFSET_LIMIT:
        return timedelta(0)
    return timedelta(milliseconds=value)


def digest(have: Mapping[str, int]) -> str:
    """Two FNV-1a hashes over `bucket=seq` lines in order: cheap on a phone, enough to say that nothing is new."""
    text = "".join(f"{bucket}={have[bucket]}\n" for bucket in sorted(have)).encode()
    return "".join(f"{_fnv(text, start):08x}" for start in (0x811C9DC5, 0x01000193))


def _fnv(text: bytes, start: int) -> int:
    value = start
    for byte in text:
        value = (value ^ byte) * 0x01000193 & 0xFFFFFFFF
    return value
