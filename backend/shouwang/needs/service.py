"""Use cases of needs: an office takes one on, notes what was done, closes it, and opens it again.

The row goes to the phones of those who care for the person; the steps stay with the offices. Where it stands is told
to its author too, who may care for somebody else by now (docs/decisions/0129).
"""

from typing import Any

from sqlalchemy.orm import Session

from shouwang import clock, ids
from shouwang.accounts.access import within
from shouwang.accounts.roles import Role
from shouwang.accounts.service import Caller
from shouwang.errors import Refused, Unknown
from shouwang.needs import queries
from shouwang.needs.models import Need, NeedStepRow, NeedTold
from shouwang.needs.raising import told_row
from shouwang.needs.schemas import Hand, NeedClose, NeedFile, NeedLine, NeedStepLine
from shouwang.needs.words import NeedStatus, NeedStep
from shouwang.register.finding import person_within
from shouwang.settings import settings
from shouwang.sync.write import Author, lock_buckets, write


def needs(session: Session, caller: Caller, *, closed: bool) -> list[NeedLine]:
    """The needs of the caller's places."""
    return [NeedLine(**_line(row)) for row in queries.needs_within(session, caller.user.place, closed=closed)]


def needs_of(session: Session, caller: Caller, person: str) -> list[NeedLine]:
    """All needs of a person of the caller's places, closed ones too. Raises `Unknown`."""
    person_within(session, caller, person)
    return [NeedLine(**_line(row)) for row in queries.needs_of(session, person)]


def find(session: Session, caller: Caller, need: str) -> Need:
    """A need of the caller's places. Raises `Unknown`."""
    found = session.get(Need, need)
    if found is None:
        raise Unknown
    within(caller, found.township)
    return found


def file(session: Session, need: Need) -> NeedFile:
    """A need with all that was done."""
    steps = [NeedStepLine.model_validate(each, from_attributes=True) for each in queries.steps_of(session, need.id)]
    return NeedFile(**_line(queries.with_names(session, need.id)), steps=steps)


def take(session: Session, caller: Caller, need: Need) -> NeedFile:
    """The caller looks after it from now on. Raises `Refused` when somebody was first."""
    _lock(session, need)
    if need.status != NeedStatus.OPEN:
        raise Refused("already_settled")
    need.status, need.taken_at = NeedStatus.TAKEN, clock.now()
    need.taken_by, need.taken_by_name = caller.user.id, caller.user.name
    return _done(session, caller, need, NeedStep.TAKEN, None)


def hands(session: Session, need: Need) -> list[Hand]:
    """To whom it may be given: not to the one who has it already."""
    today = clock.today(settings().zone)
    found = queries.hands(session, need.person, need.township, today)
    return [Hand(user=each.id, name=each.name, role=Role(each.role)) for each in found if each.id != need.taken_by]


def give(session: Session, caller: Caller, need: Need, user: str) -> NeedFile:
    """Somebody else looks after it from now on. Raises `Unknown` for who may not, `Refused` when it is closed."""
    _lock(session, need)
    if need.status == NeedStatus.CLOSED:
        raise Refused("already_settled")
    chosen = next((hand for hand in hands(session, need) if hand.user == user), None)
    if chosen is None:
        raise Unknown
    need.status, need.taken_at = NeedStatus.TAKEN, clock.now()
    need.taken_by, need.taken_by_name = chosen.user, chosen.name
    return _done(session, caller, need, NeedStep.GIVEN, chosen.name)


def release(session: Session, caller: Caller, need: Need) -> NeedFile:
    """Nobody looks after it again, whoever did. Raises `Refused` where nobody does, or it is closed."""
    _lock(session, need)
    if need.status != NeedStatus.TAKEN:
        raise Refused("already_settled")
    need.status = NeedStatus.OPEN
    need.taken_by = need.taken_by_name = need.taken_at = None
    return _done(session, caller, need, NeedStep.RELEASED, None)


def note(session: Session, caller: Caller, need: Need, words: str) -> NeedFile:
    """Writes down what was done or found; also of one that is closed."""
    _step(session, caller, need, NeedStep.NOTED, words)
    return file(session, need)


def close(session: Session, caller: Caller, need: Need, asked: NeedClose) -> NeedFile:
    """Ends it with what became of it. Raises `Refused` when it is closed already."""
    _lock(session, need)
    if need.status == NeedStatus.CLOSED:
        raise Refused("already_settled")
    need.status, need.closed_at, need.closed_by_name = NeedStatus.CLOSED, clock.now(), caller.user.name
    need.outcome, need.outcome_note = asked.outcome, asked.words or None
    return _done(session, caller, need, NeedStep.CLOSED, asked.words or None)


def reopen(session: Session, caller: Caller, need: Need, words: str) -> NeedFile:
    """It was not done with after all. Raises `Refused` when it is not closed."""
    _lock(session, need)
    if need.status != NeedStatus.CLOSED:
        raise Refused("already_settled")
    need.status = NeedStatus.OPEN
    need.closed_at = need.closed_by_name = need.taken_by = need.taken_by_name = need.taken_at = None
    return _done(session, caller, need, NeedStep.REOPENED, words)


def _lock(session: Session, need: Need) -> None:
    lock_buckets(session, [need.bucket(), f"u:{need.author}"])
    session.refresh(need)


def _done(session: Session, caller: Caller, need: Need, what: NeedStep, words: str | None) -> NeedFile:
    write(session, [need, _told(session, need)], Author(caller.user.id, clock.now()))
    _step(session, caller, need, what, words)
    return file(session, need)


def _told(session: Session, need: Need) -> NeedTold:
    told = session.get(NeedTold, need.id, populate_existing=True) or told_row(need)
    told.status, told.outcome, told.closed_at = need.status, need.outcome, need.closed_at
    return told


def _step(session: Session, caller: Caller, need: Need, what: NeedStep, words: str | None) -> None:
    who = caller.user
    session.add(
        NeedStepRow(id=ids.uuid7(), need=need.id, at=clock.now(), by=who.id, by_name=who.name, what=what, words=words)
    )
    session.flush()


def _line(row: Any) -> dict[str, Any]:
    need, person_name, village_name = row
    known = {
        "person_name": person_name,
        "village_name": village_name or "",
        "township": need.township,
        "taken_by": need.taken_by,
    }
    return {**need.shape().model_dump(), **known, "received_at": need.received_at}
