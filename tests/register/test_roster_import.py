"""Taking a roster into the register, on SQLite and PostgreSQL."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, func, select, text
from sqlalchemy.orm import Session
from sqlmodel import col

from register.sheets import HEADER, ROSTERS, TODAY, id_number, person, roster
from shouwang import clock
from shouwang.accounts.models import Enrolment, User
from shouwang.database import reading, writing
from shouwang.register import sealed
from shouwang.register.models import Assignment, Fact, Person, Place
from shouwang.register.roster_import import ImportResult, import_roster
from shouwang.register.roster_reading import RosterRefused
from shouwang.sync.models import Bucket, RowVersion, SyncRow
from shouwang.sync.write import Author, write
from shouwang.tables import metadata

TOWNSHIP, OTHER_TOWNSHIP = "430321101", "430321102"
YUNHU, HEKOU = (ROSTERS / name for name in ("yunhu-township.xlsx", "hekou-gbk.csv"))
TOMORROW = TODAY + timedelta(days=1)


def take_in(engine: Engine, content: bytes, township: str = TOWNSHIP, **options: Any) -> ImportResult:
    """Imports a file in a transaction of its own."""
    with writing(engine) as session:
        return import_roster(session, content, township, **{"township_name": "云湖镇", "today": TODAY, **options})


def everything(engine: Engine) -> dict[str, list[Any]]:
    """All rows of all tables."""
    with reading(engine) as session:
        return {name: sorted(map(repr, session.execute(select(table)))) for name, table in metadata.tables.items()}


def rows(engine: Engine, table: Any) -> Sequence[Any]:
    """All rows of a table; those of one millisecond in any order."""
    with reading(engine) as session:
        return session.scalars(select(table).order_by(table.id)).all()


def pairs(session: Session, wanted: Any) -> dict[str, int]:
    """What a SELECT of two columns gives, as a mapping."""
    return dict(session.execute(wanted).all())


def codes(result: ImportResult) -> list[tuple[int, str]]:
    return [(remark.row, remark.code) for remark in result.warnings]


def facts(engine: Engine, kind: str) -> list[tuple[str | None, date, date]]:
    """Value, beginning and day of knowledge of the facts of a kind, in the order of entry."""
    found = sorted((fact for fact in rows(engine, Fact) if fact.kind == kind), key=lambda fact: fact.entered)
    return [(fact.value, fact.valid_from, fact.known_on) for fact in found]


def carers(engine: Engine) -> list[tuple[str, date, date | None]]:
    held = sorted(rows(engine, Assignment), key=lambda held: (held.valid_from, held.user_name))
    return [(each.user_name, each.valid_from, each.valid_to) for each in held]


def test_a_townships_workbook_becomes_people_with_villages_facts_and_carers(engine: Engine) -> None:
    result = take_in(engine, YUNHU.read_bytes())
    assert (result.rows, result.accepted, result.added, len(result.refused)) == (306, 300, 300, 5)
    assert len(rows(engine, Person)) == 300
    assert len(rows(engine, Assignment)) == 299
    with reading(engine) as session:
        places = {place.code: place.name for place in session.scalars(select(Place))}
        kinds = pairs(session, select(col(Fact.kind), func.count()).group_by(col(Fact.kind)))
    assert places[TOWNSHIP] == "云湖镇"
    assert len(places) == 1 + 10
    assert all(code[9:] >= "900" for code in places if code != TOWNSHIP)
    assert kinds == {"programme": 300, "arrangement": 300, "ability": 300}


def test_the_words_of_the_file_are_kept_with_a_fact(engine: Engine) -> None:
    take_in(engine, roster(person(1, 自理能力="一档")))
    fact = next(fact for fact in rows(engine, Fact) if fact.kind == "ability")
    assert (fact.value, fact.source_text, fact.valid_from, fact.known_on) == ("full", "一档", TODAY, TODAY)


def test_a_date_of_the_file_begins_the_fact_and_the_day_of_import_is_when_it_was_known(engine: Engine) -> None:
    take_in(engine, roster([*person(), "2019.3", "2023.5.17"], header=[*HEADER, "认定时间", "评估时间"]))
    assert facts(engine, "programme") == [("tekun", date(2019, 3, 1), TODAY)]
    assert facts(engine, "ability") == [("self", date(2023, 5, 17), TODAY)]


def test_id_and_bank_numbers_are_nowhere_in_the_database_in_the_clear(engine: Engine) -> None:
    account = "6200000000000001234"
    take_in(engine, roster([*person(), account], header=[*HEADER, "一卡通账号"]))
    dump = repr(everything(engine))
    assert id_number() not in dump
    assert account not in dump
    taken = rows(engine, Person)[0]
    assert sealed.masked_id_number(taken.id_number_sealed) == f"990{'*' * 13}{id_number()[-2:]}"
    assert sealed.open_bank_account(taken.bank_account_sealed) == account
    assert taken.id_number_index == sealed.index_id_number(id_number())


@pytest.mark.parametrize("file", [YUNHU, HEKOU], ids=["workbook", "text"])
@pytest.mark.parametrize("later", [TODAY, TOMORROW, TODAY + timedelta(days=400)], ids=["same day", "next day", "later"])
def test_the_same_file_again_changes_nothing(engine: Engine, file: Any, later: date) -> None:
    first = take_in(engine, file.read_bytes())
    before = everything(engine)
    again = take_in(engine, file.read_bytes(), today=later, township_name=None)
    assert everything(engine) == before
    assert (again.accepted, again.added, again.changed) == (first.accepted, 0, 0)


def test_every_row_went_through_the_one_door(engine: Engine) -> None:
    take_in(engine, HEKOU.read_bytes())
    with reading(engine) as session:
        synced = {(kind, row) for kind, row in session.execute(select(col(SyncRow.kind), col(SyncRow.id)))}
        versions = {(kind, row) for kind, row in session.execute(select(col(RowVersion.kind), col(RowVersion.id)))}
        tables: tuple[tuple[Any, str], ...] = (
            (Person, "person"),
            (Fact, "fact"),
            (Assignment, "assignment"),
            (User, "user"),
        )
        written = {(kind, row.id) for table, kind in tables for row in session.scalars(select(table))}
        highest = pairs(session, select(col(SyncRow.bucket), func.max(col(SyncRow.seq))).group_by(col(SyncRow.bucket)))
        revs = pairs(session, select(col(Bucket.key), col(Bucket.rev)))
    assert synced == versions == written
    assert highest == revs


def test_a_changed_level_becomes_a_new_fact_known_today(engine: Engine) -> None:
    take_in(engine, roster(person(1), person(2)))
    result = take_in(engine, roster(person(1, 自理能力="半失能"), person(2)), today=TOMORROW)
    assert (result.added, result.changed) == (0, 1)
    first = next(
        taken for taken in rows(engine, Person) if taken.id_number_index == sealed.index_id_number(id_number())
    )
    hers = [fact for fact in rows(engine, Fact) if fact.person == first.id and fact.kind == "ability"]
    assert [(fact.value, fact.valid_from, fact.known_on, fact.valid_to) for fact in hers] == [
        ("self", TODAY, TODAY, None),
        ("semi", TOMORROW, TOMORROW, None),
    ]
    assert [fact.entered for fact in hers] == [3, 4]


def test_a_level_changed_there_and_back_is_three_facts(engine: Engine) -> None:
    for word in ("全自理", "全失能", "自理"):
        take_in(engine, roster(person(1, 自理能力=word)))
    assert [value for value, *_ in facts(engine, "ability")] == ["self", "full", "self"]


def test_an_old_date_beside_a_new_level_does_not_hide_the_new_level(engine: Engine) -> None:
    header = [*HEADER, "评估时间"]
    for day, word in ((TODAY, "全自理"), (TOMORROW, "全失能"), (TOMORROW, "全失能")):
        take_in(engine, roster([*person(1, 自理能力=word), "2023.5.17"], header=header), today=day)
    assert facts(engine, "ability") == [("self", date(2023, 5, 17), TODAY), ("full", TOMORROW, TOMORROW)]


def test_a_newer_date_beside_a_new_level_is_its_beginning(engine: Engine) -> None:
    header = [*HEADER, "评估时间"]
    take_in(engine, roster([*person(1), "2023.5.17"], header=header))
    take_in(engine, roster([*person(1, 自理能力="半失能"), "2026.3.1"], header=header), today=TOMORROW)
    assert facts(engine, "ability")[1] == ("semi", date(2026, 3, 1), TOMORROW)


def test_somebody_may_come_into_another_programme_besides(engine: Engine) -> None:
    header = [*HEADER, "救助类别"]
    for _ in range(2):
        take_in(engine, roster([*person(), "低保"], header=header))
        take_in(engine, roster(person()))
    assert [value for value, *_ in facts(engine, "programme")] == ["dibao", "tekun"]


def test_a_changed_carer_is_handed_over_today(engine: Engine) -> None:
    take_in(engine, roster(person(1)))
    take_in(engine, roster(person(1, 照料服务人="赵贵", 照料人电话="19911112222")), today=TODAY + timedelta(days=9))
    assert carers(engine) == [
        ("李明", TODAY, TODAY + timedelta(days=8)),
        ("赵贵", TODAY + timedelta(days=9), None),
    ]


def test_a_carer_corrected_on_the_same_day_leaves_no_range_that_ends_before_it_begins(engine: Engine) -> None:
    take_in(engine, roster(person(1)))
    take_in(engine, roster(person(1, 照料服务人="赵贵")))
    assert carers(engine) == [("李明", TODAY, TODAY), ("赵贵", TODAY, None)]


def test_a_changed_profile_is_a_new_version_of_the_person_and_of_nothing_else(engine: Engine) -> None:
    header = [*HEADER, "组", "家庭住址", "联系电话", "备注"]
    take_in(engine, roster([*person(), "1组", "石牛村1号", "19911110000", "独居"], header=header))
    take_in(engine, roster([*person(1, 村居="杉山村"), "2组", "杉山村2号", "19911110001", ""], header=header))
    taken = rows(engine, Person)[0]
    assert (taken.group_name, taken.address, taken.phone, taken.note) == ("2组", "杉山村2号", "19911110001", "独居")
    assert (taken.village_name, taken.version) == ("杉山村", 2)
    assert {row.version for table in (Fact, Assignment, User) for row in rows(engine, table)} == {1}


def test_a_blank_cell_changes_nothing(engine: Engine) -> None:
    take_in(engine, roster(person(1)))
    before = everything(engine)
    blank = dict.fromkeys(HEADER[2:], "")
    result = take_in(engine, roster(person(1, **blank)), today=TOMORROW)
    assert everything(engine) == before
    said = {"ability_missing", "arrangement_missing", "village_missing", "carer_kept"}
    assert {code for _, code in codes(result)} == said


def test_another_name_under_a_known_number_is_taken_and_told(engine: Engine) -> None:
    take_in(engine, roster(person(1)))
    result = take_in(engine, roster(person(1, 姓名="王 刚")))
    assert codes(result) == [(3, "name_changed")]
    assert [taken.name for taken in rows(engine, Person)] == ["王刚"]


def test_people_who_are_missing_from_the_file_are_left_alone(engine: Engine) -> None:
    take_in(engine, roster(person(1), person(2)))
    before = everything(engine)
    take_in(engine, roster(person(1)), today=TOMORROW)
    assert everything(engine) == before


def test_a_dry_run_says_the_same_and_leaves_nothing(engine: Engine) -> None:
    before = everything(engine)
    tried = take_in(engine, YUNHU.read_bytes(), dry_run=True)
    assert everything(engine) == before
    done = take_in(engine, YUNHU.read_bytes())
    assert (tried.rows, tried.accepted, tried.added) == (done.rows, done.accepted, done.added)
    assert (tried.refused, tried.warnings) == (done.refused, done.warnings)


def test_an_import_that_dies_half_way_leaves_nothing(engine: Engine) -> None:
    before = everything(engine)

    def die(done: int, total: int) -> None:
        raise RuntimeError("the power went out")

    with pytest.raises(RuntimeError, match="power"):
        take_in(engine, YUNHU.read_bytes(), progress=die)
    assert everything(engine) == before


def test_progress_ends_with_everybody(engine: Engine) -> None:
    told: list[tuple[int, int]] = []
    take_in(engine, YUNHU.read_bytes(), progress=lambda done, total: told.append((done, total)))
    assert told[-1] == (300, 300)


@pytest.mark.parametrize(
    ("township", "name", "code"),
    [
        (TOWNSHIP, None, "township_unknown"),
        (TOWNSHIP, "  ", "township_unknown"),
        ("4303211", "云湖镇", "township_code"),
        ("43032110１", "云湖镇", "township_code"),
        ("430321101900", "云湖镇", "township_code"),
    ],
)
def test_a_township_needs_nine_digits_and_when_new_a_name(
    engine: Engine, township: str, name: str | None, code: str
) -> None:
    with pytest.raises(RosterRefused) as problem:
        take_in(engine, roster(person()), township, township_name=name)
    assert problem.value.code == code
    assert rows(engine, Person) == []


def test_a_known_township_keeps_its_name(engine: Engine) -> None:
    take_in(engine, roster(person()))
    result = take_in(engine, roster(person()), township_name="大云湖镇")
    assert codes(result) == [(2, "township_keeps_name")]


def test_a_township_of_another_county_is_told(engine: Engine) -> None:
    assert codes(take_in(engine, roster(person()), "320722101")) == [(2, "other_county")]


def test_somebody_of_another_township_is_refused_and_not_moved(engine: Engine) -> None:
    take_in(engine, roster(person(1)))
    result = take_in(engine, roster(person(1), person(2)), OTHER_TOWNSHIP, township_name="河口镇")
    assert [(row.row, row.problems[0].code) for row in result.refused] == [(3, "in_other_township")]
    assert (result.rows, result.accepted, result.added) == (2, 1, 1)
    assert sorted(taken.township for taken in rows(engine, Person)) == [TOWNSHIP, OTHER_TOWNSHIP]


def test_somebody_recorded_as_dead_is_left_as_she_is(engine: Engine) -> None:
    take_in(engine, roster(person(1)))
    with writing(engine) as session:
        dead = session.scalars(select(Person)).one()
        fact = Fact(
            id="death",
            person=dead.id,
            kind="death",
            valid_from=TODAY,
            known_on=TODAY,
            entered=4,
            entered_at=clock.now(),
        )
        write(session, [fact], Author(None, clock.now()))
    before = everything(engine)
    result = take_in(engine, roster(person(1, 自理能力="全失能", 照料服务人="赵贵")), today=TOMORROW)
    assert codes(result) == [(3, "recorded_dead")]
    assert everything(engine) == before


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


def test_a_village_is_found_by_its_name_however_its_committee_is_written(engine: Engine) -> None:
    take_in(engine, roster(person(1)))
    with writing(engine) as session:
        session.add(Place(code=f"{TOWNSHIP}201", name="杉山村", parent=TOWNSHIP))
    names = ("石牛村村民委员会", "石牛村委会", "云湖镇石牛村", "石 牛 村", "杉山村")
    take_in(engine, roster(*[person(10 + place, 村居=name) for place, name in enumerate(names)]))
    assert sorted(taken.village[9:] for taken in rows(engine, Person)) == ["201"] + ["900"] * 5
    assert {taken.village_name for taken in rows(engine, Person)} == {"石牛村", "杉山村"}


def test_somebody_without_a_village_is_registered_under_the_township(engine: Engine) -> None:
    take_in(engine, roster(person(1, 村居="")))
    assert [(taken.village, taken.village_name) for taken in rows(engine, Person)] == [(TOWNSHIP, "")]


def test_a_column_of_villages_that_cannot_be_one_is_refused_from_the_hundred_and_first_on(engine: Engine) -> None:
    result = take_in(engine, roster(*[person(number, 村居=f"某某{number}") for number in range(102)]))
    assert [(row.row, row.problems[0].code) for row in result.refused] == [
        (103, "too_many_villages"),
        (104, "too_many_villages"),
    ]
    assert result.accepted == len(rows(engine, Person)) == 100


def test_the_same_file_from_two_desks_at_once_is_taken_in_once(engine: Engine) -> None:
    with ThreadPoolExecutor(2) as pool:
        results = list(pool.map(lambda _: take_in(engine, HEKOU.read_bytes()), range(2)))
    assert sorted(result.added for result in results) == [0, 60]
    assert len(rows(engine, Person)) == 60
    assert len(rows(engine, Fact)) == 180


def test_two_townships_that_claim_one_person_at_once_do_not_both_get_her(engine: Engine) -> None:
    claims = [(TOWNSHIP, "云湖镇"), (OTHER_TOWNSHIP, "河口镇")]
    with ThreadPoolExecutor(2) as pool:
        content = roster(person(1))
        results = list(pool.map(lambda claim: take_in(engine, content, claim[0], township_name=claim[1]), claims))
    assert sorted(result.accepted for result in results) == [0, 1]


def test_an_import_waits_for_nobody_who_reads(engine: Engine) -> None:
    with reading(engine) as reader:
        reader.execute(text("SELECT count(*) FROM person")).one()
        assert take_in(engine, roster(person(1))).added == 1
        assert reader.execute(text("SELECT count(*) FROM person")).scalar() == 0
