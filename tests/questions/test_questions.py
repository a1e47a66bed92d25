"""From records that a phone sends to questions, her answer, and what the office says."""

from datetime import timedelta
from typing import Any

import pytest
from httpx import Client
from sqlalchemy import Engine, func, select
from sqlmodel import col

from cast import CAST, envelope, sign_in, visit
from servers import forget_settings
from shouwang import clock, ids
from shouwang.database import reading
from shouwang.questions.models import Question
from shouwang.records.models import Record

Headers = dict[str, str]


def push(client: Client, who: Headers, *items: dict[str, Any]) -> list[dict[str, Any]]:
    reply = client.post("/api/sync/push", headers=who, json={"device": "d", "items": list(items)})
    assert reply.status_code == 200, reply.text
    results: list[dict[str, Any]] = reply.json()["results"]
    return results


def told(client: Client, who: Headers) -> list[dict[str, Any]]:
    """The questions that her phone reads."""
    rows = client.post("/api/sync/pull", headers=who, json={"device": "d", "have": {}}).json()["rows"]
    return [row["body"] for row in rows if row["kind"] == "question" and not row["deleted"]]


def listed(client: Client, who: Headers, *, settled: bool = False) -> list[dict[str, Any]]:
    reply = client.get("/api/questions", headers=who, params={"settled": settled})
    assert reply.status_code == 200, reply.text
    lines: list[dict[str, Any]] = reply.json()["questions"]
    return lines


def answer(question: str, says: str = "together", n: int = 9, **more: Any) -> dict[str, Any]:
    body = {"question": question, "answer": says, **more}
    return envelope(visit(CAST.wang, clock.now())) | {"op": "question.answer", "about": [], "body": body, "n": n}


def overlap(client: Client, carer: Headers) -> tuple[dict[str, Any], list[str]]:
    """Two people at once, and the question."""
    start = clock.now() - timedelta(hours=2)
    visits = [visit(CAST.wang, start), visit(CAST.li, start + timedelta(minutes=5))]
    push(client, carer, *(envelope(each, n) for n, each in enumerate(visits, 1)))
    [question] = told(client, carer)
    return question, [each["id"] for each in visits]


def test_an_overlap_is_asked_answered_and_settled_and_both_count_throughout(
    client: Client, settled: Engine, carer: Headers, clerk: Headers
) -> None:
    question, visits = overlap(client, carer)
    assert (question["kind"], question["status"], question["records"]) == ("overlap", "open", visits)
    assert question["people"] == [CAST.wang, CAST.li]
    assert question["figures"] == {"minutes": 25}
    [line] = listed(client, clerk)
    assert [each["record"] for each in line["about"]] == visits
    assert push(client, carer, answer(question["id"], note="她们在一起吃饭"))[0]["status"] == "applied"
    [line] = listed(client, clerk)
    assert (line["status"], line["answer"], line["note"]) == ("answered", "together", "她们在一起吃饭")
    done = client.post(
        f"/api/questions/{line['id']}/decide", headers=clerk, json={"content": True, "words": "电话核实"}
    )
    assert done.json()["status"] == "accepted"
    assert listed(client, clerk) == []
    assert [each["decided_by_name"] for each in listed(client, clerk, settled=True)] == ["周敏"]
    assert [(each["status"], each["decision_note"]) for each in told(client, carer)] == [("accepted", "电话核实")]
    with reading(settled) as session:
        counted = session.scalar(select(func.count()).where(col(Record.status) == "valid"))
    assert counted == 2


def test_a_decision_is_taken_back_and_not_made_twice(client: Client, carer: Headers, clerk: Headers) -> None:
    question, _ = overlap(client, carer)
    where = f"/api/questions/{question['id']}"
    said = {"content": False, "words": "两家相距很远"}
    assert client.post(f"{where}/reopen", headers=clerk).status_code == 409
    assert client.post(f"{where}/decide", headers=clerk, json=said).json()["status"] == "declined"
    assert client.post(f"{where}/decide", headers=clerk, json=said).status_code == 409
    assert client.post(f"{where}/reopen", headers=clerk).json()["status"] == "open"
    assert client.post(f"{where}/decide", headers=clerk, json={"content": True, "words": " "}).status_code == 422


def test_her_answer_after_the_decision_changes_nothing_and_parks_nothing(
    client: Client, carer: Headers, clerk: Headers
) -> None:
    question, _ = overlap(client, carer)
    client.post(f"/api/questions/{question['id']}/decide", headers=clerk, json={"content": True, "words": "知道了"})
    assert push(client, carer, answer(question["id"]))[0]["status"] == "applied"
    assert [(each["status"], each["answer"]) for each in told(client, carer)] == [("accepted", None)]


