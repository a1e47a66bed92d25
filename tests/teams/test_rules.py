"""Who watches where, and in which role."""

from dataclasses import dataclass
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shouwang.accounts.roles import Role
from shouwang.teams.rules import Watch, day_before, role_in, runs, watching
from shouwang.teams.words import TeamKind

DAYS = st.dates(date(2026, 1, 1), date(2026, 3, 1))


@dataclass(frozen=True)
class Held:
    valid_from: date
    valid_to: date | None


@pytest.mark.parametrize(
    ("kind", "leads", "role"),
    [
        (TeamKind.WATCH_GROUP, True, Role.WATCH_GROUP),
        (TeamKind.VOLUNTEERS, True, Role.VOLUNTEER_LEADER),
        (TeamKind.VOLUNTEERS, False, Role.VOLUNTEER),
        (TeamKind.HEALTH, True, Role.HEALTH_WORKER),
        (TeamKind.CADRES, False, Role.VILLAGE_CADRE),
    ],
)
def test_a_role_follows_from_the_team(kind: TeamKind, leads: bool, role: Role) -> None:
    assert role_in(kind, is_leader=leads) is role


@given(DAYS, st.none() | DAYS, DAYS, DAYS)
def test_something_runs_on_a_stretch_when_it_holds_on_one_of_its_days(
    since: date, until: date | None, first: date, last: date
) -> None:
    days = [date.fromordinal(n) for n in range(first.toordinal(), last.toordinal() + 1)]
    held = any(since <= each and (until is None or each <= until) for each in days)
    assert runs(Held(since, until), first, last) == held


@given(DAYS, st.none() | DAYS, DAYS)
def test_what_another_follows_does_not_run_on_with_it(since: date, until: date | None, day: date) -> None:
    assert not runs(Held(since, day_before(day, Held(since, until))), day, date.max)


def test_a_group_of_a_village_is_not_the_whole_of_it() -> None:
    day = date(2026, 2, 1)
    whole, part = (Watch(name, "watch_group", "v", name, day, None) for name in ("", "8组"))
    assert watching([whole, part], "v", "8组", day, day) == [whole, part]
    assert watching([whole, part], "v", "9组", day, day) == [whole]
    assert watching([whole, part], "w", "8组", day, day) == []
