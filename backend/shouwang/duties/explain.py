"""Every number opened: for one subject and one duty, the days of the period and what became of each record.

It runs on the same eligible days, the same credited days and the same line as the ledger.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from shouwang.duties.credit import Entries, Reason, Record, Short, refusal, shortfall
from shouwang.duties.grounds import Circumstances, Ground, grounds
from shouwang.duties.reconcile import (
    AskedDuty,
    Line,
    Question,
    ages_of,
    credited_days,
    eligible_spans,
    line_of,
    spans_of_place,
    touches,
    window_of,
)
from shouwang.duties.tallies import Calendar, span_of
from shouwang.duties.timelines import Fact, Person, Span, Stretch, admits, bindings, death_of, life
from shouwang.duties.words import FactKind, SubjectKind


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
    """What became of one record: `reason` says why it does not count, None that it does.

    `short` says by how much or what, `instead` names the record that had credited the day, `facts` what forbade it.
    """

    record: str
    day: date
    reason: Reason | None
    short: Short | None = None
    instead: str | None = None
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Explanation:
    """A line, the days of its period in order, and a verdict on each record of the period or behind its number.

    `grounds` are the same days in stretches, with the facts by which the duty was owed or not.
    `behind` are the days that the line's `credited` counts, with all records that alone would have made each count.
    A week that ends in the period may have been met before it; today counts for a rolling duty from tomorrow on.
    """

    line: Line
    days: tuple[Day, ...]
    grounds: tuple[Ground, ...]
    verdicts: tuple[Verdict, ...]
    behind: tuple[tuple[date, tuple[str, ...]], ...]


def explain_all(question: Question, person: Person, records: Iterable[Record]) -> list[Explanation]:
    """Open the numbers of each duty that was owed to a person on a day of the period, as `lines_of_person` has them."""
    opened = _Person(question, person, records)
    return [opened.explained(asked) for asked in question.duties[SubjectKind.PERSON] if opened.is_owed(asked)]


def explain_person(question: Question, duty: str, person: Person, records: Iterable[Record]) -> Explanation:
    """Open the numbers of a person and a duty. Raises KeyError where persons are not owed it."""
    return _Person(question, person, records).explained(_asked(question, SubjectKind.PERSON, duty))


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
    about = Circumstances(None, asked.in_force, None, None, None, (), spans_of_place(asked, days), ())
    return _Explaining(question, asked, place, about, _Written(place, records)).explanation()


class _Written:
    """The records of one subject in order, and as they are counted."""

    def __init__(self, subject: str, records: Iterable[Record]) -> None:
        self.records = sorted((r for r in records if subject in r.subjects), key=_by_day_and_id)
        self.entries = Entries([(record.service_date.toordinal(), record.signature) for record in self.records])

    def on(self, day: int) -> Sequence[Record]:
        """Those of one day."""
        return self.between(Span(day, day))

    def between(self, span: Span) -> Sequence[Record]:
        """Those of some days."""
        days = self.entries.days
        return self.records[bisect_left(days, span.first) : bisect_right(days, span.last)]


class _Person:
    """What is the same of a person whichever duty is opened."""

    def __init__(self, question: Question, person: Person, records: Iterable[Record]) -> None:
        self._question, self._person = question, person
        self._stretches, self._bindings, self._death = life(person), bindings(person.facts), death_of(person)
        self._written = _Written(person.id, records)

    def is_owed(self, asked: AskedDuty) -> bool:
        return touches(self._spans(asked), self._question.period)

    def explained(self, asked: AskedDuty) -> Explanation:
        about = self._circumstances(asked)
        return _Explaining(self._question, asked, self._person.id, about, self._written).explanation()

    def _spans(self, asked: AskedDuty) -> list[Span]:
        return eligible_spans(asked, self._person.birth_date, self._stretches)

    def _circumstances(self, asked: AskedDuty) -> Circumstances:
        born = self._person.birth_date
        window = window_of(asked, born)
        return Circumstances(
            asked.duty.population,
            asked.in_force,
            ages_of(asked, born),
            born.toordinal() if born else None,
            self._death,
            self._bindings,
            self._spans(asked),
            _suspended(asked, window, self._stretches) if window else [],
        )


class _Explaining:
    def __init__(
        self, question: Question, asked: AskedDuty, subject: str, about: Circumstances, written: _Written
    ) -> None:
        self._question, self._asked, self._about, self._written = question, asked, about, written
        self._spans, self._died = about.spans, about.death.valid_from.toordinal() if about.death else None
        days = credited_days(asked, self._spans, written.entries)
        self._line, self._behind = line_of(asked, subject, self._spans, days), asked.rhythm.behind(self._spans, days)
        self._credits: dict[int, str] = {}

    def explanation(self) -> Explanation:
        period = self._question.period
        before = [record for day in self._behind if day < period.first for record in self._written.on(day)]
        after = [record for day in self._behind if day > period.last for record in self._written.on(day)]
        shown = (*before, *self._written.between(period), *after)
        verdicts = tuple(Verdict(r.id, r.service_date, *self._verdict(r)) for r in shown)
        behind = self._records_behind(verdicts)
        return Explanation(self._line, self._days(), grounds(self._about, period), verdicts, behind)

    def _records_behind(self, verdicts: Iterable[Verdict]) -> tuple[tuple[date, tuple[str, ...]], ...]:
        behind: dict[date, list[str]] = {date.fromordinal(day): [] for day in self._behind}
        for verdict in verdicts:
            if verdict.day in behind and verdict.reason in (None, Reason.SAME_DAY):
                behind[verdict.day].append(verdict.record)
        return tuple((day, tuple(records)) for day, records in behind.items())

    def _verdict(self, record: Record) -> tuple[Reason | None, Short | None, str | None, tuple[Fact, ...]]:
        """The reason, and what more there is to say of it."""
        day, credit = record.service_date.toordinal(), self._asked.duty.credit
        reason = self._not_yet(day)
        if reason is None and not self._asked.counting[record.signature]:
            refused = refusal(credit, record.signature)
            return refused, shortfall(credit, record.signature, refused) if refused else None, None, ()
        reason = reason or self._not_that_day(day)
        if reason is None:
            self._credits[day] = record.id
            return None, None, None, ()
        return reason, self._other_days(record, reason), self._instead(day, reason), self._forbidding(day, reason)

    def _other_days(self, record: Record, reason: Reason) -> Short | None:
        if reason is Reason.NOT_A_CREDITABLE_DAY:
            return Short(record.service_date.day, self._asked.duty.only_days)
        return None

    def _instead(self, day: int, reason: Reason) -> str | None:
        return self._credits[day] if reason is Reason.SAME_DAY else None

    def _forbidding(self, day: int, reason: Reason) -> tuple[Fact, ...]:
        if reason in (Reason.AFTER_DEATH, Reason.DAY_OF_DEATH) and self._about.death:
            return (self._about.death,)
        if reason is not Reason.SUSPENDED:
            return ()
        (ground,) = grounds(self._about, Span(day, day))
        return tuple(held.fact for held in ground.facts if held.fact.kind == FactKind.SUSPENSION)

    def _not_yet(self, day: int) -> Reason | None:
        if self._died is not None and day > self._died:
            return Reason.AFTER_DEATH
        return Reason.FUTURE if day > self._question.today else None

    def _not_that_day(self, day: int) -> Reason | None:
        if day == self._died:
            return Reason.DAY_OF_DEATH
        if span_of(self._spans, day) is None:
            return Reason.SUSPENDED if span_of(self._about.suspended, day) else Reason.NOT_OWED
        only_days = self._asked.duty.only_days
        if only_days and date.fromordinal(day).day not in only_days:
            return Reason.NOT_A_CREDITABLE_DAY
        return Reason.SAME_DAY if day in self._credits else None

    def _days(self) -> tuple[Day, ...]:
        """The strip: stretches are laid over one another, and then the days that are something by themselves."""
        strip = _Strip(self._question.period)
        strip.lay(DayState.SUSPENDED, self._about.suspended)
        strip.lay(DayState.IN_TIME, self._spans)
        strip.lay(DayState.TO_COME, self._spans, since=self._question.today)
        rhythm = self._asked.rhythm
        if isinstance(rhythm, Calendar):
            units = (unit for unit in rhythm.touched if not rhythm.owed(unit, self._spans))
            strip.lay(DayState.NOT_OWED, [cut for unit in units for cut in _cut(self._spans, unit)])
        strip.lay(DayState.MISSED, [Span(day, day) for day in (miss.toordinal() for miss in self._line.misses)])
        strip.lay(DayState.CREDITED, [Span(day, day) for day in self._credits])
        days = self._question.days
        return tuple(map(Day, days, strip.states, map(self._credits.get, map(date.toordinal, days))))


class _Strip:
    """The states of a period's days, not owed at first."""

    def __init__(self, period: Span) -> None:
        self._period = period
        self.states = [DayState.NOT_OWED] * (period.last - period.first + 1)

    def lay(self, state: DayState, spans: Iterable[Span], since: int = 0) -> None:
        """Lay a state over these days, as far as they are of the period and not before `since`."""
        begin = self._period.first
        for span in spans:
            first, last = max(span.first, begin, since), min(span.last, self._period.last)
            if first <= last:
                self.states[first - begin : last + 1 - begin] = [state] * (last + 1 - first)


def _cut(spans: Iterable[Span], unit: Span) -> list[Span]:
    """The parts of spans within a unit."""
    cut = (Span(max(span.first, unit.first), min(span.last, unit.last)) for span in spans)
    return [span for span in cut if span.first <= span.last]


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
