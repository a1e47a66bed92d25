"""A cover beside what the office does with its people: it ends for all of them, and nobody's own care with it."""

import pytest
from httpx import Client
from sqlalchemy import Engine, select, update
from sqlmodel import col

from cast import CAST, TOWNSHIP
from covers.signing import Pen, days_from_today, ended, told
from covers.test_covers import APPLIED, Headers, listed, seen, under
from register.desk import day, page, send
from register.test_assigning import assign
from register.test_merging import merge, undo
from shouwang.accounts.models import User
from shouwang.covers.codes import read_code
from shouwang.database import reading, writing
from shouwang.register.models import Assignment


def own(engine: Engine, user: str) -> list[tuple[str, str | None]]:
    """For whom somebody cares in her own right, and until when."""
    with reading(engine) as session:
        hers = select(Assignment).where(col(Assignment.cover).is_(None), col(Assignment.user) == user)
        return sorted((a.person, a.valid_to.isoformat() if a.valid_to else None) for a in session.scalars(hers))


def running(engine: Engine, person: str) -> list[tuple[str, str | None, str | None]]:
    """Who stands in for whom with a person, and until when."""
    with reading(engine) as session:
        found = session.scalars(select(Assignment).where(col(Assignment.person) == person))
        rows = [(a.user, a.instead_of, a.valid_to.isoformat() if a.valid_to else None) for a in found if a.cover]
    return sorted(rows, key=lambda row: row[2] or "")


def of_two(client: Client, clerk: Headers, carer: Headers, other: Headers, pen: Pen) -> str:
    """A cover of two people, one of whom its taker has in her own right already."""
    assign(client, clerk, CAST.other_carer, CAST.li, **{"as": "substitute"}).raise_for_status()
    code = pen.code(CAST.wang, CAST.li)
    assert send(client, carer, told(code)) == [APPLIED]
    assert send(client, other, told(code, n=2)) == [APPLIED]
    return read_code(code).id


@pytest.mark.parametrize("who", ["giver", "taker", "township"])
def test_it_ends_for_the_others_and_whom_she_has_herself_stays_hers(
    client: Client, settled: Engine, carer: Headers, other: Headers, clerk: Headers, pen: Pen, who: str
) -> None:
    cover = of_two(client, clerk, carer, other, pen)
    assert under(settled) == [(CAST.wang, CAST.other_carer, "carer", day(-2))]
    # Her phone knows of the cover by that one person's assignment alone.
    if who == "township":
        client.post(f"/api/covers/{cover}/end", headers=clerk).raise_for_status()
    else:
        assert send(client, carer if who == "giver" else other, ended(cover, CAST.wang)) == [APPLIED]
    assert under(settled) == [(CAST.wang, CAST.other_carer, "carer", day())]
    assert own(settled, CAST.other_carer) == [(CAST.li, None), (CAST.zhao, None)]
    (line,) = listed(client, clerk)
    assert (line["state"], line["ended_on"], len(line["people"])) == ("over", day(), 2)


def test_taken_twice_and_ended_in_one_batch_it_ends(
    client: Client, settled: Engine, carer: Headers, other: Headers, pen: Pen, caplog: pytest.LogCaptureFixture
) -> None:
    for n, tells_first in enumerate((True, False)):
        code = pen.code((CAST.wang, CAST.li)[n])
        if tells_first:
            assert send(client, carer, told(code)) == [APPLIED]
        person = read_code(code).people[0]
        batch = told(code, n=5 * n + 2), told(code, n=5 * n + 3), ended(read_code(code).id, person, n=5 * n + 4)
        assert send(client, other, *batch) == [APPLIED] * 3
    assert [last for *_, last in under(settled)] == [day(), day()]
    assert "item by item" not in caplog.text


def test_of_two_covers_of_one_person_each_ends_by_itself(
    client: Client, settled: Engine, carer: Headers, other: Headers, pen: Pen
) -> None:
    first, second = pen.code(CAST.wang, days=9), pen.code(CAST.wang, days=5)
    assert send(client, other, told(first)) == [APPLIED]
    assert send(client, other, told(second, n=2)) == [APPLIED]
    assert send(client, carer, ended(read_code(first).id, CAST.wang)) == [APPLIED]
    assert [last for *_, last in under(settled)] == [day(), day(-4)]


