"""Writes the demo county into an empty database, all of it or nothing."""

from collections.abc import Callable, Iterable
from itertools import groupby

from sqlalchemy import Engine, insert, select
from sqlalchemy.orm import Session
from sqlmodel import SQLModel, col

from shouwang import clock
from shouwang.accounts.models import Credential, User
from shouwang.accounts.passwords import UNUSABLE
from shouwang.accounts.roles import STAFF
from shouwang.activities.organisers import tell_of_townships
from shouwang.collecting import without_collecting
from shouwang.database import writing
from shouwang.demo.batch import Batch
from shouwang.demo.batches import batches
from shouwang.demo.plan import Plan, plan_for
from shouwang.register.models import Person, Place
from shouwang.sealing import check_key
from shouwang.settings import settings
from shouwang.sync.write import write_changes


class NotEmptyError(Exception):
    """The database has people, users or places already: a demo among real people would be a nuisance for ever."""


def load_county(on: Engine, *, small: bool = False) -> None:
    """Writes the county as it stands this morning, or its first township. Raises `NotEmptyError`."""
    here = settings()
    load(plan_for(here.county, here.zone, clock.now(), small=small), on)


def load(plan: Plan, on: Engine, each: Callable[[Batch], None] = lambda _: None) -> None:
    """Makes the county of a plan and writes it; tells `each` batch that is written. Raises `NotEmptyError`."""
    with without_collecting(), writing(on) as session:
        if not is_empty(session):
            raise NotEmptyError
        check_key(session)
        for batch in batches(plan):
            _write(session, batch)
            each(batch)
        _let_staff_in(session)
        tell_of_townships(session)


def _let_staff_in(session: Session) -> None:
    """Staff of the demo come in by links alone: nobody knows a password of theirs, and none is asked for."""
    staff = list(session.scalars(select(col(User.id)).where(col(User.role).in_(STAFF))))
    kept = {"password_hash": UNUSABLE, "changed_at": clock.now(), "totp_step": 0}
    if staff:
        session.execute(insert(Credential), [{"user": user, "login": user, **kept} for user in staff])


def is_empty(session: Session) -> bool:
    """Whether a database has no people, users and places."""
    keys = (col(Person.id), col(User.id), col(Place.code))
    return all(session.scalar(select(key).limit(1)) is None for key in keys)


def _write(session: Session, batch: Batch) -> None:
    _insert(session, batch.first)
    write_changes(session, batch.changes)
    _insert(session, batch.last)


def _insert(session: Session, rows: Iterable[SQLModel]) -> None:
    for table, same in groupby(rows, type):
        session.execute(insert(table), [row.model_dump() for row in same])
