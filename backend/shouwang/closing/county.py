"""What the county looks at: each township's month by weeks, and how much of it changed since it was closed."""

from datetime import date

from sqlalchemy.orm import Session

from shouwang import clock
from shouwang.closing import queries, rules, service
from shouwang.closing.differences import Month
from shouwang.closing.pages import month_line
from shouwang.closing.schemas import MonthSums, StandingReply, WeekLine
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
    differ = rules.changed(service.frozen(newest).rows, now.rows) if newest else []
    reopened = (township, month) in queries.open_again(session, township)
    weeks = rules.weeks_of(now.rows, month, today)
    return StandingReply(
        line=month_line(township, name, month, today, newest, reopened=reopened),
        sums=MonthSums.model_validate(rules.sums_of(now.rows), from_attributes=True)
        if _is_over(month, today)
        else None,
        weeks=[WeekLine.model_validate(week, from_attributes=True) for week in weeks],
        silent=len(_silent(now)),
        changed_rows=len(differ),
        changed_people=len({subject for kind, subject, *_ in differ if kind is SubjectKind.PERSON}),
    )


def _is_over(month: date, today: date) -> bool:
    return today > rules.last_day(month)


def _silent(now: Month) -> set[str]:
    """The workers whose phones may still hold something of the month."""
    waiting = {row.subject for row in now.rows if row.unreported and row.kind is SubjectKind.PERSON}
    through, last = now.inputs.through, now.inputs.last
    return {
        cared.user
        for person in waiting
        for cared in now.inputs.people[person].cared
        if through.get(cared.user, last) < last
    }
