"""Patterns of care over HTTP: for offices."""

from fastapi import APIRouter

from shouwang.accounts.access import Staff, within
from shouwang.database import Reading
from shouwang.patterns import service
from shouwang.patterns.schemas import PatternsReply
from shouwang.routing import Committing

router = APIRouter(prefix="/api/patterns", tags=["patterns"], route_class=Committing)


@router.get("")
def patterns(township: str, caller: Staff, session: Reading) -> PatternsReply:
    """Who may be lonely, who may be getting worse, and whose carer may have too much to do."""
    return service.patterns(session, within(caller, township))
