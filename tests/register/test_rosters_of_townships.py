"""What becomes of the rosters of two townships, row by row."""

from datetime import date

import pytest

from register.sheets import ROSTERS, check, codes, refusals
from shouwang.duties.words import Ability, Arrangement
from shouwang.register.identity import Sex
from shouwang.register.roster_checks import CheckedRoster
from shouwang.register.roster_row import RosterPerson


@pytest.fixture(scope="module")
def yunhu() -> CheckedRoster:
    """The workbook of a township, as it came."""
    return check((ROSTERS / "yunhu-township.xlsx").read_bytes(), township_name="云湖镇")


@pytest.fixture(scope="module")
def hekou() -> CheckedRoster:
    """Another township's, in GB 18030."""
    return check((ROSTERS / "hekou-gbk.csv").read_bytes(), township_name="河口镇")


def at(checked: CheckedRoster, row: int) -> RosterPerson:
    """The person taken from a row."""
    return next(taken for taken in checked.people if taken.row == row)


def test_of_306_rows_five_are_refused_and_one_is_a_duplicate(yunhu: CheckedRoster) -> None:
    assert (yunhu.rows, len(yunhu.people), len(yunhu.refused)) == (306, 300, 5)
    assert refusals(yunhu) == [
        (37, "身份证号", "id_damaged"),
        (52, "身份证号", "id_check_digit"),
        (107, "自理能力", "ability_unknown"),
        (174, "姓名", "name_missing"),
        (192, "身份证号", "id_missing"),
    ]


def test_the_workbook_gives_warnings_where_there_is_something_to_look_at_and_nowhere_else(yunhu: CheckedRoster) -> None:
    assert codes(yunhu) == [
        (3, "columns_left_out"),
        (63, "duplicate"),
        (68, "id_extended"),
        (124, "phone_several"),
        (144, "birth_differs"),
        (204, "carer_missing"),
    ]


def test_the_damaged_number_is_laid_to_excel(yunhu: CheckedRoster) -> None:
    assert "Excel" in yunhu.refused[0].problems[0].reason


def test_the_unknown_level_is_answered_with_the_known_ones(yunhu: CheckedRoster) -> None:
    reason = yunhu.refused[2].problems[0].reason
    assert all(word in reason for word in ("不详", "全失能", "半失能", "全自理"))


def test_the_warning_about_a_duplicate_names_both_rows(yunhu: CheckedRoster) -> None:
    said = next(remark for remark in yunhu.warnings if remark.code == "duplicate")
    assert (said.row, said.column) == (63, "身份证号")
    assert "第 9 行" in said.reason
    assert "第 63 行" in said.reason
    assert "9" in said.reason_en
    assert "63" in said.reason_en


def test_the_first_of_two_rows_stands(yunhu: CheckedRoster) -> None:
    assert at(yunhu, 9).ability is not None
    assert at(yunhu, 9).ability == at(yunhu, 10).ability
    assert not [row for row in yunhu.people if row.row == 63]


def test_names_lose_their_blanks_and_keep_their_dots(yunhu: CheckedRoster) -> None:
    assert [at(yunhu, row).name for row in (15, 81, 159)] == ["蒋德", "谭水", "阿木·尔古"]


def test_id_numbers_come_out_whole(yunhu: CheckedRoster) -> None:
    assert at(yunhu, 24).id_number == "990000194412300761"
    assert at(yunhu, 68).id_number == "990000197204040647"


def test_the_sex_comes_from_the_number_whatever_the_cell_says(yunhu: CheckedRoster) -> None:
    assert at(yunhu, 94).sex is Sex.MALE
    assert at(yunhu, 4).sex is Sex.FEMALE


def test_levels_by_grade_and_by_care_are_known_and_their_words_kept(yunhu: CheckedRoster) -> None:
    grade, care = at(yunhu, 105).ability, at(yunhu, 106).ability
    assert grade is not None
    assert care is not None
    assert (grade.value, grade.source_text) == (Ability.FULL, "一档")
    assert (care.value, care.source_text) == (Ability.FULL, "全护理")


def test_telephones_come_out_whole(yunhu: CheckedRoster) -> None:
    carers = [at(yunhu, row).carer for row in (124, 135)]
    assert [carer.phone for carer in carers if carer] == ["19940122393", "19959889211"]


def test_the_number_beats_the_written_birth_month(yunhu: CheckedRoster) -> None:
    assert at(yunhu, 144).birth_date == date(1942, 1, 18)


def test_a_row_without_a_carer_is_taken_without_one(yunhu: CheckedRoster) -> None:
    assert at(yunhu, 204).carer is None


def test_everybody_is_dispersed_and_has_a_village(yunhu: CheckedRoster) -> None:
    assert {row.arrangement.value for row in yunhu.people if row.arrangement} == {Arrangement.DISPERSED}
    assert at(yunhu, 5).village == "石牛村"
    assert all(row.village for row in yunhu.people)


def test_the_table_in_gb_18030_is_taken_whole(hekou: CheckedRoster) -> None:
    assert (hekou.rows, len(hekou.people), hekou.refused) == (60, 60, [])
    assert codes(hekou) == [(1, "programme_assumed")]
    first = hekou.people[0]
    assert (first.row, first.id_number, first.village, first.address) == (
        2,
        "990000195301200607",
        "河口村",
        "河口村1组",
    )
    assert all(row.carer and row.carer.phone and row.ability and row.arrangement for row in hekou.people)
