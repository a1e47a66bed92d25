"""Every SELECT of one worker's page."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session
from sqlmodel import col

from shouwang.accounts.models import Device
from shouwang.blobs.models import Blob
from shouwang.duties.words import RecordStatus
from shouwang.ledger.reporting import Assigned
from shouwang.records.models import PaperSheet, Record
from shouwang.register.models import Assignment, Person
from shouwang.sync.models import CONFIDENTIAL, Issue, Mutation


def hers_within(
    session: Session, worker: str, place: str, first: date, last: date
) -> list[tuple[Person, Assigned, str]]:
    """The people of a place for whom a worker cared on a day of a time, by village, and when and in which role."""
    found = (
        select(Person, Assignment)
        .join(Assignment, col(Assignment.person) == col(Person.id))
        .where(col(Assignment.user) == worker, col(Person.township).startswith(place, autoescape=True))
        .where(col(Assignment.valid_from) <= last)
        .where(or_(col(Assignment.valid_to).is_(None), col(Assignment.valid_to) >= first))
        # A cover that was ended before its first day never began.
        .where(or_(col(Assignment.valid_to).is_(None), col(Assignment.valid_to) >= col(Assignment.valid_from)))
        .order_by(col(Person.village), col(Person.group_name), col(Person.id), col(Assignment.valid_from))
    )
    return [(person, _assigned(given), given.role) for person, given in session.execute(found)]


def _assigned(given: Assignment) -> Assigned:
    is_cover = given.cover is not None
    return Assigned(given.user, given.user_name, given.valid_from, given.valid_to, is_cover)


def records_between(session: Session, people: Iterable[str], first: date, last: date) -> list[Record]:
    """The records that stand about some people within some days, in order of time."""
    found = select(Record).where(
        col(Record.subject).in_(list(people)),
        col(Record.service_date).between(first, last),
        col(Record.status) != RecordStatus.VOIDED,
    )
    return list(session.scalars(found.order_by(col(Record.start), col(Record.id))))


def came_from(session: Session, device: str) -> tuple[int, datetime | None]:
    """How many records came from a device, and when the last did."""
    counted = select(func.count(), func.max(col(Record.received_at))).where(col(Record.device) == device)
    number, last = session.execute(counted).one()
    return number, last


def parked_from(session: Session, device: str) -> int:
    """How many items from a device wait for somebody: what was told in confidence shows in no count."""
    mutation = and_(col(Mutation.id) == col(Issue.mutation), col(Mutation.device) == device)
    open_ = select(func.count()).select_from(Issue).join(Mutation, mutation).where(col(Issue.resolved_at).is_(None))
    return session.scalar(open_.where(func.coalesce(col(Issue.op), "").not_in(CONFIDENTIAL))) or 0


def active_phones(session: Session, worker: str) -> list[str]:
    """The phones of a worker that are waited for."""
    hers = select(col(Device.id)).where(col(Device.user) == worker, col(Device.revoked_at).is_(None))
    return list(session.scalars(hers))


def sheets_of(session: Session, worker: str) -> list[Any]:
    """The sheets that were entered for a worker, the newest first: sheet, and the state of its picture."""
    theirs = (
        select(PaperSheet, col(Blob.state))
        .outerjoin(Blob, col(Blob.sha256) == col(PaperSheet.picture))
        .where(col(PaperSheet.worker) == worker)
        .order_by(col(PaperSheet.entered_at).desc(), col(PaperSheet.id))
    )
    return list(session.execute(theirs))
