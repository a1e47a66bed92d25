"""Records over HTTP: what staff may say of one. The field writes by push."""

from fastapi import APIRouter
from sqlalchemy.orm import Session

from shouwang.accounts.access import Office, Staff, within
from shouwang.accounts.models import User
from shouwang.accounts.roles import STAFF
from shouwang.accounts.service import Caller
from shouwang.blobs.service import Picture
from shouwang.database import Reading, Writing
from shouwang.errors import Unknown
from shouwang.records import service, sheets
from shouwang.records.models import PaperSheet, Record, RecordShape
from shouwang.records.schemas import PaperRequest, SheetFile, VoidReason
from shouwang.register.models import Person
from shouwang.routing import Committing

router = APIRouter(prefix="/api/records", tags=["records"], route_class=Committing)


@router.post("/{record}/void")
def void_record(record: str, asked: VoidReason, caller: Office, session: Writing) -> RecordShape:
    """Has a record count no more, with the reason. It is kept as it was written."""
    return service.void_at_the_desk(session, caller, _record(session, caller, record), asked).shape()


@router.post("/sheets")
def enter_sheet(asked: PaperRequest, caller: Office, session: Writing) -> SheetFile:
    """Enters what a worker wrote on paper."""
    return sheets.enter(session, caller, _worker(session, caller, asked.worker), asked)


@router.get("/sheets/{sheet}")
def one_sheet(sheet: str, caller: Staff, session: Reading) -> SheetFile:
    """A sheet as it was entered."""
    worker, found = _sheet(session, caller, sheet)
    return sheets.file(session, worker, found)


@router.post("/sheets/{sheet}/picture")
def show_sheet(sheet: str, asked: Picture, caller: Office, session: Writing) -> SheetFile:
    """Names the picture of a sheet that has none yet, or of which it never came."""
    worker, found = _sheet(session, caller, sheet)
    sheets.show(session, worker, found, asked)
    return sheets.file(session, worker, found)


def _worker(session: Session, caller: Caller, worker: str) -> User:
    found = session.get(User, worker)
    if found is None or found.role in STAFF:
        raise Unknown
    within(caller, found.place)
    return found


def _sheet(session: Session, caller: Caller, sheet: str) -> tuple[User, PaperSheet]:
    found = session.get(PaperSheet, sheet)
    if found is None:
        raise Unknown
    return _worker(session, caller, found.worker), found


def _record(session: Session, caller: Caller, record: str) -> Record:
    found = session.get(Record, record)
    if found is None:
        raise Unknown
    # A person who has moved is her present township's, with all that was ever done for her.
    person = session.get(Person, found.subject)
    within(caller, person.township if person else found.township)
    return found
