"""Results keyed elsewhere: read cell by cell, looked at before anything is written, taken in, and taken back."""

from base64 import b64decode, b64encode
from collections.abc import Sequence
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from httpx import Client
from openpyxl import load_workbook
from sqlalchemy import Engine, text

from cast import TOWNSHIP
from register.desk import Headers, today
from register.sheets import id_number, person, roster, workbook
from shouwang.checkups.definition import checkup_form
from shouwang.checkups.results_cells import fault_in, value_of
from shouwang.checkups.results_columns import field_of, headings
from shouwang.checkups.results_reading import find_results, read_rows
from shouwang.checkups.results_template import template
from shouwang.checkups.slips import slip_of
from shouwang.database import writing
from shouwang.register.roster_import import import_roster
from shouwang.register.roster_reading import RosterRefused, read_sheets

FORM = checkup_form()
HEADER = (
    "姓名",
    "身份证号",
    "体检日期",
    "责任医生",
    "脉率(次/分)",
    "右侧收缩压(mmHg)",
    "右侧舒张压(mmHg)",
    "尿蛋白",
    "血糖",
)
WANG, SUN = id_number(sequence=1), id_number(sequence=2)


def row(name: str, number: str, *cells: Any) -> list[Any]:
    return [name, number, *cells]


def file(*rows: Sequence[Any], header: Sequence[str] = HEADER) -> bytes:
    return workbook([["某镇 体检结果"], header, *rows])


def test_each_heading_of_the_template_is_its_own_field_and_an_empty_one_says_so() -> None:
    book = load_workbook(BytesIO(template()))
    heads = [cell.value for cell in book["体检结果"][1]]
    fields = [field_of(str(head)) for head in heads[2:]]
    assert heads[:2] == ["姓名", "身份证号"]
    assert None not in fields
    assert len(set(fields)) == len(fields)
    assert len(fields) == book["填写说明"].max_row - 2
    with pytest.raises(RosterRefused, match="no_people"):
        find_results(read_sheets(template()))
    assert set(headings().values()) - {""} == set(FORM.fields)


@pytest.mark.parametrize(
    ("field", "cell", "value"),
    [
        ("pulse", 72.0, 72),
        ("pulse", "７２ 次/分", 72),
        ("temperature", 36.599999999999994, 36.6),
        ("glucose", "5。6", 5.6),
        ("glucose", "5.6 mmol/L", 5.6),
        ("pulse", "未查", "未查"),
        ("pulse", "/", None),
        ("urine_protein", "-", "1"),
        ("urine_protein", "阴性", "1"),
        ("urine_protein", "++", "4"),
        ("urine_protein", 2.0, "2"),
        ("ecg", "异常", "2"),
        ("ecg", "2 异常", "2"),
        ("ecg", "早搏", "早搏"),
        ("symptoms", "头痛、3；耳鸣", ["2", "3", "23"]),
        ("day", date(2026, 3, 5), "2026-03-05"),
        ("day", "2026.3.5", "2026-03-05"),
        ("day", "2026年3月", "2026年3月"),
        ("medicines", "  硝苯地平 ", "硝苯地平"),
    ],
)
def test_cells_say_what_is_written_and_guess_nothing(field: str, cell: Any, value: Any) -> None:
    assert value_of(FORM.fields[field], cell) == value


def test_what_cannot_be_says_what_to_do_and_never_what_stood_there() -> None:
    faults = [
        fault_in(FORM.fields[field], value, 2026, date(2026, 6, 15))
        for field, value in (("pulse", "未查"), ("ecg", "早搏"), ("day", "2026年3月"), ("pulse", "#N/A"), ("pulse", 7))
    ]
    assert [fault and fault[0] for fault in faults] == [
        "wrong_kind",
        "not_offered",
        "no_day",
        "formula_empty",
        "too_low",
    ]
    rows = read_rows(find_results(read_sheets(file(row("王强", WANG, "", "", "一二三")))), 2026, date(2026, 6, 15))
    (fault,) = rows[0].faults
    assert (fault.row, fault.column) == (3, "脉率(次/分)")
    assert "一二三" not in fault.reason + fault.reason_en


def test_another_unit_is_noticed_as_on_the_phone() -> None:
    assert slip_of("height", 1.56, {}) == ("metres", 156)
    assert slip_of("height", 156, {}) is None
    assert slip_of("weight", 117, {"height": 156}) == ("jin", 58.5)
    assert slip_of("weight", 58.5, {"height": 156}) is None
    assert slip_of("weight", 110, {}) == ("jin", 55)
    assert slip_of("glucose", 126, {}) == ("mg_dl", 7)


@pytest.fixture
def known(settled: Engine) -> Engine:
    """Two people of the register."""
    with writing(settled) as session:
        import_roster(session, roster(person(1), person(2, 姓名="孙兰")), TOWNSHIP)
    return settled


def send(client: Client, headers: Headers, content: bytes, seen: Any = None, **more: Any) -> Any:
    asked = {"township": TOWNSHIP, "year": today().year, "content": b64encode(content).decode(), "seen": seen, **more}
    return client.post("/api/checkups/results", headers=headers, json=asked)


