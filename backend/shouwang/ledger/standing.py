"""Where people stand: the engine's lines for each, summed into what a table shows. No database in here."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from shouwang.duties.credit import Entries
from shouwang.duties.duty import Duty, Followed
from shouwang.duties.reconcile import Line, Period, Person, Question, ask, lines_of_person, lines_of_place
from shouwang.duties.timelines import Fact, Span, life
from shouwang.duties.words import FactKind, Light, Mode, RecordKind, RecordStatus, Severity, SubjectKind
from shouwang.ledger.reporting import Assigned, Outcome, outcomes

URGENCY = (Light.RED, Light.YELLOW, Light.GREEN, Light.GREY)
"""The order in which a clerk wants to see them."""


class Owed(NamedTuple):
    """A line with its duty and the version of the policy by which it is owed.

    Ids of duties come back in each version of a pack: a line is told apart by its version as well.
    """

    line: Line
    duty: Duty
    followed: Followed


@dataclass(frozen=True, slots=True)
class Standing:
    """A person's lines, and their sums over the duties that are a breach when missed.

    `misses` are those that every phone has confirmed; `unreported` may still lie on one.
    """

    lines: tuple[Owed, ...]
    light: Light
    due_by: date | None
    expected: int
    credited: int
    misses: int
    unreported: int


@dataclass(frozen=True, slots=True)
class Reports:
    """Who was to report on whom, and through which day each has."""

    assigned: Mapping[str, Sequence[Assigned]]
    through: Mapping[str, date]


class Asked(NamedTuple):
    """A version of a policy, made ready for one period."""

    followed: Followed
    question: Question
    duties: Mapping[str, Duty]

    def of_person(self, person: Person, entries: Entries) -> list[Owed]:
        """The lines of a person."""
        lines = lines_of_person(self.question, person, entries)
        return [Owed(line, self.duties[line.duty], self.followed) for line in lines]

    def of_township(self, code: str, entries: Entries) -> list[Owed]:
        """The lines of what a township itself owes."""
        lines = lines_of_place(self.question, SubjectKind.TOWNSHIP, code, entries)
        return [Owed(line, self.duties[line.duty], self.followed) for line in lines]

    def of_household(self, household: str, entries: Entries, days: Sequence[Span]) -> list[Owed]:
        """The lines of what is owed to a household on the days on which somebody lives in it."""
        lines = lines_of_place(self.question, SubjectKind.HOUSEHOLD, household, entries, days)
        return [Owed(line, self.duties[line.duty], self.followed) for line in lines]


@dataclass(frozen=True, slots=True)
class Ledger:
    """The county's policies asked about one period on one day; and about that day alone, for the lights."""

    asked: Sequence[Asked]
    now: Sequence[Asked]
    period: Period
    today: date

    def standing(self, person: Person, entries: Entries, reports: Reports) -> Standing:
        """Where one person stands."""
        return self._standing(lambda asked: asked.of_person(person, entries), reports)

    def standing_of_household(
        self, household: str, entries: Entries, days: Sequence[Span], reports: Reports
    ) -> Standing:
        """Where one household stands."""
        return self._standing(lambda asked: asked.of_household(household, entries, days), reports)

    def _standing(self, owed_by: Callable[[Asked], list[Owed]], reports: Reports) -> Standing:
        lines = tuple(owed for asked in self.asked for owed in owed_by(asked))
        breaches = [owed for owed in lines if owed.duty.severity is Severity.BREACH]
        owed = [each.line for each in breaches]
        light, due_by = most_urgent(self._owed_now(owed_by, lines))
        known = [outcome.is_reported for each in breaches for outcome in outcomes_of(each.duty, each.line, reports)]
        return Standing(
            lines,
            light,
            due_by,
            sum(line.expected for line in owed),
            sum(line.credited for line in owed),
            known.count(True),
            known.count(False),
        )

    def owed_today(self, person: Person, entries: Entries) -> list[Owed]:
        """The lines of a person that are about today, whatever the period."""
        return [owed for asked in self.now for owed in asked.of_person(person, entries)]

    def wanted(self) -> dict[str, int]:
        """How far back records can change what is asked: by kind, the first day from which all of them can.

        Before it only the last of those that count alike can. Visits are always among them, for the last one is shown.
        """
        wanted = {RecordKind.VISIT.value: self.today.toordinal()}
        for asked in (*self.asked, *self.now):
            for kind, day in asked.question.looks_back_to().items():
                wanted[kind] = min(day, wanted.get(kind, day))
        return wanted

    def limits(self) -> dict[str, set[float]]:
        """The numbers that a record has to reach for some duty; between two of them it makes no difference."""
        duties = [duty for asked in (*self.asked, *self.now) for duty in asked.duties.values()]
        return {
            name: {limit for duty in duties if (limit := getattr(duty.credit, f"min_{name}"))}
            for name in ("minutes", "value", "beneficiaries")
        }

    def _owed_now(self, owed_by: Callable[[Asked], list[Owed]], lines: Iterable[Owed]) -> Iterable[Owed]:
        """What is owed today, whatever the period: a look at last month must not turn a red light grey."""
        if self.now is self.asked:
            return lines
        return [owed for asked in self.now for owed in owed_by(asked)]


