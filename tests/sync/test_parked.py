"""4: a parked item waits for what it needs or for a person; each is settled once, and its author hears of it."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from httpx import Client, Response
from sqlalchemy import Engine, select, update
from sqlmodel import col

import cast
from cast import CAST, envelope, visit
from register.desk import report, send
from shouwang import clock, ids
from shouwang.accounts.models import Device, User
from shouwang.database import writing
from shouwang.records.models import Record
from shouwang.register.models import Assignment, Person
from shouwang.sync import operations, retrying, settling
from shouwang.sync.models import Issue, Mutation
from shouwang.sync.write import Author, write

Headers = dict[str, str]
NOT_YET_KNOWN = "00000000-0000-7000-8000-0000000000b7"


def issues(client: Client, headers: Headers, *, settled: bool = False) -> Any:
    return client.get("/api/sync/issues", headers=headers, params={"settled": settled}).json()


def act(client: Client, headers: Headers, issue: Any, how: str, **asked: Any) -> Response:
    return client.post(f"/api/sync/issues/{issue['id']}/{how}", headers=headers, json=asked)


def heard(client: Client, headers: Headers) -> Any:
    """The author's issues, as her phone is told."""
    reply = client.post("/api/sync/pull", headers=headers, json={"device": "d", "have": {}}).json()
    return [row["body"] for row in reply["rows"] if row["kind"] == "issue"]


def not_hers(n: int = 1) -> Any:
    return envelope(visit(CAST.zhao, clock.now() - timedelta(hours=1)), n)


def arrive(engine: Engine) -> None:
    """The person of whom phones have told already, and the carer's assignment to her."""
    with writing(engine) as session:
        there = session.get_one(Person, CAST.wang)
        person = Person(**{**there.model_dump(exclude={"version"}), "id": NOT_YET_KNOWN, "name": "新来"})
        given = Assignment(
            id=ids.uuid7(),
            person=NOT_YET_KNOWN,
            user=CAST.carer,
            user_name="沈天强",
            role="carer",
            valid_from=cast.LONG_AGO,
        )
        write(session, [person, given], Author(None, clock.now()))


def records(engine: Engine) -> set[str | None]:
    with writing(engine) as session:
        return set(session.scalars(select(col(Record.mutation))))


def test_a_visit_to_somebody_unknown_is_applied_when_she_arrives(
    client: Client, carer: Headers, clerk: Headers, settled: Engine
) -> None:
    item = envelope(visit(NOT_YET_KNOWN, clock.now() - timedelta(hours=1)))
    assert send(client, carer, item) == [("parked", "missing_reference")]
    assert retrying.retry_waiting() == []
    arrive(settled)
    (applied,) = retrying.retry_waiting()
    assert send(client, carer, item) == [("applied", None)]
    assert records(settled) == {item["id"]}
    (issue,) = heard(client, carer)
    assert (issue["id"], issue["resolution"], issue["person"]) == (applied, "applied", NOT_YET_KNOWN)
    assert issues(client, clerk) == []
    assert retrying.retry_waiting() == []


def test_what_waits_for_a_row_of_a_phone_is_tried_after_the_push_that_brings_it(
    client: Client, carer: Headers, settled: Engine
) -> None:
    brought = envelope(visit(CAST.wang, clock.now() - timedelta(hours=1)))
    waiting = envelope(visit(CAST.li, clock.now() - timedelta(hours=1)), 2)
    send(client, carer, {**waiting, "schema_version": 99})
    with writing(settled) as session:  # as an amendment is parked whose original is still on the way
        found = session.get_one(Mutation, waiting["id"])
        found.code, found.envelope = "missing_reference", found.envelope.replace(":99", ":1")
        issue = session.scalars(select(Issue)).one()
        issue.code, issue.waits_for = "missing_reference", brought["body"]["id"]
    assert send(client, carer, envelope(visit(CAST.wang, clock.now()), 3)) == [("applied", None)]
    assert waiting["id"] not in records(settled)
    assert send(client, carer, brought) == [("applied", None)]
    must_be_applied(settled, waiting["id"])


def must_be_applied(engine: Engine, mutation: str) -> None:
    """Within half a minute: the push was answered before what waited for it was tried."""
    for _ in range(300):
        if mutation in records(engine):
            return
        time.sleep(0.1)
    raise AssertionError("never tried again")


