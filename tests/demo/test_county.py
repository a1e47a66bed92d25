"""The demo county is of a real size, believable, invented, and always the same."""

import json
from collections import Counter
from datetime import UTC, date, datetime, time, timedelta

import pytest

from demo.county_rows import SHANGHAI, TODAY, Rows, plan
from shouwang.accounts.models import Device, User
from shouwang.accounts.roles import Role
from shouwang.activities.models import Activity, SignUp
from shouwang.demo.cast import CAST, PARTS
from shouwang.demo.places import TOWNSHIPS, townships
from shouwang.duties.models import AdoptedPolicy, ExtraDuty
from shouwang.duties.words import Light
from shouwang.forms.rules import problems_of
from shouwang.forms.shipped import shipped
from shouwang.records.models import Record
from shouwang.register.identity import IdNumber, is_plausible_name, plain_name, read_id_number
from shouwang.register.models import Assignment, Fact, Household, Person, Place, Report
from shouwang.register.sealed import ID_NUMBER
from shouwang.sealing import sealer
from shouwang.sync.models import Issue, Mutation
from shouwang.teams.models import Team

REAL_TOWNSHIPS = (
    "易俗河镇 谭家山镇 中路铺镇 茶恩寺镇 河口镇 射埠镇 花石镇 青山桥镇 石鼓镇 云湖桥镇 石潭镇 杨嘉桥镇 乌石镇 白石镇 "
    "分水乡 排头乡 锦石乡"
)
A_WEEK = [TODAY + timedelta(days=n) for n in range(7)]
FORM = shipped()["visit", 2]


def test_the_small_county_is_one_township_of_300_people(small: Rows) -> None:
    codes = Counter(len(place.code) for place in small.of(Place))
    assert codes == {6: 1, 9: 1, 12: 20}
    assert len(small.of(Person)) == 300
    assert sum(team.kind == "watch_group" for team in small.of(Team)) == 86


def test_the_county_is_of_the_published_size_with_other_names() -> None:
    made = townships("430321", seed=1)
    villages = [village for township in made for village in township.villages]
    assert [township.name[-1] for township in made] == ["镇"] * 14 + ["乡"] * 3
    assert not set(TOWNSHIPS) & set(REAL_TOWNSHIPS.split())
    assert (len(villages), sum(v.people for v in villages), sum(v.groups for v in villages)) == (346, 5201, 1498)
    assert len({village.name for village in villages}) == 346
    assert min(village.people for village in villages) >= 5


def test_the_same_plan_makes_the_same_rows_to_the_id(small: Rows) -> None:
    assert Rows(plan()).plainly() == small.plainly()


def test_another_seed_makes_another_county_with_the_same_cast(small: Rows) -> None:
    other = Rows(plan(seed=2))
    mine, theirs = ({person.id for person in rows.of(Person)} for rows in (small, other))
    assert not mine & theirs
    cast = {member.user_id for member in CAST}
    assert all(cast <= {user.id for user in rows.of(User)} for rows in (small, other))


def test_the_small_county_is_the_first_township_of_the_whole(small: Rows) -> None:
    whole = Rows(plan(small=False), most=2)
    assert whole.plainly() == small.plainly()


def test_every_id_number_is_right_and_of_an_area_that_was_never_issued(small: Rows) -> None:
    seen = set()
    for person in small.of(Person):
        number = sealer().open(person.id_number_sealed or b"", ID_NUMBER)
        read = read_id_number(number, TODAY)
        assert isinstance(read, IdNumber)
        assert (read.birth_date, read.sex.value, number[:6]) == (person.birth_date, person.sex, "990000")
        assert person.id_number_index == sealer().blind_index(number)
        seen.add(number)
    assert len(seen) == 300


def test_telephones_are_of_nobody_and_names_read_as_names(small: Rows) -> None:
    people, users = small.of(Person), small.of(User)
    phones = [phone for phone in [*(person.phone for person in people), *(user.phone for user in users)] if phone]
    assert len(phones) > 250
    assert {phone[:3] for phone in phones} == {"199"}
    names = [*(person.name for person in people), *(user.name for user in users)]
    assert all(plain_name(name) == name and is_plausible_name(name) for name in names)


def test_some_names_have_a_middle_dot(key: None) -> None:
    whole = Rows(plan(small=False, days=1), most=4)
    assert any("·" in person.name for person in whole.of(Person))


def test_one_in_ten_is_fully_dependent_and_two_in_ten_are_half(small: Rows) -> None:
    latest = {fact.person: fact.value for fact in small.of(Fact) if fact.kind == "ability"}
    shares = Counter(latest.values())
    assert len(latest) == 300
    assert shares["full"] == pytest.approx(30, abs=4)
    assert shares["semi"] == pytest.approx(60, abs=6)


