"""Use case of a person's page: who she is, how she stands, and what each number rests on."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from sqlalchemy.orm import Session

from shouwang.duties import credit, reconcile
from shouwang.duties.duty import Duty, Policy
from shouwang.duties.explain import DayState, Explanation, explain_person
from shouwang.duties.moments import is_late
from shouwang.duties.sentences import duty_sentence
from shouwang.duties.timelines import Fact
from shouwang.ledger import queries
from shouwang.ledger.schemas import (
    Carer,
    CreditedDay,
    DutyDay,
    DutyLine,
    DutyWords,
    FactLine,
    PersonHead,
    PersonReply,
    RecordLine,
    Sentence,
)
from shouwang.ledger.service import ledger_of, person_row, reports_within
from shouwang.ledger.standing import Ledger, Reports, died_on
from shouwang.records.models import Record
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
    explained = _explained(ledger, _as_asked(found, facts), [_as_counted(record) for record in records])
    reports = reports_within(session, found.township)
    return PersonReply(
        today=today,
        from_=period.first,
        to=period.last,
        person=_head(session, ledger, found, _holding(facts), records, reports, told),
        facts=[_fact_line(fact) for fact in facts],
        reports=[report.shape() for report in told],
        quarantined=_quarantined(_holding(facts), records),
        assignments=[assignment.shape() for assignment in queries.assignments_to(session, found.id)],
        duties=[_duty_line(ledger, explanation, reports) for explanation in explained],
        records=_record_lines(records, explained),
    )


def _fact_line(fact: FactRow) -> FactLine:
    return FactLine(**fact.shape().model_dump(), source_text=fact.source_text, void_reason=fact.void_reason)


def _quarantined(facts: Iterable[Fact], records: Iterable[Record]) -> list[str]:
    died = died_on(facts)
    return [record.id for record in records if died is not None and record.service_date > died]


def _holding(facts: Iterable[FactRow]) -> list[Fact]:
    """Facts that were not voided, as the engine takes them."""
    return [
        Fact(fact.kind, fact.value, fact.valid_from, fact.valid_to, fact.known_on)
        for fact in facts
        if fact.voided_at is None
    ]


def _as_asked(found: Person, facts: Iterable[FactRow]) -> reconcile.Person:
    return reconcile.Person(found.id, found.birth_date, _holding(facts))


def _as_counted(record: Record) -> reconcile.Record:
    signature = credit.Signature(
        record.kind, record.status, record.mode, record.role, record.minutes, record.value, record.beneficiaries
    )
    return reconcile.Record(record.id, [record.subject], record.service_date, signature)


def _explained(ledger: Ledger, asked: reconcile.Person, records: Sequence[reconcile.Record]) -> list[Explanation]:
    """Each duty that was owed to her on a day of the period, opened."""
    entries = credit.entries_by_subject(records).get(asked.id, [])
    return [
        explain_person(question, line.duty, asked, records)
        for question in ledger.questions
        for line in reconcile.lines_of_person(question, asked, entries)
    ]


def _head(
    session: Session,
    ledger: Ledger,
    found: Person,
    facts: Sequence[Fact],
    records: Sequence[Record],
    reports: Reports,
    told: Sequence[Report],
) -> PersonHead:
    entries = credit.entries_by_subject(_as_counted(record) for record in records).get(found.id, [])
    carer = queries.carers_within(session, found.township, ledger.today).get(found.id)
    waiting = [each.what for each in reversed(told) if each.status == ReportStatus.TO_BE_CONFIRMED]
    return PersonHead(
        **person_row(ledger, found, facts, entries, carer, reports, waiting).model_dump(),
        birth_date=found.birth_date,
        address=found.address,
        phone=mask_phone(found.phone) if found.phone else None,
        id_number=sealed.masked_id_number(found.id_number_sealed),
        bank_account=sealed.masked_bank_account(found.bank_account_sealed),
    )


def _duty_line(ledger: Ledger, explained: Explanation, reports: Reports) -> DutyLine:
    line = explained.line
    outcomes = ledger.outcomes(line, reports)
    unreported = {outcome.last for outcome in outcomes if not outcome.is_reported}
    return DutyLine(
        duty=_words(*ledger.duty(line.duty)),
        expected=line.expected,
        credited=line.credited,
        misses=[outcome.last for outcome in outcomes if outcome.is_reported],
        unreported=sorted(unreported),
        owners={each.last: Carer(id=each.owner.user, name=each.owner.user_name) for each in outcomes if each.owner},
        open=line.open,
        longest_gap=line.longest_gap,
        light=line.light,
        due_by=line.due_by,
        credits=_credits(explained),
        days=[
            DutyDay(day=day, state="unreported" if day in unreported else state, record=record)
            for day, state, record in explained.days
        ],
    )


def _words(duty: Duty, policy: Policy) -> DutyWords:
    return DutyWords(
        id=duty.id,
        every=duty.every,
        severity=duty.severity,
        quote=duty.quote,
        source=duty.source or policy.source,
        title=policy.title,
        status=policy.status,
        sentence=Sentence(zh=duty_sentence(duty, "zh"), en=duty_sentence(duty, "en")),
    )


def _credits(explained: Explanation) -> list[CreditedDay]:
    """The days that counted, each with all records that alone would have made it count."""
    counted = {day.day for day in explained.days if day.state is DayState.CREDITED}
    records: defaultdict[date, list[str]] = defaultdict(list)
    for verdict in explained.verdicts:
        if verdict.day in counted and verdict.reason in (None, credit.Reason.SAME_DAY):
            records[verdict.day].append(verdict.record)
    return [CreditedDay(service_date=day, records=ids) for day, ids in sorted(records.items())]


def _record_lines(records: Iterable[Record], explained: Iterable[Explanation]) -> list[RecordLine]:
    verdicts: defaultdict[str, dict[str, credit.Reason | None]] = defaultdict(dict)
    for explanation in explained:
        for verdict in explanation.verdicts:
            verdicts[verdict.record][explanation.line.duty] = verdict.reason
    return [_record_line(record, verdicts.get(record.id, {})) for record in records]


def _record_line(record: Record, verdicts: Mapping[str, credit.Reason | None]) -> RecordLine:
    return RecordLine(
        **record.shape().model_dump(),
        late=is_late(record.start, record.end, record.received_at),
        counts_for=[duty for duty, reason in verdicts.items() if reason is None],
        not_counted={duty: reason for duty, reason in verdicts.items() if reason is not None},
    )
