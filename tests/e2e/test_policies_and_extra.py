"""At the desk: what the county follows, what townships owe themselves, and extra visits raised and watched."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from e2e.county import County
from e2e.test_pages import CLERK, OFFICER, look, look_in_both_sizes, open_page, sign_in

pytestmark = pytest.mark.browser
Open = Callable[[dict[str, int]], BrowserContext]


@pytest.fixture(scope="module")
def loaded_demo(loaded_demo: County, tmp_path_factory: pytest.TempPathFactory) -> County:
    """The small demo county, which adopts the guidance and a draft as well; its own pack changes next year."""
    county = loaded_demo.copy(tmp_path_factory.mktemp("policies"))
    county.command("policy", "adopt", "national", "--from", "2026-01-01")
    county.command("policy", "adopt", "rongchang", "--from", "2026-01-01")
    county.command("policy", "adopt", "leshan", "--from", "2030-01-01")
    return county


def test_what_the_county_follows_is_told_in_sentences(demo: County, open_browser: Open) -> None:
    page = sign_in(demo, open_browser, CLERK, "desk")
    page.get_by_role("link", name="政策").click()
    expect(page.get_by_role("heading", name="本县执行的政策")).to_be_visible()
    expect(page.get_by_text("每天上门探访一次").first).to_be_visible()
    expect(page.get_by_text("草案：征求意见稿，不是现行规定")).to_be_visible()
    expect(page.get_by_text("参考线，不算违规")).to_be_visible()
    expect(page.get_by_role("heading", name="将要执行")).to_be_visible()
    page.get_by_text("文件还写明").first.click()
    look_in_both_sizes(page, "policies")
    page.get_by_role("button", name="English").click()
    expect(page.get_by_text("one home visit every day")).to_be_visible()
    look(page, "policies-english-desk")


@pytest.mark.prove
def test_a_township_s_number_opens_onto_its_activities(demo: County, open_browser: Open) -> None:
    officer = sign_in(demo, open_browser, OFFICER, "desk")
    table = officer.get_by_role("region", name="乡镇（街道）自身的任务")
    expect(table.get_by_text("24、25").first).to_be_visible()
    look_in_both_sizes(officer, "townships-own-duties")
    table.get_by_role("link").first.click()
    expect(officer.get_by_role("heading", name=re.compile("本级任务"))).to_be_visible()
    expect(officer.get_by_text("逐日情况").first).to_be_visible()
    look_in_both_sizes(officer, "township")
    clerk = sign_in(demo, open_browser, CLERK, "desk")
    clerk.get_by_role("link", name="本级任务").click()
    expect(clerk.get_by_role("heading", name=re.compile("本级任务"))).to_be_visible()


def test_a_clerk_raises_extra_visits_and_sees_who_is_left(demo: County, open_browser: Open) -> None:
    page = sign_in(demo, open_browser, CLERK, "desk")
    open_page(page, demo, "#/desk/extra")
    page.get_by_role("button", name="发起专项走访").click()
    page.get_by_label("名称").fill("寒潮走访")
    page.get_by_label("全失能").check()
    look_in_both_sizes(page, "extra-form")
    page.get_by_role("button", name="发起专项走访").click()
    page.get_by_role("link", name="寒潮走访").click()
    expect(page.get_by_role("heading", name="寒潮走访")).to_be_visible()
    expect(page.get_by_role("cell", name=re.compile("(待|已)走访")).first).to_be_visible()
    look_in_both_sizes(page, "extra-people")
    page.get_by_role("row").get_by_role("link").first.click()
    opened = page.get_by_role("region", name="寒潮走访")
    opened.get_by_role("listitem").get_by_role("link").first.click()
    expect(page.locator("#desk-day").get_by_text("当天有这项要求。")).to_be_visible()
    look_in_both_sizes(page, "extra-opened")
    open_page(page, demo, "#/desk/extra")
    end(page)
    look_in_both_sizes(page, "extra")


def end(page: Page) -> None:
    page.get_by_role("listitem").filter(has_text="寒潮走访").get_by_role("button", name="提前结束").click()
    page.get_by_role("button", name="确定结束").click()
    expect(page.get_by_text("已提前结束")).to_be_visible()


@pytest.mark.prove
def test_a_festival_fills_in_its_days(demo: County, open_browser: Open) -> None:
    page = sign_in(demo, open_browser, CLERK, "desk")
    open_page(page, demo, "#/desk/extra")
    page.get_by_role("button", name="发起专项走访").click()
    page.get_by_label("原因").select_option("festival")
    page.get_by_label(re.compile("^节日")).select_option(index=1)
    expect(page.get_by_label("名称")).to_have_value(re.compile("走访慰问$"))
    page.get_by_role("button", name="发起专项走访").click()
    raised = page.get_by_role("listitem").filter(has_text="走访慰问")
    expect(raised.get_by_text("还没开始").or_(raised.get_by_text("正在进行"))).to_be_visible()