def test_another_answer_before_the_decision_stands(client: Client, carer: Headers, clerk: Headers) -> None:
    question, _ = overlap(client, carer)
    push(client, carer, answer(question["id"], "as_written"), answer(question["id"], "wrong_time", n=10))
    assert [each["answer"] for each in listed(client, clerk)] == ["wrong_time"]


def test_who_corrects_the_record_has_answered(client: Client, carer: Headers, clerk: Headers) -> None:
    _, (first, _) = overlap(client, carer)
    void = {"record": first, "why": "wrong_time"}
    gone = envelope(visit(CAST.wang, clock.now())) | {"op": "visit.void", "about": [CAST.wang], "body": void, "n": 8}
    assert push(client, carer, gone)[0]["status"] == "applied"
    assert [each["status"] for each in told(client, carer)] == ["moot"]
    assert listed(client, clerk) == []


def test_an_office_takes_a_record_back_and_its_question_with_it(client: Client, carer: Headers, clerk: Headers) -> None:
    _, (first, _) = overlap(client, carer)
    voided = client.post(f"/api/records/{first}/void", headers=clerk, json={"why": "wrong_time"})
    assert voided.status_code == 200, voided.text
    assert [each["status"] for each in told(client, carer)] == ["moot"]


def test_the_same_is_asked_once_however_often_it_is_sent(client: Client, settled: Engine, carer: Headers) -> None:
    start = clock.now() - timedelta(hours=2)
    first, second = (envelope(visit(who, start), n) for n, who in enumerate((CAST.wang, CAST.li), 1))
    for batch in ([first], [second], [first, second], [second]):
        push(client, carer, *batch)
    with reading(settled) as session:
        assert session.scalar(select(func.count()).select_from(Question)) == 1


def test_a_picture_used_twice_is_asked_about(client: Client, carer: Headers) -> None:
    start = clock.now() - timedelta(days=2)
    picture = {"sha256": "a" * 64, "size": 1_000, "original": "b" * 64}
    other = picture | {"sha256": "c" * 64}  # with another time printed on it
    visits = [
        visit(CAST.wang, start, pictures=[picture]),
        visit(CAST.wang, start + timedelta(days=1), pictures=[other]),
    ]
    results = push(client, carer, *(envelope(each, n, schema_version=2) for n, each in enumerate(visits, 1)))
    assert [each["status"] for each in results] == ["applied"] * 2
    assert [(each["kind"], each["records"]) for each in told(client, carer)] == [
        ("picture", [each["id"] for each in visits])
    ]
    void = {"record": visits[1]["id"], "why": "wrong_person"}
    push(client, carer, envelope(visits[1], 3) | {"op": "visit.void", "about": [CAST.wang], "body": void})
    assert [each["status"] for each in told(client, carer)] == ["moot"]


def test_nobody_answers_or_reads_what_another_is_asked(
    client: Client, settled: Engine, carer: Headers, clerk: Headers
) -> None:
    question, _ = overlap(client, carer)
    other = sign_in(settled, CAST.other_carer, "another-phone-of-a-test")
    assert told(client, other) == []
    [result] = push(client, other, answer(question["id"]))
    assert (result["status"], result["code"]) == ("parked", "missing_reference")
    elsewhere = sign_in(settled, CAST.other_clerk, "another-desk-of-a-test")
    assert listed(client, elsewhere) == []
    said = {"content": True, "words": "好"}
    assert client.post(f"/api/questions/{question['id']}/decide", headers=elsewhere, json=said).status_code == 404


@pytest.mark.parametrize(
    "body", [{}, {"question": 1, "answer": "together"}, {"question": "x", "answer": "maybe"}, {"answer": "other"}, None]
)
def test_an_answer_that_makes_no_sense_is_parked(client: Client, carer: Headers, body: Any) -> None:
    sent = answer(ids.uuid7()) | {"body": body}
    assert push(client, carer, sent)[0]["status"] == "parked"


def test_thresholds_are_settings(
    client: Client, carer: Headers, monkeypatch: pytest.MonkeyPatch, settled: Engine
) -> None:
    monkeypatch.setenv("SHOUWANG_QUESTION_OVERLAP_MINUTES", "60")
    forget_settings()
    start = clock.now() - timedelta(hours=2)
    push(client, carer, envelope(visit(CAST.wang, start)), envelope(visit(CAST.li, start), 2))
    assert told(client, carer) == []
