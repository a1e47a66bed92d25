"""From a clerk's workbook to a visit logged offline to a light on the township's page."""

import re
import time
from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect
from sqlalchemy import func, select
from sqlmodel import col

from e2e.county import TOWNSHIP, County
from e2e.pins import settle_in
from e2e.screens import DESK, PHONE, keep_screen
from shouwang.database import make_engine, reading
from shouwang.records.models import Record
from shouwang.sync.models import Issue, Mutation

pytestmark = pytest.mark.browser
Open = Callable[[dict[str, int]], BrowserContext]
LOGIN, PASSWORD = "周敏", "Stein-am-Bach-7"
PERSON, CARER = "严家生", "于毛清"
"""Row 8 of the workbook: fully dependent, so a visit is owed every day."""


# Every use case of it is tested on both databases without a browser; the whole path on PostgreSQL is for `make prove`.
@pytest.mark.parametrize("database_url", ["sqlite", pytest.param("postgresql", marks=pytest.mark.prove)], indirect=True)
def test_the_first_path_on_a_real_workbook(county: County, open_browser: Open, database_url: str) -> None:
    told = county.import_roster()
    assert (told["rows"], told["accepted"], len(told["refused"])) == (306, 300, 5)
    today = datetime.now(ZoneInfo("Asia/Shanghai")).date().isoformat()
    county.command("policy", "adopt", "xiangtan", "--from", today)
    clerk_link = county.command("invite", "--name", "周敏", "--role", "clerk", "--place", TOWNSHIP)
    county.start()

    desk = open_browser(DESK).new_page()
    desk.goto(clerk_link)
    choose_password(desk)
    assert light_of(desk) == "快到期"
    sign_in_elsewhere(open_browser(DESK).new_page(), county)
    keep_screen(desk, "desk-people-before")
    link = link_for_the_carer(desk)

    phone_browser = open_browser(PHONE)
    phone = phone_browser.new_page()
    settle_in(phone, link)
    expect(phone.get_by_text(PERSON)).to_be_visible()
    phone.evaluate("navigator.serviceWorker.ready.then(() => null)")

    phone_browser.set_offline(True)
    phone.reload()
    expect(phone.get_by_text(PERSON)).to_be_visible()
    log_an_attempt(phone)
    log_a_visit(phone)
    phone.close()

    phone = phone_browser.new_page()
    phone.goto(county.address)
    expect(phone.get_by_text("本机未上传 2 条")).to_be_visible()
    phone.get_by_role("link", name="我的记录").click()
    expect(phone.get_by_text("本机", exact=True)).to_have_count(2)
    keep_screen(phone, "phone-records-offline")

    kill_the_server_in_the_middle_of_two_pushes(county, phone_browser, phone)
    phone.get_by_role("link", name="名单").click()
    sync_until_nothing_is_left(phone)
    phone.get_by_role("link", name="我的记录").click()
    expect(phone.get_by_text("已上传", exact=True)).to_have_count(2)
    keep_screen(phone, "phone-records-sent")

    desk.goto(f"{county.address}/#/desk")
    desk.reload()
    assert light_of(desk) == "按时"
    keep_screen(desk, "desk-people-after")
    everything_arrived_once(database_url)


def choose_password(desk: Page) -> None:
    """Somebody new of an office chooses a login and a password before she sees anybody."""
    desk.get_by_role("link", name="设置密码").click()
    desk.get_by_label("登录名").fill(LOGIN)
    desk.get_by_label("新密码", exact=True).fill("short")
    desk.get_by_label("再写一遍新密码").fill("short")
    desk.get_by_role("button", name="保存密码").click()
    expect(desk.get_by_role("alert")).to_contain_text("太短")
    keep_screen(desk, "desk-choose-password")
    desk.get_by_label("新密码", exact=True).fill(PASSWORD)
    desk.get_by_label("再写一遍新密码").fill(PASSWORD)
    desk.get_by_role("button", name="保存密码").click()


def sign_in_elsewhere(desk: Page, county: County) -> None:
    """From then on she needs no link: a wrong password is told, the right one opens her list."""
    desk.goto(f"{county.address}/#/")
    desk.get_by_role("link", name="工作人员用密码登录").click()
    for password in ("wrong", PASSWORD):
        desk.get_by_label("登录名").fill(LOGIN)
        desk.get_by_label("密码", exact=True).fill(password)
        desk.get_by_role("button", name="登录").click()
        if password == "wrong":
            expect(desk.get_by_role("alert")).to_contain_text("不对")
            keep_screen(desk, "desk-sign-in")
    assert light_of(desk) == "快到期"
    desk.close()


