"""`shouwang pictures`: what is done with pictures from the outside."""

from typing import Annotated

import typer

from shouwang.blobs.checking import Checked, NoneLeftError, check
from shouwang.blobs.retention import remove_outdated

app = typer.Typer(help="pictures and voice notes of visits")


@app.callback()
def pictures() -> None:
    """Pictures and voice notes of visits."""


@app.command()
def prune() -> None:
    """Take away those whose time is over (SHOUWANG_BLOB_DAYS); the records stay and say so. For a daily timer."""
    typer.echo(f"removed: {remove_outdated()}")


@app.command("check")
def check_all(
    thoroughly: Annotated[bool, typer.Option("--thoroughly", help="read and hash each, too")] = False,
    none_left: Annotated[bool, typer.Option("--none-left", help="believe it, should not one be there")] = False,
) -> None:
    """Look whether all are where the database thinks, and ask phones for those that are not. For a daily timer."""
    try:
        found = check(thoroughly=thoroughly, none_left=none_left)
    except NoneLeftError as empty:
        typer.echo(f"✗ {empty.looked} 张照片一张也不在：存放处挂上了吗？真的没有了，请加 --none-left。", err=True)
        typer.echo(f"  Not one of {empty.looked} is there: is the folder mounted? If so, say --none-left.", err=True)
        raise typer.Exit(1) from None
    _tell(found)


def _tell(found: Checked) -> None:
    typer.echo(f"looked for: {found.looked}, gone: {found.gone}, damaged: {found.damaged}")
    if found.missing:
        typer.echo(f"not here and perhaps on a phone: {found.missing}, asked anew: {found.asked}")
