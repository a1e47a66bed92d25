"""Every SELECT about the audit."""

from collections.abc import Generator, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session
from sqlmodel import col

from shouwang.accounts.models import User
from shouwang.audit.models import HEAD, AuditEntry, AuditHead
from shouwang.audit.words import DONE, Deed
from shouwang.register.models import Person, Place

ROWS_AT_ONCE = 1_000


@dataclass(frozen=True, slots=True)
class Filter:
    """Which entries: of actors of a place, in a period; of one kind, by one user, and refused ones alone, if asked."""

    place: str
    first: date
    last: date
    deed: Deed | None = None
    user: str | None = None
    only_refused: bool = False

    def says(self) -> Iterator[ColumnElement[bool]]:
        """The same as conditions."""
        yield col(AuditEntry.place).startswith(self.place, autoescape=True)
        yield col(AuditEntry.day).between(self.first, self.last)
        if self.deed:
            yield col(AuditEntry.deed) == self.deed
        if self.user:
            yield col(AuditEntry.user) == self.user
        if self.only_refused:
            yield col(AuditEntry.result) != DONE


def entries(session: Session, which: Filter, before: int | None, limit: int) -> list[AuditEntry]:
    """Entries, the newest first, from those before a number on."""
    found = select(AuditEntry).where(*which.says()).order_by(col(AuditEntry.number).desc()).limit(limit)
    if before is not None:
        found = found.where(col(AuditEntry.number) < before)
    return list(session.scalars(found))


def count(session: Session, which: Filter) -> int:
    """How many there are."""
    return session.scalar(select(func.count()).select_from(AuditEntry).where(*which.says())) or 0


def actors(session: Session, which: Filter) -> list[tuple[str, str]]:
    """Whose entries there are: id and name."""
    who = (col(AuditEntry.user), func.max(col(AuditEntry.user_name)))
    found = select(*who).where(*which.says(), col(AuditEntry.user).is_not(None)).group_by(col(AuditEntry.user))
    return [(user, name) for user, name in session.execute(found) if user]


def head() -> Select[int, str]:
    """The last entry's number and hash."""
    return select(col(AuditHead.number), col(AuditHead.hash)).where(col(AuditHead.id) == HEAD)


def chain(session: Session) -> Generator[AuditEntry]:
    """All entries in their order, a thousand in memory at a time."""
    found = select(AuditEntry).order_by(col(AuditEntry.number)).execution_options(yield_per=ROWS_AT_ONCE)
    with closing(session.scalars(found)) as rows:  # whoever stops half-way leaves no cursor open on PostgreSQL
        for entry in rows:
            yield entry
            session.expunge(entry)


def last_before(session: Session, day: date) -> AuditEntry | None:
    """The last of the entries with which the chain begins that are all from before a day."""
    first_kept = session.scalar(select(func.min(col(AuditEntry.number))).where(col(AuditEntry.day) >= day))
    older = select(AuditEntry).order_by(col(AuditEntry.number).desc()).limit(1)
    if first_kept is not None:
        older = older.where(col(AuditEntry.number) < first_kept)
    return session.scalar(older)


def names_of_people(session: Session, people: Iterable[str]) -> dict[str, str]:
    """The names of people in care by their ids."""
    found = select(col(Person.id), col(Person.name)).where(col(Person.id).in_(set(people)))
    return {id_: str(name) for id_, name in session.execute(found)}


def names_of_users(session: Session, users: Iterable[str]) -> dict[str, str]:
    """The names of workers by their ids."""
    found = select(col(User.id), col(User.name)).where(col(User.id).in_(set(users)))
    return {id_: str(name) for id_, name in session.execute(found)}


def names_of_places(session: Session, codes: Iterable[str]) -> dict[str, str]:
    """The names of places by their codes."""
    found = select(col(Place.code), col(Place.name)).where(col(Place.code).in_(set(codes)))
    return {id_: str(name) for id_, name in session.execute(found)}
