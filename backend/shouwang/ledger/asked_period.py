"""The period that a page of staff asks about."""

from datetime import date, timedelta
from typing import Annotated

from fastapi import Depends, Query

from shouwang import clock
from shouwang.duties.reconcile import Period
from shouwang.errors import Malformed
from shouwang.settings import settings

LONGEST_PERIOD = timedelta(days=3_660)


def asked_period(
    from_: Annotated[date | None, Query(alias="from")] = None, to: Annotated[date | None, Query()] = None
) -> Period:
    """The period asked about; the running month where nothing is said. Raises `Malformed`."""
    today = clock.today(settings().zone)
    first = from_ or (to or today).replace(day=1)
    last = to or _month_end(first)
    if not first <= last <= first + LONGEST_PERIOD:
        raise Malformed("period")
    return Period(first, last)


def _month_end(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


AskedPeriod = Annotated[Period, Depends(asked_period)]
