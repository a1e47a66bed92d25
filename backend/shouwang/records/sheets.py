"""Use cases of paper: what a worker wrote on a sheet is entered at the desk, as hers and by whoever enters it.

All of a sheet or nothing: where something speaks against a line, the answer says against which, and what.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, time, timedelta

from sqlalchemy.orm import Session

from shouwang import clock
from shouwang.accounts.models import User
from shouwang.accounts.service import Caller
from shouwang.blobs.models import Blob, BlobState
from shouwang.blobs.service import Picture, expect
from shouwang.errors import Refused
from shouwang.records import queries, rules
from shouwang.records.models import Paper, PaperSheet, Record
from shouwang.records.rules import Known, Line
from shouwang.records.schemas import PaperRequest, PaperRow, SheetFile, SheetPicture, VisitBody
from shouwang.records.service import Origin, visit_record
from shouwang.records.summaries import keep_summaries
from shouwang.records.words import PaperReason
from shouwang.register.models import Person
from shouwang.register.queries import people_by_id
from shouwang.settings import settings
from shouwang.sync.queries import taken_ids
from shouwang.sync.rules import Capture
from shouwang.sync.write import Author, lock_buckets, write

NOON = time(12)
ONLY_THE_DAY = "only_the_day"
"""The flag of a record of which the sheet says no time: it is dated noon."""


def enter(session: Session, caller: Caller, worker: User, asked: PaperRequest) -> SheetFile:
    """Enters a sheet; the same one again changes nothing. Raises `Refused` `paper_lines`: what speaks against which."""
    about = sorted({row.person for row in asked.rows})
    lock_buckets(session, [f"u:{worker.id}", *(f"p:{person}" for person in about)])
    known = session.get(PaperSheet, asked.id)
    if known is not None:
        return _again(session, caller, worker, known, asked)
    now = clock.now()
    people = _hers(people_by_id(session, about), caller)
    grounds = _grounds(session, worker, people, asked.rows)
    _check(session, asked.rows, grounds, now)
    sheet = _sheet(caller, asked, now)
    session.add(sheet)
    session.flush()
    records = [_record(row, people[row.person], caller, worker, sheet, grounds) for row in asked.rows]
    author = Author(caller.user.id, now)
    write(session, records, author)
    keep_summaries(session, records, author)
    if asked.picture is not None:
        show(session, worker, sheet, asked.picture)
    return file(session, worker, sheet)


def show(session: Session, worker: User, sheet: PaperSheet, picture: Picture) -> None:
    """Names the picture of a sheet; its bytes may come. The worker and her office may see it.

    Raises `Refused` `has_picture` where another one is here already.
    """
    known = session.get(Blob, sheet.picture) if sheet.picture else None
    if known is not None and known.state == BlobState.WHOLE and known.sha256 != picture.sha256:
        raise Refused("has_picture")
    sheet.picture = picture.sha256
    expect(session, picture, "paper_sheet", sheet.id, f"u:{worker.id}")
    session.flush()


def file(session: Session, worker: User, sheet: PaperSheet) -> SheetFile:
    """A sheet as it was entered."""
    records = queries.records_by_id(session, sheet.records).values()
    people = people_by_id(session, {record.subject for record in records})
    blob = session.get(Blob, sheet.picture) if sheet.picture else None
    return SheetFile(
        id=sheet.id,
        worker=worker.id,
        worker_name=worker.name,
        entered_by_name=sheet.entered_by_name,
        entered_at=sheet.entered_at,
        reason=PaperReason(sheet.reason),
        note=sheet.note,
        picture=SheetPicture.model_validate(blob, from_attributes=True) if blob else None,
        names={person.id: person.name for person in people.values()},
        rows=[record.shape() for record in sorted(records, key=lambda each: (each.start, each.id))],
    )


def _hers(people: Mapping[str, Person], caller: Caller) -> dict[str, Person]:
    """Those of the caller's places: the others are unknown here."""
    return {i: person for i, person in people.items() if person.township.startswith(caller.user.place)}


def _again(session: Session, caller: Caller, worker: User, known: PaperSheet, asked: PaperRequest) -> SheetFile:
    if (known.entered_by, known.digest) != (caller.user.id, _digest(asked)):
        raise Refused("id_taken")
    return file(session, worker, known)


def _check(session: Session, rows: Sequence[PaperRow], grounds: Mapping[str, Known], now: datetime) -> None:
    lines = [Line(row.id, row.person, row.day, _until(row, now), row.keep_both) for row in rows]
    found = rules.objections(lines, grounds, taken_ids(session, [row.id for row in rows]), now)
    if found:
        raise Refused("paper_lines", lines=[{"id": line, "code": problem} for line, problem in found.items()])


def _grounds(session: Session, worker: User, people: Iterable[str], rows: Sequence[PaperRow]) -> dict[str, Known]:
    about = list(people)
    given = queries.given_to(session, worker.id, about)
    died = queries.deaths_of(session, about)
    first, last = min(row.day for row in rows), max(row.day for row in rows)
    days = queries.days_of_worker(session, worker.id, about, first, last)
    return {person: Known(given.get(person, []), died.get(person), days.get(person, ())) for person in about}


def _sheet(caller: Caller, asked: PaperRequest, now: datetime) -> PaperSheet:
    return PaperSheet(
        id=asked.id,
        worker=asked.worker,
        entered_by=caller.user.id,
        entered_by_name=caller.user.name,
        entered_at=now,
        reason=asked.reason,
        note=asked.note,
        records=[row.id for row in asked.rows],
        digest=_digest(asked),
    )


def _digest(asked: PaperRequest) -> str:
    return hashlib.sha256(asked.model_dump_json(exclude={"picture"}).encode()).hexdigest()


def _record(
    row: PaperRow, person: Person, caller: Caller, worker: User, sheet: PaperSheet, grounds: Mapping[str, Known]
) -> Record:
    """Through the same shape as a phone's visit, and in the role that the worker had on that day."""
    now = sheet.entered_at
    flags = [] if row.time else [ONLY_THE_DAY]
    paper = Paper(sheet=sheet.id, on_behalf_of=worker.id, on_behalf_of_name=worker.name)
    role = rules.role_on(row.day, grounds[row.person].given)
    captured = Capture(at=now, offset=timedelta(0), flags=flags, earliest=None)
    return visit_record(_body(row, now), person, Origin(caller.user, role, None, None, captured, now, paper))


def _body(row: PaperRow, now: datetime) -> VisitBody:
    start = _start(row, now)
    return VisitBody(
        id=row.id,
        person=row.person,
        mode=row.mode,
        status=row.status,
        start=start,
        end=_until(row, now) if row.minutes else None,
        form="visit",
        form_version=1,
        answers={},
        note=row.note,
        reason=row.reason,
    )


def _start(row: PaperRow, now: datetime) -> datetime:
    """As stated; where only the day is, noon of it, or earlier where that would not be over yet."""
    zone = settings().zone
    if row.time is not None:
        return datetime.combine(row.day, time.fromisoformat(row.time), zone)
    noon, midnight = (datetime.combine(row.day, hour, zone) for hour in (NOON, time()))
    return noon if row.day != clock.local_date(now, zone) else max(midnight, min(noon, now - _lasted(row)))


def _until(row: PaperRow, now: datetime) -> datetime:
    return _start(row, now) + _lasted(row)


def _lasted(row: PaperRow) -> timedelta:
    return timedelta(minutes=row.minutes or 0)
