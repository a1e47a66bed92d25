"""What the field reports stays to be confirmed until the township decides, once."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from httpx import Client
from sqlalchemy import Engine

import cast
from cast import CAST
from register.desk import day, decide, entered, page, report, row, send
from shouwang import clock
from shouwang.accounts.models import Credential, User
from shouwang.accounts.passwords import UNUSABLE
from shouwang.accounts.roles import Role
from shouwang.database import writing

Headers = dict[str, str]


def waiting(client: Client, headers: Headers) -> list[str]:
    reply = client.get("/api/register/reports", headers=headers, params={"status": "to_be_confirmed"})
    assert reply.status_code == 200, reply.text
    return [each["what"] for each in reply.json()]


def suspensions(client: Client, clerk: Headers) -> list[tuple[str, str, str | None]]:
    facts = page(client, clerk, CAST.wang)["facts"]
    return [(f["value"], f["valid_from"], f["valid_to"]) for f in facts if f["kind"] == "suspension"]


def test_a_report_changes_nothing_but_is_seen_everywhere(client: Client, clerk: Headers, carer: Headers) -> None:
    item = report(CAST.wang, "hospital", day(1), note="县医院")
    assert send(client, carer, item) == [("applied", None)]
    standing = row(client, clerk)
    assert (standing["light"], standing["to_be_confirmed"]) == ("red", ["hospital"])
    shown = page(client, clerk, CAST.wang)
    assert shown["person"]["to_be_confirmed"] == ["hospital"]
    assert [(r["what"], r["since"], r["note"], r["author_name"]) for r in shown["reports"]] == [
        ("hospital", day(1), "县医院", "沈天强")
    ]
    (line,) = client.get("/api/register/reports", headers=clerk).json()
    assert (line["person_name"], line["village_name"], line["status"]) == ("王强", "石牛村", "to_be_confirmed")
    (township,) = client.get("/api/ledger/townships", headers=clerk).json()["rows"]
    assert township["to_be_confirmed"] == 1


@pytest.mark.parametrize("what", ["hospital", "away"])
def test_a_confirmed_stay_is_a_suspension_from_the_day_told(
    client: Client, clerk: Headers, carer: Headers, what: str
) -> None:
    item = report(CAST.wang, what, day(2))
    send(client, carer, item)
    decided = decide(client, clerk, item, "confirm").json()
    assert (decided["status"], decided["decided_by"]) == ("confirmed", CAST.clerk)
    assert suspensions(client, clerk) == [(what, day(2), None)]
    assert decided["fact"] in {fact["id"] for fact in page(client, clerk, CAST.wang)["facts"]}
    assert (row(client, clerk)["light"], row(client, clerk)["to_be_confirmed"]) == ("grey", [])


def test_the_township_corrects_day_and_reason_while_confirming(client: Client, clerk: Headers, carer: Headers) -> None:
    item = report(CAST.wang, "away", day(2))
    send(client, carer, item)
    assert decide(client, clerk, item, "confirm", valid_from=day(3), value="temporary_institution").status_code == 200
    assert suspensions(client, clerk) == [("temporary_institution", day(3), None)]


def test_a_return_ends_every_stay_on_its_day_and_visits_are_owed_from_the_next(
    client: Client, clerk: Headers, carer: Headers
) -> None:
    entered(client, clerk, CAST.wang, "suspension", "hospital", valid_from=day(9))
    entered(client, clerk, CAST.wang, "suspension", "away", valid_from=day(5))
    entered(client, clerk, CAST.wang, "suspension", "other", valid_from=day(20), valid_to=day(15))
    item = report(CAST.wang, "back", day(1))
    send(client, carer, item)
    assert decide(client, clerk, item, "confirm").status_code == 200
    assert suspensions(client, clerk) == [
        ("hospital", day(9), day(1)),
        ("away", day(5), day(1)),
        ("other", day(20), day(15)),
    ]
    assert row(client, clerk)["light"] == "yellow"


def test_a_return_without_a_stay_ends_nothing_and_waits(client: Client, clerk: Headers, carer: Headers) -> None:
    item = report(CAST.wang, "back")
    send(client, carer, item)
    refused = decide(client, clerk, item, "confirm")
    assert (refused.status_code, refused.json()) == (409, {"code": "nothing_to_end"})
    assert waiting(client, clerk) == ["back"]


def test_a_confirmed_death_is_a_fact_and_what_is_told_later_can_only_be_declined(
    client: Client, clerk: Headers, carer: Headers
) -> None:
    death, stay, again = report(CAST.wang, "death", day(1)), report(CAST.wang, "hospital"), report(CAST.wang, "death")
    send(client, carer, death, stay, again)
    assert (waiting(client, clerk)[0], len(waiting(client, clerk))) == ("death", 3)
    assert decide(client, clerk, death, "confirm").status_code == 200
    assert decide(client, clerk, stay, "confirm").json()["code"] == "after_death"
    assert decide(client, clerk, again, "confirm").json()["code"] == "second_death"
    assert sorted(waiting(client, clerk)) == ["death", "hospital"]
    assert decide(client, clerk, stay, "decline", reason="已去世").json()["decision_reason"] == "已去世"
    assert row(client, clerk)["suspension"] == "death"


def test_a_declined_report_leaves_everything_as_it_was(client: Client, clerk: Headers, carer: Headers) -> None:
    before = row(client, clerk)
    item = report(CAST.wang, "death")
    send(client, carer, item)
    assert decide(client, clerk, item, "decline").status_code == 422
    assert decide(client, clerk, item, "decline", reason="本人在家").status_code == 200
    assert (row(client, clerk), page(client, clerk, CAST.wang)["reports"][0]["status"]) == (before, "declined")


def test_what_the_clerk_entered_before_is_confirmed_without_a_second_fact(
    client: Client, clerk: Headers, carer: Headers
) -> None:
    fact = entered(client, clerk, CAST.wang, "suspension", "hospital")
    item = report(CAST.wang, "hospital")
    send(client, carer, item)
    assert decide(client, clerk, item, "confirm").json()["fact"] == fact["id"]
    assert len(suspensions(client, clerk)) == 1


def test_two_who_decide_at_once_decide_once(client: Client, clerk: Headers, carer: Headers) -> None:
    item = report(CAST.wang, "hospital")
    send(client, carer, item)
    how: list[tuple[str, dict[str, Any]]] = [("confirm", {}), ("decline", {"reason": "no"})] * 4
    with ThreadPoolExecutor(8) as threads:
        replies = list(threads.map(lambda each: decide(client, clerk, item, each[0], **each[1]), how))
    assert sorted(reply.status_code for reply in replies) == [200] + [409] * 7
    (decided,) = (reply.json()["status"] for reply in replies if reply.status_code == 200)
    told = [reply.json() for reply in replies if reply.status_code == 409]
    assert told == [{"code": "already_decided", "status": decided}] * 7
    assert len(suspensions(client, clerk)) == (decided == "confirmed")


def test_only_the_office_of_the_place_decides_and_auditors_only_read(
    client: Client, clerk: Headers, carer: Headers, settled: Engine
) -> None:
    item = report(CAST.wang, "hospital")
    send(client, carer, item)
    with writing(settled) as session:
        auditor = session.get_one(User, CAST.stranger)
        auditor.role, auditor.place = Role.AUDITOR, cast.COUNTY
        session.add(Credential(user=auditor.id, login="auditor", password_hash=UNUSABLE, changed_at=clock.now()))
    seen: dict[str, Any] = {}
    for who in (CAST.stranger, CAST.other_clerk, CAST.carer, CAST.officer):
        headers = cast.sign_in(settled, who)
        listed = client.get("/api/register/reports", headers=headers)
        shown = len(listed.json()) if listed.status_code == 200 else listed.status_code
        seen[who] = (shown, decide(client, headers, item, "confirm").status_code)
    assert seen == {
        CAST.stranger: (1, 403),
        CAST.other_clerk: (0, 404),
        CAST.carer: (403, 403),
        CAST.officer: (1, 200),
    }
