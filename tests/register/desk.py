"""What a clerk does at the register's pages, and what she then reads."""

from datetime import date, timedelta
from typing import Any

from httpx import Client, Response

from cast import CAST, TOWNSHIP, envelope
from shouwang import clock, ids
from shouwang.settings import settings

Headers = dict[str, str]


def day(back: int = 0) -> str:
    """The county's day, so many days ago."""
    return (today() - timedelta(days=back)).isoformat()


def today() -> date:
    """The county's day."""
    return clock.today(settings().zone)


def enter(client: Client, headers: Headers, person: str, kind: str, value: str | None, **more: Any) -> Response:
    """Enters a fact, from today where nothing else is said."""
    asked = {"kind": kind, "value": value, "valid_from": day(), **more}
    return client.post(f"/api/register/people/{person}/facts", headers=headers, json=asked)


def entered(client: Client, headers: Headers, person: str, kind: str, value: str | None, **more: Any) -> Any:
    """The fact, entered."""
    reply = enter(client, headers, person, kind, value, **more)
    assert reply.status_code == 200, reply.text
    return reply.json()


def report(person: str, what: str, since: str | None = None, n: int = 1, **more: Any) -> dict[str, Any]:
    """A report on its way."""
    body = {"id": ids.uuid7(), "person": person, "what": what, "since": since or day(), **more}
    return envelope(body, n, op="report.create")


def send(client: Client, headers: Headers, *items: Any) -> list[tuple[str, str | None]]:
    """Pushes items and gives what became of each."""
    reply = client.post("/api/sync/push", headers=headers, json={"device": "d", "items": list(items)})
    assert reply.status_code == 200, reply.text
    return [(result["status"], result["code"]) for result in reply.json()["results"]]


def decide(client: Client, headers: Headers, item: dict[str, Any], how: str, **asked: Any) -> Response:
    """Confirms or declines a report that was sent."""
    return client.post(f"/api/register/reports/{item['body']['id']}/{how}", headers=headers, json=asked)


def page(client: Client, headers: Headers, person: str, **query: str) -> Any:
    """A person's page."""
    reply = client.get(f"/api/ledger/people/{person}", headers=headers, params=query)
    assert reply.status_code == 200, reply.text
    return reply.json()


def row(client: Client, headers: Headers, person: str = CAST.wang, **query: str) -> Any:
    """A person's line in the township's table."""
    reply = client.get("/api/ledger/people", headers=headers, params={"township": TOWNSHIP, **query})
    return next(each for each in reply.json()["rows"] if each["id"] == person)