def test_who_takes_over_for_good_has_the_cover_until_its_day_and_then_herself(
    client: Client, settled: Engine, other: Headers, clerk: Headers, pen: Pen
) -> None:
    assert send(client, other, told(pen.code(CAST.wang))) == [APPLIED]
    assign(client, clerk, CAST.other_carer, CAST.wang, **{"as": "substitute"}).raise_for_status()
    assert running(settled, CAST.wang) == [(CAST.other_carer, CAST.carer, day(-2))]
    assert own(settled, CAST.other_carer) == [(CAST.wang, None), (CAST.zhao, None)]
    assign(client, clerk, CAST.other_carer, CAST.wang).raise_for_status()
    assert running(settled, CAST.wang) == [(CAST.other_carer, CAST.carer, day(-2))]
    assert page(client, clerk, CAST.wang)["person"]["carer"]["name"] == "闫凤光"


def test_given_to_a_third_one_the_cover_goes_on_and_ends_by_itself(
    client: Client, settled: Engine, carer: Headers, other: Headers, clerk: Headers, pen: Pen
) -> None:
    with writing(settled) as session:
        session.execute(update(User).where(col(User.id) == CAST.stranger).values(place=TOWNSHIP))
    code = pen.code()
    assert send(client, other, told(code)) == [APPLIED]
    done = assign(client, clerk, CAST.stranger, CAST.wang, instead_of=CAST.carer).json()
    assert running(settled, CAST.wang) == [(CAST.other_carer, CAST.carer, day(-2))]
    assert own(settled, CAST.carer) == [(CAST.wang, day()), (CAST.li, None)]
    # The giver has only one of them left, and still ends it for both.
    assert send(client, carer, ended(read_code(code).id, CAST.li)) == [APPLIED]
    assert {last for *_, last in under(settled)} == {day()}
    client.post(f"/api/register/assignings/{done['id']}/undo", headers=clerk).raise_for_status()
    assert {last for *_, last in under(settled)} == {day()}
    # Who leaves stands in for nobody any more.
    assert send(client, other, told(pen.code(CAST.li), n=4)) == [APPLIED]
    asked = {"moves": [{"person": CAST.li, "user": None}], "instead_of": CAST.other_carer}
    assign(client, clerk, None, **asked).raise_for_status()
    assert {last for *_, last in under(settled)} == {day()}
    assert (CAST.li, None) in own(settled, CAST.carer)


def test_found_to_be_one_with_another_she_is_covered_until_the_same_day(
    client: Client, settled: Engine, carer: Headers, other: Headers, clerk: Headers, pen: Pen
) -> None:
    now, later = pen.code(CAST.li, days=6), pen.code(CAST.li, first=days_from_today(20), days=4)
    assert send(client, other, told(now), told(later, n=2)) == [APPLIED, APPLIED]
    done = merge(client, clerk, CAST.wang, CAST.li).json()
    both = [(CAST.other_carer, CAST.carer, day(-5)), (CAST.other_carer, CAST.carer, day(-23))]
    assert running(settled, CAST.wang) == both
    assert running(settled, CAST.li) == [(CAST.other_carer, CAST.carer, last) for last in (day(), day(-19))]
    late = seen(CAST.li, 3)
    assert send(client, other, late) == [APPLIED]
    assert [[each["id"] for each in line["people"]] for line in listed(client, clerk)] == [[CAST.wang], [CAST.wang]]
    assert send(client, carer, ended(read_code(now).id, CAST.wang)) == [APPLIED]
    assert running(settled, CAST.wang) == [(CAST.other_carer, CAST.carer, last) for last in (day(), day(-23))]
    undo(client, clerk, done)
    assert running(settled, CAST.wang) == [(CAST.other_carer, CAST.carer, last) for last in (day(), day(-19))]
    assert running(settled, CAST.li)[-1] == (CAST.other_carer, CAST.carer, day(-23))


def test_one_who_stands_in_for_the_other_entry_keeps_her_own_care_of_this_one(
    client: Client, settled: Engine, other: Headers, clerk: Headers, pen: Pen
) -> None:
    assert send(client, other, told(pen.code(CAST.wang))) == [APPLIED]
    # She has 赵水 in her own right, who is found to be 王强.
    merge(client, clerk, CAST.wang, CAST.zhao).raise_for_status()
    assert own(settled, CAST.other_carer) == [(CAST.wang, None), (CAST.zhao, day())]
    assert running(settled, CAST.wang) == [(CAST.other_carer, CAST.carer, day(-2))]


def test_who_never_began_is_none_of_hers(
    client: Client, settled: Engine, other: Headers, clerk: Headers, pen: Pen
) -> None:
    code = pen.code(CAST.wang, first=days_from_today(2))
    assert send(client, other, told(code)) == [APPLIED]
    client.post(f"/api/covers/{read_code(code).id}/end", headers=clerk).raise_for_status()
    plan = client.get(f"/api/ledger/workers/{CAST.other_carer}/plan", headers=clerk)
    assert plan.status_code == 200, plan.text
    assert [each["id"] for each in plan.json()["people"]] == [CAST.zhao]
