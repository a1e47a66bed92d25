"""A carer tells the office in confidence without a network; her phone keeps no word; the clerk sees it through."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from e2e.county import County
from e2e.pins import settle_in
from e2e.screens import DESK, PHONE
from e2e.test_lock import EVERYTHING
from e2e.test_pages import CARER, CLERK, look
from e2e.test_reports import PERSON, signed_in, sync

pytestmark = pytest.mark.browser
Open = Callable[[dict[str, int]], BrowserContext]
SECRET = "两天没有人送饭"
NAME = "某某的侄子"


@pytest.mark.prove
def test_what_is_told_in_confidence_reaches_the_office_and_stays_on_no_phone(demo: County, open_browser: Open) -> None:
    browser = open_browser(PHONE)
    phone = browser.new_page()
    settle_in(phone, demo.link(CARER))
    expect(phone.get_by_text(PERSON, exact=True).first).to_be_visible()
    phone.evaluate("navigator.serviceWorker.ready.then(() => null)")
    browser.set_offline(True)
    tell(phone)
    keeps_no_word(phone)
    browser.set_offline(False)
    phone.goto(f"{demo.address}/#/")
    sync(phone)
    keeps_no_word(phone)

    desk = signed_in(open_browser(DESK), demo.link(CLERK))
    desk.get_by_role("link", name="保密反映").first.click()
    expect(desk.get_by_role("cell", name=PERSON)).to_be_visible()
    expect(desk.get_by_text(SECRET)).to_have_count(0)
    look(desk, "desk-concerns")
    desk.get_by_role("link", name="打开").click()
    see_through(desk)
    desk.set_viewport_size({"width": PHONE["width"], "height": PHONE["height"]})
    look(desk, "desk-concern-phone")


def tell(phone: Page) -> None:
    """From the person's page; what is missing is asked for."""
    phone.get_by_role("listitem").filter(has_text=PERSON).get_by_role("link", name=PERSON).first.click()
    phone.get_by_role("link", name="保密反映照料中的问题").click()
    phone.get_by_role("button", name="交给民政").click()
    expect(phone.get_by_role("alert")).to_contain_text("请先选是什么事")
    phone.get_by_role("radio", name="没人管、不上心").check()
    phone.get_by_role("radio", name="乡镇或县里的工作人员").check()
    expect(phone.get_by_text("请直接找市民政局，或打 12345")).to_be_visible()
    expect(phone.get_by_text("不写，就没法不让本人看到")).to_be_visible()
    phone.get_by_label("说说情况").scroll_into_view_if_needed()
    look(phone, "phone-concern-office")
    phone.get_by_role("radio", name="别的人").check()
    phone.get_by_label("姓名（不知道可以不写）").fill(NAME)
    phone.get_by_label("说说情况").fill("很" * 2_001)
    phone.get_by_role("button", name="交给民政").click()
    expect(phone.get_by_role("alert")).to_contain_text("最多 2000 字")
    phone.get_by_label("说说情况").fill(SECRET)
    look(phone, "phone-concern")
    phone.get_by_role("button", name="返回").click()
    expect(phone.get_by_role("alert")).to_contain_text("离开就没有了")
    look(phone, "phone-concern-leaving")
    phone.get_by_role("button", name="接着写").click()
    expect(phone.get_by_label("说说情况")).to_have_value(SECRET)
    phone.get_by_role("button", name="交给民政").click()
    expect(phone.get_by_role("heading", name="已存在本机，有网时自动上传")).to_be_visible()
    look(phone, "phone-concern-told")


def keeps_no_word(phone: Page) -> None:
    """Neither on a page nor anywhere in its storage."""
    told = phone.evaluate(EVERYTHING)
    assert "concern.create" in told
    for secret in (SECRET, NAME):
        assert secret not in told
    expect(phone.get_by_text(SECRET)).to_have_count(0)


def see_through(desk: Page) -> None:
    """Read, taken on, noted, closed: all of it stands there afterwards, with names."""
    expect(desk.get_by_text(SECRET)).to_be_visible()
    expect(desk.get_by_text(NAME)).to_be_visible()
    desk.get_by_role("button", name="我来办").click()
    expect(desk.get_by_text("在办").first).to_be_visible()
    desk.get_by_role("button", name="记一笔").click()
    desk.get_by_label("做了什么、查到什么").fill("今天入户看过")
    desk.get_by_role("button", name="记一笔").click()
    expect(desk.get_by_text("今天入户看过")).to_be_visible()
    look(desk, "desk-concern")
    desk.get_by_role("button", name="办结").click()
    desk.get_by_label("结果").select_option("属实")
    desk.get_by_label("怎么处理的").fill("已换照料人")
    desk.get_by_role("button", name="办结").click()
    expect(desk.get_by_text("已办结：属实")).to_be_visible()
    expect(desk.get_by_role("list").get_by_text("已换照料人")).to_be_visible()
