"""Push: every envelope is kept in the journal, and applied or parked. See sync §3.

Deciding reads and never writes; writing happens once, in a savepoint for the whole batch, and only when that fails
item by item. So a poisonous item costs its batch one more try and is parked, and nothing that it holds can
make an HTTP error.
"""

import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from pydantic import ValidationError
from sqlalchemy.exc import DataError, IntegrityError
from sqlalchemy.orm import Session

from shouwang import clock
from shouwang.accounts.service import Caller
from shouwang.activities.changes import keep_organisers
from shouwang.activities.models import Activity
from shouwang.assessments.changes import start_clocks
from shouwang.blobs.promised import expect_all
from shouwang.checkups.filling import keep_checkups
from shouwang.covers.service import carry_out
from shouwang.duties.words import RecordStatus
from shouwang.errors import whereabouts
from shouwang.hygiene.points import earn, take_back
from shouwang.ids import id_from
from shouwang.questions.raising import ask_about, let_go
from shouwang.records.models import Record
from shouwang.records.service import Voiding, void_records
from shouwang.records.summaries import keep_summaries
from shouwang.register.models import Report
from shouwang.register.queries import people_by_id
from shouwang.settings import settings
from shouwang.sync import queries
from shouwang.sync.contact import Contact, note_contact
from shouwang.sync.decisions import Decision, Parked
from shouwang.sync.desk import Desk, desk_for
from shouwang.sync.envelopes import Envelope, opened, read_envelope
from shouwang.sync.epoch import epoch
from shouwang.sync.models import CONFIDENTIAL, Issue, Mutation
from shouwang.sync.operations import OPERATIONS
from shouwang.sync.rules import SCHEMA_VERSION
from shouwang.sync.schemas import Code, PushReply, PushRequest, PushResult
from shouwang.sync.synced import SyncedRow
from shouwang.sync.write import Author, Change, insertion, lock_buckets, write_changes

log = logging.getLogger(__name__)

ITEMS_FAULT = (DataError, IntegrityError)
"""What the database refuses because of what an item holds. Anything else passes: the phone is told to come again."""


def push(session: Session, caller: Caller, asked: PushRequest) -> PushReply:
    """Takes in a batch. The reply must leave only after the commit."""
    note_contact(session, caller.device, Contact(asked.watermark, asked.app_version, asked.phone))
    results = take_in(session, caller, asked.items)
    return PushReply(epoch=epoch(session), now=clock.now(), results=results, minimum_app=settings().minimum_app)


def take_in(session: Session, caller: Caller, items: Sequence[Any]) -> list[PushResult]:
    """Keeps each item and applies or parks it; one result for each, in order."""
    received_at = clock.now()
    envelopes = [opened(read_envelope(item, caller.user.id, caller.device.id)) for item in items]
    # Her own bucket's lock stands for all that she sends: the same batch, sent twice at once, waits here.
    lock_buckets(session, [f"u:{caller.user.id}", *(f"p:{p}" for e in envelopes for p in e.about)])
    known, fresh = _sort_out(session, caller, envelopes)
    decisions = decide_all(session, caller, fresh, received_at)
    outcomes = {d.envelope.sent_id: _result(d) for d in _carry_out(session, caller, decisions, received_at)}
    return [known.get(e.sent_id) or outcomes[e.sent_id] for e in envelopes]


def _sort_out(
    session: Session, caller: Caller, envelopes: Iterable[Envelope]
) -> tuple[dict[str, PushResult], list[Envelope]]:
    """Envelopes that the journal has, with their answers; and those that it has not, each once."""
    first = {e.sent_id: e for e in reversed(list(envelopes))}
    journal = queries.journal(session, first)
    # Another user's id: kept under an id of its own, and nothing of his is shown.
    own = {sent_id: _own_id(sent_id, caller) for sent_id, entry in journal.items() if entry.user != caller.user.id}
    journal |= queries.journal(session, own.values())
    known, fresh = {}, []
    for sent_id, envelope in reversed(first.items()):
        if sent_id in own:
            envelope = replace(envelope, id=own[sent_id])
        entry = journal.get(envelope.id)
        if entry is not None:
            known[sent_id] = _answer(sent_id, entry.status, entry.code, entry.result or {})
        else:
            fresh.append(envelope)
    return known, fresh


