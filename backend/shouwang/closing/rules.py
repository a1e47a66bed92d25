"""What a township's month comes to, and what may be done with it (semantics §9). Pure: inputs in, rows out."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TypeAlias

import orjson

from shouwang.closing.inputs import Inputs, RaisedDuty, Subject
from shouwang.duties.duty import Followed
from shouwang.duties.extra import AskedExtra, Extra, ExtraState
from shouwang.duties.packfile import Table
from shouwang.duties.policy import adopted, parse_policy, parse_population
from shouwang.duties.reconcile import Period, Person
from shouwang.duties.units import month_end
from shouwang.duties.words import Severity, SubjectKind
from shouwang.ledger.reporting import Assigned, Outcome, outcomes
from shouwang.ledger.standing import Ledger, Owed, Reports, open_ledger, outcomes_of


class MonthState(StrEnum):
    """Where a township's month stands."""

    RUNNING = "running"
    TO_CLOSE = "to_close"
    CLOSED = "closed"
    SIGNED = "signed"
    REOPENED = "reopened"


class VersionCheck(StrEnum):
    """What computing a version again came to.

    `altered`: rows or inputs are not what was hashed, somebody changed the database. `computed_otherwise`: they are,
    and the program that runs now comes to other rows from these inputs than the one that closed the month.
    """

    INTACT = "intact"
    ALTERED = "altered"
    COMPUTED_OTHERWISE = "computed_otherwise"


Key: TypeAlias = tuple[SubjectKind, str, str, int, str]


@dataclass(frozen=True, slots=True)
class Missed:
    """A unit that was missed, by its last day; `user` is whose it was, empty when it was the township's."""

    day: date
    user: str


@dataclass(frozen=True, slots=True)
class Row:
    """How a subject stood with one duty over a month. `version` is that of the pack; 0 for an extra duty.

    `misses` are those that every phone has confirmed, `unreported` the last days of units that may still lie on one.
    Subjects are named by their ids: a person's name is told only where she is still known.
    """

    kind: SubjectKind
    subject: str
    policy: str
    version: int
    duty: str
    severity: Severity
    expected: int
    credited: int
    misses: tuple[Missed, ...]
    unreported: tuple[date, ...]

    @property
    def key(self) -> Key:
        """What tells it apart from all other rows of its month."""
        return self.kind, self.subject, self.policy, self.version, self.duty


@dataclass(frozen=True, slots=True)
class Sums:
    """A month in four numbers: what its people were owed by duties that are a breach when missed."""

    expected: int
    credited: int
    misses: int
    unreported: int


EXTRA = "extra"
"""Where the policy's id stands for a duty that no policy owes."""


def rows_of(inputs: Inputs) -> list[Row]:
    """The rows of a month, in the order of their keys: from the inputs alone, whenever it is asked.

    On its first day a month has none: no day of it is over.
    """
    if inputs.last < inputs.first:
        return []
    period = Period(inputs.first, inputs.last)
    # The morning after: all units of the month have ended, and nothing behind it is looked at.
    today = inputs.last + timedelta(days=1)
    ledger = open_ledger(followed(inputs), period, today)
    return sorted(
        [*_rows_of_people(inputs, ledger), *_rows_of_places(inputs, ledger), *_rows_of_extra(inputs, today)],
        key=lambda row: row.key,
    )


def as_bytes(rows: Iterable[Row]) -> bytes:
    """The one way to write rows down; the hash of a version is over these bytes."""
    return orjson.dumps(list(rows))


def from_bytes(written: bytes) -> list[Row]:
    """What `as_bytes` wrote."""
    return [
        Row(
            **{
                **said,
                "kind": SubjectKind(said["kind"]),
                "severity": Severity(said["severity"]),
                "misses": tuple(Missed(date.fromisoformat(each["day"]), each["user"]) for each in said["misses"]),
                "unreported": tuple(map(date.fromisoformat, said["unreported"])),
            }
        )
        for said in orjson.loads(written)
    ]


def hash_of(rows: Iterable[Row]) -> str:
    """SHA-256 over the rows as they are written down, in 64 hex digits."""
    return hashlib.sha256(as_bytes(rows)).hexdigest()


def sums_of(rows: Iterable[Row]) -> Sums:
    """The sums of a month's people."""
    counted = [row for row in rows if is_counted(row)]
    return Sums(
        sum(row.expected for row in counted),
        sum(row.credited for row in counted),
        sum(len(row.misses) for row in counted),
        sum(len(row.unreported) for row in counted),
    )


def is_counted(row: Row) -> bool:
    """Whether it is in the sums: of a person, by a duty of a policy that is a breach when missed."""
    return row.kind is SubjectKind.PERSON and row.severity is Severity.BREACH and row.policy != EXTRA


