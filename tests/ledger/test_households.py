"""What is owed to households: counted per township, listed, and opened onto days and records."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from httpx import Client
from sqlalchemy import Engine, select
from sqlmodel import col

from cast import CAST, COUNTY, LONG_AGO, OTHER_TOWNSHIP, TOWNSHIP, VILLAGE
from ledger.test_ledger import refused
from shouwang import clock, ids
from shouwang.accounts.models import Device
from shouwang.database import writing
from shouwang.duties import service
from shouwang.duties.duty import Credit
from shouwang.duties.policy import load_pack
from shouwang.duties.timelines import Fact, Span
from shouwang.duties.words import RecordKind, SubjectKind
from shouwang.ledger.homes import days_lived_in
from shouwang.records.models import Record
from shouwang.register.models import Household, Person, Stay
from shouwang.sync.models import SyncRow
from shouwang.sync.write import Author, write

Headers = dict[str, str]
SHANGHAI = ZoneInfo("Asia/Shanghai")
MARCH = {"from": "2026-03-01", "to": "2026-03-31"}
HOME, ALONE = "household-of-wang-and-li", "household-of-zhao"


@pytest.fixture
def at_home(settled: Engine) -> Engine:
    """Wang and Li live together, Zhao alone; each household is owed a check a month."""
    pack = load_pack("xiangtan")
    check = replace(
        pack.duties[-1],
        id="HH-01",
        subject=SubjectKind.HOUSEHOLD,
        every="month",
        only_days=(),
        valid_from=LONG_AGO,
        credit=Credit(kinds=(RecordKind.HYGIENE_CHECK,)),
    )
    author = Author(None, clock.now())
    with writing(settled) as session:
        service.adopt(session, COUNTY, replace(pack, id="own", duties=(check,)), LONG_AGO, author)
        homes = ((HOME, (CAST.wang, CAST.li)), (ALONE, (CAST.zhao,)))
        write(session, [household(home, *people) for home, people in homes], author)
    return settled


def household(home: str, *people: str) -> Household:
    stays = [Stay(person=person, valid_from=LONG_AGO).model_dump(mode="json") for person in people]
    return Household(
        id=home,
        person=people[0],
        township=TOWNSHIP,
        village=VILLAGE,
        village_name="石牛村",
        head=people[0],
        members=stays,
    )


def was_checked(engine: Engine, home: str, day: date, **more: Any) -> str:
    """A hygiene check of a household."""
    start = datetime(day.year, day.month, day.day, 9, tzinfo=SHANGHAI)
    record = Record(
        **{
            "id": ids.uuid7(),
            "kind": "hygiene_check",
            "subject": home,
            "subject_kind": "household",
            "file": CAST.wang,
            "township": TOWNSHIP,
            "role": "cadre",
            "start": start,
            "service_date": day,
            "captured_at": start,
            "received_at": start + timedelta(hours=1),
            "author": CAST.carer,
            "author_name": "沈天强",
            "form": "hygiene_check",
            **more,
        }
    )
    with writing(engine) as session:
        write(session, [record], Author(CAST.carer, clock.now()))
    return record.id


def ask(client: Client, headers: Headers, path: str, **query: str) -> Any:
    reply = client.get(f"/api/ledger/{path}", headers=headers, params={**MARCH, **query})
    assert reply.status_code == 200, reply.text
    return reply.json()


def test_households_are_listed_with_their_people_and_counted_for_the_township(
    client: Client, clerk: Headers, at_home: Engine
) -> None:
    was_checked(at_home, HOME, date(2026, 3, 20))
    was_checked(at_home, ALONE, date(2026, 3, 20), status="voided")
    page = ask(client, clerk, "households", township=TOWNSHIP)
    told = {row["id"]: (row["head"], row["expected"], row["credited"], row["misses"]) for row in page["rows"]}
    assert told == {HOME: ("王强", 1, 1, 0), ALONE: ("赵水", 1, 0, 1)}
    couple = next(row for row in page["rows"] if row["id"] == HOME)
    assert [member["name"] for member in couple["members"]] == ["王强", "李香"]
    (duty,) = page["duties"]
    assert (duty["duty"]["id"], duty["households"], duty["expected"], duty["credited"]) == ("HH-01", 2, 2, 1)
    assert (duty["misses"], duty["unreported"]) == (1, 0)
    (row,) = ask(client, clerk, "townships")["rows"]
    assert row["household_duties"] == page["duties"]


def test_a_household_stands_where_its_first_person_lives_now(client: Client, clerk: Headers, at_home: Engine) -> None:
    for new in ("石牛村 3 组 8 号", "石牛村 3 组 9 号"):
        seen = client.get(f"/api/register/people/{CAST.wang}", headers=clerk).json()["address"]
        patch = {"set": {"address": [seen, new]}}
        assert client.patch(f"/api/register/people/{CAST.wang}", headers=clerk, json=patch).status_code == 200
        page = client.get(f"/api/ledger/households/{HOME}", headers=clerk, params=MARCH).json()
        assert page["household"]["address"] == new
    del at_home


def test_each_number_of_a_household_opens_onto_days_and_records(
    client: Client, clerk: Headers, at_home: Engine
) -> None:
    counted = was_checked(at_home, HOME, date(2026, 3, 20))
    visit = was_checked(at_home, HOME, date(2026, 3, 21), kind="visit", mode="home")
    page = ask(client, clerk, f"households/{HOME}")
    (line,) = page["duties"]
    assert (line["expected"], line["credited"], line["misses"], line["owners"]) == (1, 1, [], {})
    assert line["credits"] == [{"service_date": "2026-03-20", "records": [counted]}]
    told = {record["id"]: (record["counts_for"], record["not_counted"]) for record in page["records"]}
    assert told == {
        counted: (["HH-01"], {}),
        visit: ([], {"HH-01": refused("kind", had="visit", wanted=["hygiene_check"])}),
    }


def test_what_is_owed_to_households_is_in_no_sum_of_people(client: Client, clerk: Headers, at_home: Engine) -> None:
    before = ask(client, clerk, "people", township=TOWNSHIP)["rows"]
    was_checked(at_home, HOME, date(2026, 3, 20))
    assert ask(client, clerk, "people", township=TOWNSHIP)["rows"] == before


def test_a_check_may_still_lie_on_the_phone_of_either_carer_and_is_nobodys_miss(
    client: Client, clerk: Headers, carer: Headers, at_home: Engine
) -> None:
    del carer  # she has signed in on a phone, which has said nothing yet
    page = ask(client, clerk, "households", township=TOWNSHIP)
    told = {row["id"]: (row["misses"], row["unreported"]) for row in page["rows"]}
    assert told == {HOME: (0, 1), ALONE: (1, 0)}
    with writing(at_home) as session:
        phone = session.scalars(select(Device).where(col(Device.user) == CAST.carer)).one()
        phone.watermark = datetime(2026, 4, 2, tzinfo=UTC)
    (line,) = ask(client, clerk, f"households/{HOME}")["duties"]
    assert (line["misses"], line["unreported"], line["owners"]) == (["2026-03-31"], [], {})


def test_a_record_of_a_household_lies_in_the_file_of_its_first_person(at_home: Engine) -> None:
    checked = was_checked(at_home, HOME, date(2026, 3, 20))
    with writing(at_home) as session:
        places = {row.id: row.bucket for row in session.scalars(select(SyncRow)) if row.id in (checked, HOME)}
    assert places == {checked: f"p:{CAST.wang}:2026", HOME: f"p:{CAST.wang}"}


def test_a_household_of_another_township_is_unknown(client: Client, clerk: Headers, at_home: Engine) -> None:
    with writing(at_home) as session:
        elsewhere = household("elsewhere", CAST.zhao)
        elsewhere.township = OTHER_TOWNSHIP
        write(session, [elsewhere], Author(None, clock.now()))
    for path in ("households/elsewhere", "households/nowhere", f"households?township={OTHER_TOWNSHIP}"):
        assert client.get(f"/api/ledger/{path}", headers=clerk).status_code == 404


def test_without_a_duty_of_households_there_are_no_lines_and_people_are_listed_all_the_same(
    client: Client, clerk: Headers, settled: Engine
) -> None:
    with writing(settled) as session:
        assert session.get(Person, CAST.zhao) is not None
        write(session, [household(ALONE, CAST.zhao)], Author(None, clock.now()))
    page = ask(client, clerk, "households", township=TOWNSHIP)
    assert ([row["light"] for row in page["rows"]], page["duties"]) == (["grey"], [])


def day(number: int) -> date:
    return date(2026, 1, 1) + timedelta(days=number)


def span(first: int, last: int) -> Span:
    return Span(day(first).toordinal(), day(last).toordinal())


IN_CARE = (Fact("programme", "tekun", day(0)), Fact("arrangement", "dispersed", day(0)))
TWO = [Stay(person="one", valid_from=day(0)), Stay(person="two", valid_from=day(10), valid_to=day(20))]


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        ([Fact("death", None, day(30))], [], [span(0, 29)]),
        ([Fact("suspension", "hospital", day(5), day(14))], [], [span(0, 4), span(10, 10**3)]),
        ([Fact("arrangement", "centralised", day(15))], [], [span(0, 20)]),
        ([Fact("death", None, day(5))], [Fact("suspension", "away", day(12), day(13))],
         [span(0, 4), span(10, 11), span(14, 20)]),
    ],
)  # fmt: skip
def test_a_household_is_lived_in_while_one_of_its_people_is_at_home(
    one: list[Fact], two: list[Fact], expected: list[Span]
) -> None:
    lived = days_lived_in(TWO, {"one": [*IN_CARE, *one], "two": [*IN_CARE, *two]})
    until = day(10**3).toordinal()
    assert [Span(first, min(last, until)) for first, last in lived] == expected
