"""Use cases of rosters at the desk: what a file would do, taking it in, and taking that back."""

from sqlalchemy.orm import Session

from shouwang.accounts.access import within
from shouwang.accounts.service import Caller
from shouwang.errors import Refused, Unknown
from shouwang.register import roster_undo
from shouwang.register import roster_undo_queries as queries
from shouwang.register.roster_import import ImportResult, import_roster
from shouwang.register.roster_models import RosterImport
from shouwang.register.roster_reasons import Remark
from shouwang.register.roster_schemas import (
    TOLD,
    RemarkLine,
    RosterImportLine,
    RosterReply,
    RosterRequest,
    Seen,
    UndoReply,
)

SHOWN = 20


def take_in(session: Session, caller: Caller, asked: RosterRequest) -> RosterReply:
    """Says what a file would do, or takes it in. Raises `RosterRefused`, `Refused` where something else was seen."""
    within(caller, asked.township)
    result = import_roster(
        session,
        asked.content,
        asked.township,
        township_name=asked.name,
        by=caller.user.id,
        dry_run=asked.seen is None,
    )
    if asked.seen is not None and asked.seen != _seen(result):
        raise Refused("value_changed")
    return _reply(result, written=asked.seen is not None)


def imports(session: Session, place: str) -> list[RosterImportLine]:
    """The last imports of a place."""
    return [
        RosterImportLine.model_validate({**done.model_dump(), "by_name": by_name})
        for done, by_name in queries.imports_within(session, place, SHOWN)
    ]


def undo(session: Session, caller: Caller, import_id: str) -> UndoReply:
    """Undoes an import of the caller's places. Raises `Unknown`, and `Refused` when it is undone already."""
    done = session.get(RosterImport, import_id)
    if done is None:
        raise Unknown
    within(caller, done.township)
    return roster_undo.undo_import(session, caller, done)


def _seen(result: ImportResult) -> Seen:
    return Seen(added=result.added, changed=result.changed, conflicts=result.conflicts, refused=len(result.refused))


def _reply(result: ImportResult, *, written: bool) -> RosterReply:
    problems = [problem for row in result.refused for problem in row.problems]
    return RosterReply(
        id=result.id if written else None,
        rows=result.rows,
        accepted=result.accepted,
        **_seen(result).model_dump(),
        refusals=[_line(each) for each in problems[:TOLD]],
        warnings=[_line(each) for each in result.warnings[:TOLD]],
    )


def _line(remark: Remark) -> RemarkLine:
    return RemarkLine(row=remark.row, column=remark.column, reason=remark.reason, reason_en=remark.reason_en)
