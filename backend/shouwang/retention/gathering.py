"""All that is held about a person, found by the inventory, and what hangs on those rows."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.orm import Session

from shouwang.blobs.models import BlobRef
from shouwang.concerns.models import Concern
from shouwang.needs.models import Need
from shouwang.questions.models import PicturePrint
from shouwang.records.models import PaperSheet, Record
from shouwang.register.models import Household
from shouwang.retention import queries
from shouwang.retention.inventory import HELD, QUESTIONS, Held
from shouwang.sync.models import Issue, Mutation, RowVersion
from shouwang.sync.synced import SyncedRow


@dataclass
class Whole:
    """All that is held about a person, under all ids under which she stands."""

    people: list[str]
    rows: list[tuple[Held, list[Any]]] = field(default_factory=list)
    versions: list[RowVersion] = field(default_factory=list)
    steps: list[Any] = field(default_factory=list)
    sheets: list[PaperSheet] = field(default_factory=list)
    refs: list[BlobRef] = field(default_factory=list)
    prints: list[PicturePrint] = field(default_factory=list)
    envelopes: list[Mutation] = field(default_factory=list)

    def of(self, table: type[Any]) -> list[Any]:
        """The rows of a table."""
        return [row for held, rows in self.rows if held.table is table for row in rows]

    def counts(self) -> dict[str, int]:
        """How many rows there are of each table."""
        counted = {str(held.table.__tablename__): len(rows) for held, rows in self.rows if rows}
        return counted | {"mutation": len(self.envelopes)} if self.envelopes else counted


def gather(session: Session, person: str) -> Whole:
    """All of it, as it stands."""
    whole = Whole(queries.entries_of(session, person))
    for held in HELD:
        found = queries.rows(session, held, whole.people)
        if held.table is Household:
            found = [each for each in found if queries.lives_alone(each, whole.people)]
        _take_in(session, whole, held, found)
    records: Sequence[Record] = whole.of(Record)
    _take_in(session, whole, QUESTIONS, queries.questions(session, [each.id for each in records]))
    whole.steps = queries.steps(session, [each.id for each in whole.of(Need)], [each.id for each in whole.of(Concern)])
    whole.sheets = _hers(queries.sheets(session, {each.sheet for each in records if each.sheet}), records)
    whole.refs = queries.refs(session, [each.id for each in records], [each.id for each in whole.sheets])
    whole.prints = queries.prints(session, [each.id for each in records])
    whole.envelopes = queries.envelopes(session, _mutations(whole))
    return whole


def _take_in(session: Session, whole: Whole, held: Held, found: list[Any]) -> None:
    whole.rows.append((held, found))
    if issubclass(held.table, SyncedRow):
        whole.versions += queries.versions(session, held.table.sync_kind, [row.id for row in found])


def _mutations(whole: Whole) -> set[str]:
    named = {version.mutation for version in whole.versions if version.mutation}
    return named | {issue.mutation for issue in whole.of(Issue)}


def _hers(sheets: Sequence[PaperSheet], records: Sequence[Record]) -> list[PaperSheet]:
    """Those on which nobody else stands."""
    ids = {record.id for record in records}
    return [sheet for sheet in sheets if ids.issuperset(sheet.records)]
