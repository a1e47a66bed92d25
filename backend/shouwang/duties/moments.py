"""From moments to what the engine counts: the service date, the minutes, and whether a record came late."""

from datetime import UTC, date, datetime, timedelta, tzinfo

LATE_AFTER = timedelta(hours=72)


def service_date(start: datetime, zone: tzinfo) -> date:
    """The local date of the stated start, to which a record belongs (semantics §1)."""
    return _aware(start).astimezone(zone).date()


def minutes(start: datetime, end: datetime | None) -> float | None:
    """The length of one record in minutes, None where it has no end."""
    return None if end is None else _elapsed(start, end) / timedelta(minutes=1)


def is_late(start: datetime, end: datetime | None, received: datetime | None) -> bool:
    """Whether a record was received more than 72 hours after its end (its start, where it has none; semantics §4)."""
    return received is not None and _elapsed(end or start, received) > LATE_AFTER


def _elapsed(begin: datetime, end: datetime) -> timedelta:
    # In UTC: two moments of one zone would be subtracted by the clock on the wall, which may have been put back.
    return _aware(end).astimezone(UTC) - _aware(begin).astimezone(UTC)


def _aware(moment: datetime) -> datetime:
    if moment.utcoffset() is None:
        raise ValueError("a moment without an offset")
    return moment
