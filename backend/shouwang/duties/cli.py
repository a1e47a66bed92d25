"""`shouwang policy`: packs looked at, checked and adopted."""

import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from shouwang import clock
from shouwang.audit.noting import note
from shouwang.audit.words import Deed
from shouwang.database import writing
from shouwang.duties import service
from shouwang.duties.check import check as find_problems
from shouwang.duties.policy import Policy, PolicyError, load_pack, parse_policy, shipped_packs
from shouwang.duties.sentences import duty_sentence
from shouwang.sealing import make_ready
from shouwang.settings import settings
from shouwang.sync.write import Author

app = typer.Typer(no_args_is_help=True, help="政策包 · Policy packs: list, check, adopt, end.")


@app.command("list")
def list_packs() -> None:
    """列出内置政策包 · List the packs that ship, and each duty as a sentence."""
    for pack in shipped_packs():
        policy = load_pack(pack)
        typer.echo(f"{pack} · {policy.title or ''} · {policy.status}")
        for duty in policy.duties:
            typer.echo(f"  {duty.id}  {duty_sentence(duty, 'zh')}\n         {duty_sentence(duty, 'en')}")
        for statement in policy.statements:
            typer.echo(f"  {statement.id}  “{statement.quote}” {statement.title}\n         {statement.title_en}")


@app.command()
def check(file: Annotated[Path, typer.Argument(help="a pack (.toml)", exists=True, dir_okay=False)]) -> None:
    """检查一个政策包 · Check a pack; say what is wrong with it, and where."""
    policy = _read(file)
    typer.echo(f"✓ {policy.id}: {len(policy.duties)} 项任务 / duties, {len(policy.statements)} 项载明 / statements")


@app.command()
def adopt(
    pack: Annotated[str, typer.Argument(help="the id of a shipped pack, or a file (.toml)")],
    valid_from: Annotated[
        datetime,
        typer.Option("--from", help="自哪天起执行 · the first day; nothing is owed before", formats=["%Y-%m-%d"]),
    ],
) -> None:
    """县里自某日起执行一个政策包 · Have the county follow a pack, or its next version, from a day on."""
    policy = _read(Path(pack)) if pack.endswith(".toml") else _shipped(pack)
    make_ready()
    with _told(), writing() as session:
        adopted = service.adopt(session, settings().county, policy, valid_from.date(), Author(None, clock.now()))
        note(session, Deed.POLICY_ADOPTED, None, "policy", adopted.pack, version=adopted.pack_version)
        said = f"{adopted.pack} 第 {adopted.pack_version} 版 / version {adopted.pack_version}"
        until = adopted.valid_to or ""
        typer.echo(f"✓ {said}: {settings().county}, {adopted.valid_from} → {until}".rstrip())


@app.command()
def end(
    pack: Annotated[str, typer.Argument(help="the id of a pack that the county follows")],
    valid_to: Annotated[
        datetime, typer.Option("--to", help="执行到哪天为止 · the last day, included", formats=["%Y-%m-%d"])
    ],
) -> None:
    """县里不再执行一个政策包 · Have the county give a pack up."""
    make_ready()
    with _told(), writing() as session:
        service.end(session, settings().county, pack, valid_to.date(), Author(None, clock.now()))
        note(session, Deed.POLICY_ADOPTED, None, "policy", pack, to=valid_to.date().isoformat())
    typer.echo(f"✓ {pack}: {settings().county} → {valid_to.date()}")


def _read(file: Path) -> Policy:
    """A pack from a file; one that is not right is told line by line and ends the command."""
    try:
        text = file.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        raise _refused(f"{file.name}: {problem.__class__.__name__}") from None
    problems = [f"{file.name}:{line}: {where and f'{where}: '}{reason}" for line, where, reason in find_problems(text)]
    if problems:
        raise _refused(*problems)
    return parse_policy(tomllib.loads(text))


def _shipped(pack: str) -> Policy:
    with _told():
        return load_pack(pack)


@contextmanager
def _told() -> Iterator[None]:
    """A refusal becomes a sentence and the exit code 1."""
    try:
        yield
    except PolicyError as problem:
        raise _refused(str(problem)) from None


def _refused(*sentences: str) -> typer.Exit:
    for sentence in sentences:
        typer.echo(f"✗ {sentence}", err=True)
    return typer.Exit(1)
