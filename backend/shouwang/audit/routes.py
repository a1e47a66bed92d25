"""The audit over HTTP: for the county to read."""

from typing import Annotated

from fastapi import APIRouter, Query

from shouwang.accounts.access import Oversight
from shouwang.audit import service
from shouwang.audit.queries import Filter
from shouwang.audit.schemas import AuditReply
from shouwang.audit.words import Deed
from shouwang.database import Reading
from shouwang.ledger.asked_period import AskedPeriod
from shouwang.routing import Committing

MOST = 2**31 - 1

router = APIRouter(prefix="/api/audit", tags=["audit"], route_class=Committing)


@router.get("")
def entries(
    caller: Oversight,
    session: Reading,
    period: AskedPeriod,
    deed: Deed | None = None,
    user: Annotated[str | None, Query(max_length=64)] = None,
    refused: bool = False,
    before: Annotated[int | None, Query(ge=1, le=MOST)] = None,
) -> AuditReply:
    """Who did what in a period, when and from where, and what came of it."""
    which = Filter(caller.user.place, period.first, period.last, deed, user, only_refused=refused)
    return service.entries(session, which, before)
