"""Who may write about whom: by an assignment, in a team that watches there, or by what somebody is in the place."""

from collections.abc import Collection
from datetime import date, datetime

from shouwang import clock
from shouwang.checkups.filling import HEALTH_ROLES
from shouwang.register.models import Assignment, Person
from shouwang.settings import settings
from shouwang.sync.decisions import Parked
from shouwang.sync.desk import Desk
from shouwang.sync.rules import Capture
from shouwang.sync.schemas import Code
from shouwang.teams.rules import Watch, watching


def role_towards(person: str, captured: Capture, desk: Desk) -> str:
    """The author's role towards a person when she wrote. Raises `Parked` where she had none.

    Reassigned since then: what she saw is still hers to tell. A wrong clock must not decide whether she may
    (sync §8, 15): she may if she was assigned on a day on which she can have written it.
    """
    first = local_day(captured.earliest) if captured.earliest else date.min
    known = desk.people.get(person)
    # Of two entries that are one person she may have cared for either: her phone may not have heard of it yet.
    hers = [given for given in desk.assignments if given.person in (person, known.id if known else None)]
    possible = [given for given in hers if _runs(given, first, local_day(desk.received_at))]
    if not possible and (Code.NOT_ASSIGNED in desk.waived or _sees_to(known, HEALTH_ROLES, desk)):
        return desk.caller.role
    if not possible and known is not None and (team := _team(known, first, captured, desk)):
        return team.role
    if not possible:
        raise Parked(Code.NOT_ASSIGNED, desk.waiting_covers.get(person))
    written = local_day(captured.at)
    likely = [given for given in possible if _runs(given, written, written)]
    return min(likely or possible, key=lambda given: (given.valid_from, given.id)).role  # as on the phone


def _team(person: Person, first: date, captured: Capture, desk: Desk) -> Watch | None:
    """The membership by which the author watches over whoever lives there: that of the day, else one that may be."""
    written, last = local_day(captured.at), local_day(desk.received_at)
    for since, until in ((written, written), (first, last)):
        found = watching(desk.watches, person.village, person.group_name, since, until)
        if found:
            return min(found, key=lambda each: (each.valid_from, each.id))
    return None


def check_place(person: Person, roles: Collection[str], desk: Desk) -> None:
    """Parks what nobody of these roles in the person's place wrote."""
    if not _sees_to(person, roles, desk) and Code.NOT_ASSIGNED not in desk.waived:
        raise Parked(Code.NOT_ASSIGNED)


def _sees_to(person: Person | None, roles: Collection[str], desk: Desk) -> bool:
    """Whether the author has one of these roles in a person's place: then she sees to everybody there."""
    places = (person.township, person.village) if person else ()
    return desk.caller.role in roles and any(each.startswith(desk.caller.user.place) for each in places)


def _runs(given: Assignment, first: date, last: date) -> bool:
    # One that was closed before it began has an end before its start.
    start = max(given.valid_from, first)
    return start <= last and (given.valid_to is None or start <= given.valid_to)


def local_day(moment: datetime) -> date:
    """A moment's day in the county."""
    return clock.local_date(moment, settings().zone)
