"""Workbooks of checkup results over HTTP."""

from fastapi import APIRouter

from shouwang.accounts.access import Office, Staff, within
from shouwang.audit.noting import note
from shouwang.audit.words import Deed
from shouwang.checkups import results as use_cases
from shouwang.checkups.results_schemas import (
    ResultsImportLine,
    ResultsReply,
    ResultsRequest,
    ResultsTemplate,
    ResultsUndone,
)
from shouwang.database import Reading, Writing
from shouwang.routing import Committing

router = APIRouter(prefix="/api/checkups/results", tags=["checkups"], route_class=Committing)


@router.get("")
def imports(caller: Staff, session: Reading, township: str) -> list[ResultsImportLine]:
    """The last workbooks of results that were taken in for a township."""
    return use_cases.imports(session, within(caller, township))


@router.get("/template")
def template(caller: Staff) -> ResultsTemplate:
    """An empty workbook with every column that is understood, and what may stand in each."""
    return use_cases.empty_template()


@router.post("")
def take_in(asked: ResultsRequest, caller: Office, session: Writing) -> ResultsReply:
    """What a file would do; with `seen`, the file is taken in."""
    told = use_cases.take_in(session, caller, asked)
    if told.id is not None:
        note(session, Deed.WORKBOOK_TAKEN_IN, caller, "checkup_results", told.id)
    return told


@router.post("/{results}/undo")
def undo(results: str, caller: Office, session: Writing) -> ResultsUndone:
    """Takes back what a workbook filled in."""
    note(session, Deed.WORKBOOK_UNDONE, caller, "checkup_results", results)
    return use_cases.undo(session, caller, results)
