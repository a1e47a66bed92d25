"""A clerk's day: what waits, a carer urged by call and by words, and taken back; all of it by keyboard."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from e2e.county import County
from e2e.screens import PHONE
from e2e.test_pages import CLERK, look, sign_in
from e2e.test_policies_and_extra import Open

pytestmark = pytest.mark.browser


def test_a_clerk_s_day_begins_with_what_waits_for_her(demo: County, open_browser: Open) -> None:
    page = sign_in(demo, open_browser, CLERK, "desk")
    expect(page.get_by_role("heading", name="今天要办的事")).to_be_visible()
    look(page, "today-desk")
    section = page.get_by_role("region", name="逾期没去的")
    page.get_by_role("navigation", name="今天的事").get_by_role("button", name="逾期没去的").press("Enter")
    expect(section).to_be_focused()
    urges(page, section.get_by_role("row").filter(has=page.get_by_role("button", name="打电话")).first)
    page.set_viewport_size({"width": PHONE["width"], "height": PHONE["height"]})
    look(page, "today-phone")


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
