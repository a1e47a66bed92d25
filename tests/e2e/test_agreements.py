"""An agreement: its paper is pictured without a network, and the office sees it, ends it and renews another."""

import re

import pytest
from playwright.sync_api import Page, expect

from e2e.camera import photograph, take
from e2e.county import County
from e2e.test_pages import CARER, CLERK, Open, look, look_in_both_sizes, open_page, sign_in

pytestmark = pytest.mark.browser


def test_an_agreement_is_signed_offline_and_ended_and_renewed_at_the_desk(demo: County, open_browser: Open) -> None:
    phone = sign_in(demo, open_browser, CARER, "phone")
    person_page(phone, "周福生")
    expect(phone.get_by_text("到期，请续签")).to_be_visible()
    person_page(phone, "唐长根")
    expect(phone.get_by_text("还没有签协议")).to_be_visible()
    phone.evaluate("navigator.serviceWorker.ready.then(() => null)")
    phone.context.set_offline(True)
    phone.get_by_role("heading", name="协议").scroll_into_view_if_needed()
    look(phone, "phone-agreements")
    phone.get_by_role("link", name="签协议").click()
    expect(phone.get_by_role("radio", name="分散供养四方协议")).to_be_checked()
    take(phone, photograph(phone, 640, 480, 7))
    expect(phone.get_by_role("img", name=re.compile("照片"))).to_be_visible()
    phone.reload()
    expect(phone.get_by_role("img", name=re.compile("照片"))).to_be_visible()
    look_in_both_sizes(phone, "phone-agreement")
    phone.get_by_role("button", name="保存").click()
    expect(phone.get_by_text("已签，有效")).to_be_visible()
    expect(phone.get_by_text("本机", exact=True).first).to_be_visible()
    phone.get_by_role("link", name="提前终止").click()
    phone.get_by_role("button", name="保存").click()
    expect(phone.get_by_text("请选一个原因")).to_be_visible()
    look(phone, "phone-agreement-end")
    phone.context.set_offline(False)
    open_page(phone, demo, "#/")
    phone.get_by_role("button", name="一键同步").click()
    expect(phone.get_by_text("全部已上传")).to_be_visible()

    desk = sign_in(demo, open_browser, CLERK, "desk")
    expect(desk.get_by_text("协议已到期或终止，还没有续签：")).to_be_visible()
    open_page(desk, demo, "#/desk/agreements")
    expect(desk.get_by_role("heading", name="签约情况")).to_be_visible()
    look_in_both_sizes(desk, "agreements")
    at_the_desk(desk)


def person_page(phone: Page, name: str) -> None:
    phone.evaluate("location.hash = '#/'")
    phone.get_by_role("link", name=name).first.click()
    phone.get_by_role("heading", name="协议").wait_for()


def at_the_desk(desk: Page) -> None:
    """What the carer signed is there with its picture; it ends there; another one's is signed anew."""
    desk.get_by_role("button", name=re.compile("^有效的")).click()
    row = desk.get_by_role("row").filter(has_text="唐长根")
    row.get_by_role("button", name="查看和签订").click()
    expect(desk.get_by_text("照料服务人 罗桂英").first).to_be_visible()
    desk.get_by_role("button", name="协议照片第 1 张").click()
    desk.get_by_role("button", name="提前终止").first.click()
    desk.get_by_label("原因").select_option("carer_changed")
    desk.get_by_role("button", name="终止", exact=True).click()
    expect(row.get_by_text("还有 0 天").first).to_be_visible()
    desk.get_by_role("button", name=re.compile("^要办的")).click()
    row.get_by_role("link", name="唐长根").click()
    section = desk.get_by_role("region", name="协议")
    expect(section.get_by_text("终止：更换照料人（邓文静）")).to_be_visible()
    section.get_by_role("button", name="签一份新协议").click()
    expect(section.get_by_label("供养对象")).to_have_value("唐长根")
    look(desk, "agreement-form")
    section.get_by_role("button", name="登记", exact=True).click()
    expect(section.get_by_text("没有协议照片")).to_be_visible()
    look_in_both_sizes(desk, "agreement-hers")