def changed(before: Iterable[Row], after: Iterable[Row]) -> list[Key]:
    """The keys of the rows that are not what they were, in their order."""
    was, now = {row.key: row for row in before}, {row.key: row for row in after}
    return sorted(key for key in was.keys() | now.keys() if was.get(key) != now.get(key))


def months_between(first: date, last: date) -> Iterator[date]:
    """The first days of the months of which a day lies between two days, the earliest first."""
    month = first.replace(day=1)
    while month <= last:
        yield month
        month = month_end(month) + timedelta(days=1)


def is_due(month: date, today: date, closing_day: int) -> bool:
    """Whether a month is to be closed by now: on a set day of the next one."""
    return today > month_end(month) and today >= month_end(month) + timedelta(days=closing_day)


def state_of(month: date, today: date, *, closed: bool, signed: bool, reopened: bool) -> MonthState:
    """Where a month stands."""
    if today <= month_end(month):
        return MonthState.RUNNING
    if not closed:
        return MonthState.TO_CLOSE
    if reopened:
        return MonthState.REOPENED
    return MonthState.SIGNED if signed else MonthState.CLOSED


def followed(inputs: Inputs) -> list[Followed]:
    """The policies of a month, as the engine takes them."""
    return [
        Followed(
            adopted(parse_policy(each.body), each.valid_from, each.valid_to),
            each.version,
            each.valid_from,
            each.valid_to,
        )
        for each in inputs.policies
    ]


def _rows_of_people(inputs: Inputs, ledger: Ledger) -> Iterator[Row]:
    reports = _reports(inputs, inputs.people)
    for key, subject in inputs.people.items():
        person, entries = _person(key, subject), subject.entries()
        for asked in ledger.asked:
            for owed in asked.of_person(person, entries):
                yield _row(SubjectKind.PERSON, owed, reports)


def _rows_of_places(inputs: Inputs, ledger: Ledger) -> Iterator[Row]:
    nobody, reports = Reports({}, {}), _reports(inputs, inputs.households)
    for asked in ledger.asked:
        for owed in asked.of_township(inputs.township, inputs.itself.entries()):
            yield _row(SubjectKind.TOWNSHIP, owed, nobody)
        for key, subject in inputs.households.items():
            for owed in asked.of_household(key, subject.entries(), subject.days):
                yield _row(SubjectKind.HOUSEHOLD, owed, reports)


def _row(kind: SubjectKind, owed: Owed, reports: Reports) -> Row:
    found = outcomes_of(owed.duty, owed.line, reports)
    return Row(
        kind,
        owed.line.subject,
        owed.followed.policy.id,
        owed.followed.version,
        owed.duty.id,
        owed.duty.severity,
        owed.line.expected,
        owed.line.credited,
        _missed(found),
        tuple(each.last for each in found if not each.is_reported),
    )


def _rows_of_extra(inputs: Inputs, today: date) -> Iterator[Row]:
    for raised in inputs.extra:
        asked = asked_extra(raised, today)
        for key, subject in inputs.people.items():
            line = asked.line(_person(key, subject), subject.entries())
            if line is not None:
                missed = [raised.valid_to] if line.state is ExtraState.MISSED else []
                found = outcomes(asked.duty, missed, assigned_to(subject), inputs.through)
                yield _row_of_extra(key, raised.id, line.state is ExtraState.MET, found)


def asked_extra(raised: RaisedDuty, today: date) -> AskedExtra:
    """An extra duty made ready for any number of people."""
    population = parse_population(Table(raised.population))
    return AskedExtra(Extra(raised.id, raised.valid_from, raised.valid_to, population, raised.is_ended), today)


def _row_of_extra(person: str, extra: str, is_met: bool, found: Sequence[Outcome]) -> Row:
    return Row(
        SubjectKind.PERSON,
        person,
        EXTRA,
        0,
        extra,
        Severity.BREACH,
        1,
        int(is_met),
        _missed(found),
        tuple(each.last for each in found if not each.is_reported),
    )


def _missed(found: Sequence[Outcome]) -> tuple[Missed, ...]:
    return tuple(Missed(each.last, each.owner.user if each.owner else "") for each in found if each.is_reported)


def _person(key: str, subject: Subject) -> Person:
    return Person(key, subject.birth, [fact.as_fact() for fact in subject.facts])


def _reports(inputs: Inputs, subjects: Mapping[str, Subject]) -> Reports:
    return Reports({key: assigned_to(subject) for key, subject in subjects.items() if subject.cared}, inputs.through)


def assigned_to(subject: Subject) -> Sequence[Assigned]:
    """Who cared for a subject, as the ledger asks it; nobody's name is in the inputs."""
    return [Assigned(each.user, "", each.valid_from, each.valid_to, each.is_cover) for each in subject.cared]
