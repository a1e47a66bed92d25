"""What somebody at the desk does to a month that is closed wants a reason, which is kept (semantics §9).

The closed version does not move: the reason is for whoever finds that the month differs by now. What the field writes,
on a phone or on paper, is never asked for one: a late record is no change of mind.
"""

from datetime import date

from sqlalchemy.orm import Session

from shouwang import clock
from shouwang.accounts.service import Caller
from shouwang.closing import queries
from shouwang.closing.models import ClosedMonthChange
from shouwang.errors import Refused
from shouwang.ids import uuid7


def guard(session: Session, caller: Caller, township: str, first: date, what: str, row: str) -> None:
    """Asks for the caller's reason where a township has closed a month in which, or after which, `first` lies.

    `what` is the kind of thing that changes, `row` its id. Raises `Refused` with `closed_month`: nothing is changed.
    """
    # A closing under way is waited for: it has either counted what changes here, or asks for the reason.
    queries.lock_place(session, township)
    months = queries.closed_since(session, township, first.replace(day=1))
    if not months:
        return
    if not caller.reason:
        raise Refused("closed_month", months=[month.isoformat() for month in months])
    session.add(
        ClosedMonthChange(
            id=uuid7(),
            township=township,
            first=first,
            what=what,
            row=row,
            at=clock.now(),
            by=caller.user.id,
            by_name=caller.user.name,
            reason=caller.reason,
        )
    )
