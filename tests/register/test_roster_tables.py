"""Finding the roster in a sheet: titles, headers over two rows, merged cells, sums, other sheets beside."""

from typing import Any

import pytest

from register.sheets import HEADER, TITLE, check, codes, id_number, person, roster, workbook
from shouwang.register.roster_headers import Column, column_of
from shouwang.register.roster_reading import read_sheets
from shouwang.register.roster_table import find_roster

TWO_ROWS: list[list[Any]] = [
    ["序号", "村（社区）", "特困人员基本情况", "", "", "供养方式", "自理能力", "照料服务人", "", "", "备注"],
    ["", "", "姓名", "身份证号", "电话", "", "", "姓名", "身份证号", "电话", ""],
]
CARER = ["李明", id_number("19700101"), "19900000002"]
GROUPED: list[Any] = [1, "石牛村", "王强", id_number(), "19900000001", "分散供养", "全自理", *CARER, ""]
MERGED = ["C2:E2", "H2:J2", "A2:A3", "B2:B3", "F2:F3", "G2:G3", "K2:K3"]


@pytest.mark.parametrize("merged", [MERGED, []], ids=["merged", "not merged"])
def test_a_header_over_two_rows_is_read_with_its_groups(merged: list[str]) -> None:
    row = check(workbook([[TITLE], *TWO_ROWS, GROUPED], merged)).people[0]
    assert (row.row, row.name, row.phone) == (4, "王强", "19900000001")
    assert row.carer is not None
    assert (row.carer.name, row.carer.phone) == ("李明", "19900000002")


def test_a_header_over_two_rows_in_a_text_table_is_read_as_well() -> None:
    text = "\n".join(",".join(map(str, line)) for line in [[TITLE], *TWO_ROWS, GROUPED])
    row = check(text.encode()).people[0]
    assert row.carer is not None
    assert (row.name, row.phone, row.carer.phone) == ("王强", "19900000001", "19900000002")


def test_a_column_under_a_group_is_named_with_its_group() -> None:
    table = find_roster(read_sheets(workbook([[TITLE], *TWO_ROWS, GROUPED], MERGED)))
    assert table.label(Column.CARER_PHONE) == "照料服务人/电话"
    assert table.label(Column.ID_NUMBER) == "身份证号"
    assert table.header_row == 2


def test_a_title_that_speaks_of_care_does_not_make_everybody_a_carer() -> None:
    title = ["特困人员照料护理花名册"] + [""] * (len(HEADER) - 1)
    assert check(workbook([title, HEADER, person()], ["A1:G1"])).people[0].name == "王强"


@pytest.mark.parametrize(
    ("header", "group", "column"),
    [
        ("户主姓名", "", Column.NAME),
        ("特困人员姓名", "", Column.NAME),
        ("姓 名", "", Column.NAME),
        ("公民身份号码", "", Column.ID_NUMBER),
        ("身份证\n号码（18位）", "", Column.ID_NUMBER),
        ("*身份证号：", "", Column.ID_NUMBER),
        ("村居", "", Column.VILLAGE),
        ("行政村", "", Column.VILLAGE),
        ("村(社区)", "", Column.VILLAGE),
        ("村民小组", "", Column.GROUP),
        ("失能等级", "", Column.ABILITY),
        ("档次", "", Column.ABILITY),
        ("散居/集中", "", Column.ARRANGEMENT),
        ("审批时间", "", Column.RECOGNISED),
        ("一卡通账号", "", Column.ACCOUNT),
        ("监护人", "", Column.CARER),
        ("照料人姓名", "", Column.CARER),
        ("监护人联系电话", "", Column.CARER_PHONE),
        ("照料人身份证号", "", Column.CARER_ID),
        ("与老人关系", "", Column.RELATION),
        ("监护人与特困人员关系", "", Column.RELATION),
        ("网格员电话", "", None),
        ("姓名", "照料服务人", Column.CARER),
        ("联系电话", "照料护理人员信息", Column.CARER_PHONE),
        ("护理等级", "照料护理情况", Column.ABILITY),
        ("住址", "照料服务人", None),
        ("姓名", "网格员", Column.GRID_WORKER),
        ("姓名", "基本情况", Column.NAME),
        ("姓名", "分散供养特困人员照料护理基本信息", Column.NAME),
        ("低保金额", "", None),
    ],
)
def test_headers_mean_what_townships_mean_by_them(header: str, group: str, column: Column | None) -> None:
    assert column_of(header, group) is column


def test_a_village_stands_for_the_rows_that_its_cell_was_merged_over_and_no_others() -> None:
    rows = [person(1), person(2, 村居=None), person(3, 村居=None), person(4, 村居="杉山村")]
    checked = check(workbook([[TITLE], HEADER, *rows], ["C3:C4"]))
    assert [row.village for row in checked.people] == ["石牛村", "石牛村", "", "杉山村"]
    assert (5, "village_missing") in codes(checked)


def test_a_carer_merged_over_two_people_cares_for_both() -> None:
    rows = [person(1), person(2, 照料服务人=None, 照料人电话=None)]
    people = check(workbook([[TITLE], HEADER, *rows], ["F3:F4", "G3:G4"])).people
    assert people[0].carer == people[1].carer


