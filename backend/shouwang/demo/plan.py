"""What is asked of the demo county."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from shouwang.demo.places import Township, townships

MORNING = time(9, 30)
"""The hour of today at which the county stands still."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A demo county: everything else follows from this. `until` is the moment after which nothing has arrived yet."""

    county: str
    zone: ZoneInfo
    today: date
    days: int
    seed: int
    small: bool
    until: datetime

    @property
    def first(self) -> date:
        """The first day of records, on which the county adopts its policy."""
        return self.today - timedelta(days=self.days)

    @property
    def townships(self) -> list[Township]:
        """The townships that are made."""
        all_of_them = townships(self.county, self.seed)
        return all_of_them[:1] if self.small else all_of_them

    def rate(self, per_quarter: float) -> float:
        """The chance in this period of something that has this chance in 90 days."""
        return min(per_quarter * self.days / 90, 0.9)

    def moment(self, day: date, hour: int, minute: int = 0) -> datetime:
        """A local time of day as a moment."""
        return datetime.combine(day, time(hour, minute), self.zone).astimezone(UTC)


def plan_for(
    county: str,
    zone: ZoneInfo,
    now: datetime,
    *,
    today: date | None = None,
    days: int = 90,
    seed: int = 1,
    small: bool = False,
) -> Plan:
    """A plan up to this morning; with `today` given, up to the morning of that day whatever the time is now."""
    day = today or now.astimezone(zone).date()
    morning = datetime.combine(day, MORNING, zone).astimezone(UTC)
    return Plan(county, zone, day, days, seed, small, morning if today else min(now, morning))