def sums(told: Any) -> dict[str, int]:
    return {name: told[name] for name in ("people", "fields", "conflicts", "refused")}


def standing(client: Client, headers: Headers, name: str) -> Any:
    asked = {"township": TOWNSHIP, "year": str(today().year)}
    rows = client.get("/api/checkups", headers=headers, params=asked).json()
    return next((each for each in rows if each["person_name"] == name and each["state"] != "due"), None)


def answers(client: Client, headers: Headers, person: str) -> tuple[dict[str, Any], list[Any]]:
    (year,) = client.get(f"/api/checkups/people/{person}", headers=headers).json()["years"]
    filled = {name: value for section in year["sections"] for name, value in section["answers"].items()}
    return filled, [clash for section in year["sections"] for clash in section["clashes"]]


def test_a_file_is_looked_at_taken_in_once_and_taken_back(
    client: Client, known: Engine, clerk: Headers, carer: Headers
) -> None:
    day = today().isoformat()
    content = file(
        row("王强", WANG, day, "彭雪梅", 72, 186, 92, "+", 5.6),
        row("孙兰", SUN, day, "彭雪梅", 7, 128, 82, "-", 5.2),
        row("王强", WANG, "", "", 70),
        row("无此人", id_number(sequence=77), "", "", 70),
    )
    told = send(client, clerk, content).json()
    assert sums(told) == {"people": 1, "fields": 8, "conflicts": 0, "refused": 3}
    assert [(each["row"], each["column"]) for each in told["refusals"]] == [
        (4, "脉率(次/分)"),
        (5, "身份证号"),
        (6, "身份证号"),
    ]
    assert told["id"] is None
    assert standing(client, clerk, "王强") is None
    assert send(client, clerk, content, {**sums(told), "fields": 9}).json()["code"] == "value_changed"
    done = send(client, clerk, content, sums(told)).json()
    line = standing(client, clerk, "王强")
    assert (line["state"], line["day"], line["urgent"]) == ("incomplete", day, 1)
    again = send(client, clerk, content).json()
    assert sums(again) == {"people": 0, "fields": 0, "conflicts": 0, "refused": 3}
    with known.connect() as connection:
        raw = connection.execute(text("SELECT filled FROM checkup_import_wrote")).scalars().all()
    assert raw
    assert not any("彭雪梅".encode() in bytes(each) for each in raw)
    # What a colleague has changed since stays; the rest goes.
    part = {"year": today().year, "form_version": 1, "section": "general", "set": {"pulse": [72, 74]}}
    client.post(f"/api/checkups/people/{line['person']}", headers=clerk, json={"sections": [part]})
    path = f"/api/checkups/results/{done['id']}/undo"
    assert client.post(path, headers=carer).status_code == 403
    assert client.post(path, headers=clerk).json() == {"removed": 7, "stayed": 1}
    assert client.post(path, headers=clerk).json()["code"] == "already_settled"
    assert answers(client, clerk, line["person"]) == ({"pulse": 74}, [])
    (kept,) = client.get("/api/checkups/results", headers=clerk, params={"township": TOWNSHIP}).json()
    assert (kept["people"], kept["by_name"], kept["undone_at"] is None) == (1, "周敏", False)


def test_what_stands_already_is_never_overwritten_and_the_same_difference_opens_once(
    client: Client, known: Engine, clerk: Headers
) -> None:
    first = file(row("王强", WANG, "", "", 72))
    send(client, clerk, first, sums(send(client, clerk, first).json()))
    second = file(row("王强", WANG, "", "", 80, 120, 75))
    told = send(client, clerk, second).json()
    assert sums(told) == {"people": 1, "fields": 2, "conflicts": 1, "refused": 0}
    done = send(client, clerk, second, sums(told)).json()
    assert sums(send(client, clerk, second).json())["conflicts"] == 0
    filled, (clash,) = answers(client, clerk, standing(client, clerk, "王强")["person"])
    assert (filled["pulse"], clash["kept"], clash["other"]) == (72, 72, 80)
    client.post(f"/api/checkups/results/{done['id']}/undo", headers=clerk)
    assert answers(client, clerk, standing(client, clerk, "王强")["person"]) == ({"pulse": 72}, [])


def test_whoever_is_not_meant_is_refused(client: Client, known: Engine, clerk: Headers) -> None:
    assert send(client, clerk, file(row("王刚", WANG, "", "", 72))).json()["refusals"][0]["column"] == "姓名"
    swapped = send(client, clerk, file(row("王强", WANG, "", "", 72, 80, 120))).json()
    assert (swapped["refused"], swapped["refusals"][0]["column"]) == (1, "右侧舒张压(mmHg)")
    assert send(client, clerk, b"nothing").json()["code"] == "no_header"
    assert send(client, clerk, file(row("王强", WANG)), township="430321102").status_code == 404
    odd = file(row("王强", WANG, 300), header=("姓名", "身份证号", "脉率", "自编一栏"))
    assert [each["column"] for each in send(client, clerk, odd).json()["refusals"]] == ["脉率"]
    assert b64decode(client.get("/api/checkups/results/template", headers=clerk).json()["content"])[:2] == b"PK"
