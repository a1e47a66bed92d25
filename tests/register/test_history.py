"""A profile tells what was changed in it, when and by whom; no telephone stands in it."""

from httpx import Client
from sqlalchemy import Engine

import cast
from cast import CAST, envelope
from register.desk import send

Headers = dict[str, str]


def test_each_change_is_told_with_who_made_it(client: Client, settled: Engine, carer: Headers, clerk: Headers) -> None:
    contact = {"name": "王芳", "phone": "19900001234", "relation": "侄女"}
    asked = {"set": {"address": ["", "石牛村8组12号"]}, "add": {"contacts": [contact]}}
    assert client.patch(f"/api/register/people/{CAST.wang}", headers=clerk, json=asked).status_code == 200
    body = {"person": CAST.wang, "set": {"phone": [None, "19900005678"]}}
    patch = envelope(body, 1, op="person.patch", schema_version=1)
    assert send(client, carer, patch) == [("applied", None)]
    told = client.get(f"/api/register/people/{CAST.wang}/history", headers=clerk).json()
    assert [(each["by_name"], each["by_phone"]) for each in told] == [("沈天强", True), ("周敏", False), (None, False)]
    assert told[0]["edits"] == [{"field": "phone", "before": None, "after": "199****5678"}]
    edits = {each["field"]: (each["before"], each["after"]) for each in told[1]["edits"]}
    assert edits == {"address": (None, "石牛村8组12号"), "contacts": (None, "王芳 侄女 199****1234")}
    assert {"name", "village_name", "birth_date"} <= {each["field"] for each in told[2]["edits"]}
    other = cast.sign_in(settled, CAST.other_clerk, "desk-of-another")
    assert client.get(f"/api/register/people/{CAST.wang}/history", headers=other).status_code == 404
