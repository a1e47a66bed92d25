"""Agreements as phones and desks send them."""

from typing import Any

from httpx import Client, Response

from cast import CAST, TOWNSHIP, envelope
from register.desk import Headers, day
from shouwang import ids

FOUR = [
    {"role": "township", "name": "甲镇人民政府"},
    {"role": "village", "name": "石牛村村民委员会"},
    {"role": "carer", "name": "沈天强"},
    {"role": "person", "name": "王强"},
]
THREE = [
    {"role": "township", "name": "甲镇人民政府"},
    {"role": "institution", "name": "甲镇敬老院"},
    {"role": "person", "name": "王强"},
]


def words(**more: Any) -> dict[str, Any]:
    """A four-party agreement signed ten days ago for a year."""
    return {
        "id": ids.uuid7(),
        "kind": "four_party",
        "parties": FOUR,
        "services": ["daily", "doctor"],
        "signed_on": day(10),
        "valid_from": day(10),
        "valid_to": day(-355),
        **more,
    }


def create(n: int = 1, person: str = CAST.wang, **more: Any) -> dict[str, Any]:
    """The same from a phone."""
    return {**envelope({"person": person, **words(**more)}, n, op="agreement.create"), "about": [person]}


def ended(agreement: str, n: int = 2, person: str = CAST.wang, **more: Any) -> dict[str, Any]:
    """An end from a phone, of yesterday."""
    body = {"agreement": agreement, "ended_on": day(1), "reason": "carer_changed", **more}
    return {**envelope({"person": person}, n, op="agreement.end"), "body": body, "about": [person]}


def sign(client: Client, headers: Headers, person: str | None = CAST.wang, **more: Any) -> Response:
    """An agreement at the desk."""
    return client.post("/api/agreements", headers=headers, json={"person": person, **words(**more)})


def told(client: Client, headers: Headers, place: str = TOWNSHIP, **query: str) -> Any:
    """How a place stands."""
    reply = client.get("/api/agreements", headers=headers, params={"township": place, **query})
    assert reply.status_code == 200, reply.text
    return reply.json()


def line(client: Client, headers: Headers, person: str = CAST.wang, **query: str) -> Any:
    """How somebody stands by the one demand of the county."""
    (found,) = [each for each in told(client, headers, **query)["people"] if each["person"] == person]
    return found
