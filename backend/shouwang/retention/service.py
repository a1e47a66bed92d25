"""Use cases of retention: whose file's time is over, a copy of a file, an erasure; each is kept."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import IO

from sqlalchemy.orm import Session

from shouwang import clock, ids
from shouwang.accounts.models import User
from shouwang.accounts.service import Caller
from shouwang.audit.noting import note
from shouwang.audit.words import Deed
from shouwang.blobs.store import store
from shouwang.errors import Refused
from shouwang.register.models import Person
from shouwang.retention import copying, erasing, queries
from shouwang.retention.models import FileAct
from shouwang.retention.rules import Care, care_of, is_over, objection
from shouwang.retention.schemas import ActLine, DueLine, FileReply, RetentionReply
from shouwang.retention.words import ActKind, Because
from shouwang.settings import settings
from shouwang.sync.write import Author

LINES = 200


def overview(session: Session, place: str) -> RetentionReply:
    """Whose time is over, and what was done."""
    return RetentionReply(
        years=settings().file_years,
        blob_days=settings().blob_days,
        due=due(session, place),
        acts=[_line(act, name) for act, name in queries.acts(session, place, LINES)],
    )


def due(session: Session, place: str) -> list[DueLine]:
    """The people of a place whose files are not to be kept any longer."""
    today, years = _today(), settings().file_years
    lines = []
    for person, township in queries.out_since(session, place, today - timedelta(days=365 * years)):
        care = care_of(queries.live_facts(session, [person.id]), today)
        if is_over(care, today, years):
            lines.append(_due(person, township, care))
    return lines


def about(session: Session, person: Person) -> FileReply:
    """Where the file of a person stands: until when it is kept, and what was done with it."""
    care = care_of(queries.live_facts(session, queries.entries_of(session, person.id)), _today())
    gone = queries.erased(session, person.id)
    return FileReply(
        person=person.id,
        name=person.name,
        in_care=care.runs,
        ended=care.ended,
        kept_until=care.kept_until(settings().file_years),
        erased=_line(gone, person.name) if gone else None,
    )


def copy(session: Session, person: Person, caller: Caller | None, because: Because, into: IO[bytes]) -> FileAct:
    """Writes a copy of all that is held about a person, and keeps that it was made."""
    counts = copying.copy(session, person.id, into)
    note(session, Deed.PERSON_GIVEN_OUT, caller, "person", person.id, because=because, rows=sum(counts.values()))
    return _kept(session, ActKind.COPIED, person, _by(caller), because, None, counts)


def erase(
    session: Session, person: Person, caller: Caller | None, because: Because, words: str | None
) -> tuple[FileAct, Sequence[str]]:
    """Erases a person; what was kept of it, and the bytes to take away after the commit. Raises `Refused`."""
    note(session, Deed.PERSON_ERASED, caller, "person", person.id, because=because)
    if queries.erased(session, person.id) or person.merged_into:
        raise Refused("already_erased")
    entries = queries.entries_of(session, person.id)
    care = care_of(queries.live_facts(session, entries), _today())
    against = objection(care, because, _today(), settings().file_years, queries.records(session, entries))
    if against:
        code, until = against
        raise Refused(code, until=until and until.isoformat())
    by = _by(caller)
    author = Author(by.id if by else None, clock.now())
    counts, orphans = erasing.wipe(session, person.id, author)
    return _kept(session, ActKind.ERASED, person, by, because, words, counts), orphans


def take_away(orphans: Sequence[str]) -> None:
    """Takes away the bytes of whoever was erased. Done again it does no harm."""
    for sha256 in orphans:
        store().remove(sha256)


def _by(caller: Caller | None) -> User | None:
    return caller.user if caller else None


def _kept(
    session: Session,
    kind: ActKind,
    person: Person,
    by: User | None,
    because: Because,
    words: str | None,
    counts: dict[str, int],
) -> FileAct:
    act = FileAct(
        id=ids.uuid7(),
        kind=kind,
        person=person.id,
        township=person.township,
        at=clock.now(),
        by=by.id if by else None,
        by_name=by.name if by else None,
        because=because,
        words=words,
        counts=counts,
    )
    session.add(act)
    session.flush()
    return act


def _due(person: Person, township: str, care: Care) -> DueLine:
    assert care.ended is not None  # noqa: S101 - `is_over` says so
    until = care.kept_until(settings().file_years) or care.ended
    return DueLine(person=person.id, name=person.name, township_name=township, ended=care.ended, kept_until=until)


def _line(act: FileAct, name: str) -> ActLine:
    return ActLine(
        id=act.id,
        kind=ActKind(act.kind),
        person=act.person,
        person_name=name,
        at=act.at,
        by_name=act.by_name,
        because=Because(act.because),
        rows=sum(act.counts.values()),
    )


def _today() -> date:
    return clock.today(settings().zone)
