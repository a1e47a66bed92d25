"""What a person needs, from the phone of one who cares for her to the office, and back what became of it."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from httpx import Client
from sqlalchemy import Engine, select, text
from sqlmodel import col

import cast
from cast import CAST
from shouwang import clock, ids
from shouwang.database import reading, writing
from shouwang.register.models import Assignment
from shouwang.sync.models import RowVersion
from shouwang.sync.write import Author, write

Headers = dict[str, str]
NOTE = "降压药只剩两天"


def need(**more: Any) -> dict[str, Any]:
    return {"id": ids.uuid7(), "person": CAST.wang, "kind": "medicine", **more}


def push(client: Client, headers: Headers, *items: dict[str, Any]) -> list[Any]:
    reply = client.post("/api/sync/push", headers=headers, json={"device": "d", "items": items})
    assert reply.status_code == 200, reply.text
    return [(result["status"], result["code"]) for result in reply.json()["results"]]


def raised(client: Client, headers: Headers, n: int = 1, **more: Any) -> str:
    body = need(**more)
    assert push(client, headers, cast.envelope(body, n, op="need.create")) == [("applied", None)]
    return str(body["id"])


def listed(client: Client, headers: Headers, *, closed: bool = False) -> Any:
    reply = client.get("/api/needs", headers=headers, params={"closed": closed})
    assert reply.status_code == 200, reply.text
    return reply.json()


def test_who_took_one_by_mistake_gives_it_back(client: Client, carer: Headers, clerk: Headers) -> None:
    wanted = raised(client, carer)
    assert done(client, clerk, wanted, "release").json()["code"] == "already_settled"
    done(client, clerk, wanted, "take")
    told = done(client, clerk, wanted, "release").json()
    assert (told["status"], told["taken_by"], [step["what"] for step in told["steps"]]) == (
        "open",
        None,
        ["taken", "released"],
    )
    assert on_the_phone(client, carer)[wanted]["status"] == "open"


def test_all_needs_of_a_person_are_with_her(client: Client, settled: Engine, carer: Headers, clerk: Headers) -> None:
    first, second, _ = (
        raised(client, carer, n + 1, **{"person": p}) for n, p in enumerate([CAST.wang] * 2 + [CAST.li])
    )
    done(client, clerk, first, "close", outcome="solved")
    hers = client.get("/api/needs", headers=clerk, params={"person": CAST.wang}).json()
    assert sorted((each["id"], each["status"]) for each in hers) == sorted([(first, "closed"), (second, "open")])
    other = cast.sign_in(settled, CAST.other_clerk, "desk-of-another")
    assert client.get("/api/needs", headers=other, params={"person": CAST.wang}).status_code == 404


def done(client: Client, headers: Headers, need_id: str, what: str, **body: Any) -> Any:
    return client.post(f"/api/needs/{need_id}/{what}", headers=headers, json=body)


def on_the_phone(client: Client, headers: Headers) -> dict[str, Any]:
    reply = client.post("/api/sync/pull", headers=headers, json={"device": "d", "have": {}})
    return {row["id"]: row["body"] for row in reply.json()["rows"] if row["kind"] == "need"}


def test_from_the_phone_to_the_office_and_back(client: Client, settled: Engine, carer: Headers, clerk: Headers) -> None:
    wanted = raised(client, carer, note=NOTE, urgent=True)
    line = listed(client, clerk)[0]
    assert (line["person_name"], line["kind"], line["status"], line["note"]) == ("王强", "medicine", "open", NOTE)
    due, since = datetime.fromisoformat(line["due_at"]), datetime.fromisoformat(line["raised_at"])
    assert due - since == timedelta(hours=24)

    assert done(client, clerk, wanted, "take").json()["taken_by_name"] == "周敏"
    assert on_the_phone(client, carer)[wanted]["status"] == "taken"
    assert done(client, clerk, wanted, "note", words="已联系卫生院").status_code == 200
    closed = done(client, clerk, wanted, "close", outcome="solved", words="药已送到").json()
    assert [(step["what"], step["words"]) for step in closed["steps"]] == [
        ("taken", None),
        ("noted", "已联系卫生院"),
        ("closed", "药已送到"),
    ]
    told = on_the_phone(client, carer)[wanted]
    assert (told["status"], told["outcome"], told["outcome_note"]) == ("closed", "solved", "药已送到")
    assert "已联系卫生院" not in str(told)
    assert listed(client, clerk) == []
    assert [each["id"] for each in listed(client, clerk, closed=True)] == [wanted]

    assert done(client, clerk, wanted, "reopen", words="又断药了").json()["status"] == "open"
    assert [each["id"] for each in listed(client, clerk)] == [wanted]
    with reading(settled) as session:
        versions = session.scalars(
            select(col(RowVersion.version)).where(col(RowVersion.id) == wanted, col(RowVersion.kind) == "need")
        )
        assert sorted(versions) == [1, 2, 3, 4]
        at_rest = session.execute(text("SELECT note FROM need")).scalar_one()
        assert NOTE.encode() not in bytes(at_rest)


def test_urgent_ones_come_first_then_the_oldest(client: Client, carer: Headers, clerk: Headers) -> None:
    plain, urgent = raised(client, carer, kind="house"), raised(client, carer, 2, kind="health", urgent=True)
    later = raised(client, carer, 3, kind="food")
    assert [each["id"] for each in listed(client, clerk)] == [urgent, plain, later]


def test_twice_the_same_is_one_and_somebody_is_first(client: Client, carer: Headers, clerk: Headers) -> None:
    item = cast.envelope(need(), op="need.create")
    assert push(client, carer, item) == push(client, carer, item) == [("applied", None)]
    wanted = listed(client, clerk)[0]["id"]
    assert done(client, clerk, wanted, "take").status_code == 200
    for what, body in (("take", {}), ("reopen", {"words": "x"})):
        refused = done(client, clerk, wanted, what, **body)
        assert (refused.status_code, refused.json()["code"]) == (409, "already_settled")
    assert done(client, clerk, wanted, "close", outcome="partly").status_code == 200
    assert done(client, clerk, wanted, "close", outcome="solved").status_code == 409


@pytest.mark.parametrize(
    "body", [{"kind": "moon"}, {"kind": None}, {"urgent": "often"}, {"note": "字" * 2_001}, {"record": 7}, {"more": 1}]
)
def test_what_is_not_understood_is_parked(client: Client, carer: Headers, body: dict[str, Any]) -> None:
    assert push(client, carer, cast.envelope(need(**body), op="need.create")) == [("parked", "invalid")]


def test_only_who_cares_for_her_raises_one_and_only_her_office_sees_it(
    client: Client, settled: Engine, carer: Headers, clerk: Headers
) -> None:
    stranger = cast.sign_in(settled, CAST.stranger, "phone-of-a-stranger")
    assert push(client, stranger, cast.envelope(need(), op="need.create")) == [("parked", "not_assigned")]
    assert on_the_phone(client, stranger) == {}
    wanted = raised(client, carer, 2)
    other = cast.sign_in(settled, CAST.other_clerk, "desk-of-another")
    assert listed(client, other) == []
    assert client.get(f"/api/needs/{wanted}", headers=other).status_code == 404
    assert done(client, other, wanted, "take").status_code == 404
    assert client.get("/api/needs/nosuchneed", headers=clerk).status_code == 404
    assert client.get("/api/needs", headers=carer).status_code == 403


@pytest.mark.parametrize("body", [{}, {"outcome": "moon"}, {"outcome": "solved", "words": "字" * 2_001}, {"x": 1}])
def test_a_closing_that_is_not_understood_is_refused(
    client: Client, carer: Headers, clerk: Headers, body: dict[str, Any]
) -> None:
    wanted = raised(client, carer)
    assert done(client, clerk, wanted, "close", **body).status_code == 422
    assert listed(client, clerk)[0]["status"] == "open"


def test_a_need_is_given_to_an_office_or_to_who_cares_for_her(
    client: Client, settled: Engine, carer: Headers, clerk: Headers
) -> None:
    wanted = raised(client, carer)
    hands = client.get(f"/api/needs/{wanted}/hands", headers=clerk).json()
    assert {hand["user"] for hand in hands} == {CAST.carer, CAST.clerk, CAST.officer}
    given = done(client, clerk, wanted, "give", user=CAST.officer).json()
    names = {hand["user"]: hand["name"] for hand in hands}
    assert (given["status"], given["taken_by_name"]) == ("taken", names[CAST.officer])
    assert done(client, clerk, wanted, "take").json()["code"] == "already_settled"
    assert done(client, clerk, wanted, "give", user=CAST.officer).status_code == 404
    given = done(client, clerk, wanted, "give", user=CAST.carer).json()
    assert [step["what"] for step in given["steps"]] == ["given", "given"]
    assert on_the_phone(client, carer)[wanted]["taken_by_name"] == given["taken_by_name"]
    for nobody in (CAST.stranger, CAST.other_clerk, "nobody"):
        assert done(client, clerk, wanted, "give", user=nobody).status_code == 404
    assert done(client, clerk, wanted, "give").status_code == 422
    assert done(client, clerk, wanted, "close", outcome="solved").status_code == 200
    assert done(client, clerk, wanted, "give", user=CAST.officer).json()["code"] == "already_settled"


def test_who_raised_it_hears_what_became_of_it_wherever_she_works_now(
    client: Client, settled: Engine, carer: Headers, clerk: Headers
) -> None:
    wanted = raised(client, carer, note=NOTE)
    assert told(client, carer)[wanted] == {
        "id": wanted,
        "kind": "medicine",
        "raised_at": on_the_phone(client, carer)[wanted]["raised_at"],
        "status": "open",
        "outcome": None,
        "closed_at": None,
    }
    assert told(client, clerk) == {}
    with writing(settled) as session:
        given = session.scalars(select(Assignment).where(col(Assignment.user) == CAST.carer)).all()
        for each in given:
            each.valid_to = date(2026, 1, 1)
        write(session, given, Author(None, clock.now()))
    done(client, clerk, wanted, "take")
    assert (on_the_phone(client, carer), told(client, carer)[wanted]["status"]) == ({}, "taken")
    done(client, clerk, wanted, "close", outcome="solved", words="药已送到")
    closed = told(client, carer)[wanted]
    assert (closed["status"], closed["outcome"], closed["closed_at"] is not None) == ("closed", "solved", True)
    assert "药已送到" not in str(closed)
    done(client, clerk, wanted, "reopen", words="又断药了")
    assert (told(client, carer)[wanted]["status"], told(client, carer)[wanted]["closed_at"]) == ("open", None)
    with reading(settled) as session:
        versions = session.scalars(select(col(RowVersion.version)).where(col(RowVersion.kind) == "need_told"))
        assert sorted(versions) == [1, 2, 3, 4]


def test_a_need_of_before_is_told_from_its_next_change_on(
    client: Client, settled: Engine, carer: Headers, clerk: Headers
) -> None:
    wanted = raised(client, carer)
    with writing(settled) as session:
        session.execute(text("DELETE FROM need_told"))
        for table in ("row_version", "sync_row"):
            session.execute(text(f"DELETE FROM {table} WHERE kind = 'need_told'"))
    done(client, clerk, wanted, "take")
    assert told(client, carer)[wanted]["status"] == "taken"


def told(client: Client, headers: Headers) -> dict[str, Any]:
    reply = client.post("/api/sync/pull", headers=headers, json={"device": "d", "have": {}})
    return {row["id"]: row["body"] for row in reply.json()["rows"] if row["kind"] == "need_told"}
