"""`shouwang file`: the copy of a file, an erasure, and what a timer does each day."""

from pathlib import Path
from typing import Annotated

import typer
from sqlalchemy.orm import Session

from shouwang.audit.noting import keep_refused, note
from shouwang.audit.words import Deed
from shouwang.blobs.retention import remove_outdated
from shouwang.database import reading, writing
from shouwang.errors import Refused
from shouwang.register.models import Person
from shouwang.retention import queries, service
from shouwang.retention.models import FileAct
from shouwang.retention.words import Because
from shouwang.sealing import make_ready
from shouwang.settings import settings

app = typer.Typer(no_args_is_help=True, help="个人档案 · What is held about a person: its copy, its time, its erasure")

Who = Annotated[str, typer.Argument(help="编号，或唯一的姓名 · her id, or a name that only she has", metavar="WHO")]
Why = Annotated[Because, typer.Option(help="事由 · why")]


@app.command()
def copy(who: Who, out: Annotated[Path, typer.Option(help="写到哪个 .zip · the zip to write")], because: Why) -> None:
    """导出个人信息副本 · All that is held about a person as a zip, for her."""
    make_ready()
    with writing() as session:
        person = _the_one(session, who)
        with out.open("xb") as file:
            out.chmod(0o600)
            act = service.copy(session, person, None, because, file)
        typer.echo(f"✓ {out}: {sum(act.counts.values())} 行 · rows")


@app.command()
def erase(
    who: Who,
    because: Why,
    words: Annotated[str, typer.Option(help="说明 · what else is to be said of it")] = "",
    yes: Annotated[bool, typer.Option("--yes", help="不再询问 · do not ask")] = False,
) -> None:
    """删除个人信息，台账数字不变 · Erase a person; the numbers of ledgers stay."""
    make_ready()
    with writing() as session:
        person = _the_one(session, who)
        if not yes:
            typer.confirm(f"{person.name} {person.township} {person.id}？不能撤销 · This cannot be undone", abort=True)
        act, orphans = _erased(session, person, because, words or None)
    service.take_away(orphans)
    typer.echo(f"✓ {act.person}: {sum(act.counts.values())} 行 · rows, {len(orphans)} 张照片 · pictures")


@app.command()
def due(
    erase_them: Annotated[bool, typer.Option("--erase", help="到期的一并删除 · erase whose time is over")] = False,
) -> None:
    """到期检查，可每天运行 · Whose time is over, and which pictures: for a daily timer."""
    make_ready()
    pictures = remove_outdated()
    if pictures:
        with writing() as session:
            note(session, Deed.OLD_REMOVED, None, pictures=pictures)
    with reading() as session:
        lines = service.due(session, settings().county)
    for line in lines:
        typer.echo(f"{line.person}  {line.township_name}  {line.ended} → {line.kept_until}")
        if erase_them:
            with writing() as session:
                person = session.get_one(Person, line.person)
                _, orphans = _erased(session, person, Because.RETENTION_OVER, None)
            service.take_away(orphans)
    done = len(lines) if erase_them else 0
    typer.echo(
        f"✓ 保存 {settings().file_years} 年已满 {len(lines)} 人，删除 {done} 人；过期照片和语音删除 {pictures} 份"
    )
    typer.echo(f"✓ {len(lines)} files past their {settings().file_years} years, {done} erased; {pictures} old pictures")


def _erased(session: Session, person: Person, because: Because, words: str | None) -> tuple[FileAct, list[str]]:
    try:
        act, orphans = service.erase(session, person, None, because, words)
    except Refused as why:
        session.rollback()
        keep_refused(session, why.code)
        until = why.facts.get("until") or ""
        raise _given_up(f"{REFUSED.get(why.code, why.code)} {until}") from None
    return act, list(orphans)


REFUSED = {
    "still_in_care": "仍在供养中，请先登记终止。 / Still in care: end that first.",
    "kept_by_law": "依法须保存到 / To be kept by law until",
    "has_records": "已有走访记录，不能按误登记删除；依法须保存到 / There are records of her; to be kept by law until",
    "already_erased": "已经删除过。 / Erased already.",
    "retention_unknown": "没有供养终止日期。 / No end of her care is known.",
    "no_reason_to_erase": "这不是删除的事由。 / That is no reason to erase.",
}


def _the_one(session: Session, who: str) -> Person:
    found = queries.people_called(session, who.strip())
    if len(found) == 1:
        return found[0]
    for person in found:
        typer.echo(f"{person.id}  {person.township}  {person.birth_date}", err=True)
    if found:
        raise _given_up("不止一个，请用编号。 / More than one: say the id.")
    raise _given_up("没有这个人。 / There is no such person.")


def _given_up(why: str) -> typer.Exit:
    typer.echo(f"✗ {why}", err=True)
    return typer.Exit(1)
