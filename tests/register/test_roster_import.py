"""Taking a roster into the register, on SQLite and PostgreSQL."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, func, select, text
from sqlmodel import col

from register.intake import (
    HEKOU,
    OTHER_TOWNSHIP,
    TOMORROW,
    TOWNSHIP,
    YUNHU,
    codes,
    everything,
    facts,
    pairs,
    rows,
    take_in,
)
from register.sheets import HEADER, TODAY, id_number, person, roster
from shouwang import clock
from shouwang.accounts.models import User
from shouwang.activities.models import Organisers
from shouwang.database import reading, writing
from shouwang.register import sealed
from shouwang.register.models import Assignment, Fact, Household, Person, Place
from shouwang.sync.models import Bucket, RowVersion, SyncRow
from shouwang.sync.write import Author, write


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
            (Household, "household"),
            (Fact, "fact"),
            (Assignment, "assignment"),
            (User, "user"),
            (Organisers, "organisers"),
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


def test_a_voided_level_does_not_count_as_known(engine: Engine) -> None:
    take_in(engine, roster(person(1)))
    with writing(engine) as session:
        level = session.scalars(select(Fact).where(col(Fact.kind) == "ability")).one()
        level.voided_at = clock.now()
        write(session, [level], Author(None, clock.now()))
    take_in(engine, roster(person(1)))
    assert [value for value, *_ in facts(engine, "ability")] == ["self", "self"]


def test_somebody_may_come_into_another_programme_besides(engine: Engine) -> None:
    header = [*HEADER, "救助类别"]
    for _ in range(2):
        take_in(engine, roster([*person(), "低保"], header=header))
        take_in(engine, roster(person()))
    assert [value for value, *_ in facts(engine, "programme")] == ["dibao", "tekun"]


def test_a_blank_programme_changes_nobody_who_is_known_and_is_told_of_whoever_is_new(engine: Engine) -> None:
    header = [*HEADER, "救助类别"]
    take_in(engine, roster([*person(1), "低保"], [*person(2), "特困"], header=header))
    before = everything(engine)
    again = take_in(engine, roster([*person(1), ""], [*person(2), "特困"], header=header), today=TOMORROW)
    assert (everything(engine), codes(again)) == (before, [])
    result = take_in(engine, roster([*person(1), None], [*person(2), "特困"], [*person(3), "/"], header=header))
    assert codes(result) == [(5, "programme_assumed")]
    assert sorted(value or "" for value, *_ in facts(engine, "programme")) == ["dibao", "tekun", "tekun"]


def test_what_a_whole_file_leaves_unsaid_changes_nobody_who_is_known(engine: Engine) -> None:
    take_in(engine, roster([*person(), "低保"], header=[*HEADER, "救助类别"], title="花名册"))
    before = everything(engine)
    result = take_in(engine, roster(person(), title="花名册"), today=TOMORROW)
    assert (everything(engine), codes(result)) == (before, [(2, "programme_assumed")])


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
