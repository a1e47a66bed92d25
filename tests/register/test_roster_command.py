"""`shouwang import`, and the refused rows as a workbook."""

import io
import json
import stat
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy import Engine
from typer.testing import CliRunner, Result

from register.intake import HEKOU, TOWNSHIP, YUNHU, everything, facts, rows, take_in
from register.sheets import HEADER, id_number, person, roster
from shouwang.cli import app
from shouwang.register.models import Person
from shouwang.register.roster_report import as_json, refused_workbook


def run(file: Path, *options: str) -> Result:
    """The command on a file, for a township that has its name."""
    return CliRunner().invoke(app, ["import", str(file), "--township", TOWNSHIP, "--name", "云湖镇", *options])


def sheet_of(content: bytes) -> Any:
    return load_workbook(io.BytesIO(content)).worksheets[0]


def test_json_says_what_became_of_each_row_and_nothing_else(engine: Engine) -> None:
    result = run(YUNHU, "--json")
    said = json.loads(result.stdout)
    assert result.exit_code == 0
    assert list(said) == ["rows", "accepted", "refused", "warnings"]
    assert (said["rows"], said["accepted"]) == (306, 300)
    assert [line["row"] for line in said["refused"]] == [37, 52, 107, 174, 192]
    assert [line["row"] for line in said["warnings"]] == [3, 63, 68, 124, 144, 204]
    assert {tuple(line) for line in said["refused"] + said["warnings"]} == {("row", "column", "reason")}
    assert len(rows(engine, Person)) == 300


def test_a_dry_run_prints_the_same_and_saves_nothing(engine: Engine) -> None:
    before = everything(engine)
    tried = run(HEKOU, "--dry-run", "--json")
    assert everything(engine) == before
    assert tried.stdout == run(HEKOU, "--json").stdout


def test_without_json_a_person_reads_what_to_do(engine: Engine) -> None:
    result = run(YUNHU, "--dry-run")
    assert result.exit_code == 0
    assert "接收 300" in result.stdout
    assert "300 accepted" in result.stdout
    assert "未导入" in result.stdout
    assert "没有保存" in result.stdout


def test_a_file_that_cannot_be_taken_gives_one_sentence_in_two_languages(engine: Engine, tmp_path: Path) -> None:
    empty = tmp_path / "empty.xlsx"
    empty.write_bytes(b"")
    result = run(empty, "--json")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "文件是空的" in result.stderr
    assert "The file is empty" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_township_that_is_not_known_and_has_no_name_is_asked_for_it(engine: Engine) -> None:
    result = CliRunner().invoke(app, ["import", str(HEKOU), "--township", TOWNSHIP, "--json"])
    assert (result.exit_code, result.stdout) == (1, "")
    assert "--name" in result.stderr


def test_the_refused_rows_can_be_saved_corrected_and_imported(engine: Engine, tmp_path: Path) -> None:
    refused = tmp_path / "refused.xlsx"
    run(YUNHU, "--json", "--refused", str(refused))
    book = load_workbook(refused)
    sheet = book.worksheets[0]
    assert sheet["A1"].value == "序号"
    assert sheet["P1"].value == "错误原因"
    assert [sheet.cell(row, 4).value for row in range(2, 7)] == ["邵毛春", "蒋菊", "谭生菊", None, "崔天友"]
    assert all(sheet.cell(row, 16).value for row in range(2, 7))
    for row in range(2, 7):
        sheet.cell(row, 4).value, sheet.cell(row, 6).value = "王强", id_number(sequence=row)
        sheet.cell(row, 10).value = "全自理"
    book.save(refused)
    assert json.loads(run(refused, "--json").stdout)["accepted"] == 5
    assert len(rows(engine, Person)) == 305


@pytest.mark.parametrize("was_there", [False, True])
def test_the_refused_rows_are_for_their_owner_alone(engine: Engine, tmp_path: Path, was_there: bool) -> None:
    refused = tmp_path / "refused.xlsx"
    if was_there:
        refused.touch(0o644)
    run(YUNHU, "--dry-run", "--refused", str(refused))
    assert refused.read_bytes()
    assert stat.S_IMODE(refused.stat().st_mode) == 0o600


def test_what_the_title_said_is_still_known_when_refused_rows_come_back(engine: Engine, tmp_path: Path) -> None:
    header = ["姓名", "身份证号", "村居", "自理能力", "照料服务人"]
    result = take_in(engine, roster(["王强", id_number(), "石牛村", "不详", "李明"], header=header))
    book = load_workbook(io.BytesIO(refused_workbook(result)))
    book.worksheets[0]["D2"] = "自理"
    again = tmp_path / "again.xlsx"
    book.save(again)
    run(again)
    assert [value for value, *_ in facts(engine, "arrangement")] == ["dispersed"]


def test_no_refused_cell_is_a_formula_and_every_number_is_text(engine: Engine) -> None:
    evil = ["=HYPERLINK(1)", "123", "+1", "-1", "@SUM(A1)", "=1+1", "19900000001"]
    text = "\n".join(",".join(row) for row in [HEADER, evil, person(2)])
    sheet = sheet_of(refused_workbook(take_in(engine, text.encode(), dry_run=True)))
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert [cell.value for cell in sheet[2]][: len(evil)] == evil
    assert {cell.data_type for cell in cells} == {"s"}
    assert {cell.number_format for cell in cells} == {"@"}
    assert [cell.value for cell in cells if cell.quotePrefix] == ["=HYPERLINK(1)", "+1", "-1", "@SUM(A1)", "=1+1"]


def test_a_row_with_several_faults_is_one_refusal_with_all_of_them(engine: Engine) -> None:
    result = take_in(engine, roster(person(1, 姓名="", 自理能力="中度"), person(2)))
    refused = as_json(result)["refused"]
    assert [(line["row"], line["column"]) for line in refused] == [(3, "姓名")]
    assert "没有姓名" in refused[0]["reason"]
    assert "中度" in refused[0]["reason"]


@pytest.mark.parametrize("name", ["[red]王强[/]", "[/]"])
def test_what_a_file_says_is_never_markup(engine: Engine, tmp_path: Path, name: str) -> None:
    file = tmp_path / "roster.xlsx"
    file.write_bytes(roster([*person(1, 自理能力=name), 1], header=[*HEADER, name]))
    result = run(file)
    assert result.exit_code == 0
    assert name in result.stdout
