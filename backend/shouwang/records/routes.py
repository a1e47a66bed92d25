"""Records over HTTP: what staff may say of one. The field writes by push."""

from fastapi import APIRouter
from sqlalchemy.orm import Session

from shouwang.accounts.access import Office, within
from shouwang.accounts.service import Caller
from shouwang.database import Writing
from shouwang.errors import Unknown
from shouwang.records import service
from shouwang.records.models import Record, RecordShape
from shouwang.records.schemas import VoidReason
from shouwang.register.models import Person

router = APIRouter(prefix="/api/records", tags=["records"])


@router.post("/{record}/void")
def void_record(record: str, asked: VoidReason, caller: Office, session: Writing) -> RecordShape:
    """Has a record count no more, with the reason. It is kept as it was written."""
    return service.void_at_the_desk(session, caller, _record(session, caller, record), asked).shape()


def _record(session: Session, caller: Caller, record: str) -> Record:
    found = session.get(Record, record)
    if found is None:
        raise Unknown
    # A person who has moved is her present township's, with all that was ever done for her.
    person = session.get(Person, found.subject)
    within(caller, person.township if person else found.township)
    return found
