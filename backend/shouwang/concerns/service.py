"""Use cases of confidential reports: an office reads one, takes it on, notes what was done and closes it.

Each leaves a step that names who did it. Whoever may not read a report is told that there is none.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from shouwang import clock, ids
from shouwang.accounts.models import User
from shouwang.accounts.queries import staff
from shouwang.accounts.service import Caller
from shouwang.concerns import queries
from shouwang.concerns.models import Concern, ConcernStep
from shouwang.concerns.naming import named_of
from shouwang.concerns.rules import Reader, may_read
from shouwang.concerns.schemas import ConcernClose, ConcernFile, ConcernLine, StepLine
from shouwang.concerns.words import ConcernStatus, Step, Whom
from shouwang.errors import Refused, Unknown
from shouwang.sealing import sealer
from shouwang.sync.envelopes import read_entry
from shouwang.sync.models import Mutation
from shouwang.sync.write import Author, lock_buckets, write

PURPOSE = "concern_step.words"


def concerns(session: Session, caller: Caller, *, closed: bool) -> list[ConcernLine]:
    """The reports that the caller may read."""
    found = queries.concerns_within(session, caller.user.place, closed=closed)
    office = staff(session)
    return [ConcernLine(**_line(row)) for row in found if _is_for(session, row[0], caller, office)]


def find(session: Session, caller: Caller, concern: str) -> Concern:
    """A report that the caller may read. Raises `Unknown`."""
    found = session.get(Concern, concern)
    if found is None or not _is_for(session, found, caller, staff(session)):
        raise Unknown
    return found


def read(session: Session, caller: Caller, concern: Concern) -> ConcernFile:
    """All that a report says, and that the caller has read it."""
    _step(session, caller, concern, Step.READ, None)
    return _file(session, concern)


def take(session: Session, caller: Caller, concern: Concern) -> ConcernFile:
    """The caller looks into it from now on. Raises `Refused` when somebody was first."""
    _lock(session, concern)
    if concern.status != ConcernStatus.NEW:
        raise Refused("already_settled")
    concern.status, concern.taken_by, concern.taken_at = ConcernStatus.TAKEN, caller.user.id, clock.now()
    return _done(session, caller, concern, Step.TAKEN, None)


def note(session: Session, caller: Caller, concern: Concern, words: str) -> ConcernFile:
    """Writes down what was done or found; also of one that is closed."""
    _step(session, caller, concern, Step.NOTED, words)
    return _file(session, concern)


def close(session: Session, caller: Caller, concern: Concern, asked: ConcernClose) -> ConcernFile:
    """Ends it with what it came to. Raises `Refused` when it is closed already."""
    _lock(session, concern)
    if concern.status == ConcernStatus.CLOSED:
        raise Refused("already_settled")
    concern.status, concern.outcome, concern.closed_at = ConcernStatus.CLOSED, asked.outcome, clock.now()
    return _done(session, caller, concern, Step.CLOSED, asked.words)


def _is_for(session: Session, concern: Concern, caller: Caller, office: Sequence[User]) -> bool:
    """Decided from the body itself: since the row was written, the accused may have come, or changed his name."""
    reader = Reader(caller.user.id, caller.user.place)
    if not may_read(reader, concern.township, {concern.worker or ""}, only_county=concern.only_county):
        return False
    worker = session.get(User, concern.worker) if concern.worker else None
    named = named_of(_said(session, concern), worker, office)
    return may_read(reader, concern.township, named, only_county=bool(named))


def _lock(session: Session, concern: Concern) -> None:
    lock_buckets(session, [concern.bucket()])
    session.refresh(concern)


def _done(session: Session, caller: Caller, concern: Concern, what: Step, words: str | None) -> ConcernFile:
    write(session, [concern], Author(caller.user.id, clock.now()))
    _step(session, caller, concern, what, words)
    return _file(session, concern)


def _step(session: Session, caller: Caller, concern: Concern, what: Step, words: str | None) -> None:
    sealed = sealer().seal(words, PURPOSE) if words else None
    who = caller.user
    session.add(
        ConcernStep(
            id=ids.uuid7(),
            concern=concern.id,
            at=clock.now(),
            by=who.id,
            by_name=who.name,
            what=what,
            words_sealed=sealed,
        )
    )
    session.flush()


def _line(row: Any) -> dict[str, Any]:
    concern, person_name, township_name, taken_by_name = row
    return {
        **concern.shape().model_dump(),
        "person_name": person_name,
        "township": concern.township,
        "township_name": township_name or concern.township,
        "taken_by_name": taken_by_name,
    }


def _file(session: Session, concern: Concern) -> ConcernFile:
    row = queries.with_names(session, concern.id)
    author = session.get_one(User, concern.author)
    said = _said(session, concern)
    return ConcernFile(
        **_line(row),
        whom=Whom(said.get("whom", Whom.OTHER)),
        whom_name=_whom_name(session, concern, said),
        note=said.get("note"),
        author_name=concern.author_name,
        author_role=author.role,
        written_at=concern.written_at,
        steps=[_step_line(step) for step in queries.steps_of(session, concern.id)],
    )


def _said(session: Session, concern: Concern) -> dict[str, Any]:
    """The body as it came; it was read once when it was taken in."""
    body = read_entry(session.get_one(Mutation, concern.mutation)).item.get("body")
    return body if isinstance(body, dict) else {}


def _whom_name(session: Session, concern: Concern, said: dict[str, Any]) -> str | None:
    """As she wrote it, where she wrote a name: whom it was taken for is a guess."""
    worker = session.get(User, concern.worker) if concern.worker else None
    return said.get("name") or (worker.name if worker else None)


def _step_line(step: ConcernStep) -> StepLine:
    words = sealer().open(step.words_sealed, PURPOSE) if step.words_sealed else None
    return StepLine(what=Step(step.what), at=step.at, by_name=step.by_name, words=words)
