"""From turning notifications on to a visit that a notification led to, and what the desk sees of it."""

import json
import re
import time
from typing import Any

import pytest
from playwright.sync_api import CDPSession, Page, Response, expect
from sqlalchemy import Engine

from e2e.county import County
from e2e.test_pages import CARER, CLERK, OFFICER, Open, look, look_in_both_sizes, open_page, sign_in
from reminders.browsers import PushBrowser
from reminders.gateways import Gateway, gateway
from shouwang import clock, database, ids
from shouwang.reminders.models import Channel
from shouwang.reminders.sending import remind
from shouwang.settings import settings

pytestmark = pytest.mark.browser
STUB = """(target) => {
    const made = { endpoint: target.endpoint, toJSON: () => ({ endpoint: target.endpoint, keys: target }) };
    PushManager.prototype.subscribe = () => Promise.resolve(made);
    PushManager.prototype.getSubscription = () => Promise.resolve(null);
}"""
"""The machine has no push service: the page is given the subscription whose keys the test holds."""
TAP = """async (action) => {
    const [notification] = await self.registration.getNotifications();
    const tap = new NotificationEvent("notificationclick", { notification, action });
    const work = [];
    tap.waitUntil = (promise) => work.push(promise);  // what a script makes may not wait by itself
    self.dispatchEvent(tap);
    await Promise.all(work);
}"""
ROTATE = """async ([before, after]) => {
    const as = (target) => ({ toJSON: () => ({ endpoint: target.endpoint, keys: target }) });
    const change = new ExtendableEvent("pushsubscriptionchange");
    const work = [];
    change.waitUntil = (promise) => work.push(promise);
    self.dispatchEvent(Object.assign(change, { oldSubscription: as(before), newSubscription: as(after) }));
    await Promise.all(work);
}"""
SECRET = "of-a-text-message".ljust(32, "0")
BADGE = "navigator.setAppBadge = (number) => { window.badge = number; return Promise.resolve(); };"
"""The machine has no icon to put it on."""
SHOWN = """async () => (await self.registration.getNotifications()).map(
    ({ title, body }) => [title, body])"""


