"""Teams follow what becomes of villages."""

from datetime import date, timedelta

from sqlalchemy.orm import Session

from shouwang.ids import uuid7
from shouwang.teams import queries
from shouwang.teams.models import TeamArea


def follow_village(session: Session, village: str, into: str, today: date) -> None:
    """A village is part of another one from today on: teams that watch in it watch there."""
    for area in queries.areas_in(session, village, today):
        since = max(area.valid_from, today)
        kept = {"team": area.team, "village": into, "group_name": area.group_name}
        session.add(TeamArea(id=uuid7(), valid_from=since, valid_to=area.valid_to, **kept))
        area.valid_to = since - timedelta(days=1)
    session.flush()
