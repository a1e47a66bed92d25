"""What of activities lies on whose phone (docs/decisions/0190)."""

from datetime import date

from sqlalchemy.orm import Session

from shouwang.accounts.service import Caller
from shouwang.activities.models import bucket_of
from shouwang.activities.queries import lately_of
from shouwang.activities.words import HELPERS, LEADERS

TOWNSHIP_DIGITS = 9


def buckets_of(session: Session, caller: Caller, today: date) -> list[str]:
    """The activities of her township for who may sign up; for a leader also what her township did, and the others."""
    township = township_of(caller.user.place)
    if caller.role not in HELPERS or township is None:
        return []
    theirs = [bucket_of(activity) for activity in lately_of(session, township, today)]
    if caller.role not in LEADERS:
        return theirs
    years = [f"t:{township}:{year}" for year in (today.year, today.year - 1)]
    return [*theirs, *years, bucket_of(township[:6])]


def township_of(place: str) -> str | None:
    """The township in which a place lies; a county lies in none."""
    return place[:TOWNSHIP_DIGITS] if len(place) >= TOWNSHIP_DIGITS else None
