"""Ledgers as files: what is on the paper ones, cell by cell, on both databases; and nothing more."""

import csv
import json
from dataclasses import replace
from datetime import timedelta
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest
from httpx import Client
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook
from sqlalchemy import Engine, func, select, update
from sqlmodel import col
from typer.testing import CliRunner

import cast
from cast import CAST
from closing.playing import MONTH, arrives, reopen
from register.desk import Headers, day
from shouwang import clock, ids
from shouwang.accounts.models import Device, User
from shouwang.accounts.service import Caller
from shouwang.checkups.models import Checkup, CheckupSection
from shouwang.cli import app
from shouwang.database import reading, writing
from shouwang.duties.reconcile import Period
from shouwang.duties.units import month_end
from shouwang.exports import service
from shouwang.exports.ledgers import LAYOUTS
from shouwang.exports.models import Export
from shouwang.exports.rules import Digest
from shouwang.exports.words import FileFormat, LedgerKind
from shouwang.records.models import Record
from shouwang.register import sealed
from shouwang.register.models import Fact, Person
from shouwang.settings import Settings
from shouwang.sync.write import Author, write

FORMULA = '=HYPERLINK("http://127.0.0.1",1)'
ID_NUMBER, PHONE = "990000195005011234", "19977770009"


@pytest.fixture
def written(client: Client, settled: Engine, carer: Headers) -> Engine:
    """Wang was visited twice and once not met; her name is a formula; Li is in hospital; the township did something."""
    with writing(settled) as session:
        who = session.get_one(Person, CAST.wang)
        session.execute(update(Person).where(col(Person.id) == CAST.wang).values(name=FORMULA))
        who.id_number_sealed = sealed.seal_id_number(ID_NUMBER)
        session.execute(update(User).where(col(User.id) == CAST.carer).values(phone=PHONE))
        write(session, [_suspended(), _activity()], Author(None, clock.now()))
    now = clock.now()
    visits = [
        cast.visit(CAST.wang, now - timedelta(days=3, hours=1), note="@SUM(A1)", answers=ANSWERS),
        cast.visit(CAST.wang, now - timedelta(days=2, hours=1), mode="phone"),
        cast.visit(CAST.wang, now - timedelta(days=1, hours=1), status="attempt", reason="nobody_home", answers={}),
    ]
    items = [cast.envelope(visited, n) for n, visited in enumerate(visits, 1)]
    reply = client.post("/api/sync/push", headers=carer, json={"device": "phone-of-a-test", "items": items})
    assert {each["status"] for each in reply.json()["results"]} == {"applied"}
    return settled


ANSWERS = {"ticks": {"spirit": "ok", "body": "concern"}, "phrases": ["缺药"]}


def test_the_ledger_of_visits_looks_like_the_paper_one(client: Client, written: Engine, clerk: Headers) -> None:
    lines, body = export(client, clerk, "visits")
    assert lines[0] == {"done": 0, "of": 3}
    assert lines[-2] == {"done": 3, "of": 3}
    assert lines[-1]["name"].startswith("特困人员探访台账_甲镇_")
    sheet = opened(body)
    assert [sheet["A1"].value, sheet["A2"].value] == [lines_title("特困人员探访台账"), "编制单位：甲镇"]
    assert [cell.value.replace("\n", "") for cell in sheet[3]] == LAYOUTS[LedgerKind.VISITS].heads
    assert (sheet.freeze_panes, sheet.print_title_rows) == ("E4", "$1:$3")
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.oddFooter.center.text is not None
    assert "&P" in sheet.oddFooter.center.text
    rows = rows_of(sheet)
    assert [row[3] for row in rows] == [FORMULA, "李香", "赵水"]
    assert rows[0][1:10] == ["石牛村", "8组", FORMULA, "男", age(), "全失能", "沈天强", "199****0009", 11]
    # Seen once at home: a call counts for nobody who is fully dependent. The rest may still lie on the carer's phone.
    assert rows[0][10:15] == [1, 1, 1, 0, 0]
    assert rows[0][18:20] == ["待上报", "未报 10 次"]
    assert rows[1][16:19] == [12, "住院", "暂停"]
    named = sheet["D4"]
    assert (named.data_type, named.number_format, named.quotePrefix) == ("s", "@", True)
    assert {named.border.left.style, named.border.top.style} == {"thin"}
    below = [str(said) for row in range(7, sheet.max_row + 1) if (said := sheet.cell(row, 1).value)]
    assert below[:2] == ["合计", "填报人："]
    assert below[2] in {f"版本：实时数据，{said}，截至 {day()}" for said in ("不是结账的版本", "这个月还没有结账")}
    assert "湘潭" in below[3]
    assert "周敏" in below[4]
    assert below[5] == f"校验（SHA-256，3 行）：{lines[-1]['digest']}"


