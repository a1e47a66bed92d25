"""At the desk: a month is closed by its township, signed by the county, opened again and closed as another version."""

import re

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select
from sqlmodel import col

from e2e.county import County
from e2e.test_pages import CLERK, OFFICER, Open, look, look_in_both_sizes, open_page, sign_in
from shouwang import clock, ids
from shouwang.closing import queries, rules
from shouwang.database import make_engine, writing
from shouwang.duties.words import SubjectKind
from shouwang.records.models import Record
from shouwang.sync.write import Author, write

pytestmark = pytest.mark.browser


def test_a_month_is_closed_signed_and_opened_again(demo: County, open_browser: Open) -> None:
    clerk = sign_in(demo, open_browser, CLERK, "desk")
    clerk.get_by_role("link", name="月结", exact=True).click()
    expect(clerk.get_by_role("heading", name="每月结账")).to_be_visible()
    look_in_both_sizes(clerk, "desk-months")
    rows = clerk.get_by_role("row").filter(has_text="待结账")
    rows.first.get_by_role("link").click()
    expect(clerk.get_by_role("heading", name="这个月的明细")).to_be_visible()
    look_in_both_sizes(clerk, "desk-month-to-close")
    twice(clerk, "结账")
    expect(clerk.get_by_text("已结账").first).to_be_visible()
    expect(clerk.get_by_text("没有不同。")).to_be_visible()

    at_the_month = clerk.url
    saves_ledgers(clerk)

    officer = sign_in(demo, open_browser, OFFICER, "desk")
    officer.get_by_role("link", name="月结", exact=True).click()
    look_in_both_sizes(officer, "desk-months-of-the-county")
    officer.get_by_role("row").filter(has_text="已结账").get_by_role("link").click()
    twice(officer, "签认")
    expect(officer.get_by_text("县里已签认").first).to_be_visible()

    arrives_late(demo)
    officer.reload()
    expect(officer.get_by_role("heading", name="和第 1 版不同的地方")).to_be_visible()
    expect(officer.get_by_text(re.compile("新增 探访")).first).to_be_visible()
    sums_up_and_compares(officer, demo)
    officer.get_by_role("button", name="重新打开").click()
    officer.get_by_label("原因").fill("手机没电，补传")
    officer.get_by_role("button", name="重新打开").click()
    expect(officer.get_by_text("已重新打开").first).to_be_visible()
    look_in_both_sizes(officer, "desk-month-reopened")

    clerk.goto(at_the_month)
    clerk.reload()
    twice(clerk, "结账")
    clerk.get_by_role("link", name="第 2 版").click()
    expect(clerk.get_by_text("重算核对：一字不差。")).to_be_visible()
    expect(clerk.get_by_text(re.compile("新增 探访")).first).to_be_visible()
    look_in_both_sizes(clerk, "desk-month-version")
    clerk.get_by_role("button", name="English").click()
    open_page(clerk, demo, "#/desk/closing")
    look(clerk, "desk-months-english")


def sums_up_and_compares(officer: Page, demo: County) -> None:
    """From the county's weeks to the person in two clicks; the report of the quarter says what is otherwise by now."""
    month = officer.url.partition("month=")[2]
    open_page(officer, demo, f"#/desk/closing?view=weeks&month={month}")
    changed = officer.get_by_role("row").filter(has_text="1 位老人有变化")
    expect(changed).to_have_count(1)
    expect(officer.get_by_role("status")).to_have_count(0)
    look_in_both_sizes(officer, "desk-townships-by-week")
    quarter = f"{month[:4]}-Q{(int(month[5:7]) + 2) // 3}"
    open_page(officer, demo, f"#/desk/closing?view=report&term={quarter}")
    officer.get_by_role("button", name="和现在的数字比较").click()
    expect(officer.get_by_role("link", name="1 位老人有变化")).to_be_visible()
    look_in_both_sizes(officer, "desk-report-of-a-quarter")
    officer.get_by_role("link", name="数据质量").click()
    expect(officer.get_by_role("heading", name="数据质量")).to_be_visible()
    expect(officer.get_by_role("status")).to_have_count(0)
    look_in_both_sizes(officer, "desk-quality-of-the-county")
    officer.get_by_role("table").get_by_role("link").first.click()
    expect(officer.get_by_text(re.compile("处要看一看|没有要改的地方"))).to_be_visible()
    look_in_both_sizes(officer, "desk-quality")
    open_page(officer, demo, f"#/desk/closing?view=weeks&month={month}")
    changed.get_by_role("link").first.click()
    expect(officer.get_by_text(re.compile("新增 探访")).first).to_be_visible()


def saves_ledgers(clerk: Page) -> None:
    """The month that was closed as a workbook: how far it is, and afterwards that it was made."""
    clerk.get_by_role("link", name="月结", exact=True).click()
    clerk.get_by_role("link", name="台账导出").click()
    expect(clerk.get_by_text("还没有导出过。")).to_be_visible()
    with clerk.expect_download() as saved:
        clerk.get_by_role("button", name="导出工作簿").click()
    assert saved.value.suggested_filename.startswith("特困人员探访台账_")
    expect(clerk.get_by_role("status")).to_contain_text("已保存：")
    clerk.get_by_label("证件号和电话").select_option(label="完整号码：上级检查、审计")
    look_in_both_sizes(clerk, "desk-exports")
    clerk.get_by_role("combobox", name="台账", exact=True).select_option(label="健康体检台账")
    expect(clerk.get_by_role("columnheader", name="未检原因")).to_be_visible()
    clerk.get_by_role("link", name="人员", exact=True).click()
    with clerk.expect_download() as table:
        clerk.get_by_role("button", name="导出工作簿").click()
    assert table.value.suggested_filename.endswith(".xlsx")


def twice(page: Page, name: str) -> None:
    """Pressed, and pressed again where it says what that means."""
    page.get_by_role("button", name=name, exact=True).click()
    page.get_by_role("button", name=name, exact=True).click()


def arrives_late(demo: County) -> None:
    """A visit on a day of which it was said that nobody came, which a phone sends only now."""
    engine = make_engine(demo.database_url)
    with writing(engine) as session:
        (closed,) = queries.versions(session, "")
        rows = rules.from_bytes(closed.rows)
        row = next(row for row in rows if row.kind is SubjectKind.PERSON and row.misses and row.credited)
        hers = select(Record).where(col(Record.subject) == row.subject, col(Record.kind) == "visit").limit(1)
        said = session.scalars(hers).one().model_dump()
        late = {"id": ids.uuid7(), "version": 0, "service_date": row.misses[0].day, "status": "valid", "mode": "home"}
        write(session, [Record(**said | late)], Author(None, clock.now()))
    engine.dispose()