def test_most_are_old_some_are_disabled_adults_and_a_few_are_children(small: Rows) -> None:
    ages = [(TODAY - person.birth_date).days / 365.25 for person in small.of(Person)]
    assert max(ages) < 106
    assert sum(age >= 60 for age in ages) > 230
    assert 20 < sum(16 <= age < 60 for age in ages) < 70
    assert 1 <= sum(age < 16 for age in ages) < 10


def test_some_live_together_and_are_seen_on_one_trip(small: Rows) -> None:
    homes = Counter(person.household for person in small.of(Person))
    trips = Counter(record.trip for record in small.of(Record) if record.trip)
    assert set(homes.values()) == {1, 2}
    assert homes == {home.id: len(home.members) for home in small.of(Household)}
    assert all(home.person == home.head == home.stays[0].person for home in small.of(Household))
    assert len(trips) > 100
    assert set(trips.values()) == {2}


def test_most_carers_have_one_to_four_people_and_some_people_have_no_carer(small: Rows) -> None:
    of_watch = [one for one in small.of(Assignment) if one.role in (Role.CARER, Role.WATCH_GROUP)]
    people = Counter({user: len({a.person for a in of_watch if a.user == user}) for user in {a.user for a in of_watch}})
    assert sum(1 <= n <= 4 for n in people.values()) > 0.9 * len(people)
    without = {person.id for person in small.of(Person)} - {one.person for one in small.of(Assignment)}
    assert 1 <= len(without) <= 15


def test_lives_have_their_changes_and_some_are_known_late(small: Rows) -> None:
    kinds = Counter((fact.kind, fact.value) for fact in small.of(Fact) if fact.valid_from > small.plan.first)
    assert {("suspension", "hospital"), ("suspension", "away"), ("death", None)} <= set(kinds)
    assert any(kind == "ability" for kind, _ in kinds)
    late = [fact for fact in small.of(Fact) if fact.known_on > fact.valid_from]
    assert late
    assert all(fact.valid_from <= fact.known_on <= TODAY for fact in small.of(Fact))


def test_assignments_change_hands_without_a_gap(small: Rows) -> None:
    closed = {one.person: one.valid_to for one in small.of(Assignment) if one.valid_to and one.is_primary}
    dead = {fact.person for fact in small.of(Fact) if fact.kind == "death"}
    following = {one.person: one.valid_from for one in small.of(Assignment) if one.is_primary and not one.valid_to}
    handed_over = {person: day for person, day in closed.items() if person not in dead and day is not None}
    assert handed_over
    assert all(following[person] == day + timedelta(days=1) for person, day in handed_over.items())


def test_records_are_made_by_day_and_arrive_after_they_were_made(small: Rows) -> None:
    for record in small.of(Record):
        start = record.start.astimezone(SHANGHAI)
        assert time(6, 30) <= start.time() <= time(20)
        assert start.date() == record.service_date
        assert record.start <= (record.end or record.start) <= record.captured_at <= record.received_at
        assert record.received_at <= small.plan.until


def test_answers_are_those_of_the_form_and_attempts_say_why(small: Rows) -> None:
    visits = [record for record in small.of(Record) if record.kind == "visit"]
    for visit in visits:
        assert problems_of(FORM, visit.answers, whole=visit.status == "valid") == []
        assert (visit.status == "attempt") == (visit.reason is not None)
    reasons = Counter(visit.reason for visit in visits if visit.reason)
    assert reasons["nobody_home"] > reasons["refused"] > 0


def test_some_visits_are_late_doubled_or_only_calls(small: Rows) -> None:
    records = [record for record in small.of(Record) if record.kind != "agreement"]  # which are typed in from paper
    late = [r for r in records if r.received_at - (r.end or r.start) > timedelta(hours=72)]
    credited = Counter((r.subject, r.service_date) for r in records if r.status == "valid" and r.mode == "home")
    assert 0.005 < len(late) / len(records) < 0.05
    assert sum(n > 1 for n in credited.values()) > 20
    assert {"phone", "video", "hospital"} <= {record.mode for record in records}


def test_nobody_calls_on_the_dead(small: Rows) -> None:
    died = {fact.person: fact.valid_from for fact in small.of(Fact) if fact.kind == "death"}
    assert died
    assert not [r for r in small.of(Record) if r.subject in died and r.service_date >= died[r.subject]]


def test_the_township_meets_on_the_24th_or_25th_of_most_months(small: Rows) -> None:
    activities = [record for record in small.of(Record) if record.kind == "activity"]
    assert {record.service_date.day for record in activities} <= {24, 25}
    assert len({record.service_date.month for record in activities}) >= 2
    assert {record.role for record in activities} == {Role.VOLUNTEER_LEADER}
    done = [each for each in small.of(Activity) if each.status == "done"]
    assert {record for each in done for record in each.records} == {record.id for record in activities}
    planned = [each for each in small.of(Activity) if each.status == "planned" and each.day > TODAY]
    coming = [each for each in small.of(SignUp) if each.activity == planned[0].id]
    assert len(planned) == 1
    assert len(coming) >= 3