def test_the_hash_is_over_the_rows_and_the_csv_holds_the_same(client: Client, written: Engine, clerk: Headers) -> None:
    for kind in LedgerKind:
        lines, body = export(client, clerk, kind)
        told, text = export(client, clerk, kind, "csv")
        assert told[-1]["digest"] == lines[-1]["digest"]
        heads = LAYOUTS[kind].heads
        assert text.startswith(b"\xef\xbb\xbf")
        table = list(csv.reader(StringIO(text.decode("utf-8-sig"))))
        assert table[0] == ["编制单位", *heads]
        rows = table[1 : 1 + lines[-1]["rows"]]
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for row in rows for cell in row)
        if kind is LedgerKind.FILES:
            continue
        cells = calamine(body)[3 : 3 + lines[-1]["rows"]]
        assert [[unquoted(cell) for cell in row[1:]] for row in rows] == [[str(cell) for cell in row] for row in cells]
        digest = Digest(heads)
        for row in cells:
            digest.add(row)
        assert digest.hex() == lines[-1]["digest"], kind
    with reading(written) as session:
        made = list(session.scalars(select(Export).order_by(col(Export.id))))
    assert len(made) == 2 * len(LedgerKind)
    assert {(each.user, each.because, each.address) for each in made} == {(CAST.clerk, None, "127.0.0.1")}


def test_every_other_ledger_says_what_it_is_for(client: Client, written: Engine, clerk: Headers) -> None:
    details = calamine(export(client, clerk, "visit_details")[1])
    assert len(details) >= 3 + 3
    first, call, attempt = details[3:6]
    assert [first[1], first[5], first[6], first[8], first[9]] == [FORMULA, "上门", "沈天强", "好", "有问题"]
    assert first[14] == "缺药；@SUM(A1)"
    assert [call[5], attempt[5]] == ["电话", "上门未遇：无人在家"]
    (activity,) = calamine(export(client, clerk, "volunteering")[1])[3:4]
    assert activity[2:9] == ["义诊", "", "", "", 12, 30, 2]
    assessed = calamine(export(client, clerk, "abilities", **{"from": "2024-01-01"})[1])[3:6]
    assert [[row[3], row[7], row[8]] for row in assessed] == [
        [FORMULA, "2024-01-01", "全失能"],
        ["李香", "2024-01-01", "全自理"],
        ["赵水", "2024-01-01", "半失能"],
    ]
    page = opened(export(client, clerk, "files")[1])
    said = [cell for row in page.iter_rows(values_only=True) for cell in row if cell]
    assert FORMULA in said
    assert "990*************34" in said
    assert (page.page_setup.orientation, len(page.row_breaks.brk)) == ("portrait", 3)


