"""An extra visit raised at the desk, shown and met on a phone without any network."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from e2e.county import County
from e2e.pins import settle_in
from e2e.screens import PHONE
from e2e.test_pages import CARER, CLERK, look, open_page, sign_in

pytestmark = pytest.mark.browser
Open = Callable[[dict[str, int]], BrowserContext]
TITLE = "寒潮走访"


@pytest.mark.prove
def test_the_phone_shows_an_extra_visit_and_says_what_meets_it(demo: County, open_browser: Open) -> None:
    raise_for_everybody(sign_in(demo, open_browser, CLERK, "desk"), demo)
    browser = open_browser(PHONE)
    phone = browser.new_page()
    settle_in(phone, demo.link(CARER))
    card = phone.get_by_role("listitem").filter(has_text=f"{TITLE}：").first
    expect(card).to_contain_text("任选一天")
    name = card.get_by_role("link").first.locator(".name").inner_text()
    look(phone, "phone-extra-home")
    browser.set_offline(True)
    phone.get_by_role("link", name=f"记录探访：{name}").click()
    expect(phone.get_by_role("status").filter(has_text="计入：")).to_contain_text(TITLE)
    phone.get_by_role("radio", name="电话").check()
    expect(phone.get_by_text("电话不计入：本县要求上门探访")).to_be_visible()
    look(phone, "phone-extra-call")
    phone.get_by_role("radio", name="上门").check()
    write_too_much_and_lose_nothing(phone)
    expect(phone.get_by_text("已存在本机").first).to_be_visible()
    expect(phone.get_by_role("status").filter(has_text="计入：")).to_contain_text(TITLE)
    look(phone, "phone-extra-saved")
    phone.get_by_text("回到名单").click()
    expect(phone.get_by_role("listitem").filter(has_text=name).first).to_contain_text("已走访")
    phone.get_by_role("link", name=name).first.click()
    expect(phone.get_by_role("listitem").filter(has_text=TITLE).first).to_contain_text("已走访")
    look(phone, "phone-extra-person")


def raise_for_everybody(desk: Page, demo: County) -> None:
    """The clerk's form as it opens: from today, for everyone of the township."""
    open_page(desk, demo, "#/desk/extra")
    desk.get_by_role("button", name="发起专项走访").click()
    desk.get_by_label("名称").fill(TITLE)
    desk.get_by_role("button", name="发起专项走访").click()
    expect(desk.get_by_role("link", name=TITLE)).to_be_visible()


def write_too_much_and_lose_nothing(phone: Page) -> None:
    """A note of 2,003 letters is kept as it is and refused until it is shorter."""
    note = phone.get_by_label("备注")
    phone.get_by_role("button", name="一切正常").click()
    note.fill("好" * 2_003)
    phone.get_by_role("button", name="保存").click()
    expect(phone.get_by_text("多了 3 个字")).to_be_visible()
    look(phone, "phone-note-too-long")
    assert note.input_value() == "好" * 2_003
    note.fill("好" * 1_900)
    expect(phone.get_by_text("还能写 100 个字")).to_be_visible()
    phone.get_by_role("button", name="保存").click()
