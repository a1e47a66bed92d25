"""Agreements are signed in the field and at the desk; the office sees who has none, and what does not fit."""

from datetime import timedelta
from typing import Any

import pytest
from httpx import Client
from sqlalchemy import Engine, select
from sqlmodel import col

import cast
from agreements.signing import FOUR, THREE, create, ended, line, sign, told
from cast import CAST, COUNTY, OTHER_TOWNSHIP, TOWNSHIP
from register.desk import Headers, day, entered, send, today
from shouwang import clock, ids
from shouwang.accounts.models import User
from shouwang.accounts.roles import Role
from shouwang.agreements.models import Agreement
from shouwang.database import reading, writing
from shouwang.duties.service import adopt
from shouwang.records.models import Record
from shouwang.register.models import Person
from shouwang.sync.retrying import retry_waiting
from shouwang.sync.write import Author, write

PICTURE = {"sha256": "a" * 64, "size": 1200}


def pulled(client: Client, headers: Headers) -> list[Any]:
    asked = {"device": "d", "have": {}}
    rows = client.post("/api/sync/pull", headers=headers, json=asked).json()["rows"]
    return [row for row in rows if row["kind"] == "agreement"]


def file(client: Client, headers: Headers, person: str = CAST.wang) -> Any:
    return client.get(f"/api/agreements/people/{person}", headers=headers).json()


def test_a_carer_signs_for_her_own_person_and_the_office_sees_it(
    client: Client, settled: Engine, carer: Headers, clerk: Headers
) -> None:
    assert (line(client, clerk)["coverage"], line(client, clerk)["wanted"]) == ("none", "four_party")
    item = create(pictures=[PICTURE], number="2026-17")
    for _ in range(2):
        assert send(client, carer, item) == [("applied", None)]
    stands = line(client, clerk)
    assert (stands["coverage"], stands["through"], stands["days_left"]) == ("covered", day(-355), 355)
    (agreement,) = file(client, clerk)["agreements"]
    assert (agreement["state"], agreement["number"], agreement["author_name"]) == ("holds", "2026-17", "沈天强")
    assert agreement["parties"] == FOUR
    assert [picture["sha256"] for picture in agreement["pictures"]] == [PICTURE["sha256"]]
    with reading(settled) as session:
        (record,) = session.scalars(select(Record).where(col(Record.kind) == "agreement"))
        assert (record.subject, record.role, record.status) == (CAST.wang, "carer", "valid")
        assert record.service_date.isoformat() == day(10)
        assert "沈天强" not in str(record.answers)


def test_phones_hear_the_least_and_only_those_who_may_sign(
    client: Client, settled: Engine, carer: Headers, clerk: Headers
) -> None:
    send(client, carer, create(pictures=[PICTURE]))
    (row,) = pulled(client, carer)
    assert row["bucket"] == f"d:{CAST.wang}"
    assert not {"parties", "number", "note", "pictures", "author_name"} & row["body"].keys()
    assert "沈天强" not in str(row["body"])
    who: Any = {"name": "白芷", "role": Role.HEALTH_WORKER, "place": TOWNSHIP, "created_at": clock.now()}
    doctor = "00000000-0000-7000-8000-0000000000d1"
    with writing(settled) as session:
        write(session, [User(id=doctor, **who)], Author(None, clock.now()))
    assert pulled(client, cast.sign_in(settled, doctor, "phone-of-a-doctor")) == []


def test_who_has_her_not_among_her_people_may_not_sign(client: Client, settled: Engine, carer: Headers) -> None:
    assert send(client, carer, create(person=CAST.zhao)) == [("parked", "not_assigned")]


def test_whose_role_signs_nothing_may_not_either(client: Client, settled: Engine, carer: Headers) -> None:
    who: Any = {"name": "白芷", "role": Role.HEALTH_WORKER, "place": TOWNSHIP, "created_at": clock.now()}
    doctor = "00000000-0000-7000-8000-0000000000d1"
    with writing(settled) as session:
        write(session, [User(id=doctor, **who)], Author(None, clock.now()))
    headers = cast.sign_in(settled, doctor, "phone-of-a-doctor")
    assert send(client, headers, create()) == [("parked", "not_assigned")]


def test_what_was_parked_for_its_author_s_role_an_office_accepts(
    client: Client, settled: Engine, carer: Headers, clerk: Headers
) -> None:
    send(client, carer, create(person=CAST.zhao))
    (issue,) = client.get("/api/sync/issues", headers=clerk).json()
    assert client.post(f"/api/sync/issues/{issue['id']}/accept", headers=clerk).status_code == 200
    assert line(client, clerk, CAST.zhao)["coverage"] == "covered"


