"""`shouwang close` and `shouwang recount`: months closed on their day or by hand, and computed again."""

from datetime import date, datetime
from typing import Annotated

import typer
from sqlalchemy.orm import Session

from shouwang import clock
from shouwang.audit.noting import note
from shouwang.audit.words import Deed
from shouwang.closing import queries, service
from shouwang.closing.models import MonthVersion
from shouwang.closing.rules import VersionCheck
from shouwang.collecting import without_collecting
from shouwang.database import reading, writing
from shouwang.errors import Failure
from shouwang.sealing import make_ready
from shouwang.settings import settings

Township = Annotated[str | None, typer.Option(help="乡镇代码，9 位；不写就是全部 · a township's code; all by default")]
Month = Annotated[
    datetime | None, typer.Option(help="月份，如 2026-10 · the month, as in 2026-10", formats=["%Y-%m", "%Y-%m-%d"])
]


SENTENCES = {
    "month_not_over": "这个月还没过完，不能结账 / the month is not over",
    "month_reopened": "县里重新打开了，由人来结账 / opened again for a reason: left for somebody to close",
    "unknown": "没有这个乡镇 / no such township",
}


def close(township: Township = None, month: Month = None) -> None:
    """结账：到日子还没结的月份，或指定的月份 · Close the months that are due, or the one that is named."""
    make_ready()
    first = month.date().replace(day=1) if month else None
    with without_collecting():
        asked = _asked(township, first)
        if not asked:
            typer.echo("没有要结的月份 / nothing to close")
        refused = [failure for code, each in asked if (failure := _close(code, each))]
    if any(failure.code != "month_reopened" for failure in refused):
        raise typer.Exit(1)


def recount(township: Township = None, month: Month = None) -> None:
    """重算：每个已结账的月份现在算出来是否一样 · Compute closed months again, and say where they differ by now."""
    first = month.date().replace(day=1) if month else None
    with without_collecting(), reading() as session:
        found = [_recounted(session, row) for row in queries.versions(session, township or settings().county, first)]
    if not found:
        typer.echo("还没有结过账 / nothing was closed yet")
    if any(each is not VersionCheck.INTACT for each in found):
        raise typer.Exit(1)


def _asked(township: str | None, month: date | None) -> list[tuple[str, date]]:
    place = township or settings().county
    with reading() as session:
        townships = queries.townships(session, place)
        if not townships:
            typer.echo(f"✗ {place}: {SENTENCES['unknown']}", err=True)
            raise typer.Exit(1)
        if month:
            return [(code, month) for code in townships]
        return service.due(session, place, clock.today(settings().zone), settings().closing_day)


def _close(township: str, month: date) -> Failure | None:
    """Closes one; what stands in its way is said, and the next one is closed all the same."""
    try:
        # One transaction for each: what is done stays when the next one fails.
        with writing() as session:
            note(session, Deed.MONTH_CLOSED, None, "township", township, month=month.isoformat())
            _tell(service.close(session, township, month, None))
    except Failure as failure:
        typer.echo(f"✗ {township} {month:%Y-%m}: {SENTENCES.get(failure.code, failure.code)}", err=True)
        return failure
    return None


def _tell(row: MonthVersion) -> None:
    typer.echo(
        f"✓ {row.township} {row.month:%Y-%m} 第 {row.number} 版 / version {row.number}: "
        f"{row.expected} 应访 / owed, {row.credited} 已访 / done, {row.misses} 缺 / missed, "
        f"{row.unreported} 未报 / not reported · {row.rows_sha256[:12]}"
    )


FOUND = {
    VersionCheck.INTACT: "✓ 完好 / intact",
    VersionCheck.ALTERED: "✗ 数据库里被人动过 / altered in the database",
    VersionCheck.COMPUTED_OTHERWISE: "✗ 没被改动，但现在的程序算出的不一样 / unaltered, but computed otherwise by now",
}


def _recounted(session: Session, row: MonthVersion) -> VersionCheck:
    check = service.check(row)
    newest = queries.version(session, row.township, row.month)
    found = []
    if newest is not None and newest.number == row.number:
        found = service.since_closed(newest, service.live(session, row.township, row.month))
    later = f", 之后有 {len(found)} 处不同 / {len(found)} rows differ by now" if found else ""
    words = f"{FOUND[check]} {row.township} {row.month:%Y-%m}"
    typer.echo(f"{words} 第 {row.number} 版 / version {row.number}{later}")
    return check
