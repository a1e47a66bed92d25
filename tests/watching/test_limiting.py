"""Who asks too much is told when to come again; whoever else asks meanwhile is let in."""

from itertools import count

import pytest
from httpx import Client, Response
from hypothesis import given
from hypothesis import strategies as st

from register.desk import Headers
from shouwang import limiting
from shouwang.limiting import Allowance, Buckets

_addresses = (f"203.0.113.{number}" for number in count(1))
"""For documentation only. A server counts them as long as it runs, which is longer than one test."""


@pytest.fixture
def here() -> str:
    return next(_addresses)


@pytest.fixture
def elsewhere() -> str:
    return next(_addresses)


def test_one_phone_too_many_times_is_told_when_and_the_next_one_is_let_in(
    client: Client, carer: Headers, clerk: Headers, here: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limiting, "ONE_DEVICE", Allowance(0.1, 3))
    replies = [_me(client, carer, here) for _ in range(4)]
    assert [reply.status_code for reply in replies] == [200, 200, 200, 429]
    assert replies[3].json()["code"] == "too_many"
    assert 0 < int(replies[3].headers["Retry-After"]) <= 10
    assert _me(client, clerk, here).status_code == 200
    assert client.get("/api/accounts/me", headers=carer).status_code == 200, "nobody is counted on the machine itself"


def test_tokens_made_up_anew_each_time_are_counted_by_their_address(
    client: Client, clerk: Headers, here: str, elsewhere: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limiting, "ONE_ADDRESS", Allowance(0.1, 5))
    tried = [_me(client, {"Authorization": f"Bearer {n}"}, here).status_code for n in range(7)]
    assert tried == [401] * 5 + [429] * 2
    assert _me(client, clerk, elsewhere).status_code == 200


def test_without_a_token_the_door_is_tried_no_more_often_than_people_do(
    client: Client, here: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limiting, "AT_THE_DOOR", Allowance(0.1, 2))
    asked = {"code": "nosuchcode", "device": "a-device"}
    there = {"X-Forwarded-For": here}
    tried = [client.post("/api/accounts/enrol", json=asked, headers=there).status_code for _ in range(3)]
    assert tried == [404, 404, 429]


def test_a_crowd_is_told_to_come_again(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limiting, "AT_ONCE", 0)
    reply = client.get("/api/accounts/me")
    assert (reply.status_code, reply.json()["code"]) == (503, "busy")
    assert reply.headers["Retry-After"] == "5"
    assert client.get("/healthz").status_code == 200


@given(st.lists(st.floats(0, 5), min_size=1, max_size=60), st.integers(1, 5), st.floats(0.1, 3))
def test_never_more_than_the_burst_and_what_the_seconds_give(
    pauses: list[float], burst: int, per_second: float
) -> None:
    now = 0.0
    buckets = Buckets(lambda: now)
    taken = 0
    for pause in pauses:
        now += pause
        wait = buckets.take("her", Allowance(per_second, burst))
        taken += wait == 0
        assert taken <= burst + now * per_second + 1e-6
        assert wait <= 1 / per_second + 1


def test_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limiting, "KNOWN", 10)
    buckets = Buckets(lambda: 0.0)
    for number in range(100):
        buckets.take(str(number), Allowance(1, 1))
    assert len(buckets._left) == 10


def _me(client: Client, headers: Headers, address: str) -> Response:
    return client.get("/api/accounts/me", headers={**headers, "X-Forwarded-For": address})
