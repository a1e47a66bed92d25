"""What the desk does to a closed month wants a reason; what the field writes never does."""

from concurrent.futures import ThreadPoolExecutor, wait
from datetime import datetime
from typing import Any
from urllib.parse import quote

import pytest
from httpx import Client
from sqlalchemy import Engine

import cast
from cast import CAST, TOWNSHIP
from closing.playing import MONTH, SHANGHAI, as_user
from shouwang import ids
from shouwang.closing import service
from shouwang.closing.guarding import guard
from shouwang.database import writing
from shouwang.errors import Refused

Headers = dict[str, str]
STAY = {"kind": "suspension", "value": "hospital", "valid_from": "2026-09-10", "valid_to": "2026-09-12"}
WHY = {"Shouwang-Reason": quote("补录住院证明")}


@pytest.fixture
def closed(client: Client, clerk: Headers) -> Any:
    reply = client.post(f"/api/closing/{TOWNSHIP}/{MONTH}/close", headers=clerk)
    assert reply.status_code == 200, reply.text
    return reply.json()


def test_a_fact_in_a_closed_month_wants_a_reason_that_is_kept_with_the_month(
    client: Client, clerk: Headers, closed: Any
) -> None:
    path = f"/api/register/people/{CAST.wang}/facts"
    refused = client.post(path, headers=clerk, json=STAY)
    assert (refused.status_code, refused.json()) == (409, {"code": "closed_month", "months": [MONTH.isoformat()]})
    assert opened(client, clerk)["differences"] == []
    entered = client.post(path, headers=clerk | WHY, json=STAY)
    assert entered.status_code == 200, entered.text
    month = opened(client, clerk)
    assert [(each["what"], each["reason"], each["first"]) for each in month["changes"]] == [
        ("fact", "补录住院证明", "2026-09-10")
    ]
    assert {cause["id"] for each in month["differences"] for cause in each["causes"]} == {entered.json()["id"]}
    fact = entered.json()["id"]
    assert client.post(f"/api/register/facts/{fact}/void", headers=clerk, json={"reason": "错"}).status_code == 409
    later = {"valid_to": "2026-09-20"}
    assert client.post(f"/api/register/facts/{fact}/end", headers=clerk, json=later).status_code == 409
    reply = client.post(f"/api/register/facts/{fact}/void", headers=clerk | WHY, json={"reason": "错"})
    assert reply.status_code == 200
    assert opened(client, clerk)["differences"] == []


def test_what_concerns_no_closed_month_is_asked_nothing(client: Client, clerk: Headers, closed: Any) -> None:
    after = STAY | {"valid_from": "2026-10-01", "valid_to": "2026-10-02"}
    assert client.post(f"/api/register/people/{CAST.wang}/facts", headers=clerk, json=after).status_code == 200


def test_a_month_that_was_opened_again_wants_no_reason(
    client: Client, settled: Any, clerk: Headers, closed: Any
) -> None:
    officer = cast.sign_in(settled, CAST.officer, "desk-of-the-county")
    again = client.post(f"/api/closing/{TOWNSHIP}/{MONTH}/reopen", headers=officer, json={"reason": "补录"})
    assert again.status_code == 200, again.text
    assert client.post(f"/api/register/people/{CAST.wang}/facts", headers=clerk, json=STAY).status_code == 200


def test_what_the_field_writes_late_is_taken_without_any_question(
    client: Client, carer: Headers, clerk: Headers, closed: Any
) -> None:
    sent = cast.envelope(cast.visit(CAST.wang, datetime(2026, 9, 14, 9, tzinfo=SHANGHAI)))
    reply = client.post("/api/sync/push", headers=carer, json={"device": "d", "items": [sent]})
    assert [each["status"] for each in reply.json()["results"]] == ["applied"]
    row = {"id": ids.uuid7(), "person": CAST.zhao, "day": "2026-09-15", "mode": "home", "status": "valid"}
    sheet = {"id": ids.uuid7(), "worker": CAST.other_carer, "reason": "lost_phone", "rows": [row]}
    assert client.post("/api/records/sheets", headers=clerk, json=sheet).status_code == 200
    assert {each["after"]["name"] for each in opened(client, clerk)["differences"]} == {"王强", "赵水"}
    record = next(
        cause["id"]
        for each in opened(client, clerk)["differences"]
        for cause in each["causes"]
        if each["after"]["name"] == "王强"
    )
    void = {"why": "other"}
    assert client.post(f"/api/records/{record}/void", headers=clerk, json=void).status_code == 409
    assert client.post(f"/api/records/{record}/void", headers=clerk | WHY, json=void).status_code == 200


def test_who_has_no_record_counted_in_a_closed_month_too(client: Client, clerk: Headers, closed: Any) -> None:
    asked = {"id": ids.uuid7(), "kept": CAST.wang, "gone": CAST.zhao}
    refused = client.post("/api/register/merges", headers=clerk, json=asked)
    assert (refused.status_code, refused.json()["code"]) == (409, "closed_month")
    assert client.post("/api/register/merges", headers=clerk | WHY, json=asked).status_code == 200
    undo = f"/api/register/merges/{asked['id']}/undo"
    assert client.post(undo, headers=clerk).json()["code"] == "closed_month"
    assert client.post(undo, headers=clerk | WHY).status_code == 200
    assert [each["what"] for each in opened(client, clerk)["changes"]] == ["merge", "merge"]


def test_what_changes_while_a_month_is_being_closed_waits_and_is_asked_for_its_reason(settled: Engine) -> None:
    def change() -> None:
        with writing(settled) as session:
            guard(session, as_user(session, CAST.clerk), TOWNSHIP, MONTH.replace(day=10), "fact", ids.uuid7())

    with ThreadPoolExecutor(1) as pool:
        with writing(settled) as closing:
            service.close(closing, TOWNSHIP, MONTH, as_user(closing, CAST.clerk))
            changing = pool.submit(change)
            assert wait([changing], timeout=0.5).done == set()
        with pytest.raises(Refused, match="closed_month"):
            changing.result(timeout=10)


def opened(client: Client, clerk: Headers) -> Any:
    reply = client.get(f"/api/closing/{TOWNSHIP}/{MONTH}", headers=clerk)
    assert reply.status_code == 200, reply.text
    return reply.json()
