"""Use cases of workbooks of results: what a file would do, taking it in, and taking that back."""

from base64 import b64encode

from sqlalchemy.orm import Session

from shouwang import clock
from shouwang.accounts.access import within
from shouwang.accounts.models import User
from shouwang.accounts.roles import Role
from shouwang.accounts.service import Caller
from shouwang.checkups import results_queries as queries
from shouwang.checkups.filling import keep_checkups
from shouwang.checkups.results_import import Intake, import_results
from shouwang.checkups.results_models import CheckupImport, CheckupImportWrote
from shouwang.checkups.results_reasons import ResultRemark
from shouwang.checkups.results_schemas import (
    ResultsImportLine,
    ResultsReply,
    ResultsRequest,
    ResultsSeen,
    ResultsTemplate,
    ResultsUndone,
)
from shouwang.checkups.results_template import template
from shouwang.errors import Refused, Unknown
from shouwang.register.queries import people_by_id
from shouwang.register.roster_schemas import TOLD, RemarkLine
from shouwang.sync.write import Author, lock_buckets, write

SHOWN = 20


def take_in(session: Session, caller: Caller, asked: ResultsRequest) -> ResultsReply:
    """Says what a file would do, or takes it in. Raises `RosterRefused`, `Refused` where something else was seen."""
    within(caller, asked.township)
    if asked.seen is not None:
        looked, _ = import_results(session, asked.content, asked.township, asked.year, caller.user, dry_run=True)
        if _seen(looked) != asked.seen:
            raise Refused("value_changed")
    dry_run = asked.seen is None
    done, key = import_results(session, asked.content, asked.township, asked.year, caller.user, dry_run=dry_run)
    return reply(done, key)


def reply(done: Intake, key: str | None) -> ResultsReply:
    """What became of a file."""
    return ResultsReply(
        id=key,
        rows=len(done.table.rows),
        **_seen(done).model_dump(),
        refusals=[_line(each) for each in done.refused[:TOLD]],
        warnings=[_line(each) for each in done.warnings[:TOLD]],
    )


def imports(session: Session, place: str) -> list[ResultsImportLine]:
    """The last imports of a place."""
    return [
        ResultsImportLine.model_validate({**done.model_dump(), "by_name": by_name})
        for done, by_name in queries.imports_within(session, place, SHOWN)
    ]


def empty_template() -> ResultsTemplate:
    """A workbook to be filled in."""
    return ResultsTemplate(content=b64encode(template()).decode())


def undo(session: Session, caller: Caller, import_id: str) -> ResultsUndone:
    """Takes back what an import filled in and nobody has changed since. Raises `Unknown` and `Refused`."""
    done = session.get(CheckupImport, import_id)
    if done is None:
        raise Unknown
    within(caller, done.township)
    return undo_import(session, caller.user, done)


def undo_import(session: Session, by: User, done: CheckupImport) -> ResultsUndone:
    """The same, by whoever may. Raises `Refused` when it is undone already."""
    wrote = queries.wrote_by(session, done.id)
    lock_buckets(session, [f"p:{person}" for person in sorted({each.person for each in wrote})])
    session.refresh(done)
    if done.undone_at is not None:
        raise Refused("already_settled")
    author = Author(by.id or None, clock.now())
    removed = _take_back(session, wrote, by, author)
    done.undone_at = author.at
    people = people_by_id(session, {each.person for each in wrote})
    keep_checkups(session, [(person, done.year) for person in people.values()], by, Role.HEALTH_WORKER, author)
    return ResultsUndone(removed=removed, stayed=sum(len(each.filled) for each in wrote) - removed)


def _take_back(session: Session, wrote: list[CheckupImportWrote], by: User, author: Author) -> int:
    sections, removed, changed = queries.sections_by_id(session, [each.section for each in wrote]), 0, []
    for each in wrote:
        row = sections.get(each.section)
        if row is None:
            continue
        gone = {name for name, value in each.filled.items() if row.answers.get(name) == value}
        answers = {name: value for name, value in row.answers.items() if name not in gone}
        clashes = [clash for clash in row.clashes if clash["id"] not in each.clashes]
        removed += len(gone)
        if (answers, clashes) == (row.answers, row.clashes):
            continue
        row.answers, row.clashes = answers, clashes
        row.author, row.author_name, row.updated_at = by.id, by.name, author.at
        changed.append(row)
    write(session, changed, author)
    return removed


def _seen(done: Intake) -> ResultsSeen:
    return ResultsSeen(people=len(done.people), fields=done.fields, conflicts=done.conflicts, refused=done.refused_rows)


def _line(remark: ResultRemark) -> RemarkLine:
    return RemarkLine(row=remark.row, column=remark.column, reason=remark.reason, reason_en=remark.reason_en)
