"""18: whatever an envelope of any version holds, however damaged it is, it ends applied, merged or parked: HTTP 200.

A file of `golden/` is never changed: a phone may still hold such an envelope. A new operation or version adds files.
"""

import json
from pathlib import Path
from typing import Any

import pytest
from httpx import Client
from sqlalchemy import Engine, func, select

import cast
from shouwang import clock
from shouwang.accounts.models import User
from shouwang.accounts.roles import Role
from shouwang.database import reading, writing
from shouwang.questions.models import Question
from shouwang.questions.words import QuestionKind
from shouwang.sync.models import Mutation
from shouwang.sync.operations import OPERATIONS
from shouwang.sync.rows import new_row
from shouwang.sync.write import Author, write

GOLDEN = sorted((Path(__file__).parent / "golden").glob("*.json"))
Headers = dict[str, str]
DOCTOR, ASSESSOR, LEADER = (f"00000000-0000-7000-8000-0000000000d{n}" for n in range(3))
QUESTION = "00000000-0000-7000-8000-0000000000e1"


def read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def push(client: Client, headers: Headers, items: list[Any]) -> Any:
    # as a browser writes it: half an emoji as an escape, everything else as it is
    body = json.dumps({"device": "d", "items": items})
    reply = client.post("/api/sync/push", headers=headers, content=body)
    assert reply.status_code == 200, reply.text
    return [(result["status"], result["code"]) for result in reply.json()["results"]]


def asked() -> Question:
    """What the answer among the envelopes answers: a phone knows of it long after it sent the record."""
    told: dict[str, Any] = {"records": [QUESTION], "people": [cast.CAST.wang], "starts": [clock.as_wire(clock.now())]}
    whom: dict[str, Any] = {"worker": cast.CAST.carer, "worker_name": "刘桂芳", "township": cast.TOWNSHIP}
    return new_row(Question, id=QUESTION, kind=QuestionKind.CLOCK, figures={}, asked_at=clock.now(), **told, **whom)


@pytest.fixture
def senders(settled: Engine, carer: Headers) -> dict[str, Headers]:
    """Who sends the envelopes: the carer all that does not say another role."""
    roles = {Role.HEALTH_WORKER: DOCTOR, Role.ASSESSOR: ASSESSOR, Role.VOLUNTEER_LEADER: LEADER}
    with writing(settled) as session:
        place: dict[str, Any] = {"place": cast.TOWNSHIP, "created_at": clock.now()}
        write(
            session,
            [*(User(id=user, name="彭雪梅", role=role, **place) for role, user in roles.items()), asked()],
            Author(None, clock.now()),
        )
    return {"carer": carer, **{role: cast.sign_in(settled, user, f"phone-of-{role}") for role, user in roles.items()}}


def test_each_golden_envelope_ends_as_it_always_did(client: Client, senders: dict[str, Headers]) -> None:
    wanted = {path.name: [(golden["status"], golden["code"])] for path in GOLDEN for golden in [read(path)]}
    told = {path.name: read(path) for path in GOLDEN}
    ended = {name: push(client, senders[one.get("by", "carer")], [one["envelope"]]) for name, one in told.items()}
    assert ended == wanted


def test_all_golden_envelopes_in_one_batch_end_as_they_do_alone(
    client: Client, senders: dict[str, Headers], settled: Engine
) -> None:
    golden = [read(path) for path in GOLDEN]
    for _ in range(2):
        for sender, headers in senders.items():
            hers = [one for one in golden if one.get("by", "carer") == sender]
            ended = push(client, headers, [one["envelope"] for one in hers])
            assert ended == [(one["status"], one["code"]) for one in hers]
    with reading(settled) as session:
        assert session.scalar(select(func.count()).select_from(Mutation)) == len(golden)


def test_there_is_one_of_each_operation_that_the_server_knows() -> None:
    golden = [read(path) for path in GOLDEN]
    applied = {one["envelope"]["op"] for one in golden if one["status"] == "applied"}
    assert applied == set(OPERATIONS)
