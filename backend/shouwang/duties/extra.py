"""Extra duties: one visit to each person of a population within some days (heat, cold, a festival). Pure.

An extra duty is no unit of a calendar and no rhythm: its days are one unit, owed like any other (semantics §5.2): when
its last day is eligible and at least half of its days are. Who is in the population and which records count is asked of
the engine itself, by a duty whose one rolling unit is just these days.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from shouwang.duties.duty import Credit, Duty, Policy, Population
from shouwang.duties.explain import Day, DayState, Explanation, explain_person
from shouwang.duties.reconcile import Entries, Period, Person, Question, Record, ask, credited_days, eligible_spans
from shouwang.duties.tallies import span_of
from shouwang.duties.timelines import Span, life
from shouwang.duties.words import Mode, RecordKind, Severity, SubjectKind

CREDIT = Credit(kinds=(RecordKind.VISIT,), modes=(Mode.HOME,))
"""What meets an extra duty: a visit at home, by anybody, of any length."""


class ExtraState(StrEnum):
    """What became of an extra duty for one person. `unreported` may still lie on a phone."""

    MET = "met"
    TO_VISIT = "to_visit"
    MISSED = "missed"
    UNREPORTED = "unreported"


@dataclass(frozen=True, slots=True)
class Extra:
    """One visit to each of a population from `valid_from` to `valid_to`. Once `ended`, nothing is owed any more."""

    id: str
    valid_from: date
    valid_to: date
    population: Population
    ended: bool = False


class ExtraLine(NamedTuple):
    """How one person stands with it: `met` is the first day that counted, `due_by` the last in time for a visit."""

    state: ExtraState
    met: date | None
    due_by: date | None


class AskedExtra:
    """An extra duty made ready for any number of people."""

    def __init__(self, extra: Extra, today: date) -> None:
        self._extra, self._today = extra, today.toordinal()
        self.duty = duty_of(extra)
        self._days = Span(extra.valid_from.toordinal(), extra.valid_to.toordinal())
        policy = Policy(extra.id, (self.duty,))
        self._question: Question = ask(policy, Period(extra.valid_from, extra.valid_to), today)

    def line(self, person: Person, entries: Entries) -> ExtraLine | None:
        """How a person stands; None where she is owed nothing by it."""
        (asked,) = self._question.duties[SubjectKind.PERSON]
        spans = eligible_spans(asked, person.birth_date, life(person))
        if not _is_owed(self._days, spans):
            return None
        counted = (day for day in credited_days(asked, spans, entries) if span_of(spans, day))
        return self._line(next(counted, None))

    def opened(self, person: Person, line: ExtraLine, records: Iterable[Record]) -> Explanation:
        """The days of its unit, by which facts each was owed or not, and a verdict on each record of these days."""
        explained = explain_person(self._question, self.duty.id, person, records)
        missed = self._extra.valid_to if line.state is ExtraState.MISSED else None
        return replace(explained, days=tuple(_as_one_unit(explained.days, missed)))

    def _line(self, met: int | None) -> ExtraLine | None:
        if met is not None:
            return ExtraLine(ExtraState.MET, date.fromordinal(met), None)
        if self._extra.ended:
            return None
        if self._days.last < self._today:
            return ExtraLine(ExtraState.MISSED, None, None)
        return ExtraLine(ExtraState.TO_VISIT, None, self._extra.valid_to)


def duty_of(extra: Extra) -> Duty:
    """The extra duty as the engine asks it: in force on its days, which are one rolling unit."""
    return Duty(
        id=extra.id,
        subject=SubjectKind.PERSON,
        every=f"{(extra.valid_to - extra.valid_from).days + 1} days",
        valid_from=extra.valid_from,
        valid_to=extra.valid_to,
        population=extra.population,
        credit=CREDIT,
        severity=Severity.INFORMATION,
    )


def _as_one_unit(days: Iterable[Day], missed: date | None) -> Iterable[Day]:
    """A rolling unit asks for as many days in a row as it has; what was missed here is dated by its last day alone."""
    for day in days:
        if day.day == missed:
            yield day._replace(state=DayState.MISSED)
        else:
            yield day._replace(state=DayState.IN_TIME) if day.state is DayState.MISSED else day


def _is_owed(days: Span, spans: Iterable[Span]) -> bool:
    spans = list(spans)
    eligible = sum(span.last - span.first + 1 for span in spans)
    return span_of(spans, days.last) is not None and 2 * eligible >= days.last - days.first + 1
