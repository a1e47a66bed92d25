"""`shouwang oidc`: who may come in by another house's sign-in, and whether it can be reached."""

from typing import Annotated, NoReturn

import httpx
import typer
from sqlalchemy.orm import Session

from shouwang.accounts import oidc, queries
from shouwang.accounts.models import User
from shouwang.accounts.oidc_sign_in import bind as bind_user
from shouwang.accounts.oidc_sign_in import unbind as unbind_value
from shouwang.database import reading, writing
from shouwang.errors import Failure
from shouwang.sealing import make_ready
from shouwang.settings import settings

app = typer.Typer(no_args_is_help=True, help="单位统一登录 · Signing in by OpenID Connect")

UNBOUND = {
    "oidc_taken": "这个值已绑定别的账号。 / Another user has this value.",
    "forbidden": "只有工作台账号可以绑定。 / Offices alone.",
    "unknown": "没有设 SHOUWANG_OIDC_ISSUER。 / SHOUWANG_OIDC_ISSUER is not set.",
}
"""Why a value was not bound, by the failure's code."""

Value = Annotated[str, typer.Argument(help="what the provider calls the person, in the claim SHOUWANG_OIDC_CLAIM")]


@app.command("list")
def list_staff() -> None:
    """列出工作台账号 · Everybody of an office: id, name, role, place, and what the provider calls her."""
    make_ready()
    with reading() as session:
        values = queries.identities(session, settings().oidc_issuer)
        for user in queries.staff(session):
            typer.echo("\t".join((user.id, user.name, user.role, user.place, values.get(user.id, "—"))))


@app.command()
def bind(value: Value, user: Annotated[str, typer.Option(help="id, as `shouwang oidc list` shows it")]) -> None:
    """绑定 · From now on the provider's VALUE is this user."""
    make_ready()
    with writing() as session:
        bind_or_say(session, value, session.get(User, user))


@app.command()
def unbind(value: Value) -> None:
    """解除绑定 · The provider's VALUE is nobody any more, and sessions that began by it end; a password stays."""
    make_ready()
    try:
        with writing() as session:
            unbind_value(session, value)
    except Failure:
        _give_up("没有绑定这个值。 / Nobody has this value.")


@app.command()
def check() -> None:
    """检查 · Whether the provider can be reached and is the one of the settings."""
    oidc.check_settings()
    if not oidc.is_on():
        _give_up("没有设 SHOUWANG_OIDC_ISSUER。 / SHOUWANG_OIDC_ISSUER is not set.")
    try:
        with httpx.Client(timeout=oidc.PATIENCE_SECONDS) as client:
            known = oidc.discover(client)
    except httpx.HTTPError as failed:
        _give_up(f"连不上。 / It cannot be reached: {type(failed).__name__}")
    except Failure as failed:
        _give_up(f"它说的不对。 / What it says is not right: {failed.code}")
    typer.echo(f"✓ {settings().oidc_issuer} → {known.get('authorization_endpoint')}")


def bind_or_say(session: Session, value: str, user: User | None) -> None:
    """The same as `bind` for a command: what is wrong is a sentence."""
    if user is None:
        _give_up("没有这个账号。 / There is no such user.")
    try:
        bind_user(session, value.strip(), user)
    except Failure as failed:
        _give_up(UNBOUND.get(failed.code, failed.code))


def _give_up(why: str) -> NoReturn:
    typer.echo(f"✗ {why}", err=True)
    raise typer.Exit(1)
