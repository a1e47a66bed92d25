"""Reconciles records against duties (the specification is the page "semantics"). Pure: no clock, no database, no web.

`reconcile` answers a whole world. Whoever asks about one person after the other, or has the records at hand as bare
days, calls `ask` once and `lines_of_person` or `lines_of_place` for each: they do the same work.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from shouwang.duties.credit import NONE, Counting, Entries, Entry, Record, Signature, entries_by_subject
from shouwang.duties.duty import Credit, Duty, Policy
from shouwang.duties.tallies import Calendar, Rolling, Tally, span_of
from shouwang.duties.timelines import (
    LATEST,
    Condition,
    Fact,
    Person,
    Span,
    Stretch,
    admits,
    days_of_age,
    death_day,
    life,
)
from shouwang.duties.units import units_beginning, whole_units
from shouwang.duties.words import AgeOn, Light, SubjectKind

__all__ = [
    "NONE",
    "Answer",
    "Entries",
    "Entry",
    "Fact",
    "Line",
    "Period",
    "Person",
    "Question",
    "Record",
    "Signature",
    "ask",
    "entries_by_subject",
    "lines_of_person",
    "lines_of_place",
    "quarantined",
    "reconcile",
]


@dataclass(frozen=True, slots=True)
class Period:
    """A reporting period, both days included."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Line:
    """How one subject stands with one duty in a period. `misses` are dated by the last day of the missed unit.

    `longest_gap` is in days, and None for calendar duties. `light` and `due_by` are of today, whatever the period.
    """

    duty: str
    subject: str
    expected: int
    credited: int
    misses: tuple[date, ...]
    open: int
    longest_gap: int | None
    light: Light
    due_by: date | None


@dataclass(frozen=True, slots=True)
class Answer:
    """Lines by duty and subject, and the ids of the quarantined and of the late records, each sorted."""

    lines: tuple[Line, ...]
    quarantined: tuple[str, ...]
    late: tuple[str, ...]


class AskedDuty:
    """A duty made ready for one period and one today."""

    def __init__(self, duty: Duty, counting: Counting, period: Span, today: int) -> None:
        self.duty, self.counting = duty, counting
        self.in_force = _in_force(duty)
        self.rhythm = _rhythm(duty, self.in_force, period, today)
        self.admitted: dict[Condition, bool] = {}


class Question:
    """A policy asked about a period on a day. Made once, it answers for any number of subjects."""

    def __init__(self, policy: Policy, period: Period, today: date) -> None:
        self.period = Span(period.first.toordinal(), period.last.toordinal())
        self.today = today.toordinal()
        counting: dict[Credit, Counting] = {}
        asked = [
            AskedDuty(duty, counting.setdefault(duty.credit, Counting(duty.credit)), self.period, self.today)
            for duty in policy.duties
        ]
        self.days = [date.fromordinal(day) for day in range(self.period.first, self.period.last + 1)]
        self.duties = {kind: [each for each in asked if each.duty.subject == kind] for kind in SubjectKind}

    def looks_back_to(self) -> dict[str, int]:
        """By kind of record: the first day from which all of them are wanted, and before it the last that counts.

        Records of other kinds are not wanted at all.
        """
        wanted: dict[str, int] = {}
        for asked in (each for theirs in self.duties.values() for each in theirs):
            for kind in asked.duty.credit.kinds:
                wanted[kind] = min(asked.rhythm.looks_at.first, wanted.get(kind, self.today))
        return wanted


def reconcile(
    policy: Policy,
    *,
    people: Iterable[Person] = (),
    townships: Iterable[str] = (),
    households: Iterable[str] = (),
    records: Sequence[Record] = (),
    period: Period,
    today: date,
) -> Answer:
    """Answer for everyone: a line for each duty and each subject eligible on at least one day of the period."""
    question = ask(policy, period, today)
    entries = entries_by_subject(records)
    people = tuple(people)
    lines = [line for person in people for line in lines_of_person(question, person, entries.get(person.id, NONE))]
    for kind, places in ((SubjectKind.TOWNSHIP, townships), (SubjectKind.HOUSEHOLD, households)):
        lines += [line for place in places for line in lines_of_place(question, kind, place, entries.get(place, NONE))]
    late = sorted({record.id for record in records if record.late})
    return Answer(tuple(sorted(lines, key=_by_duty_and_subject)), quarantined(people, records), tuple(late))


def ask(policy: Policy, period: Period, today: date) -> Question:
    """Make a policy ready to be asked about a period. `today` is the local date of the asking."""
    return Question(policy, period, today)


def lines_of_person(question: Question, person: Person, entries: Entries) -> list[Line]:
    """The lines of one person. `entries` are her records, as bare days."""
    stretches = life(person)
    lines = []
    for asked in question.duties[SubjectKind.PERSON]:
        spans = eligible_spans(asked, person.birth_date, stretches)
        if touches(spans, question.period):
            lines.append(line_of(asked, person.id, spans, credited_days(asked, spans, entries)))
    return lines


