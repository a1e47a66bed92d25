"""A clerk's day by keyboard: what waits, a carer urged, people given away, a roster taken in; each is taken back."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from e2e.county import County
from e2e.screens import PHONE
from e2e.test_pages import CLERK, look, sign_in
from e2e.test_policies_and_extra import Open
from register.sheets import id_number, person, roster

pytestmark = pytest.mark.browser
PERSON = "刘石云"


def test_a_clerk_s_day(demo: County, open_browser: Open, tmp_path: Path) -> None:
    page = sign_in(demo, open_browser, CLERK, "desk")
    page.evaluate("location.hash = '#/desk/doors'")  # as somebody types it: her own township's
    page.wait_for_function("/^#.desk.doors.[0-9]{9}$/.test(location.hash)")
    page.evaluate("location.hash = '#/desk/today'")
    begins_with_what_waits(page)
    chooses_people_and_gives_them_to_a_carer(page)
    takes_a_roster_in(page, tmp_path / "roster.xlsx")
    page.set_viewport_size({"width": PHONE["width"], "height": PHONE["height"]})
    look(page, "roster-phone")
    for name, link in (("today", "今天"), ("workers", "工作人员")):
        page.get_by_role("navigation", name="页面").get_by_role("link", name=link, exact=True).click()
        page.get_by_role("heading", level=1).wait_for()
        look(page, f"{name}-of-a-clerk-phone")
    enters_a_village_s_week_from_paper(page)
    page.get_by_role("link", name=re.compile("^移交她的人")).first.press("Enter")
    expect(page.get_by_text("名下的人交给别人")).to_be_visible()
    look(page, "assign-phone")


def begins_with_what_waits(page: Page) -> None:
    expect(page.get_by_role("heading", name="今天要办的事")).to_be_visible()
    look(page, "today-desk")
    section = page.get_by_role("region", name="逾期没去的")
    page.get_by_role("navigation", name="今天的事").get_by_role("button", name="逾期没去的").press("Enter")
    expect(section).to_be_focused()
    urges(page, section.get_by_role("row").filter(has=page.get_by_role("button", name="打电话")).first)


def urges(page: Page, row: Locator) -> None:
    """A call shows the number; words are copied and name nobody who is in care; either is undone."""
    row.get_by_role("button", name="打电话").press("Enter")
    expect(row.get_by_role("link", name=re.compile(r"^199\d{8}$"))).to_be_visible()
    expect(row.get_by_text("打过电话")).to_be_visible()
    row.get_by_role("button", name="撤销").press("Enter")
    expect(row.get_by_text("打过电话")).to_have_count(0)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    row.get_by_role("button", name="复制催办的话").press("Enter")
    expect(row.get_by_text("发过话")).to_be_visible()
    words = page.evaluate("navigator.clipboard.readText()")
    assert "您照看的老人里" in words
    for name in row.get_by_role("listitem").get_by_role("link").all_inner_texts():
        assert name not in words


def chooses_people_and_gives_them_to_a_carer(page: Page) -> None:
    page.get_by_role("link", name="人员", exact=True).click()
    page.get_by_label("姓名").first.fill("lsy")
    page.get_by_role("link", name=PERSON).first.focus()
    page.keyboard.press("Space")
    expect(page.get_by_text("已选 1 人")).to_be_visible()
    with page.expect_download() as begun:
        page.get_by_role("button", name="导出所选").click()
    assert PERSON in begun.value.path().read_text("utf-8-sig")
    page.get_by_role("link", name="安排照料人").click()
    expect(page.get_by_label(PERSON)).to_be_checked()
    look(page, "assign-desk")
    page.get_by_label("找人").fill("hp")
    page.get_by_role("button", name=re.compile("^交给她 1 人.*韩平")).press("Enter")
    expect(page.get_by_text("还没有选人")).to_be_visible()
    page.get_by_role("button", name=re.compile("^撤销")).press("Enter")
    expect(page.get_by_text("已撤销")).to_be_visible()
    page.get_by_role("link", name="返回名单").press("Enter")
    page.get_by_role("button", name="清除筛选").click()
    finds_two_who_are_one(page)


def is_sure(page: Page, yes: str) -> None:
    """The question takes the keyboard first."""
    button = page.get_by_role("button", name=yes)
    expect(page.get_by_role("region").filter(has=button).last).to_be_focused()
    button.press("Enter")


def enters_a_village_s_week_from_paper(page: Page) -> None:
    """A sheet for each worker; what is entered stands in its cell, and until then the village stays."""
    page.get_by_role("link", name="按村录入纸面").press("Enter")
    page.get_by_label("村（社区）").select_option(label="清坪社区")
    sheet = page.get_by_role("region", name="韩平")
    sheet.get_by_role("combobox", name=re.compile("吴海祥")).first.select_option(label="上门")
    expect(page.get_by_label("村（社区）")).to_be_disabled()
    expect(sheet.get_by_label("为什么是纸面")).to_have_value("no_phone")
    look(page, "village-paper-phone")
    sheet.get_by_role("button", name="录入 1 条").press("Enter")
    expect(sheet.get_by_text("（纸面）")).to_be_visible()
    expect(page.get_by_label("村（社区）")).to_be_enabled()
    page.get_by_role("link", name="返回工作人员").press("Enter")


def finds_two_who_are_one(page: Page) -> None:
    for name in (PERSON, "乔文强"):
        page.get_by_role("checkbox", name=f"选 {name}").check()
    page.get_by_role("link", name="是同一个人？合并").press("Enter")
    page.get_by_role("button", name=re.compile("^留这一条")).first.wait_for()
    look(page, "twins-desk")
    page.get_by_role("button", name=re.compile("^留这一条")).first.press("Enter")
    is_sure(page, "确定合并")
    expect(page.get_by_text("并入了")).to_be_visible()
    page.get_by_role("button", name=re.compile("^撤销")).press("Enter")
    expect(page.get_by_text("已撤销")).to_be_visible()
    page.get_by_role("link", name="返回名单").press("Enter")


def takes_a_roster_in(page: Page, file: Path) -> None:
    """What is wrong is told in its cell; what is right is taken in after a look, and goes again."""
    file.write_bytes(roster(person(1, 姓名="孙一"), ["孙二", "990000", *person(2)[2:]]))
    page.get_by_role("link", name="导入、登记").press("Enter")
    page.get_by_label("花名册文件").set_input_files(file)
    expect(page.get_by_role("cell", name="身份证号", exact=True)).to_be_visible()
    look(page, "roster-desk")
    page.get_by_role("button", name="确认导入：新增 1 人").press("Enter")
    expect(page.get_by_text("已经导入：")).to_be_visible()
    page.get_by_role("button", name=re.compile("^撤销")).press("Enter")
    is_sure(page, "确定撤销")
    expect(page.get_by_text("去掉 1 人")).to_be_visible()
    enters_somebody(page)


def enters_somebody(page: Page) -> None:
    """By hand: what is wrong is told at its field."""
    form = page.get_by_role("region", name="登记一个新人")
    for field, words in (("姓名", "孙四"), ("身份证号", "12345"), ("村（社区）", "新村")):
        form.get_by_label(field).first.fill(words)
    for field, choice in (("救助类别", "特困"), ("供养方式", "分散供养"), ("自理能力", "全失能")):
        form.get_by_label(field).select_option(choice)
    form.get_by_role("button", name="登记").press("Enter")
    expect(form.get_by_text("应为 18 位")).to_be_visible()
    form.get_by_label("身份证号").first.fill(id_number(sequence=4))
    form.get_by_role("button", name="登记").press("Enter")
    expect(form.get_by_text("已登记：孙四")).to_be_visible()
    form.get_by_role("link", name="到名单里看").press("Enter")
    expect(page.get_by_role("link", name="孙四")).to_be_visible()
    page.get_by_role("button", name="清除筛选").click()
    page.get_by_role("link", name="导入、登记").press("Enter")
    page.get_by_role("heading", name="登记一个新人").wait_for()