def test_a_name_merged_over_two_rows_is_not_given_to_the_second() -> None:
    rows = [person(1), person(2, 姓名=None)]
    assert [row.row for row in check(workbook([[TITLE], HEADER, *rows], ["A3:A4"])).refused] == [4]


def test_a_text_table_that_forgot_its_merged_villages_is_filled_down_with_a_warning() -> None:
    rows = [person(1), person(2, 村居=""), person(3, 村居="杉山村"), person(4, 村居="")]
    checked = check("\n".join(",".join(row) for row in [HEADER, *rows]).encode())
    assert [row.village for row in checked.people] == ["石牛村", "石牛村", "杉山村", "杉山村"]
    assert (3, "villages_filled") in codes(checked)


@pytest.mark.parametrize(
    "line",
    [
        ["合计", "", "", "1人"],
        ["合  计", "1人"],
        ["石牛村小计", "1"],
        ["总计：1人"],
        ["", "", "共计", "1"],
        ["填报人：某某", "", "审核人：某某"],
        ["注：请如实填写"],
        ["石牛村"],
        HEADER,
        [str(number) for number in range(1, len(HEADER) + 1)],
        ["", "", "", "分散供养"],
    ],
    ids=lambda line: "".join(line)[:12],
)
def test_a_row_about_nobody_is_dropped(line: list[str]) -> None:
    checked = check(roster(person(1), line, person(2)))
    assert checked.rows == 2
    assert [row.row for row in checked.people] == [3, 5]


def test_a_row_that_is_about_somebody_is_never_dropped_though_it_lacks_the_name_and_the_number() -> None:
    checked = check(roster(person(1, 姓名="", 身份证号="")))
    assert [problem.code for problem in checked.refused[0].problems] == ["name_missing", "id_missing"]


def test_an_example_row_is_skipped_with_a_warning() -> None:
    content = workbook([["序号", *HEADER], ["例", *person(1)], [1, *person(2)]])
    checked = check(content)
    assert (checked.rows, [row.row for row in checked.people]) == (1, [3])
    assert (2, "examples_skipped") in codes(checked)


def test_sheets_with_other_matter_beside_do_not_win() -> None:
    summary: list[list[Any]] = [["村（社区）", "人数", "全自理", "半失能", "全失能"], ["石牛村", 1, 1, 0, 0]]
    words = [["填表说明"], ["姓名"], ["身份证号"], ["性别"]]
    carers: list[list[Any]] = [
        ["姓名", "电话", "村", "性别", "年龄", "住址"],
        ["李明", "19900000001", "石牛村", "男", 40, "x"],
    ]
    checked = check(workbook(words, 汇总=summary, 名册=[[TITLE], HEADER, person()], 照料人=carers))
    assert checked.table.sheet == "名册"
    assert [code for _, code in codes(checked)] == []


def test_a_second_roster_beside_is_named_and_not_read() -> None:
    checked = check(workbook([[TITLE], HEADER, person(1), person(2)], 集中=[HEADER, person(3)]))
    assert [row.row for row in checked.people] == [3, 4]
    said = next(remark.reason for remark in checked.warnings if remark.code == "other_rosters")
    assert "集中" in said


def test_a_telephone_right_beside_the_carer_is_the_carers_and_this_is_said() -> None:
    header = ["姓名", "身份证号", "自理能力", "供养方式", "村", "照料人", "联系电话"]
    checked = check(roster(["王强", id_number(), "自理", "分散", "石牛村", "李明", "19900000001"], header=header))
    assert checked.people[0].phone is None
    assert checked.people[0].carer is not None
    assert checked.people[0].carer.phone == "19900000001"
    assert (2, "carer_phone_by_place") in codes(checked)


def test_of_two_id_columns_the_one_beside_the_carer_is_the_carers() -> None:
    header = ["姓名", "身份证号", "自理能力", "供养方式", "村", "照料人", "身份证号"]
    row = ["王强", id_number(), "自理", "分散", "石牛村", "李明", id_number("19700101")]
    assert check(roster(row, header=header)).people[0].id_number == id_number()


def test_the_only_id_column_is_the_persons_wherever_it_stands() -> None:
    header = ["姓名", "自理能力", "供养方式", "村", "照料人", "身份证号"]
    row = ["王强", "自理", "分散", "石牛村", "李明", id_number()]
    assert check(workbook([header, row])).people[0].id_number == id_number()


def test_columns_that_nobody_knows_are_named_once() -> None:
    checked = check(roster([*person(), 1, 2, "是"], header=[*HEADER, "低保金额", "微信号", "是否签订协议"]))
    left_out = [remark for remark in checked.warnings if remark.code == "columns_left_out"]
    assert [remark.column for remark in left_out] == ["低保金额、微信号、是否签订协议"]
    assert left_out[0].row == 2


def test_the_rows_come_from_where_the_header_stands_however_far_down_and_right() -> None:
    lines = [[], [], ["", "", TITLE], [], ["", "", *HEADER], ["", "", *person()]]
    assert check(workbook(lines)).people[0].row == 6
