"""What the county looks at: each township's month by weeks, and how much of it changed since it was closed."""

from datetime import date

from sqlalchemy.orm import Session

from shouwang import clock
from shouwang.closing import queries, rules, service
from shouwang.closing.differences import Month
from shouwang.closing.models import MonthVersion
from shouwang.closing.pages import month_line
from shouwang.closing.schemas import MonthSums, StandingReply, WeekLine
from shouwang.closing.waiting import waited_for
from shouwang.closing.weeks import weeks_of
from shouwang.duties.words import SubjectKind
from shouwang.errors import Unknown
from shouwang.settings import settings


def standing(session: Session, township: str, month: date) -> StandingReply:
    """A township's month in short. Raises `Unknown` for what is no township, and for a month still to come."""
    today = clock.today(settings().zone)
    name = queries.places_named(session, township).get(township)
    if name is None or month > today:
        raise Unknown
    now = service.live(session, township, month)
    newest = queries.version(session, township, month)
    differ = _changed(newest, now) if newest else []
    reopened = (township, month) in queries.open_again(session, township)
    weeks = weeks_of(now.rows, month, today)
    return StandingReply(
        line=month_line(township, name, month, today, newest, reopened=reopened),
        sums=MonthSums.model_validate(rules.sums_of(now.rows), from_attributes=True),
        weeks=[WeekLine.model_validate(week, from_attributes=True) for week in weeks],
        silent=len(waited_for(now)),
        changed_rows=len(differ),
        changed_people=len({subject for kind, subject, *_ in differ if kind is SubjectKind.PERSON}),
    )


def _changed(version: MonthVersion, now: Month) -> list[rules.Key]:
    """The rows that are not what was closed; those of the version are read only where there are any."""
    if rules.hash_of(now.rows) == version.rows_sha256:
        return []
    return rules.changed(rules.from_bytes(version.rows), now.rows)
