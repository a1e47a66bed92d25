"""14: a record is put right by another one, or voided; of the old one nothing else ever changes."""

from collections.abc import Iterable
from typing import NamedTuple

from shouwang.records.models import Record
from shouwang.register.models import Person
from shouwang.sync.models import Mutation
from sync.model import Row, parsed
from sync.tables import Tables

MENDING = ("visit.amend", "visit.void")
NEW_RECORD = ("visit.create", "visit.amend")
VOIDING = {"status", "version", "void_reason", "void_note", "voided_at", "voided_by", "voided_by_name", "replaced_by"}
"""What a voiding changes of a record."""


class Known(NamedTuple):
    """What decides whether a record may be put right. `voided`: why, by whom, and what stands in its place."""

    author: str
    subject: str
    voided: tuple[str | None, str | None, str | None] | None


class Records:
    """The records of a county, and what must become of them while envelopes are taken in one after the other."""

    def __init__(self, tables: Tables) -> None:
        self.known = {record.id: _known(record) for record in tables.all(Record)}

    def take(self, user: str, envelope: Row) -> str | None:
        """What becomes of a sound envelope; null: it is applied, and so it is here."""
        body = envelope["body"]
        if envelope["op"] in MENDING:
            old = self.known.get(_mended(envelope))
            if old is None or (old.author, old.subject) != (user, envelope["about"][0]):
                return "missing_reference"
            if old.voided and (envelope["op"] == "visit.amend" or old.voided[2]):
                return "already_amended"
            if not old.voided:
                self.known[_mended(envelope)] = old._replace(voided=(body["why"], user, _instead(envelope)))
        if envelope["op"] in NEW_RECORD:
            self.known[body["id"]] = Known(user, body["person"], None)
        return None

    def is_missing(self, tables: Tables, user: str, envelope: Row) -> bool:
        """Whether an envelope refers to what is not there, or not its author's to put right."""
        if tables.one(Person, envelope["about"][0]) is None:
            return True
        return envelope["op"] in MENDING and self.take(user, envelope) == "missing_reference"

    def must_be(self, tables: Tables) -> None:
        """This has become of them, and nothing else."""
        assert {record.id: _known(record) for record in tables.all(Record)} == self.known


def may_become(before: Record, after: Record) -> bool:
    """Whether nothing has changed but its voiding, once and for good."""
    changed = {name for name in Record.model_fields if getattr(before, name) != getattr(after, name)}
    is_voiding = before.voided_at is None and after.voided_at is not None
    return not changed or (is_voiding and changed <= VOIDING)


def must_follow(journal: Iterable[Mutation], records: Iterable[Record], at_the_desk: Iterable[str]) -> None:
    """Each voided record was voided by somebody, and what somebody has amended or voided is voided."""
    known = {record.id: record for record in records}
    expected: dict[str, str | None] = dict.fromkeys(at_the_desk)
    for entry in journal:
        if entry.status == "parked" or entry.op not in MENDING:
            continue
        envelope = parsed(entry.envelope)
        old, instead = _mended(envelope), _instead(envelope)
        assert instead is None or known[instead].amends == old
        # A voiding that found the record voided has changed nothing.
        assert expected.setdefault(old, instead) == instead
    assert expected == {each.id: each.replaced_by for each in known.values() if each.status == "voided"}


def _known(record: Record) -> Known:
    mark = (record.void_reason, record.voided_by, record.replaced_by) if record.status == "voided" else None
    return Known(record.author, record.subject, mark)


def _mended(envelope: Row) -> str:
    return str(envelope["body"]["amends" if envelope["op"] == "visit.amend" else "record"])


def _instead(envelope: Row) -> str | None:
    return envelope["body"]["id"] if envelope["op"] == "visit.amend" else None
