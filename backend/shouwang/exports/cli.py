"""`shouwang export`: the file of a ledger, from the command line of the server."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from shouwang.collecting import without_collecting
from shouwang.database import reading
from shouwang.duties.reconcile import Period
from shouwang.duties.units import month_end
from shouwang.exports import service
from shouwang.exports.words import BECAUSE, FileFormat, LedgerKind
from shouwang.privacy.words import ShownBecause
from shouwang.sealing import make_ready
from shouwang.settings import settings


def export(
    ledger: Annotated[LedgerKind, typer.Argument(help="哪种台账 · which ledger")],
    month: Annotated[datetime, typer.Option(help="月份 · the month", formats=["%Y-%m"])],
    place: Annotated[str, typer.Option(help="乡镇代码；不写是全县 · a township's code; all of them without")] = "",
    out: Annotated[Path, typer.Option(help="存到哪个文件夹 · the folder to write to", file_okay=False)] = Path(),
    as_: Annotated[FileFormat, typer.Option("--as", help="文件类型 · the kind of file")] = FileFormat.XLSX,
    because: Annotated[
        str, typer.Option(help=f"需要完整号码的用途 · why numbers are wanted in the clear: {', '.join(BECAUSE)}")
    ] = "",
) -> None:
    """导出台账 · Write a ledger of a month as a workbook or CSV."""
    if because and because not in BECAUSE:
        raise typer.BadParameter(f"there is no {because}; there are {', '.join(BECAUSE)}", param_hint="--because")
    make_ready()
    here = settings().county
    if not (place or here).startswith(here):
        raise typer.BadParameter(f"{place} is not in {here}", param_hint="--place")
    first = month.date()
    purpose, period = ShownBecause(because) if because else None, Period(first, month_end(first))
    wanted = service.wanted_by(None, ledger, place or here, period, as_, purpose)
    with reading() as session:
        if not service.has_townships(session, wanted.place):
            typer.echo(f"✗ 没有这个乡镇。 / No such township: {wanted.place}", err=True)
            raise typer.Exit(1)
        file = out / service.name_of(session, wanted)
    out.mkdir(parents=True, exist_ok=True)
    with without_collecting(), file.open("wb") as opened:
        made = service.written(wanted, opened)
    typer.echo(f"✓ {file} · {made.rows} 行 / rows · SHA-256 {made.digest}")
