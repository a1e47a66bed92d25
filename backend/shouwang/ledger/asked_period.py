"""The period that a page of staff asks about."""

from datetime import date, timedelta
from typing import Annotated

from fastapi import Depends, Query

from shouwang import clock
from shouwang.duties.reconcile import Period
from shouwang.duties.units import month_end
from shouwang.errors import Malformed
from shouwang.settings import settings

LONGEST_PERIOD = timedelta(days=3_660)


def asked_period(
    from_: Annotated[date | None, Query(alias="from")] = None, to: Annotated[date | None, Query()] = None
) -> Period:
    """The period asked about; the running month where nothing is said. Raises `Malformed`."""
    today = clock.today(settings().zone)
    first = from_ or (to or today).replace(day=1)
    last = to or month_end(first)
    if not first <= last <= first + LONGEST_PERIOD:
        raise Malformed("period")
    return Period(first, last)


AskedPeriod = Annotated[Period, Depends(asked_period)]