def _own_id(sent_id: str, caller: Caller) -> str:
    return id_from("envelope of", caller.user.id, sent_id)


def decide_all(
    session: Session,
    caller: Caller,
    envelopes: Sequence[Envelope],
    received_at: datetime,
    waived: frozenset[Code] = frozenset(),
) -> list[Decision]:
    """What is to become of each. Nothing is written."""
    if not envelopes:
        return []
    desk = desk_for(session, caller, envelopes, received_at, waived)
    return [_decide(envelope, desk) for envelope in envelopes]


def _decide(envelope: Envelope, desk: Desk) -> Decision:
    try:
        _check_sender(desk)
        _check_envelope(envelope)
        return OPERATIONS[envelope.op or ""](envelope, desk)
    except Parked as parked:
        return Decision(envelope, parked.code, waits_for=parked.waits_for)
    except (ValidationError, OverflowError):
        return Decision(envelope, Code.INVALID)
    except Exception as bug:
        # A bug of ours must not hold up her queue. The envelope is kept; the log names it by its id only.
        log.error("deciding envelope %s failed: %s", envelope.id, whereabouts(bug))
        return Decision(envelope, Code.INTERNAL)


def _check_sender(desk: Desk) -> None:
    caller, waived = desk.caller, desk.waived
    if not caller.user.active and Code.USER_DEACTIVATED not in waived:
        raise Parked(Code.USER_DEACTIVATED)
    if caller.device.revoked_at is not None and Code.DEVICE_REVOKED not in waived:
        raise Parked(Code.DEVICE_REVOKED)
    if caller.handed_in is not None and not caller.handed_in.is_proven and Code.UNPROVEN not in waived:
        raise Parked(Code.UNPROVEN)


def _check_envelope(envelope: Envelope) -> None:
    if envelope.id != envelope.sent_id:
        raise Parked(Code.ID_TAKEN)
    if len(envelope.raw.encode()) > settings().item_bytes:
        raise Parked(Code.TOO_LARGE)
    if "sealed" in envelope.item:
        raise Parked(Code.SEALED)
    if envelope.schema_version is None:
        raise Parked(Code.INVALID)
    if envelope.schema_version > SCHEMA_VERSION:
        raise Parked(Code.SCHEMA_TOO_NEW)
    if envelope.op not in OPERATIONS:
        raise Parked(Code.UNKNOWN_OP)


def _carry_out(
    session: Session, caller: Caller, decisions: Sequence[Decision], received_at: datetime
) -> list[Decision]:
    """Writes the batch at once; when the database refuses it, each item by itself."""
    if not decisions:
        return []
    try:
        with session.begin_nested():
            _record(session, caller, decisions, received_at)
        return list(decisions)
    except ITEMS_FAULT:
        log.warning("a batch of %d envelopes is applied item by item", len(decisions))
        return [_carry_out_alone(session, caller, decision, received_at) for decision in decisions]


def _carry_out_alone(session: Session, caller: Caller, decision: Decision, received_at: datetime) -> Decision:
    # Rows of the failed try carry its version and may be expired: decide and build them again from the envelope.
    again = decide_all(session, caller, [decision.envelope], received_at)[0]
    try:
        with session.begin_nested():
            _record(session, caller, [again], received_at)
        return again
    except ITEMS_FAULT:
        log.warning("envelope %s cannot be applied", decision.envelope.id)
    parked = Decision(decision.envelope, Code.INTERNAL)
    _record(session, caller, [parked], received_at)
    return parked


def _record(session: Session, caller: Caller, decisions: Sequence[Decision], received_at: datetime) -> None:
    """The journal first, then the rows and the issues that follow from it."""
    entries = [_entry(decision, caller, received_at) for decision in decisions]
    insertion(Mutation).many(session, entries)
    write_rows(session, caller, decisions, received_at)


