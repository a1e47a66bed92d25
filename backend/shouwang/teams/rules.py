"""Who belongs to a team on a day, who leads it, and about whom its members may write. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol, TypeVar

from shouwang.accounts.roles import STAFF, Role
from shouwang.teams.words import TeamKind


class Dated(Protocol):
    """Something that holds for a time, both days included."""

    @property
    def valid_from(self) -> date:
        """Its first day."""

    @property
    def valid_to(self) -> date | None:
        """Its last day; None: it goes on."""


class Member(Dated, Protocol):
    """Somebody's time in a team."""

    @property
    def user(self) -> str:
        """Who."""

    @property
    def is_leader(self) -> bool:
        """Whether she leads it."""


Someone = TypeVar("Someone", bound=Member)


@dataclass(frozen=True, slots=True)
class Watch:
    """A stretch in which a user belongs to a team that watches in a village, or in one group of it ("": in all)."""

    id: str
    role: str
    village: str
    group_name: str
    valid_from: date
    valid_to: date | None


ROLES = {
    TeamKind.WATCH_GROUP: Role.WATCH_GROUP,
    TeamKind.VOLUNTEERS: Role.VOLUNTEER,
    TeamKind.HEALTH: Role.HEALTH_WORKER,
    TeamKind.CADRES: Role.VILLAGE_CADRE,
}


def role_in(kind: TeamKind, *, is_leader: bool) -> Role:
    """In which role a member writes about those whom nobody has given to her by name."""
    return Role.VOLUNTEER_LEADER if is_leader and kind is TeamKind.VOLUNTEERS else ROLES[kind]


def may_belong(role: Role) -> bool:
    """Whoever works in the field may; an office sees to all of its places anyway."""
    return role not in STAFF


def runs(each: Dated, first: date, last: date) -> bool:
    """Whether something holds on any day of a stretch. What was ended before it began never did."""
    start = max(each.valid_from, first)
    return start <= last and (each.valid_to is None or start <= each.valid_to)


def watching(watches: Iterable[Watch], village: str, group_name: str, first: date, last: date) -> list[Watch]:
    """By which memberships a user watches over somebody who lives there, on a day of a stretch."""
    return [
        each
        for each in watches
        if each.village == village and each.group_name in ("", group_name) and runs(each, first, last)
    ]


def is_member(members: Iterable[Member], user: str, day: date) -> bool:
    """Whether somebody belongs to a team on a day, or will."""
    return any(each.user == user and (each.valid_to is None or each.valid_to >= day) for each in members)


def led_until(members: Sequence[Someone], day: date) -> list[Someone]:
    """Those who lead a team on a day, or will: a team has one leader, and another one follows them."""
    return [each for each in members if each.is_leader and (each.valid_to is None or each.valid_to >= day)]


def day_before(day: date, each: Dated) -> date:
    """The last day of what something else follows from a day on: never before the day before its first."""
    return max(day, each.valid_from) - timedelta(days=1)
