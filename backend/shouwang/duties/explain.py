"""Every number opened: for one subject and one duty, the days of the period and what became of each record.

It runs on the same eligible days, the same credited days and the same line as the ledger.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from shouwang.duties.credit import Reason, Record, refusal
from shouwang.duties.reconcile import (
    AskedDuty,
    Line,
    Question,
    credited_days,
    eligible_spans,
    line_of,
    spans_of_place,
    window_of,
)
from shouwang.duties.tallies import Calendar, span_of
from shouwang.duties.timelines import Person, Span, Stretch, admits, death_day, life
from shouwang.duties.units import unit_of
from shouwang.duties.words import SubjectKind


class DayState(StrEnum):
    """What a day of the period was for a duty."""

    CREDITED = "credited"
    MISSED = "missed"
    IN_TIME = "in_time"  # owed, nothing came, and nothing was missed by this day
    TO_COME = "to_come"  # today and later, without a credit
    SUSPENDED = "suspended"
    NOT_OWED = "not_owed"


class Day(NamedTuple):
    """One day of the strip, with the id of the record that credited it."""

    day: date
    state: DayState
    record: str | None = None


class Verdict(NamedTuple):
    """What became of one record: `reason` says why it does not count, None that it does."""

    record: str
    day: date
    reason: Reason | None


@dataclass(frozen=True, slots=True)
class Explanation:
    """A line, the days of its period in order, and a verdict on each record of the period or behind its number.

    `behind` are the days that the line's `credited` counts, with all records that alone would have made each count.
    A week that ends in the period may have been met before it; today counts for a rolling duty from tomorrow on.
    """

    line: Line
    days: tuple[Day, ...]
    verdicts: tuple[Verdict, ...]
    behind: tuple[tuple[date, tuple[str, ...]], ...]


def explain_person(question: Question, duty: str, person: Person, records: Iterable[Record]) -> Explanation:
    """Open the numbers of a person and a duty. Raises KeyError where persons are not owed it."""
    asked = _asked(question, SubjectKind.PERSON, duty)
    stretches = life(person)
    window = window_of(asked, person.birth_date)
    spans = eligible_spans(asked, person.birth_date, stretches)
    suspended = _suspended(asked, window, stretches) if window else []
    return _Explaining(question, asked, person.id, spans, suspended, death_day(person), records).explanation()


def explain_place(
    question: Question,
    duty: str,
    kind: SubjectKind,
    place: str,
    records: Iterable[Record],
    days: Sequence[Span] | None = None,
) -> Explanation:
    """Open the numbers of a township or household and a duty. Raises KeyError where such places are not owed it."""
    asked = _asked(question, kind, duty)
    return _Explaining(question, asked, place, spans_of_place(asked, days), [], None, records).explanation()


class _Explaining:
    def __init__(
        self,
        question: Question,
        asked: AskedDuty,
        subject: str,
        spans: Sequence[Span],
        suspended: Sequence[Span],
        died: int | None,
        records: Iterable[Record],
    ) -> None:
        self._question, self._asked, self._subject = question, asked, subject
        self._spans, self._suspended, self._died = spans, suspended, died
        self._records = sorted((r for r in records if subject in r.subjects), key=_by_day_and_id)
        entries = [(record.service_date.toordinal(), record.signature) for record in self._records]
        days = credited_days(question, asked, entries)
        self._line, self._behind = line_of(asked, subject, spans, days), asked.rhythm.behind(spans, days)
        self._credits: dict[int, str] = {}

    def explanation(self) -> Explanation:
        first, last = self._question.period
        verdicts = [Verdict(r.id, r.service_date, self._verdict(r)) for r in self._records]
        behind = self._records_behind(verdicts)
        shown = {day for day, _ in behind}
        within = tuple(v for v in verdicts if first <= v.day.toordinal() <= last or v.day in shown)
        misses = {day.toordinal() for day in self._line.misses}
        days = tuple(self._day(day, misses) for day in range(first, last + 1))
        return Explanation(self._line, days, within, behind)

    def _records_behind(self, verdicts: Iterable[Verdict]) -> tuple[tuple[date, tuple[str, ...]], ...]:
        behind: dict[date, list[str]] = {date.fromordinal(day): [] for day in self._behind}
        for verdict in verdicts:
            if verdict.day in behind and verdict.reason in (None, Reason.SAME_DAY):
                behind[verdict.day].append(verdict.record)
        return tuple((day, tuple(records)) for day, records in behind.items())

    def _verdict(self, record: Record) -> Reason | None:
        day = record.service_date.toordinal()
        reason = self._not_yet(day) or refusal(self._asked.duty.credit, record.signature) or self._not_that_day(day)
        if reason is None:
            self._credits[day] = record.id
        return reason

    def _not_yet(self, day: int) -> Reason | None:
        if self._died is not None and day > self._died:
            return Reason.AFTER_DEATH
        return Reason.FUTURE if day > self._question.today else None

    def _not_that_day(self, day: int) -> Reason | None:
        if day == self._died:
            return Reason.DAY_OF_DEATH
        if span_of(self._spans, day) is None:
            return Reason.SUSPENDED if span_of(self._suspended, day) else Reason.NOT_OWED
        only_days = self._asked.duty.only_days
        if only_days and date.fromordinal(day).day not in only_days:
            return Reason.NOT_A_CREDITABLE_DAY
        return Reason.SAME_DAY if day in self._credits else None

    def _day(self, day: int, misses: set[int]) -> Day:
        record = self._credits.get(day)
        if record is not None:
            return Day(date.fromordinal(day), DayState.CREDITED, record)
        return Day(date.fromordinal(day), DayState.MISSED if day in misses else self._uncredited(day))

    def _uncredited(self, day: int) -> DayState:
        if span_of(self._spans, day) is None:
            return DayState.SUSPENDED if span_of(self._suspended, day) else DayState.NOT_OWED
        rhythm, every = self._asked.rhythm, self._asked.duty.every
        if isinstance(rhythm, Calendar) and not rhythm.owed(unit_of(every, day), self._spans):
            return DayState.NOT_OWED
        return DayState.IN_TIME if day < self._question.today else DayState.TO_COME


def _asked(question: Question, kind: SubjectKind, duty: str) -> AskedDuty:
    for asked in question.duties[kind]:
        if asked.duty.id == duty:
            return asked
    raise KeyError(duty)


def _suspended(asked: AskedDuty, window: Span, stretches: Iterable[Stretch]) -> list[Span]:
    """The days on which only a suspension keeps the duty from being owed."""
    population = asked.duty.population
    found = [
        Span(max(first, window.first), min(last, window.last))
        for first, last, condition in stretches
        if condition.suspended and admits(population, condition._replace(suspended=False))
    ]
    return [span for span in found if span.first <= span.last]


def _by_day_and_id(record: Record) -> tuple[date, str]:
    return record.service_date, record.id
