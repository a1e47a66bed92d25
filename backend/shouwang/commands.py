"""The commands of the server: `serve`, `migrate`, `openapi`."""

from typing import Annotated

import orjson
import typer

from shouwang.app import create_app
from shouwang.database import migrate as migrate_database
from shouwang.serving import serve as serve_county


def serve(
    host: Annotated[str, typer.Option(help="address to listen on")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="port to listen on", envvar="PORT", min=1, max=65535)] = 8000,
    with_demo: Annotated[bool, typer.Option("--demo", help="load a small demo county into an empty database")] = False,
) -> None:
    """Migrate the database and serve the app and its API."""
    serve_county(host, port, demo=with_demo)


def migrate() -> None:
    """Bring the database's schema up to date."""
    migrate_database()


def openapi() -> None:
    """Print the description of the API."""
    typer.echo(orjson.dumps(create_app().openapi(), option=orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS).decode())
