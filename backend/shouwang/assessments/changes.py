"""Changes of ability that were reported, at the desk or from a phone: the clock of ten working days, and its answer."""

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy.orm import Session

from shouwang import clock
from shouwang.accounts.access import within
from shouwang.accounts.service import Caller
from shouwang.assessments import queries
from shouwang.assessments.lines import change_line, today
from shouwang.assessments.models import AbilityChange, Assessment
from shouwang.assessments.schemas import AbilityChangeLine, NewChange
from shouwang.assessments.words import Scale
from shouwang.assessments.working_days import due_after
from shouwang.errors import Refused, Unknown
from shouwang.register.models import Person, Report
from shouwang.register.service import settle_report
from shouwang.register.words import ReportStatus, ReportWhat
from shouwang.settings import settings
from shouwang.sync.write import lock_buckets

WORKING_DAYS = 10
"""Within which the county reassesses after a reported change (认定办法)."""


def report_change(session: Session, caller: Caller, person: Person, asked: NewChange) -> AbilityChangeLine:
    """Somebody has told of a change: ten working days from that day on. Twice the same is once. Raises `Refused`."""
    lock_buckets(session, [f"p:{person.id}"])
    if asked.reported_on > today():
        raise Refused("not_possible", why=["in_the_future"])
    known = session.get(AbilityChange, asked.id)
    if known is not None and known.person != person.id:
        raise Refused("id_taken")
    return change_line(known or _new_change(session, caller, person, asked), person, today())


def start_clocks(session: Session, reports: Iterable[tuple[Report, Person]]) -> None:
    """What phones have reported. The clock runs from the day on which it came: before, no office could know of it.

    A change from a phone has the id of its report, so that the report is answered with it.
    """
    for report, person in reports:
        if report.what == ReportWhat.ABILITY and session.get(AbilityChange, report.id) is None:
            session.add(_of_phone(report, person))
    session.flush()


def close_change(session: Session, caller: Caller, change: str, reason: str) -> None:
    """Nothing has changed after all. Raises `Unknown`, and `Refused` when it is answered."""
    found = session.get(AbilityChange, change)
    if found is None:
        raise Unknown
    within(caller, found.township)
    lock_buckets(session, [f"p:{found.person}"])
    session.refresh(found)
    if found.closed_at is not None:
        raise Refused("already_settled")
    found.closed_at, found.close_reason = clock.now(), reason
    _settle(session, caller, found, ReportStatus.DECLINED, reason=reason)
    session.flush()


def answer_changes(session: Session, caller: Caller, row: Assessment) -> None:
    """What was reported by the day of an assessment is answered by it: by a class, not by another scale's level."""
    if row.scale != Scale.SIX_ITEMS:
        return
    for change in queries.changes_of(session, row.person):
        if change.reported_on <= row.assessed_on:
            change.assessment, change.closed_at = row.id, clock.now()
            _settle(session, caller, change, ReportStatus.CONFIRMED, fact=row.fact)


def _settle(
    session: Session,
    caller: Caller,
    change: AbilityChange,
    status: ReportStatus,
    *,
    reason: str | None = None,
    fact: str | None = None,
) -> None:
    """Whoever told it by phone reads there what became of it."""
    report = session.get(Report, change.id)
    if report is not None and report.status == ReportStatus.TO_BE_CONFIRMED:
        report.fact = fact
        settle_report(session, caller, report, status, reason)


def _of_phone(report: Report, person: Person) -> AbilityChange:
    due = due_after(day := _day(report.reported_at), WORKING_DAYS)
    return AbilityChange(
        id=report.id,
        person=person.id,
        township=person.township,
        reported_on=day,
        reported_by=report.author_name,
        why=report.note,
        due_on=due.day,
        due_certain=due.certain,
        entered_by=report.author,
        entered_by_name=report.author_name,
        entered_at=report.reported_at,
    )


def _new_change(session: Session, caller: Caller, person: Person, asked: NewChange) -> AbilityChange:
    due = due_after(asked.reported_on, WORKING_DAYS)
    row = AbilityChange(
        id=asked.id,
        person=person.id,
        township=person.township,
        reported_on=asked.reported_on,
        reported_by=asked.reported_by,
        why=asked.why,
        due_on=due.day,
        due_certain=due.certain,
        entered_by=caller.user.id,
        entered_by_name=caller.user.name,
        entered_at=clock.now(),
    )
    session.add(row)
    session.flush()
    return row


def _day(at: datetime) -> date:
    return at.astimezone(settings().zone).date()
