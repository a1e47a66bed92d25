"""The carers that a roster names."""

from datetime import timedelta

from httpx import Client
from sqlalchemy import Engine, select

import cast
from register.intake import TOMORROW, TOWNSHIP, carers, codes, everything, rows, take_in
from register.sheets import HEADER, TODAY, person, roster
from shouwang import clock
from shouwang.accounts.models import Enrolment, User
from shouwang.database import reading
from shouwang.ledger.queries import carers_within
from shouwang.register.models import Assignment, Person
from shouwang.settings import settings


def test_a_changed_carer_is_handed_over_today(engine: Engine) -> None:
    take_in(engine, roster(person(1)))
    take_in(engine, roster(person(1, 照料服务人="赵贵", 照料人电话="19911112222")), today=TODAY + timedelta(days=9))
    assert carers(engine) == [
        ("李明", TODAY, TODAY + timedelta(days=9)),
        ("赵贵", TODAY + timedelta(days=9), None),
    ]


def test_a_carer_corrected_on_the_same_day_leaves_no_range_that_ends_before_it_begins(engine: Engine) -> None:
    take_in(engine, roster(person(1)))
    take_in(engine, roster(person(1, 照料服务人="赵贵")))
    assert carers(engine) == [("李明", TODAY, TODAY), ("赵贵", TODAY, None)]


def test_a_carer_given_back_on_the_same_day_is_the_persons_own_again(engine: Engine) -> None:
    for carer, phone in (("李明", "19900000001"), ("赵贵", "19911112222"), ("李明", "19900000001")):
        take_in(engine, roster(person(1, 照料服务人=carer, 照料人电话=phone)))
    assert carers(engine) == [("李明", TODAY, None), ("赵贵", TODAY, TODAY)]
    before = everything(engine)
    take_in(engine, roster(person(1)))
    take_in(engine, roster(person(1)), today=TOMORROW)
    assert everything(engine) == before


def test_of_namesakes_the_one_who_stays_is_meant_when_the_telephone_is_missing(engine: Engine) -> None:
    take_in(engine, roster(person(1)))
    take_in(engine, roster(person(1, 照料人电话="19911112222")))
    before = everything(engine)
    take_in(engine, roster(person(1, 照料人电话="")))
    assert everything(engine) == before


def test_what_the_carer_before_did_in_the_morning_still_counts_and_the_new_one_may_begin(
    client: Client, settled: Engine
) -> None:
    today = clock.today(settings().zone)
    take_in(settled, roster(person(1)), today=today - timedelta(days=30))
    take_in(settled, roster(person(1, 照料服务人="赵贵", 照料人电话="19911112222")), today=today)
    cared_for = next(taken.id for taken in rows(settled, Person) if taken.id_number_index)
    for name in ("李明", "赵贵"):
        user = next(user.id for user in rows(settled, User) if user.name == name)
        sent = {"device": name, "items": [cast.envelope(cast.visit(cared_for, clock.now()))]}
        reply = client.post("/api/sync/push", headers=cast.sign_in(settled, user, f"phone of {user}"), json=sent)
        assert [result["status"] for result in reply.json()["results"]] == ["applied"]
    with reading(settled) as session:
        assert carers_within(session, TOWNSHIP, today)[cared_for][1] == "赵贵"


def test_a_carer_of_two_people_is_one_user_and_cannot_sign_in_yet(engine: Engine) -> None:
    same = {"照料服务人": "李明", "照料人电话": "19912340000"}
    take_in(engine, roster(person(1, **same), person(2, **same), person(3, 照料服务人="李明")))
    users = sorted(rows(engine, User), key=lambda user: user.phone, reverse=True)
    assert [(user.name, user.role, user.place, user.phone) for user in users] == [
        ("李明", "carer", TOWNSHIP, "19912340000"),
        ("李明", "carer", TOWNSHIP, "19900000003"),
    ]
    assert [held.user for held in rows(engine, Assignment)].count(users[0].id) == 2
    with reading(engine) as session:
        assert session.scalars(select(Enrolment)).all() == []


def test_without_telephones_namesakes_in_one_village_are_one_carer_and_this_is_told(engine: Engine) -> None:
    content = roster(person(1, 照料人电话=""), person(2, 照料人电话=""), person(3, 照料人电话="", 村居="杉山村"))
    result = take_in(engine, content)
    assert (2, "carers_without_phone") in codes(result)
    assert len(rows(engine, User)) == 2
    before = everything(engine)
    take_in(engine, content, today=TOMORROW)
    assert everything(engine) == before


def test_a_telephone_that_comes_later_is_given_to_the_carer_there_is(engine: Engine) -> None:
    take_in(engine, roster(person(1, 照料人电话="")))
    take_in(engine, roster(person(1)), today=TOMORROW)
    assert [(user.phone, user.version) for user in rows(engine, User)] == [("19900000001", 2)]
    assert len(rows(engine, Assignment)) == 1


def test_a_relation_that_comes_later_is_kept_with_the_assignment(engine: Engine) -> None:
    take_in(engine, roster(person(1)))
    take_in(engine, roster([*person(1), "侄子"], header=[*HEADER, "与特困人员关系"]))
    assert [(held.relation, held.version) for held in rows(engine, Assignment)] == [("侄子", 2)]