def test_a_crash_before_the_retry_loses_nothing(
    client: Client, carer: Headers, settled: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    item = envelope(visit(NOT_YET_KNOWN, clock.now() - timedelta(hours=1)))
    send(client, carer, item)
    arrive(settled)
    with monkeypatch.context() as broken:
        broken.setattr(settling, "write_rows", _die)
        assert retrying.retry_all() == []
    assert send(client, carer, item) == [("parked", "missing_reference")]
    retrying.retry_all()  # that push has begun it too: whoever comes second waits for the lock, and finds it done
    assert records(settled) == {item["id"]}


def _die(*_: Any) -> None:
    raise RuntimeError("the power went")


def test_a_newer_server_applies_what_the_older_one_did_not_know(
    client: Client, carer: Headers, settled: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    item, nonsense = report(CAST.wang, "away"), {**report(CAST.wang, "back", n=2), "op": "nonsense"}
    older = {name: op for name, op in operations.OPERATIONS.items() if name != "report.create"}
    with monkeypatch.context() as old:
        old.setattr("shouwang.sync.push.OPERATIONS", older)
        assert send(client, carer, item, nonsense) == [("parked", "unknown_op")] * 2
    assert len(retrying.retry_all()) == 1
    assert send(client, carer, item, nonsense) == [("applied", None), ("parked", "unknown_op")]


def test_staff_accept_what_somebody_not_assigned_wrote(
    client: Client, carer: Headers, clerk: Headers, settled: Engine
) -> None:
    item = not_hers()
    send(client, carer, item)
    (issue,) = issues(client, clerk)
    assert (issue["user_name"], issue["person_name"], issue["code"]) == ("沈天强", "赵水", "not_assigned")
    assert issue["body"]["start"] == item["body"]["start"]
    assert act(client, clerk, issue, "retry").json()["resolved_at"] is None
    assert act(client, clerk, issue, "accept").json()["resolution"] == "accepted"
    assert send(client, carer, item) == [("applied", None)]
    (settled_one,) = issues(client, clerk, settled=True)
    assert settled_one["resolved_by_name"] == "周敏"
    assert heard(client, carer)[0]["resolution"] == "accepted"
    with writing(settled) as session:
        record = session.get_one(Record, item["body"]["id"])
        assert (record.author, record.role) == (CAST.carer, "carer")


@pytest.mark.parametrize("closed", ["user_deactivated", "device_revoked"])
def test_staff_accept_what_a_closed_account_or_phone_held(
    client: Client, carer: Headers, clerk: Headers, settled: Engine, closed: str
) -> None:
    with writing(settled) as session:
        if closed == "user_deactivated":
            session.execute(update(User).where(col(User.id) == CAST.carer).values(active=False))
        else:
            session.execute(update(Device).where(col(Device.user) == CAST.carer).values(revoked_at=clock.now()))
    item = envelope(visit(CAST.wang, clock.now() - timedelta(hours=1)))
    assert send(client, carer, item) == [("parked", closed)]
    (issue,) = issues(client, clerk)
    assert act(client, clerk, issue, "retry").json()["resolved_at"] is None
    assert act(client, clerk, issue, "accept").status_code == 200
    assert send(client, carer, item) == [("applied", None)]


def test_who_left_since_does_not_keep_a_retry_from_being_applied(
    client: Client, carer: Headers, settled: Engine
) -> None:
    send(client, carer, envelope(visit(NOT_YET_KNOWN, clock.now() - timedelta(hours=1))))
    with writing(settled) as session:
        session.execute(update(User).where(col(User.id) == CAST.carer).values(active=False))
    arrive(settled)
    assert len(retrying.retry_all()) == 1


def test_what_makes_no_sense_is_not_accepted_but_settled_with_a_reason(
    client: Client, carer: Headers, clerk: Headers, settled: Engine
) -> None:
    item = envelope({**visit(CAST.wang, clock.now()), "mode": "by_drone"})
    send(client, carer, item)
    (issue,) = issues(client, clerk)
    refused = act(client, clerk, issue, "accept")
    assert (refused.status_code, refused.json()) == (409, {"code": "not_acceptable", "why": "invalid"})
    assert act(client, clerk, issue, "resolve", resolution="applied").status_code == 422
    assert act(client, clerk, issue, "resolve", resolution="test", note="培训时记的").status_code == 200
    told = heard(client, carer)[0]
    assert (told["resolution"], told["note"], told["resolved_at"] is None) == ("test", "培训时记的", False)
    assert send(client, carer, item) == [("parked", "invalid")]
    assert records(settled) == set()
    assert act(client, clerk, issue, "retry").json() == {"code": "already_settled", "resolution": "test"}


def test_sealed_items_stay_sealed(client: Client, carer: Headers, clerk: Headers) -> None:
    item = {**envelope(visit(CAST.wang, clock.now())), "sealed": "AQID"}
    del item["body"]
    send(client, carer, item)
    (issue,) = issues(client, clerk)
    assert act(client, clerk, issue, "retry").json()["code"] == "sealed"
    assert act(client, clerk, issue, "accept").status_code == 409


def test_only_the_office_of_the_place_settles(client: Client, carer: Headers, clerk: Headers, settled: Engine) -> None:
    send(client, carer, not_hers())
    (issue,) = issues(client, clerk)
    other = cast.sign_in(settled, CAST.other_clerk, "other-desk")
    assert act(client, other, issue, "accept").status_code == 404
    assert act(client, carer, issue, "accept").status_code == 403


def test_of_two_who_settle_an_item_at_once_the_second_is_told(
    client: Client, carer: Headers, clerk: Headers, settled: Engine
) -> None:
    officer = cast.sign_in(settled, CAST.officer, "county-desk")
    send(client, carer, *(not_hers(n) for n in range(3)))
    for issue in issues(client, clerk):
        with ThreadPoolExecutor(2) as threads:
            accepted = threads.submit(act, client, clerk, issue, "accept")
            declined = threads.submit(act, client, officer, issue, "resolve", resolution="duplicate")
        codes = sorted(reply.result().status_code for reply in (accepted, declined))
        assert codes == [200, 409]
        assert len(records(settled)) == sum(
            each["resolution"] == "accepted" for each in issues(client, clerk, settled=True)
        )
