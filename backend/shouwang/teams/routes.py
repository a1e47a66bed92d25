"""Teams over HTTP."""

from fastapi import APIRouter

from shouwang.accounts.access import Office, Staff, within
from shouwang.database import Reading, Writing
from shouwang.routing import Committing
from shouwang.teams import service
from shouwang.teams.schemas import LastDay, NewArea, NewMember, NewTeam, TeamFile, TeamLine, TeamName

router = APIRouter(prefix="/api/teams", tags=["teams"], route_class=Committing)


@router.get("")
def teams(caller: Staff, session: Reading, place: str) -> list[TeamLine]:
    """The teams of a place."""
    return service.teams(session, within(caller, place))


@router.post("")
def add(asked: NewTeam, caller: Office, session: Writing) -> TeamFile:
    """A team that was not there."""
    return service.add(session, caller, asked)


@router.get("/{team}")
def team_file(team: str, caller: Staff, session: Reading) -> TeamFile:
    """A team with its people and villages, present and past."""
    return service.team_file(session, service.find(session, caller, team))


@router.post("/{team}/rename")
def rename(team: str, asked: TeamName, caller: Office, session: Writing) -> TeamFile:
    """Another name for a team."""
    return service.rename(session, caller, service.find(session, caller, team), asked)


@router.post("/{team}/members")
def join(team: str, asked: NewMember, caller: Office, session: Writing) -> TeamFile:
    """Somebody belongs to a team, or leads it, from a day on."""
    return service.join(session, caller, service.find(session, caller, team), asked)


@router.post("/{team}/members/{member}/leave")
def leave(team: str, member: str, asked: LastDay, caller: Office, session: Writing) -> TeamFile:
    """Somebody belongs to a team up to a day."""
    return service.leave(session, caller, service.find(session, caller, team), member, asked)


@router.post("/{team}/areas")
def watch(team: str, asked: NewArea, caller: Office, session: Writing) -> TeamFile:
    """A team watches in a village from a day on."""
    return service.watch(session, caller, service.find(session, caller, team), asked)


@router.post("/{team}/areas/{area}/end")
def end_watch(team: str, area: str, asked: LastDay, caller: Office, session: Writing) -> TeamFile:
    """A team watches in a village up to a day."""
    return service.end_watch(session, service.find(session, caller, team), area, asked)


@router.post("/{team}/end")
def end(team: str, asked: LastDay, caller: Office, session: Writing) -> TeamFile:
    """A team is over with a day."""
    return service.end(session, caller, service.find(session, caller, team), asked)
