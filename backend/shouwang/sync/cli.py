"""`shouwang keys`: the pairs to which phones seal; `shouwang retry`: parked items that can be applied now."""

import typer

from shouwang import county_keys
from shouwang.audit.noting import note
from shouwang.audit.words import Deed
from shouwang.database import writing
from shouwang.sealing import make_ready
from shouwang.sync.keys import publish_keys
from shouwang.sync.retrying import retry_all

keys = typer.Typer(no_args_is_help=True, help="县密钥 · The key pairs to which phones seal")


@keys.command("list")
def list_keys() -> None:
    """列出县密钥 · The names of the pairs, the one in use last."""
    known = county_keys.county_keys()
    for key in known:
        typer.echo(key.id)
    if not known:
        typer.echo("还没有县密钥：第一次启动时生成。 / None yet: the first start makes one.", err=True)


@keys.command()
def rotate() -> None:
    """新增一把县密钥 · A new pair, to which phones seal as soon as they have heard of it."""
    make_ready()
    with writing() as session:
        publish_keys(session)
    try:
        made = county_keys.rotate()
    except PermissionError:
        typer.echo("✗ 县密钥来自 SHOUWANG_COUNTY_KEYS，请在那里追加。 / Add one to SHOUWANG_COUNTY_KEYS.", err=True)
        raise typer.Exit(1) from None
    with writing() as session:
        publish_keys(session)
        note(session, Deed.KEYS_ROTATED, None, "county_key", made.id)
    typer.echo(made.id)


def retry() -> None:
    """把待处理的记录再试一次 · Try parked items again: what they refer to may be there now."""
    make_ready()
    applied = len(retry_all())
    typer.echo(f"✓ 已补入账 {applied} 条 · {applied} applied")
