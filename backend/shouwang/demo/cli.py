"""The command `shouwang demo`."""

from datetime import datetime
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from shouwang import clock
from shouwang.database import engine, migrate
from shouwang.demo.county import NotEmptyError, load
from shouwang.demo.plan import Plan, plan_for
from shouwang.settings import settings

MOST_DAYS = 730


def demo(
    small: Annotated[bool, typer.Option("--small", help="one township of 300 people instead of 17")] = False,
    days: Annotated[int, typer.Option(help="days of records up to this morning", min=1, max=MOST_DAYS)] = 90,
    seed: Annotated[int, typer.Option(help="another seed makes another county")] = 1,
    today: Annotated[datetime | None, typer.Option(help="the day to stop at", formats=["%Y-%m-%d"])] = None,
) -> None:
    """Fill an empty database with a fictional county."""
    here = settings()
    day = today.date() if today else None
    plan = plan_for(here.county, here.zone, clock.now(), today=day, days=days, seed=seed, small=small)
    migrate()
    try:
        _load(plan)
    except NotEmptyError:
        typer.echo(
            "✗ 这个数据库里已经有数据，演示县只能装进空库。 / There is data in this database already: "
            "the demo county goes into an empty one only.",
            err=True,
        )
        raise typer.Exit(1) from None


def _load(plan: Plan) -> None:
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    people = sum(township.people for township in plan.townships)
    with Progress(*columns, console=console, disable=not console.is_terminal, transient=True) as progress:
        task = progress.add_task("望塘县", total=people)
        load(plan, engine(), lambda batch: progress.update(task, advance=batch.people, description=batch.name))
    engine().dispose()  # the last connection puts a large write-ahead log away
    typer.echo(f"✓ {people} 人 / people, {plan.first} – {plan.today}")
