"""`shouwang policy`: packs looked at, checked and adopted."""

import tomllib
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from shouwang import clock
from shouwang.database import migrate, writing
from shouwang.duties import service
from shouwang.duties.policy import PolicyError, load_pack, parse_policy, shipped_packs
from shouwang.duties.sentences import duty_sentence
from shouwang.settings import settings
from shouwang.sync.write import Author

app = typer.Typer(no_args_is_help=True, help="政策包 · Policy packs: list, check, adopt.")


@app.command("list")
def list_packs() -> None:
    """列出内置政策包 · List the packs that ship, and each duty as a sentence."""
    for pack in shipped_packs():
        policy = load_pack(pack)
        typer.echo(f"{pack} · {policy.title or ''} · {policy.status}")
        for duty in policy.duties:
            typer.echo(f"  {duty.id}  {duty_sentence(duty, 'zh')}\n         {duty_sentence(duty, 'en')}")


@app.command()
def check(file: Annotated[Path, typer.Argument(help="a pack (.toml)", exists=True, dir_okay=False)]) -> None:
    """检查一个政策包 · Check a pack; say what is wrong with it, and where."""
    try:
        policy = parse_policy(tomllib.loads(file.read_text("utf-8")))
    except (PolicyError, tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        typer.echo(f"✗ {file.name}: {problem}", err=True)
        raise typer.Exit(1) from None
    typer.echo(f"✓ {policy.id}: {len(policy.duties)} 项 / duties")


@app.command()
def adopt(
    pack: Annotated[str, typer.Argument(help="the id of a shipped pack")],
    valid_from: Annotated[
        datetime,
        typer.Option("--from", help="自哪天起执行 · the first day; nothing is owed before", formats=["%Y-%m-%d"]),
    ],
) -> None:
    """县里自某日起执行一个政策包 · Have the county follow a pack from a day on."""
    migrate()
    try:
        load_pack(pack)
    except PolicyError as problem:
        typer.echo(f"✗ {problem}", err=True)
        raise typer.Exit(1) from None
    with writing() as session:
        adopted = service.adopt(session, settings().county, pack, valid_from.date(), Author(None, clock.now()))
    typer.echo(f"✓ {adopted.pack}: {settings().county}, {adopted.valid_from} →")
