"""14: a field of a person changes only from the value that its author saw; else a conflict keeps what she wrote."""

from collections.abc import Iterable
from typing import NamedTuple

from shouwang.register.models import Person
from shouwang.sync.models import Conflict
from sync.model import Row
from sync.tables import Tables

FIELDS = ("phone", "address")
"""What the patches of the histories change."""


class Profiles(NamedTuple):
    """How profiles end, by person and field, and which conflicts there are: person, field, what was kept, the other."""

    values: dict[tuple[str, str], str | None]
    clashes: list[tuple[str, str, str | None, str | None]]


def after(tables: Tables, envelopes: Iterable[Row]) -> Profiles:
    """What must come of envelopes that are applied in this order; all but patches leave profiles alone."""
    values, clashes = _standing(tables), _clashes(tables)
    for envelope in envelopes:
        for field, (seen, new) in _changes(envelope).items():
            place = (envelope["body"]["person"], field)
            if values[place] in (seen, new):
                values[place] = new
            else:
                clashes.append((*place, values[place], new))
    return Profiles(values, sorted(clashes, key=repr))


def must_be(tables: Tables, due: Profiles) -> None:
    """Nothing else was overwritten, and nothing that was written is gone."""
    assert _standing(tables) == due.values
    assert sorted(_clashes(tables), key=repr) == due.clashes


def _changes(envelope: Row) -> dict[str, tuple[str | None, str | None]]:
    return dict(envelope["body"]["set"]) if envelope["op"] == "person.patch" else {}


def _standing(tables: Tables) -> dict[tuple[str, str], str | None]:
    return {(person.id, name): getattr(person, name) or None for person in tables.all(Person) for name in FIELDS}


def _clashes(tables: Tables) -> list[tuple[str, str, str | None, str | None]]:
    return [(each.person, each.field, each.kept, each.other) for each in tables.all(Conflict)]
