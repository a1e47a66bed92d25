"""A checkup on the health worker's phone without any network: begun, resumed, urgent; the carer sees no value."""

import re

import pytest
from playwright.sync_api import Page, expect

from e2e.county import County
from e2e.test_pages import CARER, HEALTH_WORKER, look, open_page, sign_in
from e2e.test_policies_and_extra import Open

pytestmark = pytest.mark.browser
PERSON = "刘石云"


def test_a_checkup_is_begun_offline_and_urgent_values_call_for_a_doctor(demo: County, open_browser: Open) -> None:
    phone = sign_in(demo, open_browser, HEALTH_WORKER, "phone")
    phone.get_by_role("link", name="今年健康体检").wait_for()
    look(phone, "phone-health-worker")
    phone.evaluate("navigator.serviceWorker.ready.then(() => null)")
    phone.get_by_role("link", name="今年健康体检").click()
    phone.get_by_role("searchbox").wait_for()
    phone.context.set_offline(True)
    expect(phone.get_by_role("radio", name=re.compile("还没体检"))).to_be_checked()
    look(phone, "phone-checkups")
    phone.get_by_role("searchbox").fill(PERSON)
    phone.get_by_role("link", name=re.compile(PERSON)).click()
    expect(phone.get_by_text("还没有体检")).to_be_visible()
    look(phone, "phone-checkup")
    measure(phone)
    expect(phone.get_by_text("这个结果要马上就医：")).to_be_visible()
    expect(phone.get_by_text("右侧收缩压 186 mmHg 要马上就医")).to_be_visible()
    look(phone, "phone-checkup-urgent")
    phone.get_by_role("button", name="告诉乡镇和照料人，送医").click()
    expect(phone.get_by_text("已记下。有网络时马上报给乡镇")).to_be_visible()
    answer_the_constitution(phone)
    phone.context.set_offline(False)
    open_page(phone, demo, "#/")
    phone.get_by_role("button", name="一键同步").click()
    expect(phone.get_by_text("全部已上传")).to_be_visible()
    open_page(phone, demo, "#/checkups")
    phone.get_by_role("radio", name=re.compile("没做完")).check(force=True)
    look(phone, "phone-checkups-begun")

    carer = sign_in(demo, open_browser, CARER, "phone")
    carer.get_by_role("link", name=PERSON).first.click()
    expect(carer.get_by_text("今年的体检还没有做完。")).to_be_visible()
    expect(carer.get_by_text("体检发现需要马上就医的情况，请尽快送医。")).to_be_visible()
    expect(carer.get_by_text("186")).to_have_count(0)
    carer.get_by_text("今年的体检还没有做完。").scroll_into_view_if_needed()
    look(carer, "phone-carer-checkup")


def measure(phone: Page) -> None:
    """Height in metres, weight in jin; a page that is killed loses nothing; what is odd is asked once more."""
    phone.get_by_role("link", name=re.compile("一般状况")).click()
    phone.get_by_label(re.compile("^身高")).fill("1.56")
    phone.get_by_role("button", name="写的是米吧？改成 156 厘米").click()
    phone.get_by_label(re.compile("^体重")).fill("117")
    phone.get_by_role("button", name="写的是斤吧？改成 58.5 公斤").click()
    expect(phone.get_by_text("体质指数 BMI 24.0 超重")).to_be_visible()
    phone.get_by_label(re.compile("^右侧收缩压")).fill("112")
    phone.get_by_label(re.compile("^右侧舒张压")).fill("186")
    phone.get_by_role("button", name="保存这一页").click()
    expect(phone.get_by_text("不会大于 180")).to_be_visible()
    look(phone, "phone-checkup-faults")
    phone.get_by_label(re.compile("^右侧收缩压")).fill("１８６")
    phone.get_by_label(re.compile("^右侧舒张压")).fill("112")
    phone.wait_for_timeout(500)
    phone.reload()
    expect(phone.get_by_label(re.compile("^右侧收缩压"))).to_have_value("１８６")
    phone.get_by_label(re.compile("^右侧收缩压")).press("Enter")
    expect(phone.get_by_label(re.compile("^右侧舒张压"))).to_be_focused()
    phone.get_by_role("button", name="保存这一页").click()
    expect(phone.get_by_text("这几项不在一般范围内，没有写错吗？")).to_be_visible()
    look(phone, "phone-checkup-sure")
    phone.get_by_role("button", name="没有写错，保存").click()


def answer_the_constitution(phone: Page) -> None:
    """By keys: the digit of an answer, Enter to the next question; two are answered by what was measured."""
    phone.get_by_role("link", name=re.compile("中医体质")).click()
    expect(phone.locator("[data-field=q9] input:checked")).to_have_value("2")
    phone.locator("[data-field=q33]").wait_for()
    phone.locator("[data-field=q1] input").first.focus()
    for _ in range(33):
        phone.keyboard.press("2")
        phone.keyboard.press("Enter")
    expect(phone.get_by_role("link", name=re.compile("中医体质 ?已填"))).to_be_visible()
    phone.get_by_role("link", name=re.compile("中医体质")).click()
    expect(phone.get_by_role("row", name=re.compile("平和质"))).to_be_visible()
    phone.get_by_role("row", name=re.compile("平和质")).scroll_into_view_if_needed()
    look(phone, "phone-checkup-constitution")