def test_the_ledger_of_checkups_names_who_is_still_to_be_examined_and_hides_values_without_a_purpose(
    client: Client, settled: Engine, clerk: Headers
) -> None:
    today = clock.now().date()
    year = {"from": f"{today.year}-01-01", "to": today.isoformat()}
    assert {row[16] for row in checkups(client, clerk, year)} == {"未检"}
    told: dict[str, Any] = {"told_on": today, "township": cast.TOWNSHIP, "year": today.year, "updated_at": clock.now()}
    said: dict[str, Any] = {"person": CAST.wang, "year": today.year, "author": CAST.carer, "author_name": "谭雁"}
    values = {"doctor": "谭雁", "sbp_right": 165, "dbp_right": 92, "glucose": 5.4, "result": "2", "guidance": ["2"]}
    section = CheckupSection(id=ids.uuid7(), section="cover", answers=values, updated_at=clock.now(), **said)
    with writing(settled) as session:
        session.add(Checkup(id=ids.uuid7(), person=CAST.wang, state="done", day=today, missing=0, clashes=0, **told))
        session.add(section)
    (hidden,) = [row for row in checkups(client, clerk, year) if row[2] == "王强"]
    assert hidden[6:16] == [today.isoformat(), "本院", "谭雁", *["＊＊＊"] * 6, today.isoformat()]
    (clear,) = [row for row in checkups(client, clerk, year, because="inquiry") if row[2] == "王强"]
    assert clear[9:15] == ["165/92", 5.4, "有异常", "右侧收缩压、右侧舒张压、健康评价", "", "建议复查"]
    assert len(checkups(client, clerk, year)) == 3
    before = {"from": f"{today.year}-01-01", "to": f"{today.year}-01-01"}
    assert {row[16] for row in checkups(client, clerk, before)} == {"未检"}


def checkups(client: Client, who: Headers, days: dict[str, str], **more: Any) -> list[list[Any]]:
    """The rows of the ledger of checkups."""
    lines, body = export(client, who, "checkups", **days, **more)
    return calamine(body)[3 : 3 + lines[-1]["rows"]]


def test_numbers_are_masked_unless_the_right_and_the_purpose_allow(
    client: Client, written: Engine, clerk: Headers
) -> None:
    for kind in LedgerKind:
        text = csv_of(client, clerk, kind)
        assert not any(number in text for number in (ID_NUMBER, PHONE)), kind
    assert ID_NUMBER in csv_of(client, clerk, "files", because="inquiry")
    assert PHONE in csv_of(client, clerk, "visits", because="inquiry")
    _, body = export(client, clerk, "abilities", because="pay", **{"from": "2024-01-01"})
    cell = opened(body)["G4"]
    assert (cell.value, cell.data_type, cell.number_format) == (ID_NUMBER, "s", "@")
    assert client.post("/api/exports", headers=clerk, json=asked("files", because="curiosity")).status_code == 422
    with writing(written) as session:
        session.execute(update(User).where(col(User.id) == CAST.clerk).values(role="auditor"))
    assert client.post("/api/exports", headers=clerk, json=asked("files", because="pay")).status_code == 403
    assert export(client, clerk, "files")[0][-1]["rows"] == 3
    told = client.get("/api/exports", headers=clerk).json()
    assert [each["because"] for each in told[:4]] == [None, "pay", "inquiry", "inquiry"]
    assert told[0]["place_name"] == "甲镇"
    assert ID_NUMBER not in str(told)


def test_of_a_county_each_township_has_its_sheet_also_one_without_anybody(client: Client, written: Engine) -> None:
    officer = cast.sign_in(written, CAST.officer, "desk-of-the-county")
    _, body = export(client, officer, "visits", place=cast.COUNTY)
    book = load_workbook(BytesIO(body))
    assert book.sheetnames == ["甲镇", "乙镇"]
    assert book["乙镇"]["A4"].value == "（本期没有记录）"
    preview = client.get("/api/exports/preview", headers=officer, params={"ledger": "visits", "place": cast.COUNTY})
    assert (preview.json()["count"], len(preview.json()["rows"])) == (3, 3)
    assert preview.json()["heads"] == LAYOUTS[LedgerKind.VISITS].heads
    empty = {"from": "2031-02-01", "to": "2031-02-28"}
    assert export(client, officer, "visit_details", **empty)[0][-1]["rows"] == 0
    for place, code in (("430321999", 404), ("430322101", 404), (cast.VILLAGE, 404), ("x", 422)):
        assert client.post("/api/exports", headers=officer, json=asked("visits", place=place)).status_code == code
    wrong = {"from": "2026-02-02", "to": "2026-02-01"}
    assert client.post("/api/exports", headers=officer, json=asked("visits") | wrong).status_code == 400


