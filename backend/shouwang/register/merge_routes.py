"""People who stand in the register twice, over HTTP."""

from typing import Annotated

from fastapi import APIRouter, Query

from shouwang.accounts.access import Office, Staff, within
from shouwang.audit.noting import note
from shouwang.audit.words import Deed
from shouwang.database import Reading, Writing
from shouwang.register import merging, twins
from shouwang.register.merge_schemas import MergeLine, MergeRequest, Twin, Twins
from shouwang.routing import Committing

SideBySide = Annotated[list[str], Query(default_factory=list, max_length=4)]

router = APIRouter(prefix="/api/register", tags=["register"], route_class=Committing)


@router.get("/twins")
def suspected(caller: Staff, session: Reading, township: str) -> list[Twins]:
    """Entries of a township that look like one person."""
    return twins.suspected(session, within(caller, township))


@router.get("/twins/chosen")
def chosen(
    caller: Staff, session: Reading, person: Annotated[list[str], Query(default_factory=list, max_length=4)]
) -> list[Twin]:
    """Some entries side by side."""
    return twins.chosen(session, caller, person)


@router.get("/merges")
def merges(caller: Staff, session: Reading, township: str) -> list[MergeLine]:
    """The last merges of a township."""
    return twins.last_ones(session, within(caller, township))


@router.post("/merges")
def merge(asked: MergeRequest, caller: Office, session: Writing) -> MergeLine:
    """Two entries are one person: one goes into the other."""
    merged = merging.merge(session, caller, asked)
    note(session, Deed.PEOPLE_MERGED, caller, "merge", merged.id)
    return twins.lines(session, [merged])[0]


@router.post("/merges/{merge_id}/undo")
def undo(merge_id: str, caller: Office, session: Writing) -> MergeLine:
    """They were two after all."""
    note(session, Deed.PEOPLE_PARTED, caller, "merge", merge_id)
    found = merging.find(session, caller, merge_id)
    return twins.lines(session, [merging.undo(session, caller, found)])[0]
