"""Use cases of urgings: an office urges a worker, and takes one back that was made by mistake."""

from sqlalchemy.orm import Session

from shouwang import clock
from shouwang.accounts.access import within
from shouwang.accounts.models import User
from shouwang.accounts.service import Caller
from shouwang.database import insert_into
from shouwang.errors import Refused, Unknown
from shouwang.reminders import queries
from shouwang.reminders.models import Urging
from shouwang.reminders.schemas import Urged, UrgeRequest
from shouwang.reminders.words import UrgedBy
from shouwang.settings import settings


def urge(session: Session, caller: Caller, asked: UrgeRequest) -> Urged:
    """Notes that a worker is urged about people whom she cares for today. Raises `Unknown` where none of them is hers.

    The same urging asked again is answered again; an id that stands for another one is refused.
    """
    today = clock.today(settings().zone)
    hers = queries.hers_among(session, asked.user, asked.people, caller.user.place, today)
    worker = session.get(User, asked.user)
    if not hers or worker is None:
        raise Unknown
    new = {
        "id": asked.id,
        "township": next(iter(hers.values())),
        "user": worker.id,
        "people": sorted(hers),
        "how": asked.how,
        "day": today,
        "at": clock.now(),
        "by": caller.user.id,
        "by_name": caller.user.name,
        "undone_at": None,
    }
    session.execute(insert_into(session, Urging).values(new).on_conflict_do_nothing(index_elements=["id"]))
    kept = session.get_one(Urging, asked.id)
    if (kept.user, kept.by, kept.how) != (worker.id, caller.user.id, asked.how):
        raise Refused("id_taken")
    return Urged(**kept.line(), phone=worker.phone if asked.how is UrgedBy.CALL else None)


def undo(session: Session, caller: Caller, urging: str) -> None:
    """It was not said after all. Doing so again changes nothing. Raises `Unknown`."""
    found = session.get(Urging, urging)
    if found is None:
        raise Unknown
    within(caller, found.township)
    found.undone_at = found.undone_at or clock.now()