def test_the_county_adopts_the_pack_on_the_first_day_of_records(small: Rows) -> None:
    (policy,) = small.of(AdoptedPolicy)
    assert (policy.county, policy.pack, policy.valid_from) == ("430321", "xiangtan", TODAY - timedelta(days=90))
    visited = [record.service_date for record in small.of(Record) if record.kind == "visit"]
    assert min(visited) == policy.valid_from


def test_most_lights_are_green_some_yellow_and_a_few_red(small: Rows) -> None:
    lights = Counter(line.light for lines in small.lines().values() for line in lines)
    owed = lights[Light.GREEN] + lights[Light.YELLOW] + lights[Light.RED]
    assert lights[Light.GREEN] > 0.6 * owed
    assert 0.05 * owed < lights[Light.YELLOW] < 0.35 * owed
    assert 0.01 * owed < lights[Light.RED] < 0.1 * owed
    assert lights[Light.GREY] > 0


def test_two_phones_are_silent_and_one_is_lost(small: Rows) -> None:
    phones = small.of(Device)
    quiet = [phone for phone in phones if phone.watermark and phone.watermark < small.plan.until - timedelta(days=2.5)]
    lost = [phone for phone in phones if phone.revoked_at]
    assert (len(quiet), len(lost)) == (2, 1)
    assert len(phones) > 100
    assert not {phone.user for phone in phones} & {member.user_id for member in CAST}
    heard = {phone.user: phone.watermark for phone in quiet}
    sent = [record for record in small.of(Record) if record.author in heard]
    assert sent
    assert all(record.captured_at <= (heard[record.author] or small.plan.until) for record in sent)


def test_something_waits_for_the_office_and_extra_visits_are_under_way(small: Rows) -> None:
    assert [report.what for report in small.of(Report)][:2] == ["hospital", "away"]
    assert {report.status for report in small.of(Report)} == {"to_be_confirmed"}
    (parked,), (issue,) = small.of(Mutation), small.of(Issue)
    assert (parked.id, parked.status, parked.code) == (issue.mutation, "parked", issue.code)
    assert json.loads(parked.envelope)["about"] == [issue.person]
    (extra,) = small.of(ExtraDuty)
    assert extra.valid_from < TODAY < extra.valid_to


@pytest.mark.parametrize("today", A_WEEK, ids=lambda day: f"{day:%A}")
def test_the_carers_five_people_have_their_lights_on_every_day_of_the_week(key: None, today: date) -> None:
    rows = Rows(plan(today=today, days=16))
    five = people_of_the_carer(rows)
    lights = {five[person].name: line.light for person, (line,) in rows.lines(five.values()).items()}
    assert lights == {part.name: part.light for part in PARTS}


def test_the_carers_people_are_of_one_village_and_have_a_long_history(small: Rows) -> None:
    five = people_of_the_carer(small)
    visited = {record.service_date for record in small.of(Record) if record.subject in five}
    assert len({person.village for person in five.values()}) == 1
    assert max(visited) - min(visited) > timedelta(days=60)


def test_the_cast_is_complete_and_each_is_of_her_place(small: Rows) -> None:
    users = {user.id: user for user in small.of(User)}
    places = {member.role: len(users[member.user_id].place) for member in CAST}
    assert all(users[member.user_id].name == member.name for member in CAST)
    assert places == {
        Role.CARER: 12,
        Role.VOLUNTEER_LEADER: 9,
        Role.HEALTH_WORKER: 9,
        Role.CLERK: 9,
        Role.OFFICER: 6,
    }


def test_a_plan_without_a_day_ends_now_when_the_morning_is_not_over() -> None:
    early = datetime(2026, 11, 18, 3, 0, tzinfo=SHANGHAI)
    assert plan(today=None, now=early).until == early.astimezone(UTC)
    noon = datetime(2026, 11, 18, 12, 0, tzinfo=SHANGHAI)
    assert plan(today=None, now=noon).until == datetime(2026, 11, 18, 9, 30, tzinfo=SHANGHAI)


def people_of_the_carer(rows: Rows) -> dict[str, Person]:
    """The five of the cast's carer, by id."""
    carer = next(member.user_id for member in CAST if member.role is Role.CARER)
    hers = {one.person for one in rows.of(Assignment) if one.user == carer}
    assert len(hers) == 5
    return {person.id: person for person in rows.of(Person) if person.id in hers}