def test_who_hangs_up_has_cancelled_and_who_comes_as_one_too_many_is_asked_to_come_again(written: Engine) -> None:
    with reading(written) as session:
        clerk = Caller(
            session.get_one(User, CAST.clerk),
            Device(id="desk", user=CAST.clerk, token_hash="", enrolled_at=clock.now()),
        )
    wanted = service.wanted_by(clerk, LedgerKind.VISITS, cast.TOWNSHIP, LATELY, FileFormat.XLSX, None)
    begun = [service.streamed(wanted, clerk, "") for _ in range(service.AT_ONCE)]
    assert {json.loads(next(each))["of"] for each in begun} == {3}
    assert list(service.streamed(wanted, clerk, "")) == [b'{"failed":"busy"}\n']
    for each in begun:
        each.close()  # type: ignore[attr-defined]
    with reading(written) as session:
        assert session.scalar(select(func.count()).select_from(Export)) == 0
    assert json.loads(next(service.streamed(wanted, clerk, "")))["of"] == 3


def test_what_fails_on_the_way_says_so_and_leaves_the_next_its_turn(
    client: Client, written: Engine, clerk: Headers, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(_: Any) -> Any:
        yield (FORMULA,)
        raise RuntimeError(FORMULA)

    with monkeypatch.context() as patched:
        layout = LAYOUTS[LedgerKind.VISITS]
        patched.setattr("shouwang.exports.making.LAYOUTS", {layout.kind: _with(layout, broken)})
        reply = client.post("/api/exports", headers=clerk, json=asked("visits"))
        assert json.loads(reply.content.splitlines()[-1]) == {"failed": "internal"}
    assert "RuntimeError" in caplog.text
    assert FORMULA not in caplog.text
    assert export(client, clerk, "visits")[0][-1]["rows"] == 3


def test_what_a_page_shows_comes_as_a_workbook(client: Client, clerk: Headers) -> None:
    heads, row = ["姓名", "性别", "年龄", "应访"], ["+1", "女", 71, 4]
    table = {"title": "人员", "unit": "甲镇", "period": "2026-11", "heads": heads, "rows": [row], "notes": ["截至今天"]}
    reply = client.post("/api/exports/screen", headers=clerk, json=table)
    sheet = opened(reply.content)
    assert [[cell.value for cell in line] for line in sheet["A3:D4"]] == [heads, row]
    assert (sheet["A4"].quotePrefix, sheet["A7"].value) == (True, "截至今天")
    endless = json.dumps({**table, "rows": [[0, 0, 0, 0]]}).replace("[[0,", "[[1e999,")
    told = client.post("/api/exports/screen", headers=clerk | {"Content-Type": "application/json"}, content=endless)
    assert told.status_code == 422
    too_wide = {**table, "rows": [["x" * 5_000]]}
    assert client.post("/api/exports/screen", headers=clerk, json=too_wide).status_code == 422
    empty = client.post("/api/exports/screen", headers=clerk, json={**table, "rows": [[], row * 3]})
    assert opened(empty.content)["A5"].value == "+1"


def test_of_a_closed_month_it_says_whether_its_figures_are_those_that_were_closed(
    client: Client, settled: Engine, clerk: Headers
) -> None:
    month = {"from": MONTH.isoformat(), "to": month_end(MONTH).isoformat()}
    assert "版本：实时数据，这个月还没有结账，截至" in csv_of(client, clerk, "visits", **month)
    closed = client.post(f"/api/closing/{cast.TOWNSHIP}/{MONTH}/close", headers=clerk).json()
    same = csv_of(client, clerk, "visits", **month)
    assert "版本：各人次数和已结账第 1 版（" in same
    assert closed["rows_sha256"] in same
    assert "县里未签认" in same
    assert "一致" in csv_of(client, clerk, "files", **month)
    assert "版本：实时数据；这个月已结账第 1 版（" in csv_of(client, clerk, "visit_details", **month)
    with writing(settled) as session:
        arrives(session, CAST.wang, MONTH.replace(day=14))
        reopen(session)
    told = csv_of(client, clerk, "visits", **month)
    assert "版本：实时数据，有 1 人的次数和已结账第 1 版（" in told
    assert "已重新打开）不同" in told
    made = client.get("/api/exports", headers=clerk).json()
    assert [each["version"] for each in made] == [None, None, 1, 1, None]


def test_the_command_writes_the_file_and_keeps_that_it_did(written: Engine, here: Settings, tmp_path: Path) -> None:
    month = f"{LATELY.last:%Y-%m}"
    done = CliRunner().invoke(app, ["export", "visits", "--month", month, "--out", str(tmp_path), "--as", "csv"])
    assert done.exit_code == 0, done.output
    (file,) = tmp_path.glob("*.csv")
    assert "李香" in file.read_text("utf-8-sig")
    for wrong in (["--place", "430321999"], ["--place", "990000"], ["--because", "curiosity"]):
        assert CliRunner().invoke(app, ["export", "visits", "--month", month, *wrong]).exit_code != 0
    with reading(written) as session:
        (made,) = session.scalars(select(Export))
    assert (made.user, made.user_name, made.format) == (None, "命令行", "csv")


LATELY = Period(clock.now().date() - timedelta(days=11), clock.now().date())


def asked(ledger: str, how: str = "xlsx", **more: Any) -> dict[str, Any]:
    """The body that asks for a ledger of the last days."""
    days = {"from": day(11), "to": day()}
    return {"ledger": ledger, "place": cast.TOWNSHIP, **days, "format": how, **more}


def export(
    client: Client, who: Headers, ledger: str, how: str = "xlsx", **more: Any
) -> tuple[list[dict[str, Any]], bytes]:
    """What an export says on the way, and its file."""
    reply = client.post("/api/exports", headers=who, json=asked(ledger, how, **more))
    assert reply.status_code == 200, reply.text
    rest, lines = reply.content, list[dict[str, Any]]()
    while not lines or "bytes" not in lines[-1]:
        line, _, rest = rest.partition(b"\n")
        lines.append(json.loads(line))
    assert len(rest) == lines[-1]["bytes"]
    return lines, rest


def csv_of(client: Client, who: Headers, ledger: str, **more: Any) -> str:
    """The text of a ledger as CSV."""
    return export(client, who, ledger, "csv", **more)[1].decode()


def opened(body: bytes) -> Any:
    """The first sheet of a workbook."""
    return load_workbook(BytesIO(body)).worksheets[0]


def calamine(body: bytes) -> list[list[Any]]:
    """The first sheet as another program reads it, whole numbers whole."""
    sheet = CalamineWorkbook.from_filelike(BytesIO(body)).get_sheet_by_index(0)
    return [[_whole(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]


def _whole(cell: Any) -> Any:
    return int(cell) if isinstance(cell, float) and cell.is_integer() else cell


def rows_of(sheet: Any) -> list[list[Any]]:
    """The rows between the headings and the sums."""
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4)]
    return rows[: next(at for at, row in enumerate(rows) if not isinstance(row[0], int))]


def unquoted(cell: str) -> str:
    """A cell without the apostrophe that keeps it a text."""
    return cell.removeprefix("'")


def lines_title(title: str) -> str:
    """The title with the month or the year of the last days."""
    first, last = LATELY.first, LATELY.last
    if first.month == last.month:
        return f"{first.year}年{first.month}月{title}"
    return f"{first.year}年{title}" if first.year == last.year else title


def age() -> int:
    """How old everybody of the cast is."""
    today = clock.now().date()
    return today.year - 1950 - ((today.month, today.day) < (5, 1))


def _with(layout: Any, rows: Any) -> Any:
    return replace(layout, rows=rows)


def _suspended() -> Fact:
    since = LATELY.first - timedelta(days=5)
    return Fact(
        id=ids.uuid7(),
        person=CAST.li,
        kind="suspension",
        value="hospital",
        valid_from=since,
        known_on=since,
        entered=9,
        entered_at=clock.now(),
    )


def _activity() -> Record:
    start = clock.now() - timedelta(days=2, hours=3)
    return Record(
        id=ids.uuid7(),
        kind="activity",
        subject=cast.TOWNSHIP,
        subject_kind="township",
        township=cast.TOWNSHIP,
        start=start,
        end=start + timedelta(hours=2),
        minutes=120,
        service_date=start.date(),
        captured_at=start,
        received_at=start,
        beneficiaries=30,
        author=CAST.carer,
        author_name="沈天强",
        form="activity",
        answers={"title": "义诊", "volunteers": 12},
    )
