"""`shouwang checkup`: the form as the phone has it, and the county's rule of who is owed a checkup."""

import json
from typing import Annotated

import typer

from shouwang.checkups import queries, service
from shouwang.checkups.definition import form_as_json
from shouwang.checkups.owed import Rule
from shouwang.checkups.words import Bounds
from shouwang.database import reading, writing
from shouwang.sealing import make_ready

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
