"""The one way into the audit: `note`. Entries are written with what they tell, when that is committed.

    note(session, Deed.DEVICE_ENDED, caller, "device", device.id)

Notes wait until the transaction ends: its other locks are all taken by then, so that nobody who appends waits for
somebody who waits for him. Where a route of `routing.Committing` refuses, what it had noted is kept with the code of
the refusal (docs/decisions/0150).
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from getpass import getuser
from typing import Any, Protocol

from sqlalchemy import event, insert, update
from sqlalchemy.orm import Session
from sqlmodel import col

from shouwang import clock
from shouwang.asking import asked
from shouwang.audit import queries
from shouwang.audit.models import HEAD, AuditEntry, AuditHead
from shouwang.audit.rules import Link, facts_text, text_of
from shouwang.audit.words import DONE, Deed
from shouwang.database import insert_into, lock_rows, writing
from shouwang.sealing import sealer
from shouwang.settings import settings

LONGEST = 100
"""Ids come out of addresses: what is longer is none of ours, and is cut."""
_WAITING, _UNDONE = "audit.waiting", "audit.undone"


class User(Protocol):
    """Somebody with an account."""

    @property
    def id(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def place(self) -> str: ...


class Device(Protocol):
    """A phone or browser of hers."""

    @property
    def id(self) -> str: ...


class Caller(Protocol):
    """Who asks, on which device."""

    @property
    def user(self) -> User: ...
    @property
    def device(self) -> Device: ...


@dataclass(frozen=True, slots=True)
class Who:
    """Who does something, and from where."""

    user: str | None
    user_name: str
    place: str
    device: str
    address: str
    request: str


@dataclass(frozen=True, slots=True)
class Note:
    """What will be an entry once it has happened."""

    at: datetime
    who: Who
    deed: Deed
    what: str
    row: str
    result: str
    facts: dict[str, Any]


def note(
    session: Session,
    deed: Deed,
    by: Caller | Who | None,
    what: str = "",
    row: str = "",
    result: str = DONE,
    **facts: str | int | bool | None,
) -> None:
    """Notes that somebody does something; by nobody on the command line of the server.

    `what` is the kind of thing that it is about and `row` its id. `facts` are numbers, ids and words of ours: no name,
    no number of a person and no text that somebody wrote. Not to be called in a savepoint, which may be undone alone.
    """
    if session.in_nested_transaction():
        raise RuntimeError("a note in a savepoint would outlive it")
    who = by if isinstance(by, Who) else who_of(by)
    about = (what[:LONGEST], row[:LONGEST])
    session.info.setdefault(_WAITING, []).append(Note(clock.now(), who, deed, *about, result, facts))


def note_apart(
    deed: Deed, by: Caller | Who | None, result: str, what: str = "", row: str = "", **facts: str | int | bool | None
) -> None:
    """Notes what was refused, in a transaction of its own: that of the deed is no more. Not inside another one."""
    with writing() as session:
        note(session, deed, by, what, row, result, **facts)


def who_of(caller: Caller | None) -> Who:
    """Who asks, and from where; what runs in another thread of its own has to ask for it before."""
    if caller is None:
        return Who(None, f"命令行 {_login()}", settings().county, "", "", "")
    return who_is(caller.user, caller.device.id)


def who_is(user: User, device: str) -> Who:
    """The same for somebody who is about to be a caller."""
    return Who(user.id, user.name, user.place, device, asked().address, asked().id)


def nobody() -> Who:
    """Whoever asks, of whom nothing is known but from where."""
    return Who(None, "", settings().county, "", asked().address, asked().id)


def keep_refused(session: Session, code: str) -> None:
    """What a session had noted before it was rolled back is kept after all: it was tried, and refused."""
    tried: list[Note] = session.info.pop(_UNDONE, []) + session.info.pop(_WAITING, [])
    if tried:
        with writing() as own:
            own.info[_WAITING] = [replace(each, result=code) for each in tried]


@event.listens_for(Session, "before_commit")
def _append_what_waits(session: Session) -> None:
    if session.info.get(_WAITING) and not session.in_nested_transaction():
        session.flush()
        _append(session, session.info.pop(_WAITING))


@event.listens_for(Session, "after_rollback")
def _undo(session: Session) -> None:
    session.info[_UNDONE] = session.info.pop(_WAITING, [])


def _append(session: Session, notes: Iterable[Note]) -> None:
    last = _locked_head(session)
    rows = []
    for each in notes:
        row = _entry(each, last)
        last = Link(row.number, row.hash)
        rows.append(row.model_dump())
    session.execute(insert(AuditEntry), rows)
    session.execute(update(AuditHead).where(col(AuditHead.id) == HEAD).values(number=last.number, hash=last.hash))


def _locked_head(session: Session) -> Link:
    """The end of the chain, which is nobody else's until the commit."""
    first = insert_into(session, AuditHead).values(id=HEAD, number=0, hash="")
    session.execute(first.on_conflict_do_nothing())
    return Link(*session.execute(lock_rows(session, queries.head())).one())


def _entry(each: Note, last: Link) -> AuditEntry:
    entry = AuditEntry(
        number=last.number + 1,
        at=each.at,
        day=clock.local_date(each.at, settings().zone),
        **{name: getattr(each.who, name) for name in Who.__dataclass_fields__},
        deed=each.deed,
        what=each.what,
        row=each.row,
        result=each.result,
        facts=facts_text(each.facts),
        previous=last.hash,
        hash="",
    )
    entry.hash = hash_of(text_of(entry))
    return entry


def hash_of(text: str) -> str:
    """The keyed hash of an entry's text."""
    return sealer().blind_index(f"audit {text}")


def _login() -> str:
    try:
        return getuser()
    except (OSError, KeyError):  # a container without a name for whom it runs as
        return "?"
