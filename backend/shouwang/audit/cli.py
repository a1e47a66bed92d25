"""`shouwang audit`: read the audit, and see that nobody has changed it."""

from datetime import datetime, timedelta
from typing import Annotated

import typer

from shouwang import clock
from shouwang.audit import queries, service
from shouwang.audit.models import AuditEntry
from shouwang.audit.queries import Filter
from shouwang.audit.rules import Fault, Link
from shouwang.audit.words import Deed
from shouwang.database import reading, writing
from shouwang.sealing import make_ready
from shouwang.settings import settings

app = typer.Typer(no_args_is_help=True, help="审计 · Who did what, when and from where")

WORDS = {
    Fault.CHANGED: "内容与写入时不符 / is not what was written",
    Fault.MISSING: "前面的记录不在了 / the one before it is gone",
    Fault.CUT_OFF: "后面的记录不在了，或末尾是另外加的 / later ones are gone, or it was put there beside the server",
    Fault.NOT_SEEN: "与以前抄下的不符 / is not the one that was written down",
}
Day = Annotated[datetime | None, typer.Option(help="日期，如 2026-11-27 · a day; the last 30 by default")]


@app.command("list")
def list_entries(
    day: Day = None,
    deed: Annotated[Deed | None, typer.Option(help="做了什么 · what was done")] = None,
    who: Annotated[str | None, typer.Option(help="账号编号 · the id of a user")] = None,
    refused: Annotated[bool, typer.Option("--refused", help="只看被拒绝的 · refused ones alone")] = False,
) -> None:
    """列出 · Entries, the newest first, as columns with tabs in between."""
    last = day.date() if day else clock.today(settings().zone)
    first = last if day else last - timedelta(days=30)
    which = Filter(settings().county, first, last, deed, who, only_refused=refused)
    with reading() as session:
        for each in queries.entries(session, which, None, 10_000):
            at = each.at.astimezone(settings().zone).isoformat(" ", "seconds")
            typer.echo("\t".join((str(each.number), at, each.user_name or "—", each.address or "—", *_said(each))))


@app.command()
def verify(
    seen: Annotated[list[str] | None, typer.Option(help="以前抄下的 N:hash · what was written down earlier")] = None,
) -> None:
    """核对 · Whether every entry is as it was written; names the first that is not. Prints what to write down."""
    with reading() as session:
        head, broken = service.verify(session, [_link(each) for each in seen or []])
    if broken:
        typer.echo(f"✗ {broken.number}: {WORDS[broken.fault]}", err=True)
        raise typer.Exit(1)
    typer.echo(f"✓ {head.number} 条，前后相连 / entries, each chained to the one before · {head.number}:{head.hash}")


@app.command()
def prune() -> None:
    """清理 · Take away what is older than SHOUWANG_AUDIT_DAYS; the chain stays whole."""
    make_ready()
    with writing() as session:
        count = service.prune(session)
    typer.echo(f"✓ {count} 条 / entries")


def _said(entry: AuditEntry) -> tuple[str, ...]:
    return entry.deed, f"{entry.what} {entry.row}".strip() or "—", entry.result, entry.facts


def _link(said: str) -> Link:
    number, colon, hash_ = said.partition(":")
    if not (colon and number.isdecimal()):
        typer.echo("✗ 应为 N:hash，如核对时所印。 / It is N:hash, as `verify` prints it.", err=True)
        raise typer.Exit(1)
    return Link(int(number), hash_.strip())
