"""Use case of a person's page: who she is, how she stands, and what each number rests on."""

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy.orm import Session

from shouwang.blobs.promised import brought
from shouwang.duties import credit, reconcile
from shouwang.duties.explain import explain_all
from shouwang.duties.timelines import Fact
from shouwang.ledger import queries
from shouwang.ledger.opened import Opened, as_counted, duty_line, record_lines
from shouwang.ledger.raised import Raised, opened_extra
from shouwang.ledger.schemas import FactLine, PersonHead, PersonReply
from shouwang.ledger.service import ledger_of, person_row, raised_within, reports_within
from shouwang.ledger.standing import Ledger, Reports, died_on
from shouwang.records.models import Record
from shouwang.records.service import forms_of
from shouwang.register import sealed
from shouwang.register.identity import mask_phone
from shouwang.register.models import Fact as FactRow
from shouwang.register.models import Person, Report
from shouwang.register.queries import facts_of, reports_of
from shouwang.register.words import ReportStatus


def person(session: Session, found: Person, period: reconcile.Period, today: date) -> PersonReply:
    """One person's page. Every number comes with the days and records behind it."""
    ledger = ledger_of(session, period, today)
    facts, records = facts_of(session, found.id), queries.records_of(session, [found.id])
    told = reports_of(session, found.id)
    asked, counted = _as_asked(found, facts), [as_counted(record) for record in records]
    opened = _opened(ledger, asked, counted)
    reports = reports_within(session, found.township)
    raised = raised_within(session, found.township, period, today)
    extra = [each for one in raised if (each := opened_extra(one, found.township, asked, counted, reports)) is not None]
    return PersonReply(
        today=today,
        from_=period.first,
        to=period.last,
        person=_head(session, ledger, found, _holding(facts), records, reports, told, raised),
        facts=[_fact_line(fact) for fact in facts],
        reports=[report.shape() for report in told],
        quarantined=_quarantined(_holding(facts), records),
        assignments=[assignment.shape() for assignment in queries.assignments_to(session, found.id)],
        duties=[duty_line(each, reports) for each in opened],
        extra=[line for line, _ in extra],
        records=record_lines(
            forms_of(session, records),
            records,
            [*(each.explained for each in opened), *(explained for _, explained in extra)],
            brought(session, records),
        ),
    )


def _fact_line(fact: FactRow) -> FactLine:
    return FactLine(**fact.shape().model_dump(), source_text=fact.source_text, void_reason=fact.void_reason)


def _quarantined(facts: Iterable[Fact], records: Iterable[Record]) -> list[str]:
    died = died_on(facts)
    return [record.id for record in records if died is not None and record.service_date > died]


def _holding(facts: Iterable[FactRow]) -> list[Fact]:
    """Facts that were not voided, as the engine takes them."""
    return [
        Fact(fact.kind, fact.value, fact.valid_from, fact.valid_to, fact.known_on, fact.id)
        for fact in facts
        if fact.voided_at is None
    ]


def _as_asked(found: Person, facts: Iterable[FactRow]) -> reconcile.Person:
    return reconcile.Person(found.id, found.birth_date, _holding(facts))


def _opened(ledger: Ledger, asked: reconcile.Person, records: Sequence[reconcile.Record]) -> list[Opened]:
    """Each duty that was owed to her on a day of the period, opened."""
    return [
        Opened(explained, each.duties[explained.line.duty], each.followed)
        for each in ledger.asked
        for explained in explain_all(each.question, asked, records)
    ]


def _head(
    session: Session,
    ledger: Ledger,
    found: Person,
    facts: Sequence[Fact],
    records: Sequence[Record],
    reports: Reports,
    told: Sequence[Report],
    raised: Sequence[Raised],
) -> PersonHead:
    entries = credit.entries_by_subject(as_counted(record) for record in records).get(found.id, credit.NONE)
    carer = queries.carers_within(session, found.township, ledger.today).get(found.id)
    waiting = [each.what for each in reversed(told) if each.status == ReportStatus.TO_BE_CONFIRMED]
    return PersonHead(
        **person_row(
            ledger, found, facts, entries, carer, reports, waiting, raised, len(_quarantined(facts, records))
        ).model_dump(),
        birth_date=found.birth_date,
        address=found.address,
        phone=mask_phone(found.phone) if found.phone else None,
        id_number=sealed.masked_id_number(found.id_number_sealed),
        bank_account=sealed.masked_bank_account(found.bank_account_sealed),
    )
