"""A generated world as the engine takes it: read as a case is, and not yet answered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from shouwang.duties import cases
from shouwang.duties.credit import Entries, Record, entries_by_subject
from shouwang.duties.moments import service_date
from shouwang.duties.policy import Policy, parse_policy
from shouwang.duties.reconcile import Period, Person
from shouwang.duties.words import SubjectKind


@dataclass(frozen=True, slots=True)
class Case:
    """A world as it was read."""

    policy: Policy
    people: Sequence[Person]
    places: Sequence[tuple[SubjectKind, str]]
    records: Sequence[Record]
    period: Period
    today: date

    def entries(self) -> dict[str, Entries]:
        """The records as they are counted."""
        return entries_by_subject(self.records)


def read_case(world: dict[str, Any]) -> Case:
    """The world with its words and moments read."""
    zone = ZoneInfo(world["timezone"])
    townships = [(SubjectKind.TOWNSHIP, place) for place in world["townships"]]
    return Case(
        parse_policy(world["policy"]),
        [cases._person(person, "person") for person in world["people"]],
        townships + [(SubjectKind.HOUSEHOLD, place) for place in world["households"]],
        [cases._record(record, zone, "record") for record in world["records"]],
        Period(date.fromisoformat(world["from"]), date.fromisoformat(world["to"])),
        service_date(datetime.fromisoformat(world["now"]), zone),
    )
