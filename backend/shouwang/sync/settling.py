"""What becomes of a parked item: applied after all, accepted in spite of something, or settled without applying it.

Each once, under the lock of its author's bucket: the second of two who settle at once is told. The journal's status
follows, so that the same envelope again hears the new one; the issue's row tells its author.
"""

import logging
from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from shouwang import clock
from shouwang.accounts.models import Device, User
from shouwang.accounts.queries import staff
from shouwang.accounts.roles import OFFICE_ROLES
from shouwang.accounts.service import Caller, HandedIn
from shouwang.concerns.naming import named_of
from shouwang.errors import Refused
from shouwang.sync import queries
from shouwang.sync.decisions import Decision
from shouwang.sync.envelopes import Envelope, read_entry
from shouwang.sync.models import CONFIDENTIAL, Issue, Mutation
from shouwang.sync.push import ITEMS_FAULT, decide_all, write_rows
from shouwang.sync.rules import capture, parse_clock
from shouwang.sync.schemas import Code, IssueLine, Resolution, ResolveRequest
from shouwang.sync.write import Author, lock_buckets, write

log = logging.getLogger(__name__)

OF_THE_SENDER = frozenset({Code.USER_DEACTIVATED, Code.DEVICE_REVOKED})
ACCEPTABLE = OF_THE_SENDER | {Code.NOT_ASSIGNED, Code.UNPROVEN, Code.ACTIVITY_CANCELLED}
"""Why an item is parked that staff of the place may accept all the same, and answer for it."""


def issues(session: Session, by: User, *, settled: bool) -> list[IssueLine]:
    """Parked items of somebody's places, in the words that a page needs; none that names her in confidence."""
    office = staff(session)
    return [
        IssueLine(
            **issue.shape().model_dump(),
            user_name=author if _is_legible(entry) else "",
            person_name=person,
            township=issue.township,
            resolved_by_name=settler,
            **_told(entry, by),
        )
        for issue, entry, author, person, settler in queries.issues_within(session, by.place, settled=settled)
        if not _names(session, entry, by, office)
    ]


def is_for(session: Session, issue: Issue, by: User) -> bool:
    """Whether somebody of the place may see and settle an item: not one that was told in confidence, and names her."""
    return not _names(session, session.get_one(Mutation, issue.mutation), by, staff(session))


def retry(session: Session, issue: Issue, by: User | None) -> Issue:
    """Tries an item again as it was received then. `by` is null for the server. Raises `Refused` when it is settled.

    Its author may have left or lost the phone since then: that did not park it, and does not now.
    """
    entry, envelope = _open(session, issue)
    waived = frozenset() if Code(issue.code) in OF_THE_SENDER else OF_THE_SENDER
    return _try(session, issue, entry, envelope, waived, Resolution.APPLIED, by)


def accept(session: Session, issue: Issue, by: User) -> Issue:
    """Applies an item for which staff answer. Raises `Refused` when it is settled, or parked for another reason."""
    entry, envelope = _open(session, issue)
    if Code(issue.code) not in ACCEPTABLE:
        raise Refused("not_acceptable", why=issue.code)
    return _try(session, issue, entry, envelope, ACCEPTABLE, Resolution.ACCEPTED, by)


def resolve(session: Session, issue: Issue, by: User, asked: ResolveRequest) -> Issue:
    """Settles an item that is not to be applied. It stays in the journal.

    Raises `Refused` when it is settled, and of what was told in confidence while nobody can read whom it names.
    """
    entry, _ = _open(session, issue)
    if not _is_legible(entry):
        raise Refused("not_acceptable", why=issue.code)
    _settle(session, issue, asked.resolution, by, asked.note)
    return issue


