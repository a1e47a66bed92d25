"""When the file of a person may be erased. Pure.

What is kept by law is not erased before its time, also when she asks for it: until then it is only kept (PIPL, art. 19
and 47). The daily files of 特困供养 are kept for five years after the care has ended.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from shouwang.duties.words import FactKind
from shouwang.retention.words import Because


class Known(Protocol):
    """A fact that stands."""

    kind: str
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class Care:
    """Whether somebody is in care, and the last day on which she was; None: never."""

    runs: bool
    ended: date | None

    def kept_until(self, years: int) -> date | None:
        """The last day on which her file is kept by law; None where nothing says so."""
        if self.ended is None:
            return None
        try:
            return self.ended.replace(year=self.ended.year + years)
        except ValueError:  # the 29th of February
            return self.ended.replace(year=self.ended.year + years, month=3, day=1)


def care_of(facts: Iterable[Known], today: date) -> Care:
    """How somebody's care stands, by the facts about her that stand."""
    known = list(facts)
    died = [fact.valid_from for fact in known if fact.kind == FactKind.DEATH]
    programmes = [fact for fact in known if fact.kind == FactKind.PROGRAMME]
    if died and min(died) <= today:
        return Care(runs=False, ended=min(died))
    ends = [fact.valid_to for fact in programmes if fact.valid_to is not None and fact.valid_to < today]
    if len(ends) < len(programmes):
        return Care(runs=True, ended=None)
    return Care(runs=False, ended=max(ends, default=None))


def is_over(care: Care, today: date, years: int) -> bool:
    """Whether the time of a file is over."""
    until = care.kept_until(years)
    return not care.runs and until is not None and until < today


def objection(care: Care, because: Because, today: date, years: int, records: int) -> tuple[str, date | None] | None:
    """What speaks against an erasure, by its code, and until when; None: nothing."""
    if because is Because.INSPECTION:
        return "no_reason_to_erase", None
    if care.runs:
        return "still_in_care", None
    until = care.kept_until(years)
    if because is Because.WRONGLY_ENTERED:
        return ("has_records", until) if records else None
    if until is not None and until >= today:
        return "kept_by_law", until
    return ("retention_unknown", None) if until is None and because is Because.RETENTION_OVER else None