@pytest.mark.parametrize(
    "more",
    [
        {"parties": FOUR[:3]},
        {"parties": [*FOUR, {"role": "institution", "name": "敬老院"}]},
        {"parties": [{"role": "carer", "name": ""}, *FOUR]},
        {"services": []},
        {"services": ["flying"]},
        {"signed_on": "yesterday"},
        {"valid_to": day(11)},
        {"valid_from": "0001-01-01"},
        {"valid_to": "9999-12-31"},
        {"kind": "medical"},
        {"kind": "guardianship"},
        {"note": "\0"},
        {"number": "\n"},
        {"pictures": [PICTURE] * 7},
        {"loud": True},
    ],
)
def test_what_cannot_be_is_parked_and_kept(
    client: Client, settled: Engine, carer: Headers, clerk: Headers, more: Any
) -> None:
    assert send(client, carer, create(**more)) == [("parked", "invalid")]
    assert file(client, clerk)["agreements"] == []


def test_an_agreement_signed_ahead_of_its_day_is_parked(client: Client, settled: Engine, carer: Headers) -> None:
    assert send(client, carer, create(signed_on=day(-2))) == [("parked", "invalid")]


def test_an_id_is_taken_once(client: Client, settled: Engine, carer: Headers) -> None:
    one = create(1)
    assert send(client, carer, one, create(2, id=one["body"]["id"])) == [("applied", None), ("parked", "id_taken")]
    assert send(client, carer, create(3, id=one["body"]["id"])) == [("parked", "id_taken")]


def test_a_renewal_names_the_old_one_and_leaves_no_gap(
    client: Client, settled: Engine, carer: Headers, clerk: Headers
) -> None:
    old = create(1, valid_to=day(-20))
    send(client, carer, old)
    assert line(client, clerk)["days_left"] == 20
    (area,) = told(client, clerk)["areas"]
    assert (area["owed"], area["covered"], area["ends_soon"], area["none"]) == (3, 1, 1, 2)
    new = create(2, renews=old["body"]["id"], valid_from=day(-21), valid_to=day(-385))
    assert send(client, carer, new) == [("applied", None)]
    assert line(client, clerk)["days_left"] == 385
    assert [each["state"] for each in file(client, clerk)["agreements"]] == ["not_begun", "holds"]


def test_a_renewal_waits_for_the_one_that_it_follows(
    client: Client, settled: Engine, carer: Headers, clerk: Headers
) -> None:
    old = create(1)
    new = create(2, renews=old["body"]["id"], valid_from=day(-356), valid_to=day(-700))
    assert send(client, carer, new) == [("parked", "missing_reference")]
    assert send(client, carer, old) == [("applied", None)]
    retry_waiting(settled)
    assert len(file(client, clerk)["agreements"]) == 2


def test_nobody_renews_what_is_another_s(client: Client, settled: Engine, carer: Headers) -> None:
    old = create(1)
    assert send(client, carer, old, create(2, CAST.li, renews=old["body"]["id"]))[1] == ("parked", "invalid")


def test_it_ends_early_once_and_the_first_says_why(
    client: Client, settled: Engine, carer: Headers, clerk: Headers
) -> None:
    one = create(1)
    key = one["body"]["id"]
    assert send(client, carer, one, ended(key)) == [("applied", None)] * 2
    assert send(client, carer, ended(key, 3, reason="other")) == [("applied", None)]
    stands = line(client, clerk)
    assert (stands["coverage"], stands["through"]) == ("lapsed", day(1))
    (agreement,) = file(client, clerk)["agreements"]
    assert (agreement["state"], agreement["end_reason"], agreement["ended_by_name"]) == (
        "ended",
        "carer_changed",
        "沈天强",
    )
    assert line(client, clerk, day=day(1))["coverage"] == "covered"
    (row,) = pulled(client, carer)
    assert (row["body"]["ended_on"], row["version"]) == (day(1), 2)


@pytest.mark.parametrize("of", [{"ended_on": day(-1)}, {"ended_on": day(11)}, {"reason": "tired"}, {"ended_on": None}])
def test_an_end_that_cannot_be_is_parked(client: Client, settled: Engine, carer: Headers, of: Any) -> None:
    one = create(1)
    assert send(client, carer, one, ended(one["body"]["id"], **of))[1] == ("parked", "invalid")


def test_an_end_of_what_nobody_knows_waits_and_a_stranger_s_is_parked(
    client: Client, settled: Engine, carer: Headers
) -> None:
    assert send(client, carer, ended(ids.uuid7())) == [("parked", "missing_reference")]
    assert send(client, carer, ended(ids.uuid7(), 3, CAST.zhao)) == [("parked", "not_assigned")]


