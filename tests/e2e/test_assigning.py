"""People chosen in the table by keyboard are given to somebody near, and back; and all of who leaves to others."""

import re

import pytest
from playwright.sync_api import Page, expect

from e2e.county import County
from e2e.screens import PHONE
from e2e.test_pages import CLERK, look, sign_in
from e2e.test_policies_and_extra import Open

pytestmark = pytest.mark.browser
PERSON = "刘石云"


def test_people_are_chosen_and_given_to_a_carer(demo: County, open_browser: Open) -> None:
    page = sign_in(demo, open_browser, CLERK, "desk")
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
    gives(page)
    page.get_by_role("link", name="工作人员").first.click()
    page.get_by_role("link", name=re.compile("^移交她的人")).first.press("Enter")
    expect(page.get_by_text("名下的人交给别人")).to_be_visible()
    page.set_viewport_size({"width": PHONE["width"], "height": PHONE["height"]})
    look(page, "assign-phone")


def gives(page: Page) -> None:
    page.get_by_label("找人").fill("hp")
    page.get_by_role("button", name=re.compile("^交给她 1 人.*韩平")).press("Enter")
    expect(page.get_by_text("还没有选人")).to_be_visible()
    page.get_by_role("button", name=re.compile("^撤销")).press("Enter")
    expect(page.get_by_text("已撤销")).to_be_visible()
