"""`shouwang deactivate` and `shouwang reactivate`: somebody left, or came back."""

from typing import Annotated, NoReturn

import typer
from sqlalchemy.orm import Session

from shouwang.accounts import closing, queries
from shouwang.accounts.models import User
from shouwang.accounts.roles import STAFF
from shouwang.accounts.service import make_enrolment
from shouwang.audit.noting import note
from shouwang.audit.words import Deed
from shouwang.database import writing
from shouwang.errors import Refused
from shouwang.sealing import make_ready
from shouwang.settings import settings

Who = Annotated[str, typer.Argument(help="姓名或编号 · her name or id", metavar="WHO")]


def deactivate(who: Who) -> None:
    """停用账号 · Close an account: her sessions end, what her phone still holds is parked."""
    make_ready()
    try:
        with writing() as session:
            user = _the_one(session, who)
            note(session, Deed.ACCOUNT_CLOSED, None, "user", user.id)
            closing.deactivate(session, user, by=None)
            typer.echo(f"✓ {_words(user)}")
    except Refused:
        _give_up("这是最后一个管理员，请先邀请另一个。 / The last administrator: invite another one first.")


def reactivate(who: Who, url: Annotated[str, typer.Option(help="where her browser reaches the server")] = "") -> None:
    """恢复账号 · Open a closed account again; of an office, print a new sign-in link."""
    make_ready()
    with writing() as session:
        user = _the_one(session, who)
        note(session, Deed.ACCOUNT_OPENED, None, "user", user.id)
        closing.reactivate(session, user, by=None)
        typer.echo(f"✓ {_words(user)}")
        if user.role in STAFF:
            base_url = url or settings().public_url or "http://127.0.0.1:8000"
            typer.echo(make_enrolment(session, user, made_by=None, base_url=base_url).link)


def _the_one(session: Session, who: str) -> User:
    found = queries.users_called(session, who.strip())
    if len(found) != 1:
        for user in found:
            typer.echo(_words(user), err=True)
        _give_up(
            "不止一个，请用编号。 / More than one: say the id." if found else "没有这个人。 / There is no such user."
        )
    return found[0]


def _words(user: User) -> str:
    return "\t".join((user.id, user.name, user.role, user.place, "" if user.active else "停用 closed")).rstrip()


def _give_up(why: str) -> NoReturn:
    typer.echo(f"✗ {why}", err=True)
    raise typer.Exit(1)