def test_a_notification_leads_to_the_form_and_the_light(
    demo: County, open_browser: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    with gateway() as push:
        monkeypatch.setenv("SHOUWANG_REMINDER_HOSTS", push.url.removeprefix("http://"))
        settings.cache_clear()
        phone = sign_in(demo, open_browser, CARER, "phone")
        _look_without_a_server(phone, demo)
        browser = PushBrowser(f"{push.url}/push")
        _turn_on(phone, demo, push, browser)
        browser = _rotated(phone, demo, push, browser)
        assert _remind(database.engine())["sent"] == 1
        told = browser.read(push.asked[-1])
        assert [name for name in ("罗桂英", "唐长根") if name in json.dumps(told, ensure_ascii=False)] == []
        _deliver(phone, demo, told)
        _wait_for_notification(phone, [told["title"], told["body"]])
        _look_at_a_cold_start(phone, demo)
        open_page(phone, demo, "#/")
        phone.context.service_workers[0].evaluate(TAP, "")
        phone.get_by_role("button", name="一切正常").click()
        person = phone.url.split("/people/")[1].split("/")[0]
        phone.get_by_role("button", name="保存").click()
        phone.get_by_text("回到名单").click()
        card = phone.get_by_role("listitem").filter(has=phone.locator(f"a[href='#/people/{person}']")).first
        expect(card).to_contain_text("今天已探访")
        _deliver(phone, demo, told)
        _wait_for_notification(phone, [told["title"], told["body"]])
        phone.context.service_workers[0].evaluate(TAP, "on_my_way")
        _look_at_who_was_asked(sign_in(demo, open_browser, CLERK, "desk"), demo)
        _turn_to_english(phone, demo)


def test_a_channel_is_set_up_at_the_desk(demo: County, open_browser: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    with gateway() as robot:
        monkeypatch.setenv("SHOUWANG_REMINDER_HOSTS", robot.url.removeprefix("http://"))
        settings.cache_clear()
        _remind(database.engine())
        _look_at_the_desk(sign_in(demo, open_browser, CLERK, "desk"), demo, robot)
        _look_at_the_county(sign_in(demo, open_browser, OFFICER, "desk"), demo)


def _look_without_a_server(phone: Page, demo: County) -> None:
    """The list, the badge and the calendar's file need none."""
    phone.get_by_role("link", name=re.compile("^记录探访")).first.wait_for()
    phone.evaluate("navigator.serviceWorker.ready.then(() => null)")
    phone.add_init_script(BADGE)
    phone.context.set_offline(True)
    phone.goto("about:blank")
    open_page(phone, demo, "#/due/cut-on-its-way")
    expect(phone.get_by_text("链接不完整或已失效")).to_be_visible()
    expect(phone.get_by_role("button", name="我这就去")).to_have_count(0)
    open_page(phone, demo, f"#/due/{SECRET}")
    title = phone.get_by_role("heading", name=re.compile("^\\d+ 人等着探访"))
    people = int(re.sub(r"\D", "", title.inner_text()))
    expect(phone.get_by_role("link", name=re.compile("^记录探访："))).to_have_count(people)
    phone.wait_for_function("number => window.badge === number", arg=people)
    phone.get_by_role("button", name="我这就去").click()
    expect(phone.get_by_text("现在连不上服务器，没能告诉乡镇")).to_be_visible()
    look_in_both_sizes(phone, "due")
    open_page(phone, demo, "#/reminders")
    expect(phone.get_by_text("现在连不上服务器")).to_be_visible()
    with phone.expect_download() as downloaded:
        phone.get_by_role("button", name="把接下来几天加到日历").click()
    file = downloaded.value.path().read_text(encoding="utf-8")
    assert f"SUMMARY:{people} 人等着探访" in file
    assert [name for name in ("罗桂英", "唐长根") if name in file] == []
    phone.context.set_offline(False)
    open_page(phone, demo, f"#/due/{SECRET}")
    phone.get_by_role("button", name="我这就去").click()
    expect(phone.get_by_text("链接不完整或已失效")).to_be_visible()


def _wait_for_notification(phone: Page, expected: list[str]) -> None:
    """Read back from the service worker; it takes the place of the one before."""
    deadline = time.monotonic() + 10
    while (shown := phone.context.service_workers[0].evaluate(SHOWN)) != [expected] and time.monotonic() < deadline:
        phone.wait_for_timeout(50)
    assert shown == [expected]


def _look_at_a_cold_start(phone: Page, demo: County) -> None:
    """A notification that opens the app ends at the form as well."""
    phone.goto("about:blank")
    open_page(phone, demo, "#/due")
    phone.wait_for_url(re.compile("/people/.+/visit"))
    expect(phone.get_by_role("button", name="一切正常")).to_be_visible()


def _turn_to_english(phone: Page, demo: County) -> None:
    open_page(phone, demo, "#/me")
    with phone.expect_response(_is_wish) as told:
        phone.get_by_role("radio", name="English").check()
    assert told.value.json()["language"] == "en"
    open_page(phone, demo, "#/reminders")
    expect(phone.get_by_text("Notifications are on, and arrive.")).to_be_visible()
    with database.writing() as session:
        session.get_one(Channel, ids.id_from("demo", "gateway")).confirmed_at = clock.now()
    open_page(phone, demo, "#/me")
    open_page(phone, demo, "#/reminders")
    group = phone.get_by_role("group", name=re.compile("By text message"))
    with phone.expect_response(_is_wish) as kept:
        group.get_by_role("radio", name="No").check()
    assert kept.value.json()["without"] == ["sms"]
    group.scroll_into_view_if_needed()
    look_in_both_sizes(phone, "reminders-ways")


def _rotated(phone: Page, demo: County, push: Gateway, before: PushBrowser) -> PushBrowser:
    """The browser has made itself another subscription, without any page: its service worker tells the server."""
    after = PushBrowser(f"{push.url}/push-anew")
    phone.context.service_workers[0].evaluate(ROTATE, [before.target, after.target])
    assert push.asked[-1].path == "/push-anew"
    _deliver(phone, demo, after.read(push.asked[-1]))
    open_page(phone, demo, "#/me")
    open_page(phone, demo, "#/reminders")
    expect(phone.get_by_text("通知已打开，收得到。")).to_be_visible()
    return after


def _is_wish(response: Response) -> bool:
    return response.url.endswith("/api/reminders/mine") and response.request.method == "POST"


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


def _look_at_who_was_asked(clerk: Page, demo: County) -> None:
    """A link that leads a worker to her list leads a clerk to her desk."""
    for link in ("#/due", "#/due/a-link-of-a-text-message"):
        clerk.goto(f"{demo.address}/{link}")
        clerk.wait_for_url(re.compile("#/desk"))
    open_page(clerk, demo, "#/desk/reminders")
    expect(clerk.get_by_role("row").filter(has_text="手机通知")).to_contain_text("送到 1 处")
    expect(clerk.get_by_role("heading", name="一直没人去的")).to_be_visible()
    line = clerk.get_by_role("row").filter(has_text="在路上").first
    line.get_by_role("button", name=re.compile("^不再往下提醒")).click()
    line.get_by_label("原因").fill("住在女儿家")
    line.get_by_role("button", name="停下", exact=True).click()
    expect(line).to_contain_text("住在女儿家")
    line.scroll_into_view_if_needed()
    look_in_both_sizes(clerk, "desk-escalations")


def _look_at_the_desk(clerk: Page, demo: County, robot: Gateway) -> None:
    open_page(clerk, demo, "#/desk/reminders")
    _add_robot(clerk, "https://example.org/robot")
    expect(clerk.get_by_text("这个地址没有放行")).to_be_visible()
    _add_robot(clerk, f"{robot.url}/cgi-bin/webhook/send?key=0")
    line = clerk.get_by_role("row").filter(has_text="云溪镇工作群")
    expect(line).to_contain_text("未确认，不发送")
    look_in_both_sizes(clerk, "desk-reminders")
    robot.answers = [(200, '{"errcode": 93000, "errmsg": "invalid webhook url"}')]
    line.get_by_role("button", name="发测试消息").click()
    expect(line.get_by_text("测试消息没发出去：对方答复：code_93000")).to_be_visible()
    line.get_by_role("button", name="发测试消息").click()
    line.get_by_label("测试消息里的 4 位确认码").wait_for()
    code = robot.asked[-1].json["text"]["content"].split("确认码 ")[1][:4]
    line.get_by_label("测试消息里的 4 位确认码").fill(f"{(int(code) + 1) % 10_000:04d}")
    line.get_by_role("button", name="确认，开始发送").click()
    expect(line.get_by_text("确认码不对")).to_be_visible()
    look_in_both_sizes(clerk, "desk-reminders-test")
    line.get_by_label("测试消息里的 4 位确认码").fill(code)
    line.get_by_role("button", name="确认，开始发送").click()
    expect(line.get_by_text("在用")).to_be_visible()
    clerk.get_by_role("link", name="电话和广播名单").click()
    expect(clerk.get_by_role("heading", name="电话和广播名单")).to_be_visible()
    look_in_both_sizes(clerk, "desk-calls")
    clerk.emulate_media(media="print")
    expect(clerk.get_by_role("button", name="打印")).to_be_hidden()
    look(clerk, "desk-calls-print")


def _add_robot(clerk: Page, url: str) -> None:
    clerk.get_by_label("名称", exact=True).fill("云溪镇工作群")
    clerk.get_by_label("机器人地址（Webhook）").fill(url)
    clerk.get_by_role("button", name="添加", exact=True).click()


def _look_at_the_county(officer: Page, demo: County) -> None:
    open_page(officer, demo, "#/desk/reminders")
    officer.get_by_label("种类").select_option("sms")
    officer.get_by_label("名称", exact=True).fill("短信平台")
    officer.get_by_label("短信平台地址").fill("http://127.0.0.1:1/send")
    officer.get_by_label("发送内容").fill('{"mobile": "{phone}"}')
    officer.get_by_role("button", name="添加", exact=True).click()
    expect(officer.get_by_text("这个地址没有放行")).to_be_visible()
    look_in_both_sizes(officer, "desk-reminders-county")
