"""What becomes of each row, check by check."""

from datetime import date

import pytest

from register.sheets import HEADER, TODAY, check, codes, id_number, person, refusals, roster
from shouwang.duties.words import Arrangement
from shouwang.register.identity import Sex
from shouwang.register.roster_checks import is_same_township
from shouwang.register.roster_reasons import REASONS


@pytest.mark.parametrize("age", [75, 76, 77, "76岁", "77周岁"])
def test_an_age_within_a_year_of_the_number_is_no_matter(age: object) -> None:
    assert codes(check(roster([*person(), age], header=[*HEADER, "年龄"]))) == []


@pytest.mark.parametrize(("age", "code"), [(74, "age_differs"), (78, "age_differs"), ("七十六", "age_unreadable")])
def test_an_age_more_than_a_year_from_the_number_is_told(age: object, code: str) -> None:
    assert codes(check(roster([*person(), age], header=[*HEADER, "年龄"]))) == [(3, code)]


@pytest.mark.parametrize("born", ["1950.01", "1950年1月", "19500101", "1950-01-01", 1950.01, 1950.1, "1950"], ids=repr)
def test_a_birth_date_that_fits_the_number_is_no_matter(born: object) -> None:
    assert codes(check(roster([*person(), born], header=[*HEADER, "出生年月"]))) == []


@pytest.mark.parametrize(
    ("born", "code"), [("1950.02", "birth_differs"), ("1951.01", "birth_differs"), ("?", "birth_unreadable")]
)
def test_a_birth_date_that_does_not_fit_is_told(born: object, code: str) -> None:
    assert codes(check(roster([*person(), born], header=[*HEADER, "出生年月"]))) == [(3, code)]


@pytest.mark.parametrize(
    ("sex", "warnings"), [("男", []), (1, []), ("女", ["sex_differs"]), ("未知", ["sex_unreadable"])]
)
def test_a_sex_that_contradicts_the_number_is_told(sex: object, warnings: list[str]) -> None:
    checked = check(roster([*person(), sex], header=[*HEADER, "性别"]))
    assert [code for _, code in codes(checked)] == warnings
    assert checked.people[0].sex is Sex.MALE


def test_a_row_with_several_faults_is_refused_once_with_all_of_them() -> None:
    checked = check(roster(person(1, 姓名="", 身份证号="123", 自理能力="中度", 供养方式="寄养")))
    assert [row.row for row in checked.refused] == [3]
    assert [code for _, _, code in refusals(checked)] == [
        "name_missing",
        "id_length",
        "arrangement_unknown",
        "ability_unknown",
    ]


def test_the_second_of_two_rows_stands_when_the_first_is_refused() -> None:
    checked = check(roster(person(1, 自理能力="不详"), person(1)))
    assert ([row.row for row in checked.people], [row.row for row in checked.refused]) == ([4], [3])


def test_the_same_person_with_15_and_with_18_digits_is_a_duplicate() -> None:
    number = id_number("19720404", 64)
    old = number[:6] + number[8:17]
    checked = check(roster(person(1, 身份证号=number), person(2, 身份证号=old), person(3, 身份证号=number.lower())))
    assert [row.row for row in checked.people] == [3]
    assert codes(checked) == [(4, "duplicate"), (5, "duplicate")]


def test_blank_cells_are_told_and_nothing_is_put_in_their_place() -> None:
    checked = check(roster(person(1, 村居="", 供养方式="/", 自理能力="—", 照料服务人="无", 照料人电话="")))
    row = checked.people[0]
    assert (row.village, row.arrangement, row.ability, row.carer) == ("", None, None, None)
    said = {"village_missing", "arrangement_missing", "ability_missing", "carer_missing"}
    assert {code for _, code in codes(checked)} == said


def test_a_missing_column_is_told_once() -> None:
    checked = check(
        roster(["王强", id_number()], ["李福", id_number(sequence=2)], header=["姓名", "身份证号"], title="名单")
    )
    assert [code for _, code in codes(checked)] == [
        "arrangement_column_missing",
        "village_column_missing",
        "ability_column_missing",
        "carer_column_missing",
        "programme_assumed",
    ]


@pytest.mark.parametrize(
    ("title", "arrangement", "code"),
    [
        ("云湖镇分散供养特困人员花名册", Arrangement.DISPERSED, "arrangement_from_title"),
        ("云湖镇集中供养特困人员花名册", Arrangement.CENTRALISED, "arrangement_from_title"),
        ("云湖镇特困人员花名册", None, "arrangement_column_missing"),
        ("云湖镇特困人员（集中、分散）花名册", None, "arrangement_column_missing"),
    ],
)
def test_the_title_may_say_the_arrangement_and_this_is_told(
    title: str, arrangement: Arrangement | None, code: str
) -> None:
    header = ["姓名", "身份证号", "村居", "自理能力", "照料服务人"]
    checked = check(roster(["王强", id_number(), "石牛村", "自理", "李明"], header=header, title=title))
    found = checked.people[0].arrangement
    assert (found and found.value) == arrangement
    assert code in [said for _, said in codes(checked)]


def test_dates_of_the_file_date_the_facts() -> None:
    header = [*HEADER, "认定时间", "评估时间", "入住时间"]
    at_home = [*person(1), "2019.3", "2023年5月17日", ""]
    in_a_home = [*person(2, 供养方式="集中供养"), "2019.3", "", "20200102"]
    people = check(roster(at_home, in_a_home, header=header)).people
    first, second = people[0], people[1]
    assert first.arrangement and first.ability and second.arrangement and second.ability  # noqa: PT018
    assert (first.programme.valid_from, first.arrangement.valid_from) == (date(2019, 3, 1), date(2019, 3, 1))
    assert first.ability.valid_from == date(2023, 5, 17)
    assert (second.arrangement.valid_from, second.ability.valid_from) == (date(2020, 1, 2), None)


