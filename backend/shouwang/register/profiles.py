"""Use cases of profiles: staff change one, and settle what two have changed differently.

Both write by value under the person's lock: nothing is overwritten that the one who decides has not seen.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from shouwang import clock
from shouwang.accounts.roles import OFFICE_ROLES
from shouwang.accounts.service import Caller
from shouwang.errors import Refused
from shouwang.register import queries
from shouwang.register.masking import masked_conflict
from shouwang.register.models import Person
from shouwang.register.patches import merge, plain, profile_of, put_into
from shouwang.register.schemas import ConflictChoice, ConflictLine, ProfileChange
from shouwang.sync.models import Conflict
from shouwang.sync.synced import SyncedRow
from shouwang.sync.write import Author, lock_buckets, write


def change_profile(session: Session, caller: Caller, person: Person, asked: ProfileChange) -> Person:
    """Writes what staff state, or nothing: raises `Refused` with what stands where that is not what they saw."""
    lock_buckets(session, [f"p:{person.id}"])
    session.refresh(person)
    merged = merge(profile_of(person), asked)
    if merged.clashes:
        raise Refused("value_changed", current={clash.field: clash.kept for clash in merged.clashes})
    if merged.values:
        put_into(person, merged.values)
        write(session, [person], _author(caller))
    return person


def conflicts(session: Session, caller: Caller) -> list[ConflictLine]:
    """What waits for a choice in the caller's places; whoever has no choice to make is shown no telephone."""
    lines = [_line(*found) for found in queries.open_conflicts(session, caller.user.place)]
    return lines if caller.role in OFFICE_ROLES else [masked_conflict(line) for line in lines]


def settle(session: Session, caller: Caller, person: Person, conflict: Conflict, asked: ConflictChoice) -> Conflict:
    """Ends a conflict. Raises `Refused` when somebody else has, or when another value stands than the one seen."""
    lock_buckets(session, [f"p:{person.id}", conflict.bucket()])
    session.refresh(conflict)
    session.refresh(person)
    if conflict.settled_at is not None:
        raise Refused("already_settled", choice=conflict.choice)
    current = _standing(person, conflict)
    if current not in (plain(asked.seen), conflict.other):
        raise Refused("value_changed", current={conflict.field: current})
    chosen = {conflict.field: conflict.other} if asked.choice == "other" else {}
    conflict.settled_at, conflict.settled_by, conflict.choice = clock.now(), caller.user.id, asked.choice
    write(session, [*_changed(person, chosen), conflict], _author(caller))
    return conflict


def _changed(person: Person, values: Mapping[str, Any]) -> list[SyncedRow]:
    profile = profile_of(person)
    news = {name: value for name, value in values.items() if profile[name] != value}
    put_into(person, news)
    return [person] if news else []


def _line(conflict: Conflict, person: Person, author: str | None) -> ConflictLine:
    return ConflictLine(
        **conflict.shape().model_dump(),
        current=_standing(person, conflict),
        person_name=person.name,
        township=person.township,
        village_name=person.village_name,
        author_name=author,
    )


def _standing(person: Person, conflict: Conflict) -> str | None:
    value: str | None = profile_of(person)[conflict.field]
    return value


def _author(caller: Caller) -> Author:
    return Author(caller.user.id, clock.now())
