"""12: a saved edit shows until the server's row that includes it replaces it, or it is marked as needing attention."""

from datetime import datetime, timedelta
from typing import Any

from shouwang.sync.models import Conflict, Mutation, RowVersion
from sync.mending import NEW_RECORD
from sync.model import Item, Row, Seat, parsed
from sync.tables import Tables

WORDS = ("mode", "answers", "note", "reason", "form", "form_version", "trip")
"""What a record says as its author wrote it; times are corrected, and whether it counts may change."""
NO_MEASUREMENT = timedelta(days=366 * 50)
"""A clock that is wrong by more is not corrected."""


def must_show(tables: Tables, seat: Seat, epoch: str) -> None:
    """Wherever a phone shows the server's row and no longer its own, that row includes what was written here.

    A phone that has not heard of a restore has rows of a history that no table tells any more.
    """
    if seat.epoch != epoch:
        return
    held = seat.held()
    for item in seat.outbox:
        if item.state != "acked" or item.epoch != seat.epoch:
            continue
        body = item.envelope["body"]
        record = held.get(("record", body.get("id", "")))
        if record is not None and item.envelope["op"] in NEW_RECORD:
            _must_say(record, item)
        if item.envelope["op"] == "person.patch" and not seat.is_laid_over(item):
            _must_include(tables, seat, item)


def must_have_come(tables: Tables, seat: Seat) -> None:
    """After a whole sync all that was acknowledged shows by the server's rows; what is parked is an issue here."""
    held, journal = seat.held(), _entries(tables, seat.user)
    issues = {body["mutation"] for (kind, _), body in held.items() if kind == "issue"}
    for item in seat.outbox:
        entry = journal.get(item.id)
        if item.epoch != seat.epoch or entry is None:
            continue
        assert item.state != "parked" or entry.id in issues
        if item.envelope["op"] == "person.patch" and f"p:{item.envelope['body']['person']}" in seat.have:
            assert not seat.is_laid_over(item)
        if item.state == "acked":
            _must_be_held(held, seat, item)


def _must_be_held(held: dict[tuple[str, str], Any], seat: Seat, item: Item) -> None:
    op, body, person = item.envelope["op"], item.envelope["body"], item.envelope["about"][0]
    kind = op.removesuffix(".create")
    if kind in ("report", "need") and f"p:{person}" in seat.have:
        assert (kind, body["id"]) in held
    old = held.get(("record", body.get("amends") or body.get("record") or ""))
    if old is not None:
        assert old["status"] == "voided"
        assert op == "visit.void" or old["voided"]["replaced_by"] == body["id"]


def _must_say(record: Row, item: Item) -> None:
    body = item.envelope["body"]
    assert {word: record[word] for word in WORDS} == {word: body.get(word) for word in WORDS}
    assert record["status"] in (body["status"], "voided")
    assert (record["subject"], record["amends"]) == (body["person"], body.get("amends"))
    told = timedelta(milliseconds=item.envelope["clock"]["offset"])
    offset = told if abs(told) < NO_MEASUREMENT else timedelta(0)
    assert datetime.fromisoformat(record["start"]) == datetime.fromisoformat(body["start"]) + offset


def _must_include(tables: Tables, seat: Seat, item: Item) -> None:
    """The row that the phone has is one that followed the patch: the value stood in it, or is a conflict."""
    person = item.envelope["body"]["person"]
    row = seat.rows.get((f"p:{person}", "person", person))
    if row is None:
        return
    entry = _entries(tables, seat.user)[item.id]
    clashes = {each.field for each in tables.all(Conflict) if each.mutation == entry.id}
    for field, (_, new) in item.envelope["body"]["set"].items():
        assert field in clashes or new in _values(tables, person, field, row["version"])


def _values(tables: Tables, person: str, field: str, version: int) -> set[str | None]:
    """What a field of a person has ever been up to a version."""
    kept = (each for each in tables.all(RowVersion) if (each.kind, each.id) == ("person", person))
    return {parsed(each.body)[field] or None for each in kept if each.version <= version}


def _entries(tables: Tables, user: str) -> dict[str, Mutation]:
    """The journal by the ids under which this user's phones sent."""
    return {parsed(entry.envelope)["id"]: entry for entry in tables.all(Mutation) if entry.user == user}
