"""18: whatever an envelope of any version holds, however damaged it is, it ends applied, merged or parked: HTTP 200.

A file of `golden/` is never changed: a phone may still hold such an envelope. A new operation or version adds files.
"""

import json
from pathlib import Path
from typing import Any

from httpx import Client
from sqlalchemy import Engine, func, select

from shouwang.database import reading
from shouwang.sync.models import Mutation
from shouwang.sync.operations import OPERATIONS

GOLDEN = sorted((Path(__file__).parent / "golden").glob("*.json"))
Headers = dict[str, str]


def read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def push(client: Client, headers: Headers, items: list[Any]) -> Any:
    # as a browser writes it: half an emoji as an escape, everything else as it is
    body = json.dumps({"device": "d", "items": items})
    reply = client.post("/api/sync/push", headers=headers, content=body)
    assert reply.status_code == 200, reply.text
    return [(result["status"], result["code"]) for result in reply.json()["results"]]


def test_each_golden_envelope_ends_as_it_always_did(client: Client, carer: Headers) -> None:
    wanted = {path.name: [(golden["status"], golden["code"])] for path in GOLDEN for golden in [read(path)]}
    ended = {path.name: push(client, carer, [read(path)["envelope"]]) for path in GOLDEN}
    assert ended == wanted


def test_all_golden_envelopes_in_one_batch_end_as_they_do_alone(
    client: Client, carer: Headers, settled: Engine
) -> None:
    golden = [read(path) for path in GOLDEN]
    for _ in range(2):
        ended = push(client, carer, [one["envelope"] for one in golden])
        assert ended == [(one["status"], one["code"]) for one in golden]
    with reading(settled) as session:
        assert session.scalar(select(func.count()).select_from(Mutation)) == len(golden)


def test_there_is_one_of_each_operation_that_the_server_knows() -> None:
    golden = [read(path) for path in GOLDEN]
    applied = {one["envelope"]["op"] for one in golden if one["status"] == "applied"}
    assert applied == set(OPERATIONS)
