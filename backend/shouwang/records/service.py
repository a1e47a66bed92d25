"""Use cases of records: from an envelope's body to a row, and how a row ceases to count."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from shouwang import clock
from shouwang.accounts.models import User
from shouwang.accounts.service import Caller
from shouwang.closing.guarding import guard
from shouwang.duties.moments import minutes, service_date
from shouwang.duties.words import RecordKind, RecordStatus
from shouwang.errors import Refused
from shouwang.forms.definition import Form
from shouwang.forms.service import forms_named
from shouwang.forms.shipped import Version
from shouwang.hygiene.points import take_back
from shouwang.questions.raising import let_go
from shouwang.records import queries
from shouwang.records.models import Paper, Record
from shouwang.records.schemas import AmendBody, VisitBody, VoidReason
from shouwang.records.summaries import keep_summaries
from shouwang.records.words import MendReason
from shouwang.register.models import Person
from shouwang.settings import settings
from shouwang.sync.rows import new_row
from shouwang.sync.rules import Capture, stated_moment
from shouwang.sync.write import Author, Change, lock_buckets, write, write_changes


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a record comes from."""

    author: User
    role: str | None
    device: str | None
    mutation: str | None
    captured: Capture
    received_at: datetime
    paper: Paper | None = None


def visit_record(body: VisitBody, person: Person, origin: Origin) -> Record:
    """A visit or an attempt as a row. Its service date is the local day of the corrected start, for good."""
    start = stated_moment(body.start, origin.captured)
    end = stated_moment(body.end, origin.captured) if body.end else None
    # Past the last day of the calendar here, nobody could read the row again: it raises now, and the item is parked.
    clock.local_date(end or start, settings().zone)
    return new_row(
        Record,
        id=body.id,
        kind=RecordKind.VISIT,
        subject=person.id,
        township=person.township,
        mode=body.mode,
        role=origin.role,
        start=start,
        end=end,
        minutes=minutes(start, end),
        service_date=service_date(start, settings().zone),
        captured_at=origin.captured.at,
        received_at=origin.received_at,
        status=body.status,
        value=body.value,
        author=origin.author.id,
        author_name=origin.author.name,
        device=origin.device,
        mutation=origin.mutation,
        trip=body.trip,
        form=body.form,
        form_version=body.form_version,
        answers=body.answers,
        note=body.note,
        reason=body.reason,
        flags=[*origin.captured.flags, *time_flags(start, end, origin.received_at)],
        amends=body.amends if isinstance(body, AmendBody) else None,
        door=body.door,
        position=body.position.model_dump(mode="json", exclude_none=True) if body.position else None,
        pictures=[picture.model_dump(mode="json", exclude_none=True) for picture in body.pictures],
        voice=body.voice.model_dump(mode="json", exclude_none=True) if body.voice else None,
        **(origin.paper.model_dump() if origin.paper else {}),
    )


@dataclass(frozen=True, slots=True)
class Voiding:
    """That a record is not to count any more: why, who says so, and what stands in its place, if anything does."""

    record: str
    why: MendReason
    note: str | None
    by: User
    replaced_by: str | None = None


def void_records(session: Session, voidings: Sequence[tuple[Voiding, Author]]) -> list[Record]:
    """Has records count no more, each as its next version. Their people's files are locked, and each counts so far."""
    records = queries.records_by_id(session, [voiding.record for voiding, _ in voidings])
    changes = []
    for voiding, author in voidings:
        record = records[voiding.record]
        _mark(record, voiding, author.at)
        changes.append(Change(record, author))
    write_changes(session, changes)
    return list(records.values())


def void_at_the_desk(session: Session, caller: Caller, record: Record, asked: VoidReason) -> Record:
    """Staff take a record back. One that is voided stays as it is. Raises `Refused` for one that was amended, or that
    an activity came to or an agreement: it is these that are put right."""
    if record.kind == RecordKind.ACTIVITY and record.answers.get("activity"):
        raise Refused("of_an_activity")
    if record.kind == RecordKind.AGREEMENT:
        raise Refused("of_an_agreement")
    lock_buckets(session, [f"p:{record.file or record.subject}"])
    session.refresh(record)
    if record.replaced_by is not None:
        raise Refused("already_amended", replaced_by=record.replaced_by)
    if record.status != RecordStatus.VOIDED:
        guard(session, caller, record.township, record.service_date, "record", record.id)
        author = Author(caller.user.id, clock.now())
        _mark(record, Voiding(record.id, asked.why, asked.note, caller.user), author.at)
        write(session, [record], author)
        keep_summaries(session, [record], author)
        let_go(session, [record], author)
        take_back(session, [record], author, caller.user.name)
    return record


def forms_of(session: Session, records: Iterable[Record]) -> dict[Version, Form]:
    """The versions that records name, as far as they are here."""
    return forms_named(session, {(record.form, record.form_version) for record in records})


def _mark(record: Record, voiding: Voiding, at: datetime) -> None:
    record.status = RecordStatus.VOIDED
    record.void_reason, record.void_note, record.voided_at = voiding.why, voiding.note, at
    record.voided_by, record.voided_by_name = voiding.by.id, voiding.by.name
    record.replaced_by = voiding.replaced_by


def time_flags(start: datetime, end: datetime | None, received_at: datetime) -> list[str]:
    """What must be said of the times that an author states."""
    return ["stated_in_future"] if max(start, end or start) > received_at else []
