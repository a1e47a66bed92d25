"""Use cases of teams: they are made, people join and leave them, lead them, and they watch in villages, all by date.

Nothing is deleted: who belonged to a team on a day, and where it watched then, can be asked for ever. What a member
wrote stays hers when she leaves.
"""

from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from shouwang import clock
from shouwang.accounts.access import within
from shouwang.accounts.roles import Role
from shouwang.accounts.service import Caller
from shouwang.errors import Refused, Unknown
from shouwang.ids import uuid7
from shouwang.register.models import Place
from shouwang.settings import settings
from shouwang.sync.write import Author, lock_buckets, write
from shouwang.teams import queries, rules
from shouwang.teams.models import Team, TeamArea, TeamMember
from shouwang.teams.schemas import (
    AreaLine,
    LastDay,
    MemberLine,
    NewArea,
    NewMember,
    NewTeam,
    TeamFile,
    TeamLine,
    TeamName,
)
from shouwang.teams.words import TeamKind


def teams(session: Session, place: str) -> list[TeamLine]:
    """The teams of a place."""
    return _lines(session, [(team, name) for team, name in queries.teams_within(session, place)])


def team_file(session: Session, team: Team) -> TeamFile:
    """A team with its people and villages, present and past."""
    areas = queries.areas_of(session, team.id)
    names = queries.names_of_places(session, [team.place, *(each.village for each in areas)])
    people = queries.people_in(session, [each.id for each in areas])
    return TeamFile(
        team=_lines(session, [(team, names[team.place])])[0],
        members=[
            MemberLine.model_validate(each, from_attributes=True) for each in queries.members_of(session, team.id)
        ],
        areas=[
            AreaLine(
                **each.model_dump(exclude={"team"}), village_name=names[each.village], people=people.get(each.id, 0)
            )
            for each in areas
        ],
    )


def add(session: Session, caller: Caller, asked: NewTeam) -> TeamFile:
    """A team; asked again, the same. Raises `Unknown`."""
    if session.get(Place, within(caller, asked.place)) is None:
        raise Unknown
    made = session.get(Team, asked.id)
    if made is None:
        made = Team(id=asked.id, place=asked.place, kind=asked.kind, name=asked.name)
        session.add(made)
        session.flush()
    within(caller, made.place)
    return team_file(session, made)


def rename(session: Session, caller: Caller, team: Team, asked: TeamName) -> TeamFile:
    """Another name, on its members' phones too. Raises `Refused` where somebody was first."""
    members = _locked(session, team)
    if team.name not in (asked.seen, asked.name):
        raise Refused("value_changed", current={"name": team.name})
    team.name = asked.name
    for each in members:
        each.team_name = asked.name
    write(session, members, _author(caller))
    return team_file(session, team)


def join(session: Session, caller: Caller, team: Team, asked: NewMember) -> TeamFile:
    """Somebody belongs to a team from a day on, or leads it from then on. Raises `Unknown`, `Refused`."""
    user = queries.active_user(session, asked.user)
    if user is None or not rules.may_belong(Role(user.role)):
        raise Unknown
    within(caller, user.place)
    members = _locked(session, team)
    if team.ended_on is not None and team.ended_on < asked.valid_from:
        raise Refused("team_ended")
    hers = [each for each in members if each.user == user.id and rules.is_member([each], user.id, asked.valid_from)]
    if hers and (not asked.is_leader or any(each.is_leader for each in hers)):
        raise Refused("member_already")
    lock_buckets(session, [f"u:{user.id}"])
    changed = [*hers, *(_leads_no_more(members, asked) if asked.is_leader else [])]
    fresh = [_member(team, user.id, user.name, asked.valid_from, is_leader=asked.is_leader)]
    for each in changed:
        if each.user != user.id:
            fresh.append(
                _member(team, each.user, each.user_name, asked.valid_from, is_leader=False, until=each.valid_to)
            )
        each.valid_to = rules.day_before(asked.valid_from, each)
    write(session, [*changed, *fresh], _author(caller))
    return team_file(session, team)


