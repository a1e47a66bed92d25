"""Which records count for a duty (semantics §4)."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from operator import itemgetter
from typing import NamedTuple, TypeAlias

from shouwang.duties.duty import Credit
from shouwang.duties.words import RecordStatus


class Signature(NamedTuple):
    """All of a record that decides whether it can count; records of one signature count alike.

    `minutes` is end − start of the one record, `value` yuan, `beneficiaries` people reached; None = not said.
    """

    kind: str
    status: str = RecordStatus.VALID.value
    mode: str | None = None
    role: str | None = None
    minutes: float | None = None
    value: float | None = None
    beneficiaries: int | None = None


Entry: TypeAlias = tuple[int, Signature]
"""A record as it is counted: the ordinal of its service date, and its signature."""


@dataclass(frozen=True, slots=True)
class Record:
    """What someone in the field wrote, by its service date. `late` says that it was received late; it counts alike."""

    id: str
    subjects: Sequence[str]
    service_date: date
    signature: Signature
    late: bool = False


class Reason(StrEnum):
    """Why a record does not count for a duty; the first that applies, in this order."""

    FUTURE = "future"
    AFTER_DEATH = "after_death"
    VOIDED = "voided"
    PENDING = "pending"
    ATTEMPT = "attempt"
    KIND = "kind"
    MODE = "mode"
    ROLE = "role"
    MINUTES = "minutes"
    VALUE = "value"
    BENEFICIARIES = "beneficiaries"
    DAY_OF_DEATH = "day_of_death"
    SUSPENDED = "suspended"
    NOT_OWED = "not_owed"
    NOT_A_CREDITABLE_DAY = "not_a_creditable_day"
    SAME_DAY = "same_day"


_STATUSES = {
    RecordStatus.VOIDED.value: Reason.VOIDED,
    RecordStatus.PENDING.value: Reason.PENDING,
    RecordStatus.ATTEMPT.value: Reason.ATTEMPT,
}


def refusal(credit: Credit, signature: Signature) -> Reason | None:
    """Why records of this signature never count for this credit, or None when they do."""
    if signature.status != RecordStatus.VALID:
        return _STATUSES.get(signature.status, Reason.PENDING)
    if signature.kind not in credit.kinds:
        return Reason.KIND
    if credit.modes and signature.mode not in credit.modes:
        return Reason.MODE
    if credit.roles and signature.role not in credit.roles:
        return Reason.ROLE
    return _limit_not_reached(credit, signature)


def _limit_not_reached(credit: Credit, signature: Signature) -> Reason | None:
    # What a record does not say cannot reach a limit; a limit of nothing is none.
    if credit.min_minutes and (signature.minutes is None or signature.minutes < credit.min_minutes):
        return Reason.MINUTES
    if credit.min_value and (signature.value is None or signature.value < credit.min_value):
        return Reason.VALUE
    if credit.min_beneficiaries and (signature.beneficiaries or 0) < credit.min_beneficiaries:
        return Reason.BENEFICIARIES
    return None


class Short(NamedTuple):
    """How far a record fell short: what it said, and the words of which one would have counted, or the least number."""

    had: str | float | None
    wanted: tuple[str | float, ...]


def shortfall(credit: Credit, signature: Signature, reason: Reason) -> Short | None:
    """What a record had and what the credit wants, where it is that which decided; None for the other reasons."""
    measured: dict[Reason, tuple[str | float | None, tuple[str | float, ...]]] = {
        Reason.KIND: (signature.kind, credit.kinds),
        Reason.MODE: (signature.mode, credit.modes),
        Reason.ROLE: (signature.role, credit.roles),
        Reason.MINUTES: (signature.minutes, (credit.min_minutes,)),
        Reason.VALUE: (signature.value, (credit.min_value,)),
        Reason.BENEFICIARIES: (signature.beneficiaries, (credit.min_beneficiaries,)),
    }
    return Short(*measured[reason]) if reason in measured else None


class Counting(dict[Signature, bool]):
    """Remembers for one credit which signatures count: there are few of them for hundreds of thousands of records."""

    def __init__(self, credit: Credit) -> None:
        super().__init__()
        self.credit = credit

    def __missing__(self, signature: Signature) -> bool:
        counts = self[signature] = refusal(self.credit, signature) is None
        return counts


class Entries:
    """The records of one subject as they are counted, in the order of their days, whatever order they came in."""

    __slots__ = ("days", "signatures")

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        ordered = sorted(entries, key=itemgetter(0))
        self.days: list[int] = [entry[0] for entry in ordered]
        self.signatures: list[Signature] = [entry[1] for entry in ordered]

    def __len__(self) -> int:
        return len(self.days)

    def counted(self, counting: Counting, first: int, last: int) -> list[int]:
        """The days from first to last on which something counts, each once."""
        start, end = bisect_left(self.days, first), bisect_right(self.days, last)
        within = zip(self.days[start:end], self.signatures[start:end], strict=True)
        return list(dict.fromkeys(day for day, signature in within if counting[signature]))

    def last_counted(self, counting: Counting, first: int, last: int) -> int | None:
        """The last of the days from first to last on which something counts."""
        for at in range(bisect_right(self.days, last) - 1, -1, -1):
            if self.days[at] < first:
                return None
            if counting[self.signatures[at]]:
                return self.days[at]
        return None


NONE = Entries()
"""Of whom nothing was written."""


def entries_by_subject(records: Iterable[Record]) -> dict[str, Entries]:
    """Records as they are counted, under each of their subjects."""
    entries: defaultdict[str, list[Entry]] = defaultdict(list)
    for record in records:
        entry = record.service_date.toordinal(), record.signature
        for subject in record.subjects:
            entries[subject].append(entry)
    return {subject: Entries(theirs) for subject, theirs in entries.items()}
