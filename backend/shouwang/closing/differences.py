"""What tells two versions of a month apart, person by person, and by which records or facts it came. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from shouwang.closing.inputs import Inputs, Subject
from shouwang.closing.rules import EXTRA, Key, Row, changed
from shouwang.duties.words import SubjectKind

T = TypeVar("T")


class CauseKind(StrEnum):
    """What changed."""

    RECORD = "record"
    FACT = "fact"
    ASSIGNMENT = "assignment"
    PERSON = "person"
    HOUSEHOLD = "household"
    REPORTED = "reported"
    POLICY = "policy"
    EXTRA = "extra"


class How(StrEnum):
    """How it changed."""

    ADDED = "added"
    CHANGED = "changed"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Cause:
    """One thing that differs between the inputs. `id` names it: a record, a fact, a worker, a policy.

    `word` is the kind of record or fact, `day` the service date or the fact's first day.
    """

    kind: CauseKind
    how: How
    id: str
    word: str = ""
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """A row that is not what it was; None: it is not there."""

    before: Row | None
    after: Row | None
    causes: tuple[Cause, ...]


@dataclass(frozen=True, slots=True)
class Month:
    """Rows with what they were computed from."""

    inputs: Inputs
    rows: tuple[Row, ...]


def differences(before: Month, after: Month) -> list[Difference]:
    """The rows that differ, in the order of their keys, each with what it came by: never without."""
    was, now = _by_key(before.rows), _by_key(after.rows)
    explaining = _Explaining(before.inputs, after.inputs)
    return [
        Difference(was.get(key), now.get(key), explaining.row(was.get(key) or now[key]))
        for key in changed(before.rows, after.rows)
    ]


class _Explaining:
    """What differs between two inputs; asked row by row."""

    def __init__(self, before: Inputs, after: Inputs) -> None:
        self._before, self._after = before, after
        self._known: dict[tuple[SubjectKind, str], tuple[Cause, ...]] = {}
        self._policies = list(_policies(before, after))
        self._extra = list(_extra(before, after))

    def row(self, row: Row) -> tuple[Cause, ...]:
        """What a row's difference came by."""
        key = row.kind, row.subject
        if key not in self._known:
            self._known[key] = tuple(self._of_subject(*key))
        return self._known[key] + tuple(self._of_rule(row))

    def _of_subject(self, kind: SubjectKind, subject: str) -> Iterator[Cause]:
        was, now = _subject_of(self._before, kind, subject), _subject_of(self._after, kind, subject)
        if was is None or now is None or was.birth != now.birth or was.days != now.days:
            word = CauseKind.HOUSEHOLD if kind is SubjectKind.HOUSEHOLD else CauseKind.PERSON
            yield Cause(word, _how(was, now), subject)
        was, now = was or Subject(), now or Subject()
        yield from _records(was, now)
        yield from _facts(was, now)
        yield from _assignments(was, now)
        yield from self._reported({each.user for each in (*was.cared, *now.cared)})

    def _reported(self, users: set[str]) -> Iterator[Cause]:
        before, after = self._before.through, self._after.through
        for user in sorted(users):
            if before.get(user) != after.get(user):
                how = _how(before.get(user), after.get(user))
                yield Cause(CauseKind.REPORTED, how, user, day=after.get(user))

    def _of_rule(self, row: Row) -> Iterator[Cause]:
        if row.policy == EXTRA:
            return (cause for cause in self._extra if cause.id == row.duty)
        # A new version of a pack ends the one before: either explains rows of both.
        return (cause for cause in self._policies if cause.id == row.policy)


def _subject_of(inputs: Inputs, kind: SubjectKind, subject: str) -> Subject | None:
    if kind is SubjectKind.TOWNSHIP:
        return inputs.itself
    return (inputs.people if kind is SubjectKind.PERSON else inputs.households).get(subject)


def _records(was: Subject, now: Subject) -> Iterator[Cause]:
    before, after = ({one.id: one for one in subject.records} for subject in (was, now))
    for how, record in _compared(before, after):
        yield Cause(CauseKind.RECORD, how, record.id, record.signature.kind, record.day)


def _facts(was: Subject, now: Subject) -> Iterator[Cause]:
    before, after = ({one.id: one for one in subject.facts} for subject in (was, now))
    for how, fact in _compared(before, after):
        yield Cause(CauseKind.FACT, how, fact.id, fact.kind, fact.valid_from)


def _assignments(was: Subject, now: Subject) -> Iterator[Cause]:
    before, after = ({(one.user, one.valid_from): one for one in subject.cared} for subject in (was, now))
    for how, cared in _compared(before, after):
        yield Cause(CauseKind.ASSIGNMENT, how, cared.user, day=cared.valid_from)


def _policies(before: Inputs, after: Inputs) -> Iterator[Cause]:
    was, now = ({(one.id, one.version): one for one in inputs.policies} for inputs in (before, after))
    for how, policy in _compared(was, now):
        yield Cause(CauseKind.POLICY, how, policy.id, str(policy.version), policy.valid_from)


def _extra(before: Inputs, after: Inputs) -> Iterator[Cause]:
    was, now = ({one.id: one for one in inputs.extra} for inputs in (before, after))
    for how, raised in _compared(was, now):
        yield Cause(CauseKind.EXTRA, how, raised.id, day=raised.valid_to)


def _compared(was: Mapping[Any, T], now: Mapping[Any, T]) -> Iterator[tuple[How, T]]:
    """What the two say differently, each as it is now, or was where it is gone."""
    for key in sorted(was.keys() | now.keys(), key=str):
        before, after = was.get(key), now.get(key)
        found = before if after is None else after
        if before != after and found is not None:
            yield _how(before, after), found


def _how(was: object, now: object) -> How:
    if was is None:
        return How.ADDED
    return How.GONE if now is None else How.CHANGED


def _by_key(rows: Iterable[Row]) -> dict[Key, Row]:
    return {row.key: row for row in rows}
