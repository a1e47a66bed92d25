"""A carer tells of a hospital stay without any network; the clerk confirms; the light turns grey on both."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from e2e.county import County
from e2e.pins import settle_in
from e2e.screens import DESK, PHONE
from e2e.test_pages import CARER, CLERK, look

pytestmark = pytest.mark.browser
Open = Callable[[dict[str, int]], BrowserContext]
PERSON = "刘石云"
"""Overdue in the demo county."""


def test_a_stay_told_offline_turns_the_light_grey_once_the_clerk_confirms(demo: County, open_browser: Open) -> None:
    browser = open_browser(PHONE)
    phone = browser.new_page()
    settle_in(phone, demo.link(CARER))
    expect(phone.get_by_text(PERSON, exact=True).first).to_be_visible()
    phone.evaluate("navigator.serviceWorker.ready.then(() => null)")
    browser.set_offline(True)
    report_a_stay(phone)
    browser.set_offline(False)
    phone.goto(f"{demo.address}/#/")
    sync(phone)

    desk = signed_in(open_browser(DESK), demo.link(CLERK))
    desk.get_by_role("link", name="待处理").first.click()
    expect(desk.get_by_role("heading", name=PERSON)).to_be_visible()
    look(desk, "desk-reports")
    confirm(desk)

    sync(phone)
    card = phone.get_by_role("listitem").filter(has_text=PERSON)
    expect(card.get_by_text("住院，暂停探访", exact=True)).to_be_visible()
    card.get_by_role("link", name=PERSON).first.click()
    expect(phone.get_by_text("乡镇已确认")).to_be_visible()
    look(phone, "phone-report-confirmed")


@pytest.mark.prove
def test_the_clerk_enters_ends_and_voids_a_stay_and_the_light_follows(demo: County, open_browser: Open) -> None:
    desk = signed_in(open_browser(PHONE), demo.link(CLERK))
    desk.get_by_role("link", name=PERSON).first.click()
    desk.get_by_role("button", name="登记外出").click()
    desk.get_by_label("依据").fill("女儿来电")
    desk.get_by_role("button", name="登记", exact=True).click()
    expect(desk.get_by_text("暂停探访：外出")).to_be_visible()
    stay = desk.get_by_role("listitem").filter(has_text="女儿来电")
    stay.get_by_role("button", name="结束").click()
    stay.get_by_label("最后一天").fill("2026-01-01")
    stay.get_by_label("最后一天").evaluate("field => { field.min = '' }")
    stay.get_by_role("button", name="结束").click()
    expect(stay.get_by_role("alert")).to_contain_text("结束日期早于开始日期")
    stay.scroll_into_view_if_needed()
    look(desk, "desk-facts-phone")
    stay.get_by_role("button", name="取消").click()
    stay.get_by_role("button", name="作废").click()
    stay.get_by_label("为什么作废").fill("登记错人")
    stay.get_by_role("button", name="作废").click()
    expect(stay.get_by_text("女儿来电 · 原因：登记错人")).to_be_visible()
    expect(desk.get_by_text("已逾期").first).to_be_visible()
    desk.set_viewport_size({"width": DESK["width"], "height": DESK["height"]})
    stay.scroll_into_view_if_needed()
    look(desk, "desk-facts")


def report_a_stay(phone: Page) -> None:
    """Two taps from the person's page."""
    phone.get_by_role("listitem").filter(has_text=PERSON).get_by_role("link", name=PERSON).first.click()
    phone.get_by_role("link", name="住院了").scroll_into_view_if_needed()
    look(phone, "phone-person-reporting")
    phone.get_by_role("link", name="住院了").click()
    expect(phone.get_by_role("radio", name="今天")).to_be_checked()
    phone.get_by_role("radio", name="别的日子").check(force=True)
    phone.get_by_role("button", name="上报乡镇").click()
    expect(phone.locator('input[name="day"]')).to_be_focused()
    phone.reload()
    expect(phone.get_by_role("radio", name="别的日子")).to_be_checked()
    phone.get_by_role("radio", name="今天").check(force=True)
    look(phone, "phone-report")
    phone.get_by_role("button", name="上报乡镇").click()
    expect(phone.get_by_text("已上报住院，待乡镇确认")).to_be_visible()
    expect(phone.get_by_text("本机", exact=True)).to_be_visible()
    look(phone, "phone-report-told")


def confirm(desk: Page) -> None:
    """On the person's page, after a look at what else could be entered."""
    desk.get_by_role("link", name=PERSON).first.click()
    expect(desk.get_by_text("待确认：住院")).to_be_visible()
    desk.get_by_role("button", name="能力变化").click()
    look(desk, "desk-situation")
    desk.get_by_role("button", name="取消").click()
    desk.get_by_role("button", name="确认").click()
    expect(desk.get_by_text("现在不用去").first).to_be_visible()
    expect(desk.get_by_text("暂停探访：住院")).to_be_visible()
    look(desk, "desk-report-confirmed")


def signed_in(browser: BrowserContext, link: str) -> Page:
    page = browser.new_page()
    page.goto(link)
    page.wait_for_url(lambda address: "/enrol/" not in address)
    page.get_by_role("heading").first.wait_for()
    return page


def sync(phone: Page) -> None:
    """What waits goes up, and what is new comes down."""
    phone.get_by_role("button", name="一键同步").click()
    expect(phone.get_by_text("全部已上传")).to_be_visible()
