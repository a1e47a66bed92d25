"""At the desk: one number is shown for a reason and hidden again, consent is recorded; the county sees who looked."""

import json
import re
import zipfile

import pytest
from playwright.sync_api import Page, expect

from e2e.county import County
from e2e.test_pages import CLERK, OFFICER, Open, look, look_in_both_sizes, sign_in

pytestmark = pytest.mark.browser
WHOLE = re.compile(r"^\d{17}[\dX]$")


def test_what_is_masked_is_shown_for_half_a_minute_and_the_county_sees_who_looked(
    demo: County, open_browser: Open
) -> None:
    clerk = sign_in(demo, open_browser, CLERK, "desk")
    clerk.clock.install()
    clerk.get_by_role("link", name="人员", exact=True).click()
    missing = clerk.get_by_role("button", name=re.compile("^告知同意未登记全"))
    missing.click()
    expect(missing).to_have_attribute("aria-pressed", "true")
    look_in_both_sizes(clerk, "people-unrecorded")
    clerk.get_by_role("link", name="刘石云").first.click()
    look_at_the_id_number(clerk)
    record_consent(clerk)
    officer = sign_in(demo, open_browser, OFFICER, "desk")
    officer.get_by_role("link", name="查看留痕").click()
    line = officer.get_by_role("row").filter(has_text="刘石云")
    expect(line).to_contain_text("身份证号")
    expect(line).to_contain_text("代办手续")
    look_in_both_sizes(officer, "showings")
    look_at_the_audit(officer)
    take_a_copy(officer)
    officer.get_by_label("看了什么").select_option(label="电话")
    expect(officer.get_by_text("没有符合条件的记录")).to_be_visible()
    officer.get_by_role("button", name="上一月").click()
    expect(officer.get_by_text("这段时间没有人看过")).to_be_visible()
    look_in_both_sizes(officer, "showings-none")
    for page, name in ((officer, "showings-none"), (clerk, "consents")):
        page.get_by_role("button", name="English").click()
        expect(page.get_by_role("button", name="中文")).to_be_visible()
        page.get_by_role("heading", level=1).or_(
            page.get_by_role("heading", name="Told and agreed")
        ).last.scroll_into_view_if_needed()
        look(page, f"{name}-english")


def look_at_the_audit(officer: Page) -> None:
    officer.get_by_role("link", name="操作审计").click()
    line = officer.get_by_role("row").filter(has_text="刘石云")
    expect(line).to_contain_text("身份证号 · 代办手续")
    look_in_both_sizes(officer, "audit")
    officer.get_by_label("只看被拒绝的").check()
    expect(officer.get_by_text("这段时间没有记录")).to_be_visible()
    officer.get_by_label("只看被拒绝的").uncheck()
    officer.get_by_label("做了什么").select_option(label="打开登录链接")
    expect(line).to_have_count(0)
    officer.get_by_role("link", name="查看留痕").first.click()


def take_a_copy(officer: Page) -> None:
    """Of all that is held about her; and who is in care is not erased."""
    officer.get_by_role("link", name="刘石云").first.click()
    kept = officer.get_by_role("region", name="个人信息的保存与删除")
    expect(kept.get_by_text("在供养中")).to_be_visible()
    expect(kept.get_by_role("button", name="删除个人信息")).to_have_count(0)
    kept.get_by_role("button", name="导出副本").click()
    kept.get_by_label("事由").select_option(label="本人或近亲属请求")
    kept.scroll_into_view_if_needed()
    look_in_both_sizes(officer, "retention-copy")
    with officer.expect_download() as download:
        kept.get_by_role("button", name="导出副本").click()
    told = json.loads(zipfile.ZipFile(download.value.path()).read("held.json"))
    assert [each["name"] for each in told["held"]["person"]] == ["刘石云"]
    officer.go_back()
    officer.get_by_role("link", name="保存与删除").click()
    expect(officer.get_by_role("row").filter(has_text="刘石云")).to_contain_text("导出副本")
    look_in_both_sizes(officer, "retention")
    officer.go_back()


def look_at_the_id_number(clerk: Page) -> None:
    whole = clerk.get_by_text(WHOLE)
    clerk.get_by_role("button", name="显示身份证号").click()
    clerk.get_by_label("为什么要看").select_option(label="代办手续")
    look_in_both_sizes(clerk, "show-why")
    clerk.get_by_role("button", name="显示", exact=True).click()
    expect(whole).to_be_visible()
    expect(clerk.get_by_text(re.compile(r"^990\*+"))).to_be_hidden()
    look_in_both_sizes(clerk, "shown")
    assert not re.search(r"\d{17}", clerk.url)
    clerk.clock.run_for(10_000)  # the clock runs on by itself as well, while the page is looked at
    expect(whole).to_be_visible()
    clerk.clock.run_for(21_000)
    expect(whole).to_have_count(0)


def record_consent(clerk: Page) -> None:
    consents = clerk.get_by_role("region", name="告知与同意")
    expect(consents.get_by_text("还没有登记")).to_have_count(5)
    consents.get_by_role("button", name="登记告知或同意").click()
    consents.get_by_role("radio", name="同意", exact=True).check()
    expect(consents.get_by_role("checkbox", checked=True)).to_have_count(0)
    consents.get_by_role("button", name="登记", exact=True).click()
    expect(consents.get_by_role("alert")).to_have_text("请至少勾选一项。")
    consents.get_by_role("radio", name="已告知").check()
    consents.get_by_role("radio", name=re.compile("^本人口头")).check()
    consents.get_by_label("见证人姓名").fill("陈某")
    consents.get_by_label("与本人的关系").fill("邻居")
    consents.scroll_into_view_if_needed()
    look_in_both_sizes(clerk, "consent-form")
    consents.get_by_role("button", name="登记", exact=True).click()
    expect(consents.get_by_text("见证人陈某（邻居）").first).to_be_visible()
    expect(consents.get_by_text("还没有登记")).to_have_count(3)
    consents.scroll_into_view_if_needed()
    look_in_both_sizes(clerk, "consents")
