"""The route of the bus that goes to the villages for checkups: the order that staff set, village by village."""

from collections.abc import Callable

from sqlalchemy.orm import Session

from shouwang import clock
from shouwang.accounts.access import within
from shouwang.accounts.service import Caller
from shouwang.checkups import queries
from shouwang.checkups.models import CheckupRoute
from shouwang.checkups.schemas import RouteStop, SetRoute
from shouwang.errors import Refused, Unknown
from shouwang.register.place_queries import villages_of
from shouwang.register.roster_queries import place
from shouwang.sync.write import Author, lock_buckets, write


def places_in(session: Session, code: str) -> Callable[[str], tuple[str, int, str]]:
    """By what villages of a place are sorted: township, place in its route, and code for those that have none."""
    stops = {
        village: number
        for route in queries.routes_within(session, code)
        for number, village in enumerate(route.villages)
    }
    return lambda village: (village[:9], stops.get(village, len(stops)), village)


def stops(session: Session, township: str) -> list[RouteStop]:
    """The villages of a township as the bus goes."""
    order = places_in(session, township)
    placed = _placed(session, township)
    found = [
        RouteStop(village=code, name=name, placed=code in placed) for code, name, _ in villages_of(session, township)
    ]
    return sorted(found, key=lambda stop: order(stop.village))


def set_route(session: Session, caller: Caller, asked: SetRoute) -> list[RouteStop]:
    """Sets the order. Raises `Unknown` for a village of another place, `Refused` where somebody has set another one."""
    within(caller, asked.township)
    if place(session, asked.township) is None:
        raise Unknown
    lock_buckets(session, ["c"])
    if _placed(session, asked.township) not in (asked.seen, asked.villages):
        raise Refused("value_changed")
    known = {code for code, _, _ in villages_of(session, asked.township)}
    if set(asked.villages) - known or len(set(asked.villages)) < len(asked.villages):
        raise Unknown
    row = session.get(CheckupRoute, asked.township) or CheckupRoute(id=asked.township)
    row.villages = asked.villages
    write(session, [row], Author(caller.user.id, clock.now()))
    return stops(session, asked.township)


def _placed(session: Session, township: str) -> list[str]:
    row = session.get(CheckupRoute, township, populate_existing=True)
    return row.villages if row else []
