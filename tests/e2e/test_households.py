"""At the desk: who lives together, and what is owed to each household."""

import re

import pytest
from playwright.sync_api import expect

from e2e.county import County
from e2e.test_pages import CLERK, OFFICER, look, look_in_both_sizes, sign_in
from e2e.test_policies_and_extra import Open

pytestmark = pytest.mark.browser
PACK = """
id = "own"
title = "本县环境卫生办法"
place = "430321"
status = "in_force"

[[duties]]
id = "WS-01"
subject = "household"
every = "month"
from = 2020-01-01
severity = "breach"
quote = "每月入户检查"
source = "测试"
credit = { kinds = ["hygiene_check"] }
"""


@pytest.fixture(scope="module")
def loaded_demo(loaded_demo: County, tmp_path_factory: pytest.TempPathFactory) -> County:
    """The small demo county, which owes each household a check a month."""
    folder = tmp_path_factory.mktemp("households")
    county, pack = loaded_demo.copy(folder), folder / "own.toml"
    pack.write_text(PACK, encoding="utf-8")
    county.command("policy", "adopt", str(pack), "--from", "2026-01-01")
    return county


def test_a_number_of_a_township_leads_to_its_households_and_each_opens(demo: County, open_browser: Open) -> None:
    officer = sign_in(demo, open_browser, OFFICER, "desk")
    table = officer.get_by_role("region", name="对户的任务")
    expect(table.get_by_text("WS-01")).to_be_visible()
    look_in_both_sizes(officer, "townships-households")
    table.get_by_role("link", name="云溪镇").click()
    expect(officer.get_by_role("heading", name="云溪镇：各户")).to_be_visible()
    couple = officer.get_by_role("row").filter(has_text="、").first
    look_in_both_sizes(officer, "households")
    couple.get_by_role("link").click()
    expect(officer.get_by_role("heading", name=re.compile("的户$"))).to_be_visible()
    expect(officer.get_by_text("逐日情况").first).to_be_visible()
    expect(officer.get_by_role("region", name="同住人员").get_by_role("listitem")).to_have_count(2)
    look_in_both_sizes(officer, "household")
    officer.get_by_role("button", name=re.compile("^搬出")).first.click()
    officer.get_by_role("button", name="修改这户").click()
    change = officer.get_by_role("form", name="修改这户")
    change.get_by_label("组", exact=True).fill("9组")
    look_in_both_sizes(officer, "household-edit")
    change.get_by_role("button", name="保存").click()
    officer.get_by_role("form", name=re.compile("^搬出")).get_by_role("button", name="搬出").click()
    expect(officer.get_by_role("button", name=re.compile("^搬出"))).to_have_count(0)


@pytest.mark.prove
def test_a_clerk_finds_her_households_in_english_too(demo: County, open_browser: Open) -> None:
    clerk = sign_in(demo, open_browser, CLERK, "desk")
    clerk.get_by_role("link", name="本级任务").click()
    clerk.get_by_role("link", name="看各户").click()
    clerk.get_by_role("button", name="English").click()
    expect(clerk.get_by_role("heading", name=re.compile("households$"))).to_be_visible()
    look(clerk, "households-english")