def light_of(desk: Page) -> str:
    """The word beside the person's light in the township's table."""
    desk.get_by_role("link", name="人员", exact=True).click()
    row = desk.get_by_role("row").filter(has_text=CARER).filter(has_text=PERSON)
    expect(row).to_be_visible()
    found = re.search("已逾期|快到期|按时|现在不用去", row.inner_text())
    assert found is not None
    return found.group()


def link_for_the_carer(desk: Page) -> str:
    """The clerk opens the person and makes her carer's sign-in link."""
    desk.get_by_role("link", name=PERSON).click()
    expect(desk.get_by_role("heading", name=PERSON)).to_be_visible()
    keep_screen(desk, "desk-person")
    desk.get_by_role("button", name=re.compile("登录链接")).click()
    shown = desk.get_by_role("region", name=f"{CARER}的登录链接")
    expect(shown.get_by_role("img", name="登录二维码")).to_be_visible()
    keep_screen(desk, "desk-sign-in-link")
    return shown.get_by_label("链接", exact=True).input_value()


def log_a_visit(phone: Page) -> None:
    """Three taps: the person, all is well, save."""
    phone.get_by_role("link", name=f"记录探访：{PERSON}").click()
    phone.get_by_role("button", name="一切正常").click()
    keep_screen(phone, "phone-visit")
    phone.get_by_role("button", name="保存").click()
    expect(phone.get_by_text("已存在本机").first).to_be_visible()
    keep_screen(phone, "phone-saved")
    phone.get_by_text("回到名单").click()


def log_an_attempt(phone: Page) -> None:
    """Nobody was at home."""
    phone.get_by_role("link", name=f"记录探访：{PERSON}").click()
    phone.get_by_role("radio", name="没见到人").check()
    phone.get_by_role("radio", name="家里没人").check()
    keep_screen(phone, "phone-attempt")
    phone.get_by_role("button", name="保存").click()
    expect(phone.get_by_text("已存在本机").first).to_be_visible()
    phone.get_by_text("回到名单").click()


def kill_the_server_in_the_middle_of_two_pushes(county: County, browser: BrowserContext, phone: Page) -> None:
    """Once before anything was written, once after the commit and before the reply."""
    kills: list[str] = []
    deadly: list[Callable[[Route], None]] = []

    def dies_before_it_reads(route: Route) -> None:
        county.freeze()
        route.continue_()
        time.sleep(0.5)
        county.kill()
        kills.append("before")

    def dies_before_it_answers(route: Route) -> None:
        reply = route.fetch()
        assert [result["status"] for result in reply.json()["results"]] == ["applied", "applied"]
        county.kill()
        kills.append("after")
        route.abort()

    def meets_what_waits(route: Route) -> None:
        # The phone tries again by itself: what it sends while nothing waits for it finds no network.
        if deadly:
            deadly.pop()(route)
        else:
            route.abort()

    # Routed before the network comes back: the phone sends at that very moment.
    phone.route("**/api/sync/push", meets_what_waits)
    browser.set_offline(False)
    for number, waiting in enumerate((dies_before_it_reads, dies_before_it_answers), start=1):
        deadly.append(waiting)
        sync_until_it_was_killed(phone, kills, number)
        expect(phone.get_by_text("本机未上传 2 条")).to_be_visible()
        county.start()
    phone.unroute("**/api/sync/push")
    assert kills == ["before", "after"]


def sync_until_it_was_killed(phone: Page, kills: list[str], number: int) -> None:
    phone.get_by_role("link", name="名单").click()
    for _ in range(60):
        if len(kills) == number:
            return
        press_sync(phone)
        phone.wait_for_timeout(250)
    raise AssertionError("no push was sent")


def press_sync(phone: Page) -> None:
    button = phone.get_by_role("button", name="一键同步")
    if button.count() and button.is_enabled():
        button.click()


def sync_until_nothing_is_left(phone: Page) -> None:
    """The phone goes on by itself after a pause; a person would press the button."""
    for _ in range(30):
        if phone.get_by_text("全部已上传").count():
            return
        press_sync(phone)
        phone.wait_for_timeout(500)
    raise AssertionError("something is still on the phone")


def everything_arrived_once(database_url: str) -> None:
    engine = make_engine(database_url)
    with reading(engine) as session:
        statuses = session.scalars(select(col(Record.status)).order_by(col(Record.status))).all()
        assert list(statuses) == ["attempt", "valid"]
        assert session.scalar(select(func.count()).select_from(Mutation)) == 2
        assert session.scalar(select(func.count()).select_from(Issue)) == 0
    engine.dispose()
