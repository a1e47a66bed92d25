"""Use cases of the townships' pages: the sums of their people, and what each township itself owes."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from shouwang.accounts.service import Caller
from shouwang.blobs.promised import brought
from shouwang.duties.credit import NONE, entries_by_subject
from shouwang.duties.explain import explain_place
from shouwang.duties.following import words_of
from shouwang.duties.reconcile import Period
from shouwang.duties.words import Light, SubjectKind
from shouwang.ledger import queries
from shouwang.ledger.households import Homes, is_owed_any
from shouwang.ledger.opened import Opened, as_counted, duty_line, record_lines
from shouwang.ledger.schemas import HouseholdDuty, PersonRow, TownshipDuty, TownshipReply, TownshipRow, TownshipsReply
from shouwang.ledger.service import ledger_of, policy_lines, rows_within
from shouwang.ledger.standing import Owed, Reports
from shouwang.records.service import forms_of
from shouwang.register.models import Place

NOBODY = Reports({}, {})
"""Nobody is assigned to a township, so no phone is waited for: what is not there was missed."""


def townships(session: Session, caller: Caller, period: Period, today: date) -> TownshipsReply:
    """The sums of each township that the caller may see."""
    ledger = ledger_of(session, period, today)
    place = caller.user.place
    places = queries.townships_within(session, place)
    entries = queries.entries_of(session, [each.code for each in places])
    issues = queries.open_issues_by_township(session, place)
    rows = [
        _township_row(
            each,
            rows_within(session, ledger, each.code),
            [
                township_duty(owed)
                for asked in ledger.asked
                for owed in asked.of_township(each.code, entries.get(each.code, NONE))
            ],
            Homes(session, ledger, each.code).sums() if is_owed_any(ledger) else [],
            issues.get(each.code, 0),
        )
        for each in places
    ]
    return TownshipsReply(today=today, from_=period.first, to=period.last, rows=rows)


def township(session: Session, found: Place, period: Period, today: date) -> TownshipReply:
    """What one township owes itself, each number opened onto its days and records."""
    ledger = ledger_of(session, period, today)
    records = queries.records_of(session, [found.code])
    counted = [as_counted(record) for record in records]
    entries = entries_by_subject(counted).get(found.code, NONE)
    opened = [
        Opened(
            explain_place(asked.question, owed.duty.id, SubjectKind.TOWNSHIP, found.code, counted),
            owed.duty,
            owed.followed,
        )
        for asked in ledger.asked
        for owed in asked.of_township(found.code, entries)
    ]
    return TownshipReply(
        today=today,
        from_=period.first,
        to=period.last,
        township=found.code,
        name=found.name,
        policies=policy_lines(ledger),
        duties=[duty_line(each, NOBODY) for each in opened],
        records=record_lines(
            forms_of(session, records), records, [each.explained for each in opened], brought(session, records)
        ),
    )


def township_duty(owed: Owed) -> TownshipDuty:
    """How a township stands with one duty of its own."""
    line = owed.line
    return TownshipDuty(
        duty=words_of(owed.duty, owed.followed),
        expected=line.expected,
        credited=line.credited,
        misses=list(line.misses),
        open=line.open,
        light=line.light,
        due_by=line.due_by,
    )


def _township_row(
    place: Place,
    rows: Sequence[PersonRow],
    duties: list[TownshipDuty],
    household_duties: list[HouseholdDuty],
    open_issues: int,
) -> TownshipRow:
    lights = [row.light for row in rows]
    return TownshipRow(
        township=place.code,
        name=place.name,
        people=len(rows),
        expected=sum(row.expected for row in rows),
        credited=sum(row.credited for row in rows),
        misses=sum(row.misses for row in rows),
        unreported=sum(row.unreported for row in rows),
        red=lights.count(Light.RED),
        yellow=lights.count(Light.YELLOW),
        green=lights.count(Light.GREEN),
        grey=lights.count(Light.GREY),
        without_carer=sum(row.carer is None and row.suspension != "death" for row in rows),
        duties=duties,
        household_duties=household_duties,
        open_issues=open_issues,
        to_be_confirmed=sum(len(row.to_be_confirmed) for row in rows),
        quarantined=sum(row.quarantined for row in rows),
    )