def outcomes_of(duty: Duty, line: Line, reports: Reports) -> list[Outcome]:
    """Whether each unit of a line without enough credit was missed, and whose it was."""
    return outcomes(duty, line.misses, reports.assigned.get(line.subject, ()), reports.through)


def open_ledger(followed: Iterable[Followed], period: Period, today: date) -> Ledger:
    """Makes what a county follows ready for any number of people."""
    followed = list(followed)
    asked = _asked(followed, period, today)
    covers_today = period.first <= today <= period.last
    now = asked if covers_today else _asked(followed, Period(today, today), today)
    return Ledger(asked, now, period, today)


def _asked(followed: Iterable[Followed], period: Period, today: date) -> list[Asked]:
    return [
        Asked(each, ask(each.policy, period, today), {duty.id: duty for duty in each.policy.duties})
        for each in followed
    ]


def most_urgent(owed: Iterable[Owed]) -> tuple[Light, date | None]:
    """The light that speaks for a person: the most urgent, and of these the one due first.

    What is only a reference is never overdue, and information asks for nothing; the phone says the same.
    """
    lights = [(shown, each.line.due_by) for each in owed if (shown := _shown(each)) is not None]
    return min(lights, key=lambda light: (URGENCY.index(light[0]), light[1] or date.max), default=(Light.GREY, None))


def _shown(owed: Owed) -> Light | None:
    if owed.duty.severity is Severity.INFORMATION:
        return None
    is_reference = owed.duty.severity is Severity.REFERENCE
    return Light.YELLOW if is_reference and owed.line.light is Light.RED else owed.line.light


def holding_on(day: date, facts: Sequence[Fact]) -> Mapping[str, str | None]:
    """The value of each single-valued fact on a day: latest `valid_from` first, then the one entered last."""
    held: dict[str, tuple[date, str | None]] = {}
    for fact in facts:
        holds = fact.valid_from <= day and (fact.valid_to is None or day <= fact.valid_to)
        if holds and fact.valid_from >= held.get(fact.kind, (date.min, None))[0]:
            held[fact.kind] = (fact.valid_from, fact.value)
    return {kind: value for kind, (_, value) in held.items()}


def programmes_on(day: date, facts: Sequence[Fact]) -> list[str]:
    """All programmes that somebody is in on a day."""
    stretches = life(Person("", None, [fact for fact in facts if fact.kind == "programme"]))
    of_day = [s.condition.programmes for s in stretches if s.first <= day.toordinal() <= s.last]
    return sorted(of_day[0]) if of_day else []


def died_on(facts: Iterable[Fact]) -> date | None:
    """The day of death: of several facts the earliest (decision 0010)."""
    return min((fact.valid_from for fact in facts if fact.kind == FactKind.DEATH), default=None)


def last_met(entries: Entries, today: date) -> tuple[date | None, date | None]:
    """The days of the last visit at home and of the last attempt, up to today."""
    return (
        _last(entries, today, RecordStatus.VALID),
        _last(entries, today, RecordStatus.ATTEMPT),
    )


def _last(entries: Entries, today: date, status: RecordStatus) -> date | None:
    limit = today.toordinal()
    for day, signature in zip(reversed(entries.days), reversed(entries.signatures), strict=True):
        is_visit = signature.kind == RecordKind.VISIT and signature.mode == Mode.HOME
        if day <= limit and signature.status == status and is_visit:
            return date.fromordinal(day)
    return None


def age_on(day: date, birth_date: date) -> int:
    """Years completed; who was born on 29 February completes one on 28 February of a common year (semantics §2)."""
    birthday = (birth_date.month, birth_date.day)
    is_common = day.year % 4 != 0 or (day.year % 100 == 0 and day.year % 400 != 0)
    if birthday == (2, 29) and is_common:
        birthday = (2, 28)
    return day.year - birth_date.year - ((day.month, day.day) < birthday)
