"""Rosters over HTTP."""

from fastapi import APIRouter, BackgroundTasks

from shouwang.accounts.access import Office, Staff, within
from shouwang.audit.noting import note
from shouwang.audit.words import Deed
from shouwang.database import Reading, Writing
from shouwang.register import rosters
from shouwang.register.roster_schemas import RosterImportLine, RosterReply, RosterRequest, UndoReply
from shouwang.routing import Committing
from shouwang.sync.retrying import retry_waiting

router = APIRouter(prefix="/api/register/rosters", tags=["register"], route_class=Committing)


@router.get("")
def imports(caller: Staff, session: Reading, township: str) -> list[RosterImportLine]:
    """The last rosters that were taken in for a township."""
    return rosters.imports(session, within(caller, township))


@router.post("")
def take_in(asked: RosterRequest, caller: Office, session: Writing, later: BackgroundTasks) -> RosterReply:
    """What a file would do; with `seen`, the file is taken in."""
    told = rosters.take_in(session, caller, asked)
    if told.id is not None:
        note(session, Deed.WORKBOOK_TAKEN_IN, caller, "roster", told.id)
        later.add_task(retry_waiting)  # what phones told of these people before they were known
    return told


@router.post("/{import_id}/undo")
def undo(import_id: str, caller: Office, session: Writing) -> UndoReply:
    """Takes back all that a roster has changed."""
    note(session, Deed.WORKBOOK_UNDONE, caller, "roster", import_id)
    return rosters.undo(session, caller, import_id)
