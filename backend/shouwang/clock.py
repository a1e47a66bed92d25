"""The one place that asks what time it is."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo


def now() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC)


def local_date(moment: datetime, zone: ZoneInfo) -> date:
    """The calendar day of a moment in the county's zone."""
    return moment.astimezone(zone).date()


def today(zone: ZoneInfo) -> date:
    """The county's calendar day."""
    return local_date(now(), zone)


def as_wire(moment: datetime) -> str:
    """A moment as it travels: ISO 8601 in UTC with milliseconds."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