def test_what_is_wrong_is_voided_with_a_reason_and_signed_anew(
    client: Client, settled: Engine, carer: Headers, clerk: Headers
) -> None:
    one = create(1)
    key = one["body"]["id"]
    send(client, carer, one)
    with reading(settled) as session:
        record = session.get_one(Agreement, key).record
    direct = client.post(f"/api/records/{record}/void", headers=clerk, json={"why": "twice"})
    assert (direct.status_code, direct.json()["code"]) == (409, "of_an_agreement")
    reply = client.post(f"/api/agreements/{key}/void", headers=clerk, json={"why": "wrong_content"})
    assert (reply.status_code, reply.json()["state"]) == (200, "voided")
    assert line(client, clerk)["coverage"] == "none"
    with reading(settled) as session:
        assert session.get_one(Record, record).status == "voided"
    again = client.post(f"/api/agreements/{key}/void", headers=clerk, json={"why": "twice"})
    assert (again.status_code, again.json()["code"]) == (409, "agreement_voided")
    assert send(client, carer, ended(key)) == [("parked", "agreement_voided")]
    assert send(client, carer, create(4, renews=key)) == [("parked", "agreement_voided")]
    assert sign(client, clerk, renews=key).json()["code"] == "agreement_voided"
    assert sign(client, clerk).json()["state"] == "holds"


def test_a_carer_cannot_take_the_record_back_by_itself(client: Client, settled: Engine, carer: Headers) -> None:
    one = create(1)
    send(client, carer, one)
    record = ids.id_from("agreement", one["body"]["id"])
    body = {"record": record, "why": "twice"}
    item = {**cast.envelope({"person": CAST.wang}, 2, op="visit.void"), "body": body}
    assert send(client, carer, item) == [("parked", "missing_reference")]


def test_the_desk_signs_from_paper_once(client: Client, settled: Engine, clerk: Headers) -> None:
    key = ids.uuid7()
    for _ in range(2):
        assert sign(client, clerk, id=key).status_code == 200
    assert len(file(client, clerk)["agreements"]) == 1
    assert sign(client, clerk, CAST.li, id=key).json()["code"] == "id_taken"
    refused = sign(client, clerk, parties=FOUR[:2])
    assert (refused.status_code, refused.json()) == (409, {"code": "not_possible", "why": ["party_missing"]})
    assert sign(client, clerk, renews=ids.uuid7()).json()["code"] == "renews_unknown"


def test_an_office_signs_in_its_places_alone(client: Client, settled: Engine, clerk: Headers) -> None:
    other = cast.sign_in(settled, CAST.other_clerk, "desk-of-another")
    assert sign(client, other).status_code == 404
    doctors = [{"role": "health_centre", "name": "甲镇卫生院"}, {"role": "institution", "name": "甲镇敬老院"}]
    medical = {"kind": "medical", "parties": doctors, "services": ["rounds"]}
    assert sign(client, other, None, township=TOWNSHIP, **medical).status_code == 404
    assert sign(client, clerk, None, **medical).status_code == 404
    assert sign(client, clerk, None, township=TOWNSHIP, **medical).status_code == 200
    assert [each["kind"] for each in told(client, clerk)["between"]] == ["medical"]
    assert told(client, other, OTHER_TOWNSHIP)["between"] == []
    key = told(client, clerk)["between"][0]["id"]
    end = {"ended_on": day(1), "reason": "not_kept"}
    assert client.post(f"/api/agreements/{key}/end", headers=other, json=end).status_code == 404
    assert client.post(f"/api/agreements/{key}/end", headers=clerk, json=end).json()["state"] == "ended"
    assert client.post(f"/api/agreements/{key}/end", headers=clerk, json=end).json()["code"] == "already_settled"


def test_who_moves_into_an_institution_needs_another_kind_and_is_in_today_s_list(
    client: Client, settled: Engine, clerk: Headers
) -> None:
    sign(client, clerk)
    entered(client, clerk, CAST.wang, "arrangement", "centralised", valid_from=day(5))
    stands = line(client, clerk)
    assert (stands["wanted"], stands["coverage"], stands["misfit"]) == ("tripartite", "wrong_kind", "moved_in")
    assert line(client, clerk, day=day(6))["coverage"] == "covered"
    due = client.get("/api/ledger/today", headers=clerk, params={"township": TOWNSHIP}).json()["agreements_due"]
    assert {each["person"]: each["misfit"] for each in due}[CAST.wang] == "moved_in"
    assert sign(client, clerk, kind="tripartite", parties=THREE, services=["lodging"]).status_code == 200
    assert line(client, clerk)["coverage"] == "covered"
    due = client.get("/api/ledger/today", headers=clerk, params={"township": TOWNSHIP}).json()["agreements_due"]
    assert CAST.wang not in {each["person"] for each in due}


