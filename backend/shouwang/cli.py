"""The command `shouwang`."""

from pathlib import Path
from typing import Annotated

import orjson
import typer

from shouwang.app import create_app
from shouwang.database import migrate as migrate_database
from shouwang.duties import cases
from shouwang.serving import serve as serve_county

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, help="守望 Shouwang")


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="address to listen on")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="port to listen on", envvar="PORT", min=1, max=65535)] = 8000,
    demo: Annotated[bool, typer.Option("--demo", help="load a small demo county into an empty database")] = False,
) -> None:
    """Migrate the database and serve the app and its API."""
    serve_county(host, port, demo=demo)


@app.command()
def migrate() -> None:
    """Bring the database's schema up to date."""
    migrate_database()


@app.command()
def openapi() -> None:
    """Print the description of the API."""
    typer.echo(orjson.dumps(create_app().openapi(), option=orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS).decode())


@app.command()
def reconcile(
    case: Annotated[str | None, typer.Option(help="a file with one case, or - for standard input")] = None,
    case_lines: Annotated[str | None, typer.Option("--cases", help="a file with one case a line, or -")] = None,
) -> None:
    """Reconcile records against duties in worlds given as JSON."""
    if (case is None) == (case_lines is None):
        raise typer.BadParameter("give either --case or --cases")
    with _opened(case or case_lines or "-") as stream:
        if case is not None:
            typer.echo(cases.run_case(stream))
        for answer in cases.run_cases(stream) if case_lines is not None else ():
            typer.echo(answer)


def _opened(path: str) -> typer.FileText:
    return typer.open_file(path, encoding="utf-8")
