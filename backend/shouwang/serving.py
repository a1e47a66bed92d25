"""`shouwang serve`: from nothing to a county that answers."""

import errno
import logging
import socket
import sys

import typer
import uvicorn

from shouwang.accounts.models import User
from shouwang.accounts.oidc import check_settings as check_oidc_settings
from shouwang.accounts.service import first_administrators_link, make_enrolment
from shouwang.accounts.signing_in import forget_old_failures
from shouwang.accounts.typed_codes import forget_old_tries
from shouwang.activities.organisers import tell_of_townships
from shouwang.app import WEB, create_app
from shouwang.audit import service as audit
from shouwang.database import engine, reading, writing
from shouwang.demo.cast import find_cast
from shouwang.demo.county import is_empty, load_county
from shouwang.records.summaries import turn_of_the_year
from shouwang.reminders.scheduler import reminding
from shouwang.reminders.vapid import vapid
from shouwang.sealing import make_ready
from shouwang.settings import settings
from shouwang.sync.keys import publish_keys
from shouwang.sync.retrying import retry_all
from shouwang.watching.log import write_json_lines


def serve(host: str, port: int, *, demo: bool) -> None:
    """Migrates, loads the demo county when asked and nothing is there, says where it is, and serves until stopped."""
    check_oidc_settings()
    listening = _listen(host, port)
    if not settings().data.exists():
        _say(f"→ there is no folder {settings().data} yet: it is made. A county that is not new has one: SHOUWANG_DATA")
    _say("→ bringing the database up to date")
    make_ready()
    vapid()
    with writing() as session:
        publish_keys(session)
        audit.prune(session)
    retry_all()
    forget_old_failures()
    forget_old_tries()
    if demo:
        _load_demo()
        _print_links(_address(host, port))
    _print_first_link(_address(host, port))
    with writing() as session:
        tell_of_townships(session)
    turn_of_the_year()
    if not WEB.is_dir():
        _say("! the app is not built, only the API is served; run: make")
    _say(f"✓ Shouwang is at {_address(host, port)} — stop it with Ctrl-C")
    config = uvicorn.Config(create_app(), log_level="warning", access_log=False, timeout_graceful_shutdown=10)
    if settings().log == "json":
        write_json_lines()
    with reminding(engine(), is_on=settings().reminders):
        uvicorn.Server(config).run(sockets=[listening])


def _listen(host: str, port: int) -> socket.socket:
    """The socket, taken before any work is done for it. Exits with a sentence when it cannot be had."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        # A second server bound to the same address is only noticed here.
        listening.listen(2_048)
    except OSError as refused:
        raise SystemExit(f"✗ {_why_not(port, refused)}") from None
    return listening


def _why_not(port: int, refused: OSError) -> str:
    if refused.errno == errno.EADDRINUSE:
        return f"Port {port} is taken: choose another, as in make run PORT={port + 1}"
    return f"Port {port} cannot be used: {refused.strerror}"


def _load_demo() -> None:
    with reading() as session:
        if not is_empty(session):
            return
    _say("→ loading a small demo county")
    load_county(engine(), small=True)


def _print_links(base_url: str) -> None:
    """One sign-in link per member of the cast; each is good for one device."""
    with writing() as session:
        links = [
            (member, make_enrolment(session, user, made_by=None, base_url=base_url).link)
            for member in find_cast(session)
            if (user := session.get(User, member.user_id)) is not None
        ]
    if links:
        _say("  Sign in as one of these; a link is good for one device, the next start prints new ones:")
    for member, link in links:
        _say(f"  {link}  {member.title_zh} · {member.title_en}")


def _print_first_link(base_url: str) -> None:
    with writing() as session:
        link = first_administrators_link(session, base_url)
    if link:
        _say("  还没有管理员：打开此链接设置登录名和密码，只能用一次。")
        _say(f"  There is no administrator yet. This link lets one choose a login and a password, once:\n  {link}")


def _address(host: str, port: int) -> str:
    return settings().public_url or f"http://{_shown(host)}:{port}"


def _shown(host: str) -> str:
    return "127.0.0.1" if host in ("0.0.0.0", "::") else host  # noqa: S104 - it is only shown


def _say(text: str) -> None:
    typer.echo(text)
    sys.stdout.flush()


logging.getLogger("alembic").setLevel(logging.WARNING)
