"""`shouwang close` and `shouwang recount`: months closed on their day or by hand, and computed again."""

from datetime import date, datetime
from typing import Annotated

import typer

from shouwang import clock
from shouwang.audit.noting import note
from shouwang.audit.words import Deed
from shouwang.closing import queries, service
from shouwang.closing.models import MonthVersion
from shouwang.collecting import without_collecting
from shouwang.database import reading, writing
from shouwang.errors import Failure
from shouwang.sealing import make_ready
from shouwang.settings import settings

Township = Annotated[str | None, typer.Option(help="乡镇代码，9 位；不写就是全部 · a township's code; all by default")]
Month = Annotated[
    datetime | None, typer.Option(help="月份，如 2026-10 · the month, as in 2026-10", formats=["%Y-%m", "%Y-%m-%d"])
]


def close(township: Township = None, month: Month = None) -> None:
    """结账：到日子还没结的月份，或指定的月份 · Close the months that are due, or the one that is named."""
    make_ready()
    first = month.date().replace(day=1) if month else None
    with without_collecting():
        for code, each in _asked(township, first):
            _tell(code, each, _closed(code, each))


def recount(township: Township = None, month: Month = None) -> None:
    """重算：每个已结账的月份现在算出来是否一样 · Compute closed months again, and say where they differ by now."""
    first = month.date().replace(day=1) if month else None
    is_intact = True
    with without_collecting(), reading() as session:
        for row in queries.versions(session, township or settings().county):
            if first in (None, row.month):
                is_intact = _recounted(row) and is_intact
    if not is_intact:
        raise typer.Exit(1)


def _asked(township: str | None, month: date | None) -> list[tuple[str, date]]:
    place = township or settings().county
    with reading() as session:
        if month:
            return [(code, month) for code in queries.townships(session, place)]
        return service.due(session, place, clock.today(settings().zone), settings().closing_day)


def _closed(township: str, month: date) -> MonthVersion:
    try:
        # One transaction for each: what is done stays when the next one fails.
        with writing() as session:
            note(session, Deed.MONTH_CLOSED, None, "township", township, month=month.isoformat())
            return service.close(session, township, month, None)
    except Failure as failure:
        typer.echo(f"✗ {township} {month:%Y-%m}: {failure.code}", err=True)
        raise typer.Exit(1) from None


def _tell(township: str, month: date, row: MonthVersion) -> None:
    typer.echo(
        f"✓ {township} {month:%Y-%m} 第 {row.number} 版 / version {row.number}: "
        f"{row.expected} 应访 / owed, {row.credited} 已访 / done, {row.misses} 缺 / missed, "
        f"{row.unreported} 未报 / not reported · {row.rows_sha256[:12]}"
    )


def _recounted(row: MonthVersion) -> bool:
    intact = service.is_intact(row)
    words = "✓ 完好 / intact" if intact else "✗ 与结账时不符 / not what was closed"
    with reading() as session:
        newest = queries.version(session, row.township, row.month)
        found = []
        if newest is not None and newest.number == row.number:
            found = service.since_closed(newest, service.live(session, row.township, row.month))
    later = f", 之后有 {len(found)} 处不同 / {len(found)} rows differ by now" if found else ""
    typer.echo(f"{words} {row.township} {row.month:%Y-%m} 第 {row.number} 版 / version {row.number}{later}")
    return intact