def lines_of_place(
    question: Question, kind: SubjectKind, place: str, entries: Entries, days: Sequence[Span] | None = None
) -> list[Line]:
    """The lines of a township or household, which is in the population always, or on `days` where they are known."""
    lines = []
    for asked in question.duties[kind]:
        spans = spans_of_place(asked, days)
        if touches(spans, question.period):
            lines.append(line_of(asked, place, spans, credited_days(asked, spans, entries)))
    return lines


def quarantined(people: Iterable[Person], records: Iterable[Record]) -> tuple[str, ...]:
    """The ids of records dated after the death of one of their subjects, whatever their status, sorted."""
    deaths = {person.id: died for person in people if (died := death_day(person)) is not None}
    if not deaths:
        return ()
    found = {
        record.id
        for record in records
        if any(record.service_date.toordinal() > deaths.get(subject, LATEST) for subject in record.subjects)
    }
    return tuple(sorted(found))


def eligible_spans(asked: AskedDuty, birth: date | None, stretches: Iterable[Stretch]) -> list[Span]:
    """The days on which a person is in the population while the duty is in force: disjoint, in order, not adjacent."""
    window = window_of(asked, birth)
    if window is None:
        return []
    spans: list[Span] = []
    for first, last, condition in stretches:
        if not _is_admitted(asked, condition):
            continue
        first, last = max(first, window.first), min(last, window.last)
        if first <= last and spans and spans[-1].last == first - 1:
            spans[-1] = Span(spans[-1].first, last)
        elif first <= last:
            spans.append(Span(first, last))
    return spans


def spans_of_place(asked: AskedDuty, days: Sequence[Span] | None = None) -> list[Span]:
    """The days on which a township or household is owed the duty: those on which it is in force."""
    if asked.in_force is None:
        return []
    first, last = asked.in_force
    within = (Span(max(span.first, first), min(span.last, last)) for span in days or [])
    return [asked.in_force] if days is None else [span for span in within if span.first <= span.last]


def window_of(asked: AskedDuty, birth: date | None) -> Span | None:
    """The days on which the duty is in force and the person of an age for it."""
    in_force = asked.in_force
    if asked.duty.population.age is None or in_force is None:
        return in_force
    ages = ages_of(asked, birth)
    return ages and Span(max(ages.first, in_force.first), min(ages.last, in_force.last))


def ages_of(asked: AskedDuty, birth: date | None) -> Span | None:
    """The days on which a person is of an age for the duty; None where it is none or asks for none."""
    limit = asked.duty.population.age
    ages = days_of_age(limit, birth) if limit else None
    if ages and limit and limit.on == AgeOn.UNIT_END and not asked.duty.rolling_days:
        return whole_units(asked.duty.every, ages)
    return ages


def credited_days(asked: AskedDuty, spans: Sequence[Span], entries: Entries) -> list[int]:
    """The days up to today on which something counts, in order, as far back as an answer can depend on them.

    Whether they are eligible is not asked here.
    """
    first, today = asked.rhythm.looks_at
    days = entries.counted(asked.counting, first, today)
    # A run comes in from before the period: it goes back to the last credit of the running segment, however long ago.
    running = span_of(spans, first) if asked.duty.rolling_days else None
    if running is not None and running.first < first:
        before = entries.last_counted(asked.counting, running.first, first - 1)
        return days if before is None else [before, *days]
    return days


def line_of(asked: AskedDuty, subject: str, spans: Sequence[Span], days: Sequence[int]) -> Line:
    """The line of a subject, from her eligible days and the credited ones."""
    tally: Tally = asked.rhythm.tally(spans, days)
    light, by = asked.rhythm.due(spans, days)
    return Line(
        asked.duty.id,
        subject,
        tally.expected,
        tally.credited,
        tuple(map(date.fromordinal, tally.misses)),
        tally.open,
        tally.longest_gap,
        light,
        None if by is None else date.fromordinal(by),
    )


def touches(spans: Iterable[Span], period: Span) -> bool:
    """Whether any of the days is in the period."""
    return any(span.first <= period.last and period.first <= span.last for span in spans)


def _in_force(duty: Duty) -> Span | None:
    """A calendar duty is in force on all days of the units whose first day is within its dates (semantics §5.2)."""
    dates = Span(duty.valid_from.toordinal(), duty.valid_to.toordinal() if duty.valid_to else LATEST)
    return dates if duty.rolling_days else units_beginning(duty.every, dates)


def _rhythm(duty: Duty, in_force: Span | None, period: Span, today: int) -> Rolling | Calendar:
    if duty.rolling_days:
        return Rolling(duty.rolling_days, period, today)
    return Calendar(duty, in_force, period, today)


def _is_admitted(asked: AskedDuty, condition: Condition) -> bool:
    known = asked.admitted.get(condition)
    if known is None:
        known = asked.admitted[condition] = admits(asked.duty.population, condition)
    return known


def _by_duty_and_subject(line: Line) -> tuple[str, str]:
    return line.duty, line.subject
