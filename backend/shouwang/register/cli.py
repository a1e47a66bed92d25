"""`shouwang import`: takes a township's roster in and says what became of each row."""

import json
import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table as Lines

from shouwang.collecting import without_collecting
from shouwang.database import migrate, writing
from shouwang.register.roster_import import ImportResult, import_roster
from shouwang.register.roster_reading import FILE_BYTES, RosterRefused
from shouwang.register.roster_reasons import Remark
from shouwang.register.roster_report import as_json, save_refused
from shouwang.sync.retrying import retry_waiting

LINES_SHOWN = 50
REFUSED = 1
"""The exit code for a file that cannot be taken at all; refused rows alone are no failure."""


def import_(
    file: Annotated[Path, typer.Argument(help="花名册 .xlsx / .xls / .et / .csv", exists=True, dir_okay=False)],
    township: Annotated[str, typer.Option(help="乡镇代码，9 位 · the township's code, nine digits")],
    name: Annotated[str | None, typer.Option(help="新乡镇的名称 · the name of a township not known yet")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只检查，不保存 · check only")] = False,
    as_json_: Annotated[bool, typer.Option("--json", help="输出 JSON · print JSON and nothing else")] = False,
    refused: Annotated[
        Path | None, typer.Option(help="把未导入的行存成表格 · save the refused rows as a workbook (.xlsx)")
    ] = None,
) -> None:
    """导入花名册 · Take a township's roster into the register."""
    console = Console(stderr=True)
    try:
        result = _import(file, township, name, dry_run, console)
    except RosterRefused as problem:
        console.print(f"[red]✗[/] {problem.zh}\n  {problem.en}", highlight=False)
        raise typer.Exit(REFUSED) from None
    if not dry_run:
        retry_waiting()  # what phones told of these people before they were known
    if refused is not None and result.refused:
        save_refused(result, refused)
    if as_json_:
        sys.stdout.buffer.write(json.dumps(as_json(result), ensure_ascii=False, indent=1).encode() + b"\n")
    else:
        _tell(result, dry_run, Console())


def _import(file: Path, township: str, name: str | None, dry_run: bool, console: Console) -> ImportResult:
    content = _read(file)
    migrate()
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with without_collecting(), Progress(*columns, console=console, transient=True) as bar, writing() as session:
        task = bar.add_task("导入 · importing", total=None)
        return import_roster(
            session,
            content,
            township,
            township_name=name,
            dry_run=dry_run,
            progress=lambda done, total: bar.update(task, completed=done, total=total),
        )


def _read(file: Path) -> bytes:
    if file.stat().st_size > FILE_BYTES:
        raise RosterRefused("file_too_large")
    return file.read_bytes()


def _lines(title: str, remarks: list[Remark]) -> Lines:
    more = len(remarks) - LINES_SHOWN
    lines = Lines(title=title, title_justify="left", caption=f"… +{more} (--json)" if more > 0 else None)
    for heading in ("行 row", "列 column", "原因 reason"):
        lines.add_column(heading, overflow="fold")  # else a sentence without blanks is cut off
    for remark in remarks[:LINES_SHOWN]:
        lines.add_row(str(remark.row), escape(remark.column), escape(f"{remark.reason}\n{remark.reason_en}"))
    return lines


def _tell(result: ImportResult, dry_run: bool, console: Console) -> None:
    for title, remarks in (
        ("未导入 · refused", [problem for row in result.refused for problem in row.problems]),
        ("请核对 · please check", result.warnings),
    ):
        if remarks:
            console.print(_lines(title, remarks))
    how = "只检查，没有保存 · checked only, nothing saved" if dry_run else "已保存 · saved"
    console.print(
        f"共 {result.rows} 行：接收 {result.accepted}（新增 {result.added}，变更 {result.changed}），"
        f"待选 {result.conflicts}，"
        f"未导入 {len(result.refused)}。{how}\n"
        f"{result.rows} rows: {result.accepted} accepted ({result.added} new, {result.changed} changed), "
        f"{result.conflicts} to choose, {len(result.refused)} refused.",
        highlight=False,
    )
