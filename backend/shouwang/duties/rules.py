"""Which versions of a pack a county follows, decided. Pure: versions and days in, versions and days out.

The past is never touched: what was owed on a day that is over stays what it was.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from shouwang.duties.packfile import PolicyError

ONE_DAY = timedelta(days=1)


class Version(NamedTuple):
    """A version of one pack, followed on the days from `valid_from` to `valid_to` (inclusive, None = open)."""

    number: int
    valid_from: date
    valid_to: date | None
    body: Mapping[str, Any]

    def runs_on(self, day: date) -> bool:
        """Whether the county follows it on a day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    def was_followed_before(self, day: date) -> bool:
        """Whether the county followed it on a day before this one. One that ends before it begins never was."""
        return self.valid_from < day and (self.valid_to is None or self.valid_from <= self.valid_to)


class Step(NamedTuple):
    """What an adoption does: the number of the new version, and the last days of those that end before it."""

    number: int
    ends: Mapping[int, date]


def next_version(known: Sequence[Version], body: Mapping[str, Any], valid_from: date, today: date) -> Step | None:
    """The step to a pack with this body from a day on; None where it is followed on that day as it is.

    Raises PolicyError where the step would reach into days that are over. The first adoption may begin in the past.
    """
    if any(version.runs_on(valid_from) and version.body == body for version in known):
        return None
    followed = [version for version in known if version.was_followed_before(today)]
    if followed and valid_from < today:
        raise _refusal(followed[-1], today)
    number = max((version.number for version in known), default=0) + 1
    return Step(number, _ends(known, valid_from - ONE_DAY))


def ends_of(known: Sequence[Version], valid_to: date, today: date) -> Mapping[int, date]:
    """The last days of the versions that end when a county gives a pack up. Raises PolicyError."""
    if valid_to < today - ONE_DAY:
        earliest = today - ONE_DAY
        raise PolicyError(
            f"最早只能执行到 {earliest}：过去不改 · it can end on {earliest} at the earliest: the past is never changed"
        )
    ends = _ends(known, valid_to)
    if not ends:
        raise PolicyError(f"{valid_to} 之后本来就不执行 · it is not followed after {valid_to} anyway")
    return ends


def _ends(known: Sequence[Version], last: date) -> Mapping[int, date]:
    return {version.number: last for version in known if version.valid_to is None or version.valid_to > last}


def _refusal(followed: Version, today: date) -> PolicyError:
    return PolicyError(
        f"第 {followed.number} 版自 {followed.valid_from} 起执行，新版本最早自 {today} 起：过去不改 · "
        f"version {followed.number} is followed since {followed.valid_from}, a new one can begin on {today} "
        "at the earliest: the past is never changed"
    )
