"""A report travels like a visit: kept once, by whoever cared, parked when it makes no sense, and told to the phones."""

from typing import Any

import pytest
from httpx import Client
from sqlalchemy import Engine

import cast
from cast import CAST
from register.desk import day, decide, report, send
from shouwang import clock, ids

Headers = dict[str, str]


def told(client: Client, headers: Headers) -> dict[str, Any]:
    reply = client.post("/api/sync/pull", headers=headers, json={"device": "d", "have": {}}).json()
    return {row["id"]: row["body"] for row in reply["rows"] if row["kind"] == "report"}


def test_a_report_sent_twice_is_one_report_with_one_answer(client: Client, carer: Headers) -> None:
    item = report(CAST.wang, "hospital")
    assert send(client, carer, item, item) == send(client, carer, item, item) == [("applied", None)] * 2
    assert list(told(client, carer)) == [item["body"]["id"]]


def test_the_phone_hears_of_its_report_and_of_the_decision(client: Client, carer: Headers, clerk: Headers) -> None:
    item = report(CAST.wang, "away", day(1), note="去女儿家")
    send(client, carer, item)
    body = told(client, carer)[item["body"]["id"]]
    assert (body["what"], body["since"], body["note"], body["status"]) == (
        "away",
        day(1),
        "去女儿家",
        "to_be_confirmed",
    )
    decide(client, clerk, item, "decline", reason="在家")
    body = told(client, carer)[item["body"]["id"]]
    assert (body["status"], body["decision_reason"]) == ("declined", "在家")


def test_only_who_cares_for_a_person_reports_on_her(client: Client, carer: Headers, settled: Engine) -> None:
    theirs, nobody = report(CAST.zhao, "death"), report(ids.uuid7(), "death", n=2)
    assert send(client, carer, theirs, nobody) == [("parked", "not_assigned"), ("parked", "missing_reference")]
    other = cast.sign_in(settled, CAST.other_carer, "another phone")
    send(client, other, report(CAST.zhao, "hospital"))
    assert told(client, carer) == {}


@pytest.mark.parametrize(
    "spoil",
    [{"what": "married"}, {"since": "soon"}, {"since": None}, {"id": "1"}, {"note": "字" * 501}, {"note": "\0"}],
)
def test_a_report_that_makes_no_sense_is_parked_as_invalid(
    client: Client, carer: Headers, spoil: dict[str, Any]
) -> None:
    item = report(CAST.wang, "hospital")
    item["body"] |= spoil
    assert send(client, carer, item) == [("parked", "invalid")]


def test_a_report_cannot_take_the_id_of_a_visit_or_of_another_report(client: Client, carer: Headers) -> None:
    visited, reported = cast.envelope(cast.visit(CAST.wang, clock.now())), report(CAST.wang, "hospital", n=2)
    assert send(client, carer, visited, reported) == [("applied", None)] * 2
    for n, taken in enumerate((visited, reported), start=3):
        again = report(CAST.wang, "away", n=n)
        again["body"]["id"] = taken["body"]["id"]
        assert send(client, carer, again) == [("parked", "id_taken")]