@pytest.mark.parametrize(
    ("written", "begins", "code"),
    [
        ("2027.1", None, "date_impossible"),
        ("1949.12", None, "date_impossible"),
        ("去年", None, "date_unreadable"),
        (2019.1, None, "date_unreadable"),
        ("2019", date(2019, 1, 1), "date_year_only"),
    ],
)
def test_a_date_that_cannot_be_used_is_told_once(written: object, begins: date | None, code: str) -> None:
    checked = check(roster([*person(), written], header=[*HEADER, "认定时间"]))
    assert checked.people[0].programme.valid_from == begins
    assert codes(checked) == [(3, code)]


@pytest.mark.parametrize(
    ("header", "word", "programme"),
    [
        ("救助类别", "低保", "dibao"),
        ("救助类别", "", "tekun"),
        ("人员类别", "老年人", "tekun"),
        ("人员类别", "低保边缘家庭", "low_income"),
    ],
)
def test_a_column_may_name_another_programme(header: str, word: str, programme: str) -> None:
    assert check(roster([*person(), word], header=[*HEADER, header])).people[0].programme.value == programme


@pytest.mark.parametrize(
    ("header", "words", "said"),
    [
        ("救助类别", ["低保", ""], [(4, "programme_assumed")]),
        ("人员类别", ["低保", "老年人"], [(4, "programme_assumed")]),
        ("人员类别", ["老年人", "残疾人"], []),
        ("救助类别", ["", ""], []),
    ],
)
def test_who_has_no_programme_among_those_who_have_one_is_told_row_by_row(
    header: str, words: list[str], said: list[tuple[int, str]]
) -> None:
    people = [[*person(sequence), word] for sequence, word in enumerate(words, 1)]
    assert codes(check(roster(*people, header=[*HEADER, header]))) == said


def test_categories_that_name_no_programme_do_not_hide_that_one_was_assumed() -> None:
    checked = check(roster([*person(), "老年人"], header=[*HEADER, "人员类别"], title="花名册"))
    assert codes(checked) == [(2, "programme_assumed")]


def test_an_unknown_programme_is_refused() -> None:
    assert refusals(check(roster([*person(), "临时"], header=[*HEADER, "救助类别"]))) == [
        (3, "救助类别", "programme_unknown")
    ]


@pytest.mark.parametrize(
    ("account", "taken"), [("6200000000000001234", True), (6.2e18, False), ("无", False), ("6.2E+18", False)]
)
def test_a_damaged_account_is_left_out_and_the_person_is_taken(account: object, taken: bool) -> None:
    checked = check(roster([*person(), account], header=[*HEADER, "一卡通账号"]))
    assert bool(checked.people[0].account) is taken
    assert [code for _, code in codes(checked)] == ([] if taken or account == "无" else ["account_unreadable"])


@pytest.mark.parametrize(
    ("carer", "phone", "said"),
    [
        ("李明、赵贵", "19900000001", "carer_several"),
        ("李明", "12345", "phone_unreadable"),
        ("李 明", "19900000001", None),
    ],
)
def test_a_cell_with_two_carers_gives_the_first(carer: str, phone: str, said: str | None) -> None:
    checked = check(roster(person(1, 照料服务人=carer, 照料人电话=phone)))
    assert checked.people[0].carer is not None
    assert checked.people[0].carer.name == "李明"
    assert [code for _, code in codes(checked)] == ([said] if said else [])


def test_a_name_with_signs_is_taken_and_told() -> None:
    checked = check(roster(person(1, 姓名="王强(已故)"), person(2, 姓名="王" * 51)))
    assert codes(checked) == [(3, "name_odd")]
    assert refusals(checked) == [(4, "姓名", "name_too_long")]


def test_rows_of_another_township_are_refused_where_a_file_holds_several() -> None:
    rows = [[*person(1), "云湖镇"], [*person(2), "湘潭县云湖镇"], [*person(3), "河口镇"]]
    checked = check(roster(*rows, header=[*HEADER, "乡镇"]), township_name="云湖镇")
    assert refusals(checked) == [(5, "乡镇", "other_township_written")]


def test_a_file_that_names_one_other_township_throughout_is_taken_with_a_warning() -> None:
    checked = check(roster([*person(1), "云湖办"], header=[*HEADER, "乡镇"]), township_name="云湖新区")
    assert codes(checked) == [(2, "township_differs")]


def test_spellings_of_one_township_are_the_same() -> None:
    assert is_same_township("湘潭县云湖镇", "云湖镇人民政府")
    assert is_same_township("云湖", "云湖镇")
    assert not is_same_township("云湖镇", "河口镇")


def test_no_reason_holds_a_name_or_a_number() -> None:
    row = person(1, 自理能力="不详", 照料人电话="19912345678、19987654321")
    checked = check(roster(row, person(2, 身份证号="990000195001010019", 姓名="蒋德")))
    said = "".join(problem.reason + problem.reason_en for row_ in checked.refused for problem in row_.problems)
    said += "".join(remark.reason + remark.reason_en for remark in checked.warnings)
    assert not [secret for secret in ("王强", "蒋德", "李明", "19912345678", "990000195001010019") if secret in said]


def test_every_reason_is_there_in_both_languages() -> None:
    assert all(zh and en for zh, en in REASONS.values())


def test_a_birth_after_today_is_refused_but_one_today_is_not() -> None:
    checked = check(roster(person(1, 身份证号=id_number(f"{TODAY:%Y%m%d}")), person(2, 身份证号=id_number("20261123"))))
    assert refusals(checked) == [(4, "身份证号", "id_future")]
