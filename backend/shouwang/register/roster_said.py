"""What rosters said of people before, so that an import overwrites nothing that was changed since (sync §3).

A roster is an author like any other, and has seen what the last one said. Where somebody else has changed a field
since, what stands is kept and a conflict holds the roster's value.
A value that a person has decided against is not asked again.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session
from sqlmodel import col

from shouwang.database import insert_into
from shouwang.ids import uuid7
from shouwang.register.models import Person
from shouwang.register.patches import Clash, Merged, Pair, merge, plain, profile_of
from shouwang.register.roster_headers import Column
from shouwang.register.roster_merge import Stamp
from shouwang.register.roster_models import RosterSaid
from shouwang.register.roster_row import RosterPerson
from shouwang.sync.models import Conflict
from shouwang.sync.rows import new_row

COLUMNS = {"name": Column.NAME, "group_name": Column.GROUP, "address": Column.ADDRESS, "phone": Column.PHONE}
"""The fields that others may change too, by the columns that say them."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A row as a patch: what the last roster said as seen, what this one says as new. Contacts are in none."""

    pairs: Mapping[str, Pair]
    added: tuple[()] = ()
    removed: tuple[()] = ()


@dataclass(frozen=True, slots=True)
class Kept:
    """A field that stays as it stands: why, and the conflict that this opens, if it was not asked before."""

    column: Column
    code: str
    conflict: Conflict | None


class Sayings:
    """What rosters said of the people of a file, before and now. `save` remembers it."""

    def __init__(self, stamp: Stamp, said: Mapping[str, Mapping[str, Any]], asked: Iterable[Conflict]) -> None:
        self._stamp = stamp
        self._said = {person: dict(_texts(texts)) for person, texts in said.items()}
        # where the roster's value was taken and the field has changed again, there is something new to ask
        self._asked = {(each.person, each.field, each.other): each for each in asked if each.choice != "other"}
        self._news: dict[str, dict[str, str]] = {}

    def merge(self, person: Person, row: RosterPerson) -> Merged:
        """What a row changes in the profile of somebody known, and what it must not."""
        said = self._said.get(person.id, {})
        merged = merge(profile_of(person), Statement({name: (said.get(name), new) for name, new in _stated(row)}))
        self.hear(person.id, row)
        return merged

    def hear(self, person: str, row: RosterPerson) -> None:
        """Remembers what a row says. A blank says nothing: what was said before it stands."""
        said = self._said.get(person, {})
        now = {**said, **dict(_stated(row))}
        if now != said:
            self._said[person] = self._news[person] = now

    def kept(self, person: Person, clash: Clash) -> Kept:
        """What becomes of a field that somebody else has changed."""
        column, key = COLUMNS[clash.field], (person.id, clash.field, clash.other)
        asked = self._asked.get(key)
        if asked is not None:
            return Kept(column, "changed_since" if asked.settled_at is None else "decided_against", None)
        self._asked[key] = conflict = self._conflict(person, clash)
        return Kept(column, "changed_since", conflict)

    def save(self, session: Session) -> None:
        """Keeps what is new, once the people are written."""
        news = [{"person": person, "texts": texts} for person, texts in self._news.items()]
        if news:
            insert = insert_into(session, RosterSaid)
            over = {"texts": insert.excluded.texts}
            session.execute(insert.on_conflict_do_update(index_elements=[col(RosterSaid.person)], set_=over), news)
        self._news = {}

    def _conflict(self, person: Person, clash: Clash) -> Conflict:
        return new_row(
            Conflict,
            id=uuid7(),
            person=person.id,
            field=clash.field,
            kept=clash.kept,
            other=clash.other,
            author=self._stamp.by,
            created_at=self._stamp.at,
        )


def _stated(row: RosterPerson) -> list[tuple[str, str]]:
    return _texts({"name": row.name, "group_name": row.group, "address": row.address, "phone": row.phone})


def _texts(values: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [(name, text) for name in COLUMNS if (text := plain(values.get(name)))]
