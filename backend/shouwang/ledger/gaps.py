"""What may lie on a lost phone alone: what was owed since it last reported, and nobody was credited with. Pure."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from shouwang.duties.duty import Duty, Followed
from shouwang.duties.words import RecordKind, Severity
from shouwang.ledger.reporting import Assigned, outcomes, unit_ending
from shouwang.ledger.standing import Owed

SHORT_DAYS = 7
"""Of a longer unit, any of its days would have done: it marks no day of its own."""


class Gap(NamedTuple):
    """Days in which a duty was owed, and not met as far as anybody knows; both ends included."""

    duty: Duty
    followed: Followed
    first: date
    last: date


class Asked(NamedTuple):
    """Whose gaps: a worker's times with a person and her roles in them. Her phone has reported through a day."""

    times: Sequence[Assigned]
    roles: Collection[str]
    through: date
    since: date


def gaps_of(owed: Iterable[Owed], asked: Asked) -> list[Gap]:
    """The gaps of a person that a visit of the worker's would have closed, from `since` on.

    Asked as if hers were the only phone: what another one may hold as well is not hers to tell.
    """
    hers, _, through, since = asked
    reported = {each.user: through for each in hers}
    gaps: list[Gap] = []
    for each in owed:
        if not _would_close(each.duty, asked.roles):
            continue
        for outcome in outcomes(each.duty, each.line.misses, hers, reported):
            if not outcome.is_reported:
                _add(gaps, _gap(each, outcome.last, through, since))
    return gaps


def days_of(gaps: Iterable[Gap]) -> list[date]:
    """The days on which a visit is wanting, in order."""
    days = {
        gap.first + timedelta(after)
        for gap in gaps
        if (gap.duty.rolling_days or SHORT_DAYS) <= SHORT_DAYS and gap.duty.every not in ("month", "quarter", "year")
        for after in range((gap.last - gap.first).days + 1)
    }
    return sorted(days)


def _would_close(duty: Duty, roles: Collection[str]) -> bool:
    """Whether a visit in one of these roles can count for a duty that is a breach when missed."""
    wanted = duty.credit
    is_for_her = not wanted.roles or any(role in roles for role in wanted.roles)
    return duty.severity is Severity.BREACH and is_for_her and RecordKind.VISIT in wanted.kinds


def _gap(owed: Owed, last: date, through: date, since: date) -> Gap:
    first = date.fromordinal(max(unit_ending(owed.duty, last).first, since.toordinal(), through.toordinal() + 1))
    return Gap(owed.duty, owed.followed, min(first, last), last)


def _add(gaps: list[Gap], gap: Gap) -> None:
    """Gaps of one duty that follow on each other are one."""
    before = gaps[-1] if gaps else None
    if before and before[:2] == gap[:2] and gap.first <= before.last + timedelta(days=1):
        gaps[-1] = before._replace(last=gap.last)
    else:
        gaps.append(gap)
