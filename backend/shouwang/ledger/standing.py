"""Where people stand: the engine's lines for each, summed into what a table shows. No database in here."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from shouwang.duties.credit import Entry
from shouwang.duties.duty import Duty, Policy
from shouwang.duties.reconcile import Line, Period, Person, Question, ask, lines_of_person
from shouwang.duties.timelines import Fact, life
from shouwang.duties.words import FactKind, Light, Mode, RecordKind, RecordStatus, Severity
from shouwang.ledger.reporting import Assigned, Outcome, outcomes

URGENCY = (Light.RED, Light.YELLOW, Light.GREEN, Light.GREY)
"""The order in which a clerk wants to see them."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A person's lines, and their sums over the duties that are a breach when missed.

    `misses` are those that every phone has confirmed; `unreported` may still lie on one.
    """

    lines: tuple[Line, ...]
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


@dataclass(frozen=True, slots=True)
class Ledger:
    """The county's policies asked about one period on one day."""

    policies: Sequence[Policy]
    questions: Sequence[Question]
    by_id: Mapping[str, tuple[Duty, Policy]]
    breaches: frozenset[str]
    period: Period
    today: date

    def standing(self, person: Person, entries: Sequence[Entry], reports: Reports) -> Standing:
        """Where one person stands."""
        lines = tuple(line for question in self.questions for line in lines_of_person(question, person, entries))
        owed = [line for line in lines if line.duty in self.breaches]
        light, due_by = most_urgent(owed)
        known = [outcome.is_reported for line in owed for outcome in self.outcomes(line, reports)]
        return Standing(
            lines,
            light,
            due_by,
            sum(line.expected for line in owed),
            sum(line.credited for line in owed),
            known.count(True),
            known.count(False),
        )

    def outcomes(self, line: Line, reports: Reports) -> list[Outcome]:
        """Whether each unit of a line without enough credit was missed, and whose it was."""
        assigned = reports.assigned.get(line.subject, ())
        return outcomes(self.duty(line.duty)[0], line.misses, assigned, reports.through)

    def duty(self, duty_id: str) -> tuple[Duty, Policy]:
        """A duty by id, and the policy that it is of."""
        return self.by_id[duty_id]


def open_ledger(policies: Sequence[Policy], period: Period, today: date) -> Ledger:
    """Makes policies ready for any number of people."""
    by_id = {duty.id: (duty, policy) for policy in policies for duty in policy.duties}
    breaches = frozenset(duty_id for duty_id, (duty, _) in by_id.items() if duty.severity is Severity.BREACH)
    return Ledger(policies, [ask(policy, period, today) for policy in policies], by_id, breaches, period, today)


def most_urgent(lines: Iterable[Line]) -> tuple[Light, date | None]:
    """The light that speaks for a person: the most urgent, and of these the one due first."""
    by_urgency = sorted(lines, key=lambda line: (URGENCY.index(line.light), line.due_by or date.max))
    return (by_urgency[0].light, by_urgency[0].due_by) if by_urgency else (Light.GREY, None)


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


def quarantined(facts: Iterable[Fact], entries: Iterable[Entry]) -> int:
    """How many records are dated after the death."""
    died = died_on(facts)
    return 0 if died is None else sum(day > died.toordinal() for day, _ in entries)


def last_met(entries: Sequence[Entry], today: date) -> tuple[date | None, date | None]:
    """The days of the last visit at home and of the last attempt, up to today."""
    return (
        _last(entries, today, RecordStatus.VALID),
        _last(entries, today, RecordStatus.ATTEMPT),
    )


def _last(entries: Sequence[Entry], today: date, status: RecordStatus) -> date | None:
    limit = today.toordinal()
    days = [
        day
        for day, signature in entries
        if day <= limit
        and signature.status == status
        and signature.kind == RecordKind.VISIT
        and signature.mode == Mode.HOME
    ]
    return date.fromordinal(max(days)) if days else None


def age_on(day: date, birth_date: date) -> int:
    """Years completed; who was born on 29 February completes one on 28 February of a common year (semantics §2)."""
    birthday = (birth_date.month, birth_date.day)
    is_common = day.year % 4 != 0 or (day.year % 100 == 0 and day.year % 400 != 0)
    if birthday == (2, 29) and is_common:
        birthday = (2, 28)
    return day.year - birth_date.year - ((day.month, day.day) < birthday)
