"""A number opened onto its days and records, of a person or a place alike. No database in here."""

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping
from datetime import date
from typing import NamedTuple

from shouwang.blobs.models import BlobState
from shouwang.duties import credit, reconcile
from shouwang.duties.duty import Duty, Followed
from shouwang.duties.explain import Day, DayState, Explanation, Verdict
from shouwang.duties.following import words_of
from shouwang.duties.moments import is_late
from shouwang.forms.definition import Form
from shouwang.forms.shipped import Version
from shouwang.forms.wording import in_words
from shouwang.ledger.grounds import ground_line
from shouwang.ledger.schemas import Carer, CreditedDay, DutyDay, DutyLine, NotCounted, RecordLine
from shouwang.ledger.standing import Reports, outcomes_of
from shouwang.records.models import Record, hashes_of
from shouwang.records.schemas import Position


class Opened(NamedTuple):
    """An explained line with its duty and the version of the policy by which it was owed."""

    explained: Explanation
    duty: Duty
    followed: Followed


def as_counted(record: Record) -> reconcile.Record:
    """A record as the engine takes it."""
    signature = credit.Signature(
        record.kind, record.status, record.mode, record.role, record.minutes, record.value, record.beneficiaries
    )
    return reconcile.Record(record.id, [record.subject], record.service_date, signature)


def duty_line(opened: Opened, reports: Reports) -> DutyLine:
    """A line with its days, and with what may still lie on a phone apart from what was missed."""
    line = opened.explained.line
    outcomes = outcomes_of(opened.duty, line, reports)
    unreported = {outcome.last for outcome in outcomes if not outcome.is_reported}
    return DutyLine(
        duty=words_of(opened.duty, opened.followed),
        expected=line.expected,
        credited=line.credited,
        misses=[outcome.last for outcome in outcomes if outcome.is_reported],
        unreported=sorted(unreported),
        owners={each.last: Carer(id=each.owner.user, name=each.owner.user_name) for each in outcomes if each.owner},
        open=line.open,
        longest_gap=line.longest_gap,
        light=line.light,
        due_by=line.due_by,
        credits=[CreditedDay(service_date=day, records=list(ids)) for day, ids in opened.explained.behind],
        days=duty_days(opened.explained.days, unreported),
        grounds=[ground_line(ground) for ground in opened.explained.grounds],
    )


def duty_days(days: Iterable[Day], unreported: Container[date]) -> list[DutyDay]:
    """A strip, with the days that may still lie on a phone."""
    return [
        DutyDay(day=day, state="unreported" if day in unreported else state, record=record)
        for day, state, record in days
    ]


def record_lines(
    forms: Mapping[Version, Form],
    records: Iterable[Record],
    opened: Iterable[Explanation],
    brought: Mapping[str, BlobState],
) -> list[RecordLine]:
    """The records, each in the words of its form, what became of it for each duty, and what came of its pictures."""
    verdicts: defaultdict[str, dict[str, tuple[int, Verdict]]] = defaultdict(dict)
    for each in opened:
        owed = {day.day for day in each.days if day.state is not DayState.NOT_OWED}
        duty = each.line.duty
        for verdict in each.verdicts:
            told = verdicts[verdict.record]
            ranked = _rank(verdict, owed), verdict
            # Two versions of a duty judge the record: the one that was owed on its day has the word.
            if duty not in told or ranked[0] < told[duty][0]:
                told[duty] = ranked
    return [
        _record_line(
            record,
            forms.get((record.form, record.form_version)),
            {duty: verdict for duty, (_, verdict) in verdicts.get(record.id, {}).items()},
            brought,
        )
        for record in records
    ]


def _rank(verdict: Verdict, owed: set[date]) -> int:
    if verdict.reason is None:
        return 0
    return 1 if verdict.day in owed else 2


def _record_line(
    record: Record, form: Form | None, verdicts: Mapping[str, Verdict], brought: Mapping[str, BlobState]
) -> RecordLine:
    promised = hashes_of(record)
    return RecordLine(
        **record.shape().model_dump(),
        told=in_words(form, record.answers),
        position=Position.model_validate(record.position) if record.position else None,
        arrived=[sha256 for sha256 in promised if brought.get(sha256) == BlobState.WHOLE],
        removed=[sha256 for sha256 in promised if brought.get(sha256) == BlobState.REMOVED],
        given_up=[sha256 for sha256 in promised if brought.get(sha256) == BlobState.GIVEN_UP],
        late=is_late(record.start, record.end, record.received_at),
        counts_for=[duty for duty, verdict in verdicts.items() if verdict.reason is None],
        not_counted={duty: told for duty, verdict in verdicts.items() if (told := _not_counted(verdict)) is not None},
    )


def _not_counted(verdict: Verdict) -> NotCounted | None:
    if verdict.reason is None:
        return None
    return NotCounted(
        reason=verdict.reason,
        had=verdict.short.had if verdict.short else None,
        wanted=list(verdict.short.wanted) if verdict.short else [],
        instead=verdict.instead,
        facts=[fact.id for fact in verdict.facts if fact.id is not None],
    )
