"""12 and 14: a field changes only from the value its author saw; what two changed differently waits for a person."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from httpx import Client, Response
from sqlalchemy import Engine, func, select
from sqlmodel import col

import cast
from cast import CAST
from register.desk import send
from shouwang.database import reading
from shouwang.register.models import Person
from shouwang.sync import operations
from shouwang.sync.models import Conflict, RowVersion

Headers = dict[str, str]
FANG = {"name": "王小芳", "phone": "19900000011", "relation": "侄女"}
NEIGHBOUR = {"name": "李四", "phone": "", "relation": "邻居"}


def patch(person: str = CAST.wang, n: int = 1, **body: Any) -> dict[str, Any]:
    return cast.envelope({"person": person, **body}, n, op="person.patch")


def told(client: Client, headers: Headers, kind: str) -> dict[str, Any]:
    reply = client.post("/api/sync/pull", headers=headers, json={"device": "d", "have": {}}).json()
    return {row["id"]: row["body"] for row in reply["rows"] if row["kind"] == kind}


def profile(client: Client, headers: Headers, person: str = CAST.wang) -> Any:
    return told(client, headers, "person")[person]


def change(client: Client, headers: Headers, **asked: Any) -> Response:
    return client.patch(f"/api/register/people/{CAST.wang}", headers=headers, json=asked)


def open_conflicts(client: Client, headers: Headers) -> Any:
    return client.get("/api/register/conflicts", headers=headers).json()


def settle(client: Client, headers: Headers, conflict: Any, choice: str, seen: str | None) -> Response:
    path = f"/api/register/conflicts/{conflict['id']}/settle"
    return client.post(path, headers=headers, json={"choice": choice, "seen": seen})


def quarrel(client: Client, carer: Headers, clerk: Headers) -> Any:
    """The carer and the clerk have both changed the telephone; the conflict that follows."""
    assert change(client, clerk, set={"phone": [None, "19900000001"]}).status_code == 200
    assert send(client, carer, patch(set={"phone": [None, "19900000002"]})) == [("merged", None)]
    (conflict,) = open_conflicts(client, clerk)
    return conflict


def test_what_a_carer_changes_is_there_for_everybody(client: Client, carer: Headers) -> None:
    item = patch(set={"phone": [None, " 19900000001 "], "group_name": ["8组", "9组"]}, add={"contacts": [FANG]})
    assert send(client, carer, item) == send(client, carer, item) == [("applied", None)]
    now = profile(client, carer)
    assert (now["phone"], now["group_name"], now["contacts"]) == ("19900000001", "9组", [FANG])


def test_a_field_that_changed_meanwhile_stays_and_the_other_value_waits(
    client: Client, carer: Headers, clerk: Headers
) -> None:
    conflict = quarrel(client, carer, clerk)
    assert profile(client, carer)["phone"] == "19900000001"
    values = ("field", "kept", "other", "current", "person_name", "author_name")
    assert [conflict[name] for name in values] == [
        "phone", "19900000001", "19900000002", "19900000001", "王强", "沈天强",
    ]  # fmt: skip
    assert told(client, carer, "conflict")[conflict["id"]]["other"] == "19900000002"


def test_a_patch_writes_what_it_may_beside_what_it_may_not(client: Client, carer: Headers) -> None:
    item = patch(set={"phone": ["19900000009", "19900000001"], "address": [None, "石牛村12号"]})
    assert send(client, carer, item, item) == [("merged", None)] * 2
    now = profile(client, carer)
    assert (now["phone"], now["address"]) == (None, "石牛村12号")


def test_two_who_want_the_same_have_no_conflict(client: Client, carer: Headers, clerk: Headers) -> None:
    change(client, clerk, set={"phone": [None, "19900000001"]})
    assert send(client, carer, patch(set={"phone": [None, "19900000001"]})) == [("applied", None)]
    assert open_conflicts(client, clerk) == []


def test_edits_that_follow_one_another_in_a_batch_see_one_another(
    client: Client, carer: Headers, settled: Engine
) -> None:
    chain = [patch(n=n, set={"phone": pair}) for n, pair in enumerate([(None, "1"), ("1", "2"), ("2", None)])]
    astray = patch(n=9, set={"phone": ["1", "3"]})
    assert send(client, carer, *chain, astray) == [("applied", None)] * 3 + [("merged", None)]
    again = client.post("/api/sync/push", headers=carer, json={"device": "d", "items": [*chain, astray]}).json()
    assert [result["version"] for result in again["results"]] == [2, 3, 4, 4]
    with reading(settled) as session:
        assert session.get_one(Person, CAST.wang).version == 4
        found = select(func.count()).where(col(RowVersion.kind) == "person", col(RowVersion.id) == CAST.wang)
        assert session.scalar(found) == 4


def test_contacts_come_and_go_by_value_and_never_clash(client: Client, carer: Headers, clerk: Headers) -> None:
    send(client, carer, patch(add={"contacts": [FANG, NEIGHBOUR, FANG]}))
    change(client, clerk, remove={"contacts": [FANG]})
    corrected = {**FANG, "phone": "19900000019"}
    again = patch(n=2, remove={"contacts": [FANG]}, add={"contacts": [corrected, NEIGHBOUR]})
    assert send(client, carer, again) == [("applied", None)]
    assert profile(client, carer)["contacts"] == [NEIGHBOUR, corrected]


def test_a_patch_that_the_database_refuses_takes_back_all_of_itself_and_nothing_of_its_neighbours(
    client: Client, carer: Headers, clerk: Headers, monkeypatch: pytest.MonkeyPatch
) -> None:
    good, bad = patch(set={"phone": [None, "1"]}), patch(n=2, set={"phone": ["1", "2"], "address": ["9", "8"]})
    real = operations._conflict

    def fails_in_the_database(clash: Any, item: Any, person: Any, desk: Any) -> Any:
        conflict = real(clash, item, person, desk)
        conflict.field = None  # type: ignore[assignment] # refused by the database itself
        return conflict

    monkeypatch.setattr(operations, "_conflict", fails_in_the_database)
    last = patch(n=3, set={"phone": ["1", "3"]})
    assert send(client, carer, good, bad, last) == [("applied", None), ("parked", "internal"), ("applied", None)]
    assert profile(client, carer)["phone"] == "3"
    assert open_conflicts(client, clerk) == []


def test_only_who_cares_for_her_changes_a_profile_and_never_her_name(client: Client, carer: Headers) -> None:
    assert send(client, carer, patch(CAST.zhao, set={"phone": [None, "1"]})) == [("parked", "not_assigned")]
    assert send(client, carer, patch(n=2, set={"name": ["王强", "王刚"]})) == [("parked", "invalid")]


def test_the_desk_overwrites_nothing_that_it_has_not_seen(client: Client, carer: Headers, clerk: Headers) -> None:
    send(client, carer, patch(set={"phone": [None, "19900000002"]}))
    refused = change(client, clerk, set={"phone": [None, "19900000001"], "name": ["王强", "王刚"]})
    assert (refused.status_code, refused.json()) == (
        409,
        {"code": "value_changed", "current": {"phone": "19900000002"}},
    )
    now = profile(client, carer)
    assert (now["phone"], now["name"]) == ("19900000002", "王强")
    changed = change(client, clerk, set={"name": ["王强", "王刚"], "birth_date": ["1950-05-01", "1950-05-02"]})
    assert (changed.json()["name"], changed.json()["birth_date"]) == ("王刚", "1950-05-02")


@pytest.mark.parametrize(
    "wanted",
    [
        {"name": ["王强", ""]},
        {"sex": ["male", "unknown"]},
        {"birth_date": ["1950-05-01", "2999-01-01"]},
        {"id": ["", "1"]},
    ],
)
def test_a_profile_is_not_changed_to_nonsense(client: Client, clerk: Headers, wanted: Any) -> None:
    assert change(client, clerk, set=wanted).status_code == 422


def test_a_clerk_of_another_township_finds_nobody_to_change(client: Client, settled: Engine) -> None:
    other = cast.sign_in(settled, CAST.other_clerk, "other-desk")
    assert change(client, other, set={"phone": [None, "1"]}).status_code == 404
    assert open_conflicts(client, other) == []


@pytest.mark.parametrize(("choice", "phone"), [("kept", "19900000001"), ("other", "19900000002")])
def test_a_person_settles_a_conflict_and_its_author_hears_of_it(
    client: Client, carer: Headers, clerk: Headers, choice: str, phone: str
) -> None:
    conflict = quarrel(client, carer, clerk)
    assert settle(client, clerk, conflict, choice, "19900000001").status_code == 200
    assert profile(client, carer)["phone"] == phone
    heard = told(client, carer, "conflict")[conflict["id"]]
    assert (heard["choice"], heard["settled_by"]) == (choice, CAST.clerk)
    assert open_conflicts(client, clerk) == []


def test_who_settles_by_an_old_value_is_told_the_new_one(client: Client, carer: Headers, clerk: Headers) -> None:
    conflict = quarrel(client, carer, clerk)
    change(client, clerk, set={"phone": ["19900000001", "19900000003"]})
    refused = settle(client, clerk, conflict, "other", "19900000001")
    assert (refused.status_code, refused.json()["current"]) == (409, {"phone": "19900000003"})
    assert open_conflicts(client, clerk)[0]["current"] == "19900000003"
    assert settle(client, clerk, conflict, "other", "19900000003").status_code == 200
    assert profile(client, carer)["phone"] == "19900000002"


def test_of_two_who_settle_at_once_the_second_is_told(
    client: Client, carer: Headers, clerk: Headers, settled: Engine
) -> None:
    conflict = quarrel(client, carer, clerk)
    officer = cast.sign_in(settled, CAST.officer, "county-desk")
    with ThreadPoolExecutor(2) as threads:
        both = [(clerk, "kept"), (officer, "other")]
        settling = [threads.submit(settle, client, who, conflict, choice, "19900000001") for who, choice in both]
    replies = [each.result() for each in settling]
    assert sorted(reply.status_code for reply in replies) == [200, 409]
    (second,) = [reply.json()["code"] for reply in replies if reply.status_code == 409]
    # She took the other value first: then the one that he saw stands no longer either.
    assert second == "already_settled"


def test_patches_of_one_field_at_once_leave_one_value_and_a_conflict_for_each_other(
    client: Client, carer: Headers, settled: Engine
) -> None:
    phones = [cast.sign_in(settled, CAST.carer, f"phone-number-{n}") for n in range(4)]
    with ThreadPoolExecutor(4) as threads:
        items = [patch(set={"phone": [None, str(n)]}) for n in range(4)]
        statuses = [each[0][0] for each in threads.map(lambda p: send(client, *p), zip(phones, items, strict=True))]
    assert sorted(statuses) == ["applied", "merged", "merged", "merged"]
    with reading(settled) as session:
        stands = session.get_one(Person, CAST.wang).phone
        values = {stands, *session.scalars(select(col(Conflict.other)))}
    assert values == {"0", "1", "2", "3"}
