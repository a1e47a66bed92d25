"""Files as they come: encodings, delimiters, damage and malice."""

import io
import struct
import zipfile

import pytest
from openpyxl import Workbook

from register.sheets import HEADER, ROSTERS, TITLE, check, id_number, person, roster, saved, workbook
from shouwang.register import roster_reading
from shouwang.register.roster_reading import SENTENCES, RosterRefused, read_sheets
from shouwang.register.roster_table import find_roster

LINES = [HEADER, person(1), person(2)]


def refusal(content: bytes) -> str:
    """The code with which a file is refused."""
    with pytest.raises(RosterRefused) as problem:
        find_roster(read_sheets(content))
    assert problem.value.zh
    assert problem.value.en
    return problem.value.code


def repacked(content: bytes, name: str, change: bytes) -> bytes:
    """A package with one member replaced."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.namelist():
            new.writestr(member, change if member == name else old.read(member))
    return stream.getvalue()


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_a_text_table_is_read_in_any_usual_encoding_and_delimiter(encoding: str, delimiter: str) -> None:
    text = "".join(delimiter.join(map(str, line)) + "\r\n" for line in LINES)
    assert [row.name for row in check(text.encode(encoding)).people] == ["王强", "王强"]


def test_rare_characters_survive_gb18030() -> None:
    text = "".join(",".join(line) + "\n" for line in [HEADER, person(1, 姓名="䶮𫖯")])
    assert check(text.encode("gb18030")).people[0].name == "䶮𫖯"


def test_a_tab_or_a_formula_of_text_before_an_id_number_is_taken_off() -> None:
    lines = [HEADER, person(1, 身份证号="\t" + id_number()), person(2, 身份证号=f'="{id_number(sequence=2)}"')]
    text = "".join(",".join(line) + "\n" for line in lines)
    assert [row.id_number for row in check(text.encode()).people] == [id_number(), id_number(sequence=2)]


def test_rows_of_a_text_table_are_numbered_as_a_spreadsheet_numbers_them() -> None:
    quoted = ",".join(['"王\n强"', *map(str, person(1)[1:])])
    text = f"{TITLE}\n\n{','.join(HEADER)}\n{quoted}\n\n{','.join(person(2))}\n"
    assert [row.row for row in check(text.encode()).people] == [4, 6]


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", b" \r\n\t", b"\0\0"])
def test_an_empty_file_is_called_empty(content: bytes) -> None:
    assert refusal(content) == "file_empty"


def test_a_workbook_without_cells_has_no_header() -> None:
    assert refusal(saved(Workbook())) == "no_header"


def test_a_huge_file_is_refused_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(roster_reading, "FILE_BYTES", 1000)
    assert refusal(roster(person())) == "file_too_large"


@pytest.mark.parametrize("content", [b"%PDF-1.7 whatever", b"\x89PNG\r\n\x1a\n\0\0", b"\xff\xd8\xff\xe0\0\x10JFIF"])
def test_a_file_that_is_no_table_is_told_so(content: bytes) -> None:
    assert refusal(content) == "file_wrong_type"


def test_another_package_is_not_taken_for_a_workbook() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr("word/document.xml", "<w/>")
    assert refusal(stream.getvalue()) == "file_wrong_type"


@pytest.mark.parametrize("content", [b"<html><table><tr><td>x", b'<?xml version="1.0"?><Workbook/>'])
def test_a_web_page_named_xls_is_to_be_saved_as_xlsx(content: bytes) -> None:
    assert refusal(content) == "file_save_as_xlsx"


@pytest.mark.parametrize("kept", [30, 600, 3000])
def test_a_workbook_cut_short_is_called_damaged(kept: int) -> None:
    assert refusal(roster(person())[:kept]) == "file_damaged"


def test_a_workbook_with_changed_bytes_is_called_damaged() -> None:
    content = bytearray(roster(person()))
    place = content.find(b"xl/worksheets/sheet1.xml") + 60
    content[place : place + 8] = b"\xff" * 8
    assert refusal(bytes(content)) == "file_damaged"


def test_a_workbook_of_broken_xml_is_called_damaged() -> None:
    assert refusal(repacked(roster(person()), "xl/workbook.xml", b"<workbook")) in ("file_damaged", "no_header")


def test_an_old_workbook_that_is_none_is_called_damaged() -> None:
    assert refusal(roster_reading.MAGIC_OLE + b"\0" * 4000) == "file_damaged"


def test_a_password_is_to_be_removed() -> None:
    assert refusal(roster_reading.MAGIC_OLE + b"\0" * 600 + roster_reading.ENCRYPTED) == "file_password"


def test_text_in_no_known_encoding_is_told_so() -> None:
    assert refusal("姓名,身份证号\n".encode() + b"\xff\xff\xff\n") == "file_encoding"


def test_a_quotation_mark_without_partner_is_located() -> None:
    text = ",".join(HEADER) + "\n" + ",".join(person(1)) + '\n"王' + ",".join(person(2)) + "\n" + ",".join(person(3))
    with pytest.raises(RosterRefused) as problem:
        read_sheets(text.encode())
    assert problem.value.code == "file_quotes"
    assert "3" in problem.value.zh


def test_a_bomb_of_noughts_is_refused_before_it_unpacks() -> None:
    bomb = repacked(roster(person()), "xl/worksheets/sheet1.xml", b"\0" * (roster_reading.UNPACKED_BYTES + 1))
    assert len(bomb) < 1024**2
    assert refusal(bomb) == "file_unpacks_too_large"


def test_a_bomb_that_lies_about_its_size_is_called_damaged() -> None:
    content = bytearray(repacked(roster(person()), "xl/worksheets/sheet1.xml", b"\0" * 10_000_000))
    true_size, wrong_size = struct.pack("<I", 10_000_000), struct.pack("<I", 100)
    assert true_size in content
    assert refusal(bytes(content).replace(true_size, wrong_size)) == "file_damaged"


def test_one_cell_in_the_farthest_corner_does_not_fill_the_memory() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for line in LINES:
        sheet.append(line)
    sheet["XFD1048576"] = "x"
    assert refusal(saved(book)) == "file_unpacks_too_large"


def test_formatted_empty_cells_far_below_are_harmless() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for line in LINES:
        sheet.append(line)
    for column in range(1, 31):
        sheet.cell(1_048_576, column).number_format = "@"
    assert len(check(saved(book)).people) == 2


def test_ten_thousand_columns_are_read_and_the_strange_ones_left_out() -> None:
    strange = [f"列{number}" for number in range(10_000 - len(HEADER))]
    checked = check(workbook([[TITLE], HEADER + strange, person(1)]))
    assert len(checked.people) == 1
    left_out = [remark for remark in checked.warnings if remark.code == "columns_left_out"]
    assert len(left_out) == 1
    assert "列9992" in left_out[0].reason


def test_a_formula_that_nobody_calculated_is_an_empty_cell() -> None:
    checked = check(roster(person(1, 身份证号="=A1&B1"), person(2)))
    assert [row.row for row in checked.refused] == [3]
    assert checked.refused[0].problems[0].code == "id_missing"


def test_a_sheet_of_text_without_a_header_is_told_so() -> None:
    assert refusal("今天天气很好\n明天也是\n".encode()) == "no_header"


def test_a_roster_without_id_numbers_is_told_so() -> None:
    assert refusal(workbook([["姓名", "性别", "村", "年龄"], ["王强", "男", "石牛村", 70]])) == "no_id_column"


def test_a_roster_without_names_is_told_so() -> None:
    assert refusal(workbook([["身份证号", "性别", "村"], [id_number(), "男", "石牛村"]])) == "no_name_column"


def test_a_header_without_rows_is_told_so() -> None:
    assert refusal(workbook([[TITLE], HEADER, ["合计", "0人"]])) == "no_people"


def test_every_sentence_is_there_in_both_languages() -> None:
    assert all(zh and en for zh, en in SENTENCES.values())


def test_an_old_workbook_that_would_end_its_reader_is_called_damaged() -> None:
    """It names so much memory that its reader gives up the whole process, and that one is not ours."""
    good = (ROSTERS / "old-format.xls").read_bytes()
    assert refusal(good[:1831] + b"\xf3\xe7\xc4B" + good[1835:]) == "file_damaged"


def test_the_old_format_is_read_with_its_merged_cells() -> None:
    people = check((ROSTERS / "old-format.xls").read_bytes()).people
    assert [(row.name, row.village) for row in people] == [("王强", "石牛村"), ("李福", "石牛村"), ("赵贵", "杉山村")]
