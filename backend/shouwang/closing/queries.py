"""Every SELECT of closings."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from sqlalchemy import and_, not_, select
from sqlalchemy.orm import Session, defer
from sqlmodel import col

from shouwang.closing.inputs import CountedRecord
from shouwang.closing.models import ClosedMonthChange, MonthVersion, Reopening
from shouwang.database import lock_rows
from shouwang.duties.credit import Signature
from shouwang.duties.models import AdoptedPolicy
from shouwang.duties.queries import adopted_policies
from shouwang.ledger.queries import (
    AS_COUNTED,
    Limits,
    Wanted,
    named_last_of_each,
    recent,
    since_the_first,
    townships_within,
    within,
)
from shouwang.records.models import Record
from shouwang.register.models import Household, Person, Place

_LONG = [defer(getattr(MonthVersion, name)) for name in ("rows", "inputs")]
Records = dict[str, list[CountedRecord]]


def records_within(session: Session, place: str, last: date, wanted: Wanted, limits: Limits) -> Records:
    """The records of a place's people up to a day: those that can matter, and of those long past the last alike."""
    theirs = col(Record.subject).in_(select(col(Person.id)).where(within(place)))
    until = and_(theirs, col(Record.service_date) <= last)
    subject, *counted = AS_COUNTED
    new = select(subject, col(Record.id), *counted).where(until, since_the_first(wanted), recent(wanted))
    old = named_last_of_each(select(subject).where(until, not_(recent(wanted))), limits)
    return _records(session, new, old)


def records_of(session: Session, subjects: Iterable[str], last: date) -> Records:
    """All records of households or of a township up to a day."""
    subject, *counted = AS_COUNTED
    theirs = select(subject, col(Record.id), *counted)
    return _records(session, theirs.where(subject.in_(list(subjects)), col(Record.service_date) <= last))


def versions(session: Session, place: str, month: date | None = None) -> list[MonthVersion]:
    """The versions of a place's months, or of one month, the oldest first; what is long is read when it is asked."""
    found = select(MonthVersion).where(col(MonthVersion.township).startswith(place, autoescape=True)).options(*_LONG)
    if month:
        found = found.where(col(MonthVersion.month) == month)
    order = (col(MonthVersion.township), col(MonthVersion.month), col(MonthVersion.number))
    return list(session.scalars(found.order_by(*order)))


def version(session: Session, township: str, month: date, number: int | None = None) -> MonthVersion | None:
    """One version of a month, or the newest; what is long is read when it is asked."""
    theirs = (col(MonthVersion.township) == township, col(MonthVersion.month) == month)
    found = select(MonthVersion).where(*theirs).options(*_LONG)
    if number is not None:
        found = found.where(col(MonthVersion.number) == number)
    return session.scalars(found.order_by(col(MonthVersion.number).desc()).limit(1)).first()


def open_again(session: Session, place: str) -> dict[tuple[str, date], Reopening]:
    """The months of a place that were opened again and not closed since."""
    found = select(Reopening).where(
        col(Reopening.township).startswith(place, autoescape=True), col(Reopening.ended_at).is_(None)
    )
    return {(row.township, row.month): row for row in session.scalars(found)}


def reopenings(session: Session, township: str, month: date) -> list[Reopening]:
    """Each time that a month was opened again, the first one first."""
    theirs = select(Reopening).where(col(Reopening.township) == township, col(Reopening.month) == month)
    return list(session.scalars(theirs.order_by(col(Reopening.at))))


def changes_of(session: Session, township: str, last: date, since: datetime) -> list[ClosedMonthChange]:
    """What was changed at the desk from a moment on, for a reason, that holds from a day up to this one on."""
    theirs = select(ClosedMonthChange).where(
        col(ClosedMonthChange.township) == township,
        col(ClosedMonthChange.first) <= last,
        col(ClosedMonthChange.at) >= since,
    )
    return list(session.scalars(theirs.order_by(col(ClosedMonthChange.at))))


def closed_since(session: Session, township: str, month: date) -> list[date]:
    """The months of a township from one on that are closed and were not opened again."""
    closed = select(col(MonthVersion.month)).where(
        col(MonthVersion.township) == township, col(MonthVersion.month) >= month
    )
    again = select(col(Reopening.month)).where(col(Reopening.township) == township, col(Reopening.ended_at).is_(None))
    return sorted(set(session.scalars(closed)) - set(session.scalars(again)))


def adopted(session: Session, county: str) -> list[AdoptedPolicy]:
    """What the county follows and followed."""
    return adopted_policies(session, county)


def townships(session: Session, place: str) -> list[str]:
    """The codes of a place's townships."""
    return [row.code for row in townships_within(session, place)]


def lock_place(session: Session, code: str) -> None:
    """Waits for whoever else closes, signs or opens a month of this place, or changes what one is counted from."""
    # Not the lock that rows which name the place would wait for: two who had written one would wait for each other.
    wanted = select(col(Place.code)).where(col(Place.code) == code)
    session.execute(lock_rows(session, wanted, key_share=True)).all()


def people_named(session: Session, ids: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Names and villages of people by id, wherever they live now."""
    found = select(col(Person.id), col(Person.name), col(Person.village_name)).where(col(Person.id).in_(sorted(ids)))
    return {key: (name, village) for key, name, village in session.execute(found)}


def household_names(session: Session, ids: Iterable[str]) -> dict[str, tuple[str, str]]:
    """The names by which households stand in the register, and their villages."""
    found = session.scalars(select(Household).where(col(Household.id).in_(sorted(ids))))
    return {row.id: (row.head_name or row.address, row.village_name) for row in found}


def places_named(session: Session, place: str) -> dict[str, str]:
    """Names of a place's townships by code."""
    return {row.code: row.name for row in townships_within(session, place)}


def _records(session: Session, *found: Any) -> Records:
    records: defaultdict[str, list[CountedRecord]] = defaultdict(list)
    shared = _Signatures()
    for each in found:
        for subject, key, day, *signature in session.connection().execute(each):
            records[subject].append(CountedRecord(key, day, shared[tuple(signature)]))
    return dict(records)


class _Signatures(dict[tuple[Any, ...], Signature]):
    """Makes each signature once: most records count like many others."""

    def __missing__(self, said: tuple[Any, ...]) -> Signature:
        signature = self[said] = Signature(*said)
        return signature
