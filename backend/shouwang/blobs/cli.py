"""`shouwang pictures`: what is done with pictures from the outside."""

import typer

from shouwang.blobs.retention import remove_outdated

app = typer.Typer(help="pictures and voice notes of visits")


@app.callback()
def pictures() -> None:
    """Pictures and voice notes of visits."""


@app.command()
def prune() -> None:
    """Take away those whose time is over (SHOUWANG_BLOB_DAYS); the records stay and say so. For a daily timer."""
    typer.echo(f"removed: {remove_outdated()}")
