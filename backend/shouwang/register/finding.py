"""Somebody by her id, for who may see her."""

from sqlalchemy.orm import Session

from shouwang.accounts.access import within
from shouwang.accounts.service import Caller
from shouwang.errors import Unknown
from shouwang.register.models import Person


def person_within(session: Session, caller: Caller, person: str, *, even_merged: bool = True) -> Person:
    """Somebody of the caller's places. Raises `Unknown`; also for an entry that was merged, unless `even_merged`."""
    found = session.get(Person, person)
    if found is None or (found.merged_into is not None and not even_merged):
        raise Unknown
    within(caller, found.township)
    return found
