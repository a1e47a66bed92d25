"""What the pages of closings show: where each month stands, one month opened, one version opened."""

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy.orm import Session

from shouwang import clock
from shouwang.accounts.service import Caller
from shouwang.closing import queries, rules, service
from shouwang.closing.differences import differences
from shouwang.closing.models import ClosedMonthChange, MonthVersion
from shouwang.closing.naming import Naming
from shouwang.closing.rules import MonthState, Row, months_between
from shouwang.closing.schemas import (
    ChangeLine,
    MonthLine,
    MonthReply,
    MonthsReply,
    MonthSums,
    ReopeningLine,
    VersionLine,
    VersionReply,
)
from shouwang.duties.units import month_end
from shouwang.duties.words import Severity
from shouwang.errors import Unknown
from shouwang.settings import settings

MONTHS_SHOWN = 13


def months(session: Session, caller: Caller, until: date | None) -> MonthsReply:
    """The months of the caller's townships, the newest first; thirteen of them, up to that of a day."""
    today = clock.today(settings().zone)
    place = caller.user.place
    names = queries.places_named(session, place)
    newest = {(row.township, row.month): row for row in queries.versions(session, place)}
    again = queries.open_again(session, place)
    shown = sorted(_shown(session, min(until or today, today)), reverse=True)
    return MonthsReply(
        today=today,
        months=[
            month_line(code, name, month, today, newest.get((code, month)), reopened=(code, month) in again)
            for month in shown
            for code, name in names.items()
        ],
    )


def month(session: Session, township: str, first: date) -> MonthReply:
    """One month: as it would be closed now, and how that differs from the newest version."""
    today = clock.today(settings().zone)
    name = queries.places_named(session, township).get(township)
    if name is None or first > today:
        raise Unknown
    now = service.live(session, township, first)
    newest = queries.version(session, township, first)
    found = service.since_closed(newest, now) if newest else []
    shown = [row for row in now.rows if row.severity is Severity.BREACH]
    naming = Naming(session, [now.inputs, *([service.frozen(newest).inputs] if newest else [])], shown, found)
    reopened = (township, first) in queries.open_again(session, township)
    versions = queries.versions(session, township, first)
    return MonthReply(
        today=today,
        line=month_line(township, name, first, today, newest, reopened=reopened),
        sums=_sums(now.rows),
        rows=[naming.row(row) for row in shown],
        unreported=naming.unreported(now),
        versions=[version_line(row) for row in versions],
        reopenings=[
            ReopeningLine.model_validate(row, from_attributes=True)
            for row in queries.reopenings(session, township, first)
        ],
        changes=[
            ChangeLine.model_validate(row, from_attributes=True) for row in _changes(session, township, first, versions)
        ],
        differences=[naming.difference(each) for each in found],
    )


def _changes(session: Session, township: str, first: date, versions: Sequence[MonthVersion]) -> list[ClosedMonthChange]:
    """What was changed in the month after it was closed for the first time."""
    if not versions:
        return []
    return queries.changes_of(session, township, month_end(first), versions[0].closed_at)


def version(session: Session, township: str, first: date, number: int) -> VersionReply:
    """One version as it was closed, and how it differs from the one before. Raises `Unknown`."""
    found = queries.version(session, township, first, number)
    if found is None:
        raise Unknown
    this = service.frozen(found)
    before = queries.version(session, township, first, number - 1) if number > 1 else None
    was = service.frozen(before) if before else None
    told = differences(was, this) if was else []
    shown = [row for row in this.rows if row.severity is Severity.BREACH]
    naming = Naming(session, [this.inputs, *([was.inputs] if was else [])], shown, told)
    return VersionReply(
        version=version_line(found),
        rows=[naming.row(row) for row in shown],
        differences=[naming.difference(each) for each in told],
        check=service.check(found),
    )


def _shown(session: Session, until: date) -> list[date]:
    """The months to show: from the first in which the county followed a policy."""
    began = min((row.valid_from for row in queries.adopted(session, settings().county)), default=until)
    return list(months_between(began, until))[-MONTHS_SHOWN:]


def month_line(
    township: str, name: str, first: date, today: date, newest: MonthVersion | None, *, reopened: bool
) -> MonthLine:
    """Where a township's month stands."""
    signed = newest is not None and newest.signed_at is not None
    state = rules.state_of(first, today, closed=newest is not None, signed=signed, reopened=reopened)
    return MonthLine(
        township=township,
        name=name,
        month=first,
        state=MonthState(state),
        due_on=month_end(first) + timedelta(days=settings().closing_day),
        newest=version_line(newest) if newest else None,
    )


def version_line(row: MonthVersion) -> VersionLine:
    """A version without its rows."""
    sums = MonthSums(expected=row.expected, credited=row.credited, misses=row.misses, unreported=row.unreported)
    return VersionLine.model_validate(row, from_attributes=True, update={"sums": sums})


def _sums(rows: tuple[Row, ...]) -> MonthSums:
    return MonthSums.model_validate(rules.sums_of(rows), from_attributes=True)
