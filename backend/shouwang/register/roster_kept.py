"""What is kept of an import, so that it can be undone as a whole."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy.orm import Session

from shouwang.ids import uuid7
from shouwang.register.roster_merge import Stamp
from shouwang.register.roster_models import RosterImport, RosterReplaced, RosterWrote
from shouwang.sync.write import insertion

Wrote = tuple[str, str, int]
"""A version of a row: kind, id, version."""


Replaced = Mapping[str, Sequence[str | None]]
"""By field of a person: what was there, and what the file said instead."""


class Counted(NamedTuple):
    """What became of the rows of a file."""

    rows: int
    added: int
    changed: int
    refused: int


def keep_import(
    session: Session, stamp: Stamp, wrote: Iterable[Wrote], replaced: Mapping[str, Replaced], counted: Counted
) -> str | None:
    """The id under which it is kept which rows an import wrote, and what it replaced; null where it wrote none."""
    done = RosterImport(id=uuid7(), township=stamp.township, at=stamp.at, by=stamp.by, **counted._asdict())
    lines = [{"import_id": done.id, "kind": kind, "id": row, "version": version} for kind, row, version in wrote]
    if not lines:
        return None
    session.add(done)
    session.flush()
    insertion(RosterWrote).many(session, lines)
    session.add_all(RosterReplaced(import_id=done.id, person=each, values=dict(replaced[each])) for each in replaced)
    session.flush()
    return done.id
