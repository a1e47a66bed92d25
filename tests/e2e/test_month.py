"""What a carer has of her own without network: her month to show or print, words for the group chat, whom to call."""

import re

import pytest
from playwright.sync_api import Page, expect

from e2e.county import County
from e2e.screens import keep_screen
from e2e.test_pages import CARER, look_in_both_sizes, sign_in
from e2e.test_policies_and_extra import Open

pytestmark = pytest.mark.browser


@pytest.mark.prove
def test_her_month_and_whom_to_call_without_network(demo: County, open_browser: Open) -> None:
    page = sign_in(demo, open_browser, CARER, "phone")
    page.get_by_role("listitem").first.wait_for()
    page.evaluate("navigator.serviceWorker.ready.then(() => null)")
    page.context.set_offline(True)

    page.get_by_role("link", name="求助").click()
    for number in ("120", "110", "119", "12345"):
        link = page.get_by_role("link", name=number)
        assert link.get_attribute("href") == f"tel:{number}"
    look_in_both_sizes(page, "help")
    after_a_call(page)

    page.get_by_role("link", name="我的", exact=True).click()
    page.get_by_role("link", name="我的月报").click()
    expect(page.get_by_role("heading", name="我的月报")).to_be_visible()
    lines = page.get_by_role("row").get_by_role("listitem")
    expect(lines.first).to_contain_text("上门")
    made = lines.filter(has_not_text="没见到人").count()
    expect(page.get_by_text(f"{made} 次，")).to_be_visible()
    look_in_both_sizes(page, "month")
    masked(page)
    as_on_paper(page)


def after_a_call(page: Page) -> None:
    """Whoever comes back from a call says with one tap for whom it was; nothing of it is lost with the page."""
    page.get_by_role("link", name="120").evaluate("link => { link.removeAttribute('href'); link.click(); }")
    expect(page.get_by_text("打了 120")).to_be_visible()
    page.reload()
    expect(page.get_by_text("打了 120")).to_be_visible()
    look_in_both_sizes(page, "help-called")
    page.get_by_role("button", name="黄冬莲").click()
    expect(page.get_by_role("radio", name="急，要马上办")).to_be_checked()
    expect(page.get_by_role("radio", name="看病")).to_be_checked()
    expect(page.get_by_label("说说情况")).to_have_value(re.compile("打了 120。"))
    page.get_by_role("button", name="返回").click()
    expect(page.get_by_role("heading", name="紧急求助")).to_be_visible()


def masked(page: Page) -> None:
    """The text for the chat: counts, and no whole name of anybody on her list."""
    text = page.get_by_role("textbox", name="发到微信群的话").input_value()
    assert text.startswith("【守望】")
    assert "今天已访" in text
    assert "*" in text
    assert not any(name in text for name in ("罗桂英", "刘石云", "黄冬莲", "陈满秀", "周福生"))
    page.get_by_role("button", name="复制").click()
    expect(page.get_by_text("已复制").or_(page.get_by_text("请长按"))).to_be_visible()


def as_on_paper(page: Page) -> None:
    """Nothing that is for the screen, and a place to sign."""
    page.emulate_media(media="print")
    expect(page.get_by_text("本人签字")).to_be_visible()
    expect(page.get_by_role("button", name="打印")).to_be_hidden()
    expect(page.get_by_text("发到微信群的话").first).to_be_hidden()
    keep_screen(page, "month-print")