def write_rows(session: Session, caller: Caller, decisions: Sequence[Decision], received_at: datetime) -> None:
    """The rows and the issues that follow from envelopes of the journal."""
    changes: list[Change] = []
    voidings: list[tuple[Voiding, Author]] = []
    for decision in decisions:
        author = Author(caller.user.id, received_at, decision.envelope.id)
        edited: list[SyncedRow] = [decision.edit.done()] if decision.edit else []
        if decision.fill:
            edited.append(decision.fill.done(session, caller.user, received_at))
        if decision.answered:
            edited.append(decision.answered.done())
        if decision.change:
            write_changes(session, changes)  # what it changes may have come with this very batch
            changes = []
            edited.append(decision.change.done(session))
        rows = [*edited, *decision.rows, *_issue(session, decision, caller, received_at)]
        changes += [Change(row, author) for row in rows]
        voidings += [(voiding, author) for voiding in decision.voids]
        if edited:
            # A row is written once at a time, and a later item of this batch may edit it again.
            write_changes(session, changes)
            changes = []
    write_changes(session, changes)
    _keep_checkups(session, caller, decisions, received_at)
    _start_clocks(session, decisions)
    for activity in (row for decision in decisions for row in decision.rows if isinstance(row, Activity)):
        keep_organisers(session, activity.id, activity.organisers, activity.day)
    for decision in decisions:
        if decision.cover:
            carry_out(session, decision.cover, Author(caller.user.id, received_at, decision.envelope.id))
    # After the rows: what is voided may have come with this very batch, and has its first version now.
    voided = void_records(session, voidings) if voidings else []
    records = [row for decision in decisions for row in decision.rows if isinstance(row, Record)]
    expect_all(session, records)
    by = Author(caller.user.id, received_at)
    keep_summaries(session, [*records, *voided], by)
    let_go(session, voided, by)
    earn(session, records)
    take_back(session, voided, by, caller.user.name)
    ask_about(session, [record for record in records if record.status != RecordStatus.VOIDED], by)


def _keep_checkups(session: Session, caller: Caller, decisions: Sequence[Decision], received_at: datetime) -> None:
    filled = [(fill.person, fill.year) for decision in decisions if (fill := decision.fill)]
    if filled:
        keep_checkups(session, filled, caller.user, caller.role, Author(caller.user.id, received_at))


def _start_clocks(session: Session, decisions: Sequence[Decision]) -> None:
    reports = [row for decision in decisions for row in decision.rows if isinstance(row, Report)]
    if reports:
        people = people_by_id(session, {report.person for report in reports})
        start_clocks(session, [(report, people[report.person]) for report in reports])


def _entry(decision: Decision, caller: Caller, received_at: datetime) -> dict[str, Any]:
    envelope = decision.envelope
    return {
        "id": envelope.id,
        "user": caller.user.id,
        "device": caller.device.id,
        "n": envelope.n,
        "op": envelope.op,
        "schema_version": envelope.schema_version,
        "received_at": received_at,
        "envelope": envelope.raw,
        "status": decision.status,
        "code": decision.code,
        "result": {**decision.result, **_handed_in(caller)},
    }


def _handed_in(caller: Caller) -> dict[str, Any]:
    """What the journal keeps of a file that came by the desk."""
    return {} if caller.handed_in is None else {"handed_in": asdict(caller.handed_in)}


def _issue(session: Session, decision: Decision, caller: Caller, received_at: datetime) -> list[Issue]:
    """A parked item is one open issue, for its author and for the township; in confidence, for the county alone."""
    if decision.code is None:
        return []
    envelope = decision.envelope
    is_open = envelope.op not in CONFIDENTIAL
    about = people_by_id(session, envelope.about[:1])
    person = about.get(envelope.about[0]) if envelope.about and is_open else None
    township = person.township if person else caller.user.place[:9]
    return [
        Issue(
            id=id_from("issue", envelope.id),
            mutation=envelope.id,
            user=caller.user.id,
            township=township if is_open else settings().county,
            code=decision.code,
            op=envelope.op,
            person=person.id if person else None,
            created_at=received_at,
            waits_for=decision.waits_for,
        )
    ]


def _result(decision: Decision) -> PushResult:
    return _answer(decision.envelope.sent_id, decision.status, decision.code, decision.result)


def _answer(sent_id: str, status: str, code: str | None, result: Mapping[str, Any]) -> PushResult:
    known = Code(code) if code else None
    flags = list(result.get("flags", []))
    return PushResult(id=sent_id, status=status, code=known, flags=flags, version=result.get("version"))
