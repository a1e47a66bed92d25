"""`shouwang checkup`: the form as the phone has it, and the county's rule of who is owed a checkup."""

import json
from pathlib import Path
from typing import Annotated

import typer

from shouwang import clock
from shouwang.accounts.models import User
from shouwang.accounts.roles import Role
from shouwang.checkups import queries, results, service
from shouwang.checkups.definition import form_as_json
from shouwang.checkups.owed import Rule
from shouwang.checkups.results_import import import_results
from shouwang.checkups.results_schemas import ResultsReply
from shouwang.checkups.results_template import template as workbook
from shouwang.checkups.words import Bounds
from shouwang.database import migrate, reading, writing
from shouwang.register.roster_reading import FILE_BYTES, RosterRefused
from shouwang.sealing import make_ready
from shouwang.settings import settings

app = typer.Typer(no_args_is_help=True, help="健康体检 · Checkups: the form, and who is owed one.")


@app.command("form")
def form() -> None:
    """按 JSON 输出体检表，手机端编译用 · Print the form as JSON, as the phone's app has it built in."""
    typer.echo(json.dumps(form_as_json(), ensure_ascii=False, separators=(",", ":")))


@app.command()
def rule(
    age: Annotated[int | None, typer.Option(help="from this age on", min=1, max=120)] = None,
    cutoff: Annotated[str | None, typer.Option(help="reached by this day of the year, MM-DD")] = None,
    bounds: Annotated[Bounds | None, typer.Option(help="balanced constitution: others at most 8, or below 8")] = None,
) -> None:
    """查看或修改谁该体检、体质判定的界限 · Show or change who is owed a checkup, and the bounds of constitutions."""
    make_ready()
    with reading() as session:
        now = queries.rule_of(session)
    wanted = Rule(age or now.age, cutoff or now.cutoff, bounds or now.bounds)
    try:
        with writing() as session:
            if wanted != now:
                service.set_rule(session, wanted)
    except ValueError as problem:
        raise typer.BadParameter("MM-DD", param_hint="--cutoff") from problem
    typer.echo(f"✓ {wanted.age} 岁，截至 {wanted.cutoff} / from {wanted.age}, by {wanted.cutoff}; {wanted.bounds}")


@app.command()
def template(file: Annotated[Path, typer.Argument(help="体检结果.xlsx", dir_okay=False)]) -> None:
    """生成体检结果的空表 · Write the empty workbook into which results are keyed."""
    file.write_bytes(workbook())
    typer.echo(f"✓ {file}")


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(help="体检结果 .xlsx / .xls / .et / .csv", exists=True, dir_okay=False)],
    township: Annotated[str, typer.Option(help="乡镇代码，9 位 · the township's code, nine digits")],
    year: Annotated[int | None, typer.Option(help="体检的年份 · the year of the checkups")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只检查，不保存 · check only")] = False,
) -> None:
    """导入体检结果 · Take checkup results in from a workbook keyed elsewhere."""
    try:
        told = _taken_in(file, township, year or clock.today(settings().zone).year, dry_run=dry_run)
    except RosterRefused as problem:
        typer.echo(f"✗ {problem.zh}\n  {problem.en}", err=True)
        raise typer.Exit(1) from None
    for title, remarks in (("未导入 · refused", told.refusals), ("请核对 · please check", told.warnings)):
        for each in remarks:
            typer.echo(f"{title}: {each.row} {each.column}: {each.reason} / {each.reason_en}")
    how = "只检查，没有保存 / checked only, nothing saved" if dry_run else "已保存 / saved"
    typer.echo(
        f"{told.rows} 行：{told.people} 人，{told.fields} 项，待选 {told.conflicts}，未导入 {told.refused}。{how}\n"
        f"{told.rows} rows: {told.people} people, {told.fields} values, "
        f"{told.conflicts} to choose, {told.refused} refused"
    )


def _taken_in(file: Path, township: str, year: int, *, dry_run: bool) -> ResultsReply:
    if file.stat().st_size > FILE_BYTES:
        raise RosterRefused("file_too_large")
    content = file.read_bytes()
    migrate()
    make_ready()
    # Nobody has an account here: what is written says that it came by the command.
    nobody = User(id="", name="导入", role=Role.HEALTH_WORKER, place=township, created_at=clock.now())
    with writing() as session:
        done, key = import_results(session, content, township, year, nobody, dry_run=dry_run)
        return results.reply(done, key)
