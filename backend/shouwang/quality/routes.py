"""What is wrong in registers, over HTTP: for offices."""

from fastapi import APIRouter

from shouwang.accounts.access import Staff, within
from shouwang.database import Reading
from shouwang.quality import service
from shouwang.quality.schemas import QualityReply
from shouwang.routing import Committing

router = APIRouter(prefix="/api/quality", tags=["quality"], route_class=Committing)


@router.get("")
def quality(township: str, caller: Staff, session: Reading) -> QualityReply:
    """What of a township is to be put right, what matters most first."""
    return service.quality(session, within(caller, township))
