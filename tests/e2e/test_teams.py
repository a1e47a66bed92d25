"""At the desk: a team is made, somebody joins and leads it by date, it watches in a village, and it is all kept."""

import re

import pytest
from playwright.sync_api import expect

from e2e.county import County
from e2e.test_pages import CLERK, look, look_in_both_sizes, sign_in
from e2e.test_policies_and_extra import Open

pytestmark = pytest.mark.browser


def test_a_clerk_makes_a_watch_group(demo: County, open_browser: Open) -> None:
    page = sign_in(demo, open_browser, CLERK, "desk")
    page.get_by_role("link", name="工作人员").click()
    page.get_by_role("link", name="队伍和守望之家").click()
    expect(page.get_by_role("row").filter(has_text="志愿服务队")).to_have_count(1)
    look_in_both_sizes(page, "teams")
    form = page.get_by_role("region", name="新增一个队伍")
    form.get_by_label("名称").fill("银杏守望之家")
    form.get_by_label("所在地").select_option(index=1)
    form.get_by_role("button", name="新增一个队伍").click()
    expect(page.get_by_role("heading", name="银杏守望之家")).to_be_visible()
    expect(page.get_by_text("还没有成员。")).to_be_visible()
    joining = page.get_by_role("form", name="加入")
    joining.get_by_label("谁").select_option(index=1)
    joining.locator("select[name=leads]").select_option("组长")
    joining.get_by_role("button", name="加入").click()
    members = page.get_by_role("region", name=re.compile("^成员"))
    expect(members.get_by_role("listitem")).to_have_count(1)
    joining.get_by_label("谁").select_option(index=1)
    joining.get_by_role("button", name="加入").click()
    expect(members.get_by_role("listitem")).to_have_count(2)
    watching = page.get_by_role("form", name="加一个村组")
    watching.locator("select[name=village]").select_option(index=1)
    watching.get_by_role("button", name="加一个村组").click()
    expect(page.get_by_role("region", name=re.compile("^负责的村组")).get_by_role("listitem")).to_have_count(1)
    members.get_by_role("button", name=re.compile("^退出")).last.click()
    look_in_both_sizes(page, "team")
    members.get_by_role("form", name=re.compile("^退出")).get_by_role("button", name="退出").click()
    expect(members.get_by_role("button", name=re.compile("^退出"))).to_have_count(1)
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("heading", name="Where it watches")).to_be_visible()
    look(page, "team-english")
