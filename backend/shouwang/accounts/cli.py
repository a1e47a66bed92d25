"""`shouwang invite`: how the first people get in; `shouwang rights`: what they may do then."""

from typing import Annotated

import typer
from sqlalchemy.orm import Session

from shouwang import clock, ids
from shouwang.accounts.models import User
from shouwang.accounts.oidc_cli import bind_or_say
from shouwang.accounts.rights import as_markdown
from shouwang.accounts.roles import STAFF, Role
from shouwang.accounts.service import make_enrolment
from shouwang.audit.noting import note
from shouwang.audit.words import Deed
from shouwang.database import reading, writing
from shouwang.register.models import Place
from shouwang.sealing import make_ready
from shouwang.settings import settings
from shouwang.sync.write import Author, write

PLACE_DIGITS = (6, 9, 12)


def invite(
    name: Annotated[str, typer.Option(help="姓名 · the person's name")],
    role: Annotated[Role, typer.Option(help="角色 · what she is")],
    place: Annotated[str, typer.Option(help="区划代码，6/9/12 位 · the code of her county, township or village")],
    url: Annotated[str, typer.Option(help="where her phone reaches the server")] = "",
    oidc: Annotated[str, typer.Option(help="统一登录里的名字 · what the identity provider calls her")] = "",
) -> None:
    """新建用户并打印登录链接 · Make a user and print her sign-in link."""
    if not (place.isascii() and place.isdigit() and len(place) in PLACE_DIGITS):
        typer.echo("✗ 区划代码应为 6、9 或 12 位数字。 / A place's code has 6, 9 or 12 digits.", err=True)
        raise typer.Exit(1)
    if role in STAFF and len(place) > len("430321104"):
        typer.echo("✗ 工作台账号的区划代码应为县或乡镇。 / An office is a county's or a township's.", err=True)
        raise typer.Exit(1)
    if not name.strip():
        typer.echo("✗ 请写姓名。 / Say the name.", err=True)
        raise typer.Exit(1)
    make_ready()
    with reading() as session:
        _check_place(session, place)
    base_url = url or settings().public_url or "http://127.0.0.1:8000"
    with writing() as session:
        user = User(id=ids.uuid7(), name=name.strip(), role=role, place=place, created_at=clock.now())
        write(session, [user], Author(None, clock.now()))
        if oidc:
            bind_or_say(session, oidc, user)
        note(session, Deed.ACCOUNT_MADE, None, "user", user.id, role=role, place=place)
        link = make_enrolment(session, user, made_by=None, base_url=base_url).link
    typer.echo(link)


def rights() -> None:
    """谁能做什么 · Who may do what, as the page docs/rights.md."""
    typer.echo(as_markdown(), nl=False)


def _check_place(session: Session, place: str) -> None:
    """Refuses a place of another county, and a township or village that the register does not know."""
    county = settings().county
    if not place.startswith(county):
        typer.echo(
            f"✗ {place} 不在本县（{county}）。本机服务的县由 SHOUWANG_COUNTY 指定。 / "
            f"Not in this county: SHOUWANG_COUNTY says which one this is.",
            err=True,
        )
        raise typer.Exit(1)
    if place != county and session.get(Place, place) is None:
        typer.echo(f"✗ 还没有 {place}，请先导入它的花名册。 / No such place yet: import its roster first.", err=True)
        raise typer.Exit(1)
