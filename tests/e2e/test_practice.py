"""Practice: an invented village without any network, before anybody has enrolled and beside real work."""

import pytest
from playwright.sync_api import Page, expect

from e2e.county import County
from e2e.screens import PHONE
from e2e.test_pages import CARER, look, sign_in
from e2e.test_policies_and_extra import Open

pytestmark = pytest.mark.browser


def test_before_anybody_has_enrolled(demo: County, open_browser: Open) -> None:
    page = open_browser(PHONE).new_page()
    page.goto(f"{demo.address}/#/")
    page.get_by_role("link", name="先练习一下").click()
    expect(page.get_by_role("heading", name="练习")).to_be_visible()
    look(page, "phone-practice")
    page.evaluate("navigator.serviceWorker.ready.then(() => null)")
    page.context.set_offline(True)
    page.get_by_role("button", name="开始练习").click()
    try_it(page)
    page.get_by_role("button", name="结束练习").click()
    expect(page.get_by_role("link", name="先练习一下")).to_be_visible()


def try_it(page: Page) -> None:
    """A visit in three taps, another on the same trip, and nothing that would call anybody for real."""
    expect(page.get_by_text("练习中，不会上传")).to_be_visible()
    expect(page.get_by_text("住院，暂停探访")).to_be_visible()
    look(page, "phone-practice-list")
    page.get_by_role("link", name="记录探访：李有福").click()
    page.get_by_role("button", name="一切正常").click()
    look(page, "phone-practice-visit")
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_text("李有福，一次探访")).to_be_visible()
    page.get_by_role("link", name="张小梅").click()
    page.get_by_role("button", name="一切正常").click()
    page.get_by_role("button", name="保存").click()
    page.get_by_role("button", name="回到名单").click()
    page.get_by_role("link", name="求助").click()
    expect(page.get_by_role("link", name="120")).to_have_attribute("href", "#/help")
    page.get_by_role("link", name="我的", exact=True).click()
    expect(page.get_by_text("正在练习")).to_be_visible()


@pytest.mark.prove
def test_beside_real_work_nothing_of_it_stays(demo: County, open_browser: Open) -> None:
    page = sign_in(demo, open_browser, CARER, "phone")
    page.get_by_role("listitem").first.wait_for()
    page.get_by_role("link", name="我的", exact=True).click()
    page.get_by_role("link", name="练习一下").click()
    page.get_by_role("button", name="开始练习").click()
    expect(page.get_by_text("练习中，不会上传")).to_be_visible()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    try_it(page)
    page.goto(f"{demo.address}/#/desk")
    expect(page.get_by_text("正在练习")).to_be_visible()
    assert [url for url in asked if "/api/" in url] == []
    page.goto(f"{demo.address}/#/me")
    page.reload()
    expect(page.get_by_text("全部已上传")).to_be_visible()
    page.get_by_role("link", name="名单").click()
    expect(page.get_by_text("刘石云", exact=True).first).to_be_visible()
    expect(page.get_by_text("李有福")).to_have_count(0)
    page.get_by_role("link", name="我的", exact=True).click()
    page.get_by_role("link", name="练习一下").click()
    page.get_by_role("button", name="开始练习").click()
    page.get_by_role("link", name="记录探访：李有福").click()
    expect(page.get_by_role("button", name="两条都留，再记一条")).to_have_count(0)
    expect(page.get_by_role("button", name="一切正常")).to_be_visible()