def leave(session: Session, caller: Caller, team: Team, member: str, asked: LastDay) -> TeamFile:
    """Somebody belongs to a team up to a day. Raises `Unknown`, `Refused`."""
    hers = next((each for each in _locked(session, team) if each.id == member), None)
    if hers is None:
        raise Unknown
    if asked.valid_to < hers.valid_from:
        raise Refused("before_first_day")
    hers.valid_to = asked.valid_to
    write(session, [hers], _author(caller))
    return team_file(session, team)


def watch(session: Session, caller: Caller, team: Team, asked: NewArea) -> TeamFile:
    """A team watches in a village, or in one group of it, from a day on. Raises `Unknown`, `Refused`."""
    if session.get(Place, within(caller, asked.village)) is None or not asked.village.startswith(team.place[:9]):
        raise Unknown
    _locked(session, team)
    if team.ended_on is not None and team.ended_on < asked.valid_from:
        raise Refused("team_ended")
    same = [
        each
        for each in queries.areas_of(session, team.id)
        if (each.village, each.group_name) == (asked.village, asked.group_name)
        and rules.runs(each, asked.valid_from, date.max)
    ]
    if not same:
        session.add(TeamArea(id=uuid7(), team=team.id, **asked.model_dump()))
        session.flush()
    return team_file(session, team)


def end_watch(session: Session, team: Team, area: str, asked: LastDay) -> TeamFile:
    """A team watches somewhere up to a day. Raises `Unknown`, `Refused`."""
    _locked(session, team)
    found = next((each for each in queries.areas_of(session, team.id) if each.id == area), None)
    if found is None:
        raise Unknown
    if asked.valid_to < found.valid_from:
        raise Refused("before_first_day")
    found.valid_to = asked.valid_to
    session.flush()
    return team_file(session, team)


def end(session: Session, caller: Caller, team: Team, asked: LastDay) -> TeamFile:
    """A team is over with a day: whoever still belongs to it does so no longer, and it watches nowhere."""
    members, areas = _locked(session, team), queries.areas_of(session, team.id)
    going_on = [each for each in members if each.valid_to is None or each.valid_to > asked.valid_to]
    if any(each.valid_from > asked.valid_to for each in going_on):
        raise Refused("before_first_day")
    for each in going_on:
        each.valid_to = asked.valid_to
    for area in areas:
        if area.valid_to is None or area.valid_to > asked.valid_to:
            area.valid_to = max(asked.valid_to, area.valid_from)
    team.ended_on = asked.valid_to
    write(session, going_on, _author(caller))
    session.flush()
    return team_file(session, team)


def find(session: Session, caller: Caller, team: str) -> Team:
    """A team of the caller's places. Raises `Unknown`."""
    found = session.get(Team, team)
    if found is None:
        raise Unknown
    within(caller, found.place)
    return found


def _locked(session: Session, team: Team) -> list[TeamMember]:
    """The members of a team, which nobody else changes at the same time."""
    queries.lock_team(session, team.id)
    session.refresh(team)
    lock_buckets(session, [f"u:{each.user}" for each in queries.members_of(session, team.id)])
    return queries.members_of(session, team.id)


def _leads_no_more(members: Sequence[TeamMember], asked: NewMember) -> list[TeamMember]:
    return [each for each in rules.led_until(members, asked.valid_from) if each.user != asked.user]


def _member(team: Team, user: str, name: str, since: date, *, is_leader: bool, until: date | None = None) -> TeamMember:
    kind = TeamKind(team.kind)
    return TeamMember(
        id=uuid7(),
        team=team.id,
        team_name=team.name,
        kind=kind,
        role=rules.role_in(kind, is_leader=is_leader),
        user=user,
        user_name=name,
        is_leader=is_leader,
        valid_from=since,
        valid_to=until,
    )


def _lines(session: Session, found: Sequence[tuple[Team, str]]) -> list[TeamLine]:
    ids, today = [team.id for team, _ in found], clock.today(settings().zone)
    people = queries.people_of_teams(session, ids, today)
    members: dict[str, list[TeamMember]] = {each: [] for each in ids}
    for member in queries.members_on(session, ids, today):
        members[member.team].append(member)
    return [
        TeamLine(
            **team.model_dump(),
            place_name=place,
            leader=next((each.user_name for each in members[team.id] if each.is_leader), None),
            members=len(members[team.id]),
            people=people.get(team.id, 0),
        )
        for team, place in found
    ]


def _author(caller: Caller) -> Author:
    return Author(caller.user.id, clock.now())
