"""The command `shouwang`. Its commands are loaded when they are called: most need no server and start sooner so."""

from collections import UserDict
from importlib import import_module
from typing import Any, NoReturn
from zoneinfo import ZoneInfoNotFoundError

import typer
from sqlalchemy.exc import SQLAlchemyError
from typer.core import TyperGroup
from typer.main import get_group

from shouwang.settings import settings

COMMANDS = {
    "import": "shouwang.register.cli:import_",
    "demo": "shouwang.demo.cli:demo",
    "invite": "shouwang.accounts.cli:invite",
    "deactivate": "shouwang.accounts.closing_cli:deactivate",
    "reactivate": "shouwang.accounts.closing_cli:reactivate",
    "serve": "shouwang.commands:serve",
    "migrate": "shouwang.commands:migrate",
    "openapi": "shouwang.commands:openapi",
    "audit": "shouwang.audit.cli:app",
    "backup": "shouwang.backups.cli:backup",
    "restore": "shouwang.backups.cli:restore",
    "move": "shouwang.backups.cli:move",
    "file": "shouwang.retention.cli:app",
    "pictures": "shouwang.blobs.cli:app",
    "oidc": "shouwang.accounts.oidc_cli:app",
    "rights": "shouwang.accounts.cli:rights",
    "remind": "shouwang.reminders.cli:remind",
    "retry": "shouwang.sync.cli:retry",
    "close": "shouwang.closing.cli:close",
    "recount": "shouwang.closing.cli:recount",
    "reconcile": "shouwang.reconciling:reconcile",
    "policy": "shouwang.duties.cli:app",
    "form": "shouwang.forms.cli:app",
    "checkup": "shouwang.checkups.cli:app",
    "export": "shouwang.exports.cli:export",
    "keys": "shouwang.sync.cli:keys",
}
"""Where each command stands: a module, and a function or a group of commands in it."""


class Loaded(UserDict[str, Any]):
    """Commands by name, each loaded when it is asked for."""

    def __getitem__(self, name: str) -> Any:
        """Raises KeyError for a name that is no command's."""
        module, attribute = super().__getitem__(name).split(":")
        found, group = getattr(import_module(module), attribute), typer.Typer()
        if isinstance(found, typer.Typer):
            group.add_typer(found, name=name)
        else:
            group.command(name)(found)
        return get_group(group).commands[name]


class Commands(TyperGroup):
    """A group whose commands are loaded one by one."""

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self.commands = Loaded(COMMANDS)


app = typer.Typer(cls=Commands, no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)


@app.callback(help="守望 Shouwang")
def _shouwang() -> None:
    """Typer wants a callback where it knows of no command."""


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
