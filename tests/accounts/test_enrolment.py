"""A link opens one phone, once; whoever may hand it out is decided in one place."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from httpx import Client
from sqlalchemy import Engine, select, update

import cast
from cast import CAST
from shouwang import clock
from shouwang.accounts.models import Device, Enrolment
from shouwang.accounts.roles import Role
from shouwang.accounts.rules import may_enrol
from shouwang.database import reading, writing

Headers = dict[str, str]


def make_link(client: Client, headers: Headers, user: str) -> Any:
    reply = client.post(f"/api/accounts/users/{user}/enrolments", headers=headers)
    assert reply.status_code == 200, reply.text
    return reply.json()


def enrol(client: Client, code: str, device: str) -> Any:
    return client.post("/api/accounts/enrol", json={"code": code, "device": device, "device_name": "phone"})


def test_a_clerk_s_link_signs_a_carer_in(client: Client, clerk: Headers) -> None:
    link = make_link(client, clerk, CAST.carer)
    assert link["link"].endswith(f"/#/enrol/{link['code']}")
    assert link["qr"].startswith("<svg")
    reply = enrol(client, link["code"], "phone-one").json()
    assert reply["user"] == {
        "id": CAST.carer,
        "name": "沈天强",
        "role": "carer",
        "place": cast.TOWNSHIP,
        "place_name": "甲镇",
    }
    me = client.get("/api/accounts/me", headers={"Authorization": f"Bearer {reply['token']}"}).json()
    assert me["user"] == reply["user"]


def test_the_same_phone_may_ask_again_and_another_may_not(client: Client, clerk: Headers) -> None:
    code = make_link(client, clerk, CAST.carer)["code"]
    first, again = enrol(client, code, "phone-one"), enrol(client, f" {code.upper()} ", "phone-one")
    assert (first.status_code, again.status_code) == (200, 200)
    late = enrol(client, code, "phone-two")
    assert (late.status_code, late.json()["code"]) == (409, "enrolment_used")


def test_a_link_is_spent_once_its_token_is_used_or_ten_minutes_are_over(
    client: Client, clerk: Headers, monkeypatch: pytest.MonkeyPatch
) -> None:
    used, late = (make_link(client, clerk, user)["code"] for user in (CAST.carer, CAST.other_carer))
    enrol(client, used, "phone-one")
    renewed = {"Authorization": f"Bearer {enrol(client, used, 'phone-one').json()['token']}"}
    assert client.post("/api/sync/pull", headers=renewed, json={"device": "d", "have": {}}).status_code == 200
    refused = enrol(client, used, "phone-one")
    assert (refused.status_code, refused.json()["code"]) == (409, "enrolment_used")
    assert client.get("/api/accounts/me", headers=renewed).status_code == 200, "and her token is as good as before"

    assert [enrol(client, late, "phone-one").status_code for _ in range(2)] == [200, 200]
    later = clock.now() + timedelta(minutes=10)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert enrol(client, late, "phone-one").json()["code"] == "enrolment_used"


def test_an_old_link_and_a_made_up_one_say_what_is_the_matter(client: Client, clerk: Headers, settled: Engine) -> None:
    code = make_link(client, clerk, CAST.carer)["code"]
    with writing(settled) as session:
        session.execute(update(Enrolment).values(expires_at=clock.now() - timedelta(seconds=1)))
    assert enrol(client, code, "phone-one").json()["code"] == "enrolment_expired"
    assert enrol(client, "made-up", "phone-one").json()["code"] == "unknown"


def test_neither_codes_nor_tokens_are_kept_in_the_clear(client: Client, clerk: Headers, settled: Engine) -> None:
    code = make_link(client, clerk, CAST.carer)["code"]
    token = enrol(client, code, "phone-one").json()["token"]
    with reading(settled) as session:
        kept = [str(row) for table in (Enrolment, Device) for row in session.scalars(select(table))]
    assert kept
    assert not any(secret in row for row in kept for secret in (code, token))


def test_the_list_of_workers_masks_their_phones(client: Client, clerk: Headers) -> None:
    workers = client.get("/api/accounts/users", headers=clerk).json()
    assert {worker["name"]: worker["people"] for worker in workers} == {"沈天强": 2, "闫凤光": 1}
    assert {worker["phone"] for worker in workers} == {"199****0000"}


@pytest.mark.parametrize(
    ("who", "whom", "status"),
    [
        (CAST.clerk, CAST.carer, 200),
        (CAST.clerk, CAST.clerk, 403),
        (CAST.clerk, CAST.officer, 404),
        (CAST.clerk, CAST.stranger, 404),
        (CAST.officer, CAST.clerk, 200),
        (CAST.officer, CAST.officer, 403),
        (CAST.carer, CAST.carer, 403),
        (CAST.clerk, "nobody", 404),
    ],
)
def test_links_are_handed_out_downwards_only(client: Client, settled: Engine, who: str, whom: str, status: int) -> None:
    headers = cast.sign_in(settled, who)
    assert client.post(f"/api/accounts/users/{whom}/enrolments", headers=headers).status_code == status


def test_an_auditor_hands_out_nothing() -> None:
    assert not may_enrol(Role.AUDITOR, "430321", Role.CARER, "430321101")
    assert may_enrol(Role.ADMINISTRATOR, "430321", Role.CLERK, "430321101")


def test_two_phones_that_open_a_link_at_once_are_one_signed_in(client: Client, clerk: Headers) -> None:
    for _ in range(5):
        code = make_link(client, clerk, CAST.carer)["code"]
        with ThreadPoolExecutor(4) as threads:
            replies = list(threads.map(lambda n, code=code: enrol(client, code, f"phone-{n}-of-four"), range(4)))
        assert sorted(reply.status_code for reply in replies) == [200, 409, 409, 409]


def test_a_lost_phone_is_ended_by_the_township_and_does_not_come_back(
    client: Client, clerk: Headers, settled: Engine
) -> None:
    code = make_link(client, clerk, CAST.carer)["code"]
    phone = {"Authorization": f"Bearer {enrol(client, code, 'phone-one').json()['token']}"}
    device = client.get("/api/accounts/me", headers=phone).json()["device"]
    assert client.post(f"/api/accounts/devices/{device}/revoke", headers=phone).status_code == 403
    other = cast.sign_in(settled, CAST.other_clerk, "another desk")
    assert client.post(f"/api/accounts/devices/{device}/revoke", headers=other).status_code == 404
    assert client.post(f"/api/accounts/devices/{device}/revoke", headers=clerk).status_code == 204
    assert client.get("/api/accounts/me", headers=phone).json()["code"] == "device_revoked"
    assert enrol(client, code, "phone-one").json()["code"] == "enrolment_used"
    assert enrol(client, make_link(client, clerk, CAST.carer)["code"], "phone-one").status_code == 200


def test_who_signs_out_is_waited_for_no_more(client: Client, clerk: Headers, carer: Headers) -> None:
    assert client.post("/api/accounts/sign-out", headers=carer).status_code == 204
    assert client.get("/api/accounts/me", headers=carer).json()["code"] == "device_revoked"
    assert client.post("/api/accounts/sign-out", headers=carer).status_code == 204
    (worker,) = [w for w in client.get("/api/accounts/users", headers=clerk).json() if w["id"] == CAST.carer]
    assert all(device["revoked_at"] for device in worker["devices"])


@pytest.mark.parametrize("between", ["", " ", "-", "  "])
def test_a_code_is_understood_however_it_is_typed(client: Client, clerk: Headers, between: str) -> None:
    code = make_link(client, clerk, CAST.carer)["code"].upper()
    typed = between.join(code[start : start + 4] for start in range(0, len(code), 4))
    assert enrol(client, typed, "phone-one").status_code == 200


def test_who_signs_out_comes_back_by_a_link_that_was_waiting(client: Client, clerk: Headers) -> None:
    first = make_link(client, clerk, CAST.carer)["code"]
    phone = {"Authorization": f"Bearer {enrol(client, first, 'phone-one').json()['token']}"}
    waiting = make_link(client, clerk, CAST.carer)["code"]
    assert client.post("/api/accounts/sign-out", headers=phone).status_code == 204
    assert enrol(client, first, "phone-one").json()["code"] == "enrolment_used"
    assert enrol(client, waiting, "phone-one").status_code == 200


def test_the_token_of_a_locked_phone_hands_in_and_signs_out_and_reads_nothing(client: Client, clerk: Headers) -> None:
    reply = enrol(client, make_link(client, clerk, CAST.carer)["code"], "phone-one").json()
    locked = {"Authorization": f"Bearer {reply['push_token']}"}
    item = cast.envelope(cast.visit(CAST.wang, clock.now() - timedelta(hours=2)))
    pushed = client.post("/api/sync/push", headers=locked, json={"device": "d", "items": [item]})
    assert [result["status"] for result in pushed.json()["results"]] == ["applied"]
    asked: list[tuple[str, str, Any]] = [
        ("GET", "/api/accounts/me", None),
        ("POST", "/api/sync/pull", {"device": "d", "have": {}}),
        ("GET", f"/api/ledger/people/{CAST.wang}", None),
    ]
    for method, path, body in asked:
        refused = client.request(method, path, headers=locked, json=body)
        assert (refused.status_code, refused.json()["code"]) == (401, "unknown_token"), path
    again = enrol(client, make_link(client, clerk, CAST.carer)["code"], "phone-one").json()
    assert client.post("/api/accounts/sign-out", headers=locked).status_code == 401, "enrolling anew ends it"
    renewed = {"Authorization": f"Bearer {again['push_token']}"}
    assert client.post("/api/accounts/sign-out", headers=renewed).status_code == 204
