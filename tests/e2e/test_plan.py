"""A week on paper: from a worker's page, on the screen and as it is printed."""

import pytest
from playwright.sync_api import expect

from e2e.county import County
from e2e.screens import keep_screen
from e2e.test_pages import CLERK, look_in_both_sizes, sign_in
from e2e.test_policies_and_extra import Open

pytestmark = pytest.mark.browser
NAME = "罗桂英"


@pytest.mark.prove
def test_a_weekly_plan_for_who_works_from_paper(demo: County, open_browser: Open) -> None:
    page = sign_in(demo, open_browser, CLERK, "desk")
    page.get_by_role("link", name="工作人员").click()
    page.get_by_role("link", name=NAME, exact=True).click()
    page.get_by_role("link", name="打印一周计划").click()
    expect(page.get_by_role("heading", name=f"一周计划：{NAME}")).to_be_visible()
    sheet = page.get_by_role("table")
    expect(sheet.get_by_role("rowheader")).to_have_count(5)
    page.get_by_role("button", name="下周").click()
    expect(page.get_by_role("button", name="下周")).to_have_attribute("aria-pressed", "true")
    expect(sheet.get_by_text("□上门 □电话 □未遇").first).to_be_visible()
    look_in_both_sizes(page, "plan")
    page.emulate_media(media="print")
    expect(page.get_by_text("填写人签字：")).to_be_visible()
    expect(page.get_by_role("button", name="打印")).to_be_hidden()
    keep_screen(page, "plan-print")