def test_a_stay_for_a_time_lacks_nothing_and_is_asked_about(client: Client, settled: Engine, clerk: Headers) -> None:
    sign(client, clerk)
    entered(client, clerk, CAST.wang, "suspension", "temporary_institution")
    stands = line(client, clerk)
    assert (stands["coverage"], stands["misfit"], stands["stays"]) == ("covered", "in_for_a_time", True)


def test_coverage_goes_by_the_day_and_each_figure_has_its_people(
    client: Client, settled: Engine, clerk: Headers
) -> None:
    sign(client, clerk, valid_to=day(3))
    sign(client, clerk, CAST.li)
    officer = cast.sign_in(settled, CAST.officer, "desk-of-the-county")
    for when, covered in ((day(12), 0), (day(5), 2), (day(), 1)):
        reply = told(client, clerk, day=when)
        (area,) = reply["areas"]
        people = [each for each in reply["people"] if each["coverage"] == "covered"]
        assert (area["owed"], area["covered"], len(people)) == (3, covered, covered)
        whole = told(client, officer, COUNTY, day=when)
        assert [(each["code"], each["name"], each["covered"]) for each in whole["areas"]] == [
            (TOWNSHIP, "甲镇", covered)
        ]
        assert whole["people"] == []


def test_who_has_died_is_owed_nothing(client: Client, settled: Engine, clerk: Headers) -> None:
    sign(client, clerk)
    entered(client, clerk, CAST.wang, "death", None, valid_from=day(1))
    assert CAST.wang not in {each["person"] for each in told(client, clerk)["people"]}


def test_a_child_s_name_is_masked_in_lists(client: Client, settled: Engine, clerk: Headers) -> None:
    with writing(settled) as session:
        child = session.get_one(Person, CAST.wang)
        child.birth_date = today() - timedelta(days=3_000)
        write(session, [child], Author(None, clock.now()))
        adopt(session, COUNTY, "donghai", today(), Author(None, clock.now()))
    stands = [each for each in told(client, clerk)["people"] if each["person"] == CAST.wang]
    assert {each["wanted"] for each in stands} == {"four_party", "guardianship"}
    assert {each["person_name"] for each in stands} == {"王×"}
    parties = [{"role": role, "name": "某人"} for role in ("guardian", "entrusted", "village")]
    assert sign(client, clerk, kind="guardianship", parties=parties, services=["safety"]).status_code == 200
    after = {each["wanted"]: each["coverage"] for each in told(client, clerk)["people"] if each["person"] == CAST.wang}
    assert after == {"four_party": "none", "guardianship": "covered"}


def test_nothing_of_who_signed_is_readable_in_the_database(client: Client, settled: Engine, clerk: Headers) -> None:
    sign(client, clerk, note="邻居代签")
    with settled.connect() as connection:
        kept = connection.exec_driver_sql("select parties, note from agreement").one()
        versions = connection.exec_driver_sql("select body from row_version where kind = 'agreement'").all()
    assert "沈天强".encode() not in bytes(kept[0])
    assert "邻居".encode() not in bytes(kept[1])
    assert "沈天强" not in str(versions)


def test_agreements_follow_an_entry_that_is_merged(client: Client, settled: Engine, clerk: Headers) -> None:
    sign(client, clerk, CAST.zhao)
    merge = {"id": ids.uuid7(), "kept": CAST.wang, "gone": CAST.zhao}
    reply = client.post("/api/register/merges", headers=clerk, json=merge)
    assert reply.status_code == 200, reply.text
    assert line(client, clerk)["coverage"] == "covered"
    undone = client.post(f"/api/register/merges/{merge['id']}/undo", headers=clerk)
    assert undone.status_code == 200
    assert (line(client, clerk)["coverage"], line(client, clerk, CAST.zhao)["coverage"]) == ("none", "covered")


def test_a_closed_month_asks_for_a_reason(client: Client, settled: Engine, clerk: Headers) -> None:
    last = today().replace(day=1) - timedelta(days=1)
    assert client.post(f"/api/closing/{TOWNSHIP}/{last.replace(day=1)}/close", headers=clerk).status_code == 200
    dated = {"signed_on": last.isoformat(), "valid_from": last.isoformat()}
    refused = sign(client, clerk, **dated)
    assert (refused.status_code, refused.json()["code"]) == (409, "closed_month")
    assert file(client, clerk)["agreements"] == []
    assert sign(client, {**clerk, "Shouwang-Reason": "paper"}, **dated).status_code == 200
