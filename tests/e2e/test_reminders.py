"""From turning notifications on to a visit that a notification led to, and what the desk sees of it."""

import json
import re
from typing import Any

import pytest
from playwright.sync_api import CDPSession, Page, expect
from sqlalchemy import Engine

from e2e.county import County
from e2e.test_pages import CARER, CLERK, Open, look_in_both_sizes, open_page, sign_in
from reminders.browsers import PushBrowser
from reminders.gateways import Gateway, gateway
from shouwang import clock, database
from shouwang.reminders.sending import remind
from shouwang.settings import settings

pytestmark = pytest.mark.browser
STUB = """(target) => {
    const made = { endpoint: target.endpoint, toJSON: () => ({ endpoint: target.endpoint, keys: target }) };
    PushManager.prototype.subscribe = () => Promise.resolve(made);
    PushManager.prototype.getSubscription = () => Promise.resolve(null);
}"""
"""The machine has no push service: the page is given the subscription whose keys the test holds."""
TAP = """async () => {
    const [notification] = await self.registration.getNotifications();
    const tap = new NotificationEvent("notificationclick", { notification, action: "" });
    const work = [];
    tap.waitUntil = (promise) => work.push(promise);  // what a script makes may not wait by itself
    self.dispatchEvent(tap);
    await Promise.all(work);
}"""
SHOWN = """async () => (await self.registration.getNotifications()).map(
    ({ title, body }) => [title, body])"""


def test_a_notification_leads_to_the_form_and_the_light(
    demo: County, open_browser: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    with gateway() as push:
        monkeypatch.setenv("SHOUWANG_REMINDER_HOSTS", push.url.removeprefix("http://"))
        settings.cache_clear()
        phone = sign_in(demo, open_browser, CARER, "phone")
        phone.evaluate("navigator.serviceWorker.ready.then(() => null)")
        browser = PushBrowser(f"{push.url}/push")
        _turn_on(phone, demo, push, browser)
        assert _remind(database.engine())["sent"] == 1
        told = browser.read(push.asked[-1])
        assert [name for name in ("罗桂英", "唐长根") if name in json.dumps(told, ensure_ascii=False)] == []
        _deliver(phone, demo, told)
        assert phone.context.service_workers[0].evaluate(SHOWN) == [[told["title"], told["body"]]]
        open_page(phone, demo, "#/")
        phone.context.service_workers[0].evaluate(TAP)
        phone.get_by_role("button", name="一切正常").click()
        person = phone.url.split("/people/")[1].split("/")[0]
        phone.get_by_role("button", name="保存").click()
        phone.get_by_text("回到名单").click()
        card = phone.get_by_role("listitem").filter(has=phone.locator(f"a[href='#/people/{person}']")).first
        expect(card).to_contain_text("今天已探访")
        clerk = sign_in(demo, open_browser, CLERK, "desk")
        _look_at_the_desk(clerk, demo)


def _turn_on(phone: Page, demo: County, push: Gateway, browser: PushBrowser) -> None:
    phone.context.grant_permissions(["notifications"], origin=demo.address)
    open_page(phone, demo, "#/reminders")
    phone.evaluate(STUB, browser.target)
    phone.get_by_role("button", name="打开通知").click()
    expect(phone.get_by_text("还没收到测试通知")).to_be_visible()
    look_in_both_sizes(phone, "reminders")
    _deliver(phone, demo, browser.read(push.asked[-1]))
    expect(phone.get_by_text("通知已打开，收得到。")).to_be_visible()
    phone.get_by_role("button", name="日历自动更新").click()
    expect(phone.get_by_label("日历地址")).to_have_value(re.compile("/api/reminders/calendar/.{40,}"))
    look_in_both_sizes(phone, "reminders-on")


def _remind(engine: Engine) -> dict[str, int]:
    """The round of a morning of this day."""
    morning = clock.now().astimezone(settings().zone).replace(hour=7, minute=30)
    return dict(remind(engine, lambda: morning))


def _deliver(phone: Page, demo: County, told: Any) -> None:
    """As a push service does: the browser wakes the app's service worker with what was sealed to it."""
    session: CDPSession = phone.context.new_cdp_session(phone)
    known: list[Any] = []
    session.on("ServiceWorker.workerRegistrationUpdated", lambda event: known.extend(event["registrations"]))
    session.send("ServiceWorker.enable")
    phone.wait_for_timeout(100)
    registration = known[-1]["registrationId"]
    said = json.dumps(told, ensure_ascii=False)
    more = {"origin": demo.address, "registrationId": registration, "data": said}
    session.send("ServiceWorker.deliverPushMessage", more)
    session.detach()


def _look_at_the_desk(clerk: Page, demo: County) -> None:
    open_page(clerk, demo, "#/desk/reminders")
    expect(clerk.get_by_role("row").filter(has_text="手机通知")).to_contain_text("送到 1 处")
    expect(clerk.get_by_role("heading", name="一直没人去的")).to_be_visible()
    clerk.get_by_label("名称").fill("云溪镇工作群")
    clerk.get_by_label("机器人地址（Webhook）").fill("https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=0")
    clerk.get_by_role("button", name="添加", exact=True).click()
    expect(clerk.get_by_text("未确认，不发送")).to_be_visible()
    look_in_both_sizes(clerk, "desk-reminders")
    clerk.get_by_role("link", name="电话和广播名单").click()
    expect(clerk.get_by_role("heading", name="电话和广播名单")).to_be_visible()
    look_in_both_sizes(clerk, "desk-calls")
