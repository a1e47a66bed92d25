"""The command `shouwang`."""

import sys
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Annotated, NoReturn, TextIO
from zoneinfo import ZoneInfoNotFoundError

import orjson
import typer
from sqlalchemy.exc import SQLAlchemyError

from shouwang.accounts.cli import invite
from shouwang.app import create_app
from shouwang.database import migrate as migrate_database
from shouwang.demo.cli import demo
from shouwang.duties import cases
from shouwang.duties.cli import app as policy
from shouwang.register.cli import import_
from shouwang.serving import serve as serve_county
from shouwang.settings import settings

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, help="守望 Shouwang")
app.command("import")(import_)
app.command()(demo)
app.command()(invite)
app.add_typer(policy, name="policy")


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="address to listen on")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="port to listen on", envvar="PORT", min=1, max=65535)] = 8000,
    with_demo: Annotated[bool, typer.Option("--demo", help="load a small demo county into an empty database")] = False,
) -> None:
    """Migrate the database and serve the app and its API."""
    serve_county(host, port, demo=with_demo)


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
    try:
        with _opened(case or case_lines or "-") as stream:
            for answer in [cases.run_case(stream)] if case else cases.run_cases(stream):
                typer.echo(answer)
    except (cases.CaseError, OSError) as problem:
        typer.echo(f"✗ {problem}", err=True)
        raise typer.Exit(1) from None


def main() -> None:
    """Runs the command; what stands in its way outside of it is one sentence, not a traceback."""
    try:
        app()
    except SQLAlchemyError as problem:
        _give_up("数据库用不了", "The database cannot be used", _first_line(getattr(problem, "orig", None) or problem))
    except ModuleNotFoundError as problem:
        _give_up(
            "数据库地址应为 sqlite:///… 或 postgresql://…", "Not a database that ships with this", str(problem.name)
        )
    except ZoneInfoNotFoundError:
        _give_up("时区不对，请看 SHOUWANG_TIMEZONE", "No such time zone", settings().timezone)
    except OSError as problem:
        _give_up("文件或文件夹用不了", "A file or folder cannot be used", f"{problem.strerror}: {problem.filename}")


def _give_up(zh: str, en: str, why: str) -> NoReturn:
    typer.echo(f"✗ {zh}。 / {en}: {why}", err=True)
    raise SystemExit(1)


def _first_line(problem: object) -> str:
    return str(problem).strip().partition("\n")[0]


def _opened(path: str) -> AbstractContextManager[TextIO]:
    return nullcontext(sys.stdin) if path == "-" else Path(path).open(encoding="utf-8")
