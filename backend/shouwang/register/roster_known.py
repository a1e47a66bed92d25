"""What the register knows about the people of a roster, read under their locks."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.orm import Session

from shouwang.register import roster_queries as queries
from shouwang.register.models import Assignment, Fact, Household, Person
from shouwang.register.roster_merge import Stamp
from shouwang.sync.models import Conflict
from shouwang.sync.write import lock_buckets


@dataclass
class Known:
    """What the register knows about the people of a file, by their ids."""

    people: dict[str, Person]
    facts: dict[str, list[Fact]] = field(default_factory=lambda: defaultdict(list))
    carers: dict[str, list[Assignment]] = field(default_factory=lambda: defaultdict(list))
    households: list[Household] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    said: dict[str, dict[str, Any]] = field(default_factory=dict)
    conflicts: list[Conflict] = field(default_factory=list)


def read_known(session: Session, ids: list[str], stamp: Stamp) -> Known:
    """All of it, with everybody's file locked."""
    # The locks come before the rows: sync §2. A phone may be writing about the same people.
    carers = queries.users_caring_for(session, ids, stamp.today)
    # A household moves to the file of another of its people when its first one leaves.
    housemates = _people_of(queries.households_of(session, ids))
    lock_buckets(session, [f"p:{person}" for person in {*ids, *housemates}] + [f"u:{user}" for user in carers])
    known = Known(queries.people(session, ids))
    known.said, known.conflicts = queries.said(session, ids), queries.conflicts_of_rosters(session, ids)
    known.households = queries.households_of(session, ids)
    known.names = queries.names(session, _people_of(known.households))
    for fact in queries.live_facts(session, ids):
        known.facts[fact.person].append(fact)
    for assignment in queries.running_carers(session, ids, stamp.today):
        known.carers[assignment.person].append(assignment)
    return known


def _people_of(households: Iterable[Household]) -> list[str]:
    return sorted({stay.person for household in households for stay in household.stays})
