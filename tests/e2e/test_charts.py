"""At the desk: charts that are tables, each figure of which opens onto people."""

import re

import pytest
from playwright.sync_api import expect

from e2e.county import County
from e2e.test_pages import CLERK, OFFICER, Open, look_in_both_sizes, open_page, sign_in

pytestmark = pytest.mark.browser


def test_each_chart_has_its_numbers_and_opens_onto_people(demo: County, open_browser: Open) -> None:
    clerk = sign_in(demo, open_browser, CLERK, "desk")
    open_page(clerk, demo, "#/desk/charts")
    villages = clerk.get_by_role("table").first
    expect(villages.get_by_role("columnheader", name="完成率")).to_be_visible()
    look_in_both_sizes(clerk, "charts")
    clerk.get_by_role("heading", name=re.compile("体检进度")).scroll_into_view_if_needed()
    look_in_both_sizes(clerk, "charts-below")
    row = villages.get_by_role("row").nth(1)
    name = row.get_by_role("link").inner_text()
    row.get_by_role("link").click()
    expect(clerk.get_by_role("combobox", name="村")).to_have_value(re.compile(r"^\d+$"))
    expect(clerk.get_by_role("combobox", name="村").locator("option:checked")).to_contain_text(name)
    clerk.go_back()
    gaps = clerk.get_by_role("table").nth(1)
    gaps.locator("summary").first.click()
    gaps.get_by_role("listitem").first.get_by_role("link").click()
    expect(clerk.get_by_role("heading", name="记录")).to_be_visible()

    open_page(clerk, demo, "#/desk/patterns")
    worse = clerk.get_by_role("region", name=re.compile("情况可能在变差"))
    expect(worse.get_by_text(re.compile("次探访里")).first).to_be_visible()
    look_in_both_sizes(clerk, "patterns")
    worse.get_by_role("link").first.click()
    expect(clerk.get_by_role("heading", name="记录")).to_be_visible()

    officer = sign_in(demo, open_browser, OFFICER, "desk")
    open_page(officer, demo, "#/desk/charts")
    expect(officer.get_by_role("heading", name=re.compile("各乡镇探访完成情况"))).to_be_visible()
    look_in_both_sizes(officer, "charts-of-the-county")
    officer.get_by_role("link", name="各乡镇逐周热力图").click()
    expect(officer.locator(".desk-shade-4").first).to_be_visible()
    look_in_both_sizes(officer, "desk-townships-by-week")
