"""Who was not met and not since comes before the township by itself, in whatever order the records come."""

from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from httpx import Client
from sqlalchemy import Engine

import cast
from cast import CAST
from shouwang import clock
from shouwang.needs.rules import is_unreached

Headers = dict[str, str]


def sent(client: Client, headers: Headers, *visits: tuple[str, int, str]) -> list[str]:
    """Visits of a person so many hours ago, each met or not; their ids."""
    items = []
    for n, (person, hours, status) in enumerate(visits):
        more = {"status": status, **({"reason": "nobody_home"} if status == "attempt" else {})}
        items.append(cast.envelope(cast.visit(person, clock.now() - timedelta(hours=hours), **more), n + 1))
    reply = client.post("/api/sync/push", headers=headers, json={"device": "d", "items": items})
    assert {result["status"] for result in reply.json()["results"]} == {"applied"}
    return [item["body"]["id"] for item in items]


def told(client: Client, headers: Headers) -> Any:
    reply = client.get("/api/needs/unreached", headers=headers)
    assert reply.status_code == 200, reply.text
    return [(line["person_name"], line["fully_dependent"], len(line["attempts"])) for line in reply.json()]


def days_ago(days: int) -> str:
    return (clock.today(ZoneInfo("Asia/Shanghai")) - timedelta(days=days)).isoformat()


def test_one_attempt_is_enough_where_she_is_fully_dependent(client: Client, carer: Headers, clerk: Headers) -> None:
    sent(client, carer, (CAST.wang, 3, "attempt"), (CAST.li, 3, "attempt"))
    assert told(client, clerk) == [("王强", True, 1)]


def test_two_in_a_row_are_told_until_somebody_meets_her(client: Client, carer: Headers, clerk: Headers) -> None:
    sent(client, carer, (CAST.li, 30, "attempt"), (CAST.li, 3, "attempt"))
    assert [(person, number) for person, _, number in told(client, clerk)] == [(told(client, clerk)[0][0], 2)]
    sent(client, carer, (CAST.li, 1, "valid"))
    assert told(client, clerk) == []


@pytest.mark.parametrize("late", [0, 1, 2])
def test_a_visit_between_two_attempts_counts_whenever_it_comes(
    client: Client, carer: Headers, clerk: Headers, late: int
) -> None:
    visits = [(CAST.li, 30, "attempt"), (CAST.li, 20, "valid"), (CAST.li, 3, "attempt")]
    held = visits.pop(late)
    sent(client, carer, *visits)
    sent(client, carer, held)
    assert told(client, clerk) == []


def test_a_voided_attempt_is_none(client: Client, carer: Headers, clerk: Headers) -> None:
    (attempt,) = sent(client, carer, (CAST.wang, 3, "attempt"))
    assert told(client, clerk) != []
    voided = client.post(f"/api/records/{attempt}/void", headers=clerk, json={"why": "not_made"})
    assert voided.status_code == 200
    assert told(client, clerk) == []


def test_only_her_own_office_is_told(client: Client, settled: Engine, carer: Headers, clerk: Headers) -> None:
    sent(client, carer, (CAST.wang, 3, "attempt"))
    assert told(client, cast.sign_in(settled, CAST.other_clerk, "desk-of-another")) == []
    assert told(client, cast.sign_in(settled, CAST.officer, "desk-of-the-county")) == told(client, clerk)
    dead = {"kind": "death", "value": None, "valid_from": clock.now().date().isoformat()}
    assert client.post(f"/api/register/people/{CAST.wang}/facts", headers=clerk, json=dead).status_code == 200
    assert told(client, clerk) == []


@pytest.mark.parametrize("later", ["valid", "attempt"])
def test_what_is_dated_after_today_has_not_happened(client: Client, carer: Headers, clerk: Headers, later: str) -> None:
    sent(client, carer, (CAST.li, -60, later), (CAST.li, 3, "attempt"))
    assert told(client, clerk) == []
    sent(client, carer, (CAST.wang, -60, later), (CAST.wang, 3, "attempt"))
    assert told(client, clerk) == [("王强", True, 1)]


@pytest.mark.parametrize(
    ("first", "last", "is_looked_for"),
    [(9, None, False), (0, None, False), (9, 5, False), (9, 6, True)],
    ids=["since before", "since today", "until the attempt", "until the day before it"],
)
def test_whoever_is_or_was_in_hospital_is_not_looked_for(
    client: Client, carer: Headers, clerk: Headers, first: int, last: int | None, is_looked_for: bool
) -> None:
    sent(client, carer, (CAST.wang, 5 * 24, "attempt"))
    assert told(client, clerk) != []
    ends = {} if last is None else {"valid_to": days_ago(last)}
    stay = {"kind": "suspension", "value": "hospital", "valid_from": days_ago(first), **ends}
    assert client.post(f"/api/register/people/{CAST.wang}/facts", headers=clerk, json=stay).status_code == 200
    assert (told(client, clerk) != []) is is_looked_for


def test_the_rule() -> None:
    assert is_unreached([True], fully_dependent=True)
    assert not is_unreached([True], fully_dependent=False)
    assert is_unreached([True, True], fully_dependent=False)
    assert not is_unreached([True, False], fully_dependent=False)
    assert not is_unreached([False, True], fully_dependent=True)
    assert not is_unreached([], fully_dependent=True)