def _open(session: Session, issue: Issue) -> tuple[Mutation, Envelope]:
    """The item, locked. What was read before the locks may be stale: somebody else may just have settled it."""
    entry = session.get_one(Mutation, issue.mutation)
    envelope = read_entry(entry)
    lock_buckets(session, [f"u:{issue.user}", *(f"p:{person}" for person in envelope.about)])
    session.refresh(issue)
    session.refresh(entry)
    if issue.resolved_at is not None:
        raise Refused("already_settled", resolution=issue.resolution)
    return entry, envelope


def _try(
    session: Session,
    issue: Issue,
    entry: Mutation,
    envelope: Envelope,
    waived: frozenset[Code],
    resolution: Resolution,
    by: User | None,
) -> Issue:
    author = _author(session, entry)
    decision = decide_all(session, author, [envelope], entry.received_at, waived)[0]
    if envelope.id != entry.id:
        decision = Decision(envelope, Code.ID_TAKEN)  # another user's id; kept under one of its own, and never applied
    try:
        if decision.code is None:
            with session.begin_nested():
                _apply(session, author, decision, issue, entry, resolution, by)
    except ITEMS_FAULT:
        log.warning("envelope %s cannot be applied", entry.id)
        decision = Decision(envelope, Code.INTERNAL)
    if decision.code is not None:
        _stay_parked(session, issue, entry, decision)
    return issue


def _apply(
    session: Session,
    author: Caller,
    decision: Decision,
    issue: Issue,
    entry: Mutation,
    resolution: Resolution,
    by: User | None,
) -> None:
    write_rows(session, author, [decision], entry.received_at)
    entry.status, entry.code = decision.status, None
    entry.result = {**(entry.result or {}), **decision.result}
    issue.person = decision.envelope.about[0] if decision.envelope.about else None
    _settle(session, issue, resolution, by, None)


def _settle(session: Session, issue: Issue, resolution: Resolution, by: User | None, note: str | None) -> None:
    issue.resolved_at, issue.resolution, issue.note = clock.now(), resolution, note
    issue.resolved_by = by.id if by else None
    write(session, [issue], Author(issue.resolved_by, clock.now()))


def _stay_parked(session: Session, issue: Issue, entry: Mutation, decision: Decision) -> None:
    """Nothing is written where nothing is new: the same reason, found again at each start, makes no version."""
    issue.waits_for = decision.waits_for
    if issue.code != decision.code:
        issue.code = entry.code = decision.code or Code.INTERNAL
        write(session, [issue], Author(None, clock.now()))


def _author(session: Session, entry: Mutation) -> Caller:
    """Its author, and how it came."""
    told = (entry.result or {}).get("handed_in")
    handed_in = HandedIn(**told) if told else None
    return Caller(session.get_one(User, entry.user), session.get_one(Device, entry.device), handed_in=handed_in)


def _is_legible(entry: Mutation) -> bool:
    """Whether it can be said whom an item names; what is not told in confidence names nobody."""
    return entry.op not in CONFIDENTIAL or "body" in read_entry(entry).item


def _names(session: Session, entry: Mutation, by: User, office: Sequence[User]) -> bool:
    """Whether an item was told in confidence and names somebody of an office: decided from its body, as it came."""
    if entry.op not in CONFIDENTIAL:
        return False
    said = read_entry(entry).item.get("body")
    worker = said.get("worker") if isinstance(said, dict) else None
    known = session.get(User, worker) if isinstance(worker, str) and "\0" not in worker else None
    return by.id in named_of(said, known, office)


def _told(entry: Mutation, by: User) -> dict[str, Any]:
    """When an item was written down, and what it says: to whoever settles it, if it is not said in confidence."""
    if entry.code == Code.TOO_LARGE or entry.op in CONFIDENTIAL:
        return {"written_at": None, "body": None}
    item = read_entry(entry).item
    body = item.get("body")
    captured = capture(parse_clock(item.get("clock")), entry.received_at)
    return {"written_at": captured.at, "body": body if isinstance(body, dict) and by.role in OFFICE_ROLES else None}
