"""`shouwang remind`: one round of reminders, for cron and systemd."""

from typing import Annotated

import typer

from shouwang import clock
from shouwang.database import engine, reading
from shouwang.reminders import queries
from shouwang.reminders.planning import plan_all
from shouwang.reminders.sending import remind as send_round
from shouwang.reminders.vapid import vapid
from shouwang.sealing import make_ready

WORDS = {
    "planned": "新生成 · planned",
    "sent": "已发送 · sent",
    "waiting": "稍后再试 · to be tried again",
    "given_up": "发不出去 · given up",
    "unknown": "不知到没到，不再发 · may have arrived, not sent again",
    "left": "等通道空出来 · waiting for their channel",
}


def remind(
    plan_only: Annotated[
        bool, typer.Option("--plan", help="只生成，不发送 · compose what is due and send nothing")
    ] = False,
) -> None:
    """提醒：生成到点的、发送等着的，每分钟可调用一次 · Compose what is due and send what waits; call it each minute."""
    make_ready()
    vapid()  # made on the first run; a wrong one is told before anything is claimed
    if plan_only:
        planned = plan_all(engine(), clock.now())
        with reading() as session:
            waiting = queries.how_many_wait(session, clock.now())
        typer.echo(f"{WORDS['planned']}: {planned}; 等着 · waiting: {waiting}")
        return
    told = send_round(engine())
    typer.echo("; ".join(f"{words}: {told[name]}" for name, words in WORDS.items()))
