"""From an envelope's body to a need."""

from datetime import datetime, timedelta

from shouwang.accounts.models import User
from shouwang.needs.models import Need, NeedTold
from shouwang.needs.schemas import NeedBody
from shouwang.needs.words import NeedStatus
from shouwang.register.models import Person
from shouwang.sync.rows import new_row

URGENT = timedelta(hours=24)
"""Within which an urgent need is to be answered, counted from when it was written down."""


def need_row(
    body: NeedBody, person: Person, author: User, mutation: str, raised_at: datetime, received_at: datetime
) -> Need:
    """A need as it came."""
    return new_row(
        Need,
        id=body.id,
        person=person.id,
        township=person.township,
        kind=body.kind,
        urgent=body.urgent,
        note=body.note,
        record=body.record,
        author=author.id,
        author_name=author.name,
        mutation=mutation,
        raised_at=raised_at,
        received_at=received_at,
        due_at=raised_at + URGENT if body.urgent else None,
    )


def told_row(need: Need) -> NeedTold:
    """What the author of a new need is told of it, wherever she works later."""
    return new_row(
        NeedTold,
        id=need.id,
        author=need.author,
        kind=need.kind,
        raised_at=need.raised_at,
        status=NeedStatus.OPEN,
    )
