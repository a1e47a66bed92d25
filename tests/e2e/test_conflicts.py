"""What two have changed differently: told on the phone, side by side at the desk, chosen, and told again."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from sqlalchemy import update
from sqlmodel import col

import cast
from cast import CAST
from e2e.field import Carer, Field, field
from e2e.screens import DESK, PHONE
from e2e.test_pages import look, look_in_both_sizes
from e2e.test_reports import sync
from shouwang.database import writing
from shouwang.register.models import Assignment

pytestmark = pytest.mark.browser
Open = Callable[[dict[str, int]], BrowserContext]
HERS, OFFICES = "19900000002", "19900000001"


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Field]:
    """The cast's county, served."""
    with field(tmp_path) as served:
        yield served


def test_the_clerk_takes_what_a_carer_wrote_offline_and_both_agree(here: Field, open_browser: Open) -> None:
    browser = open_browser(PHONE)
    phone = browser.new_page()
    here.sign_in(Carer(CAST.carer, ["王强", "李香"]), phone)
    browser.set_offline(True)
    change_the_phone(phone, here)
    at_the_office(open_browser, here, [None, OFFICES])
    browser.set_offline(False)
    phone.goto(f"{here.address}/#/")
    sync(phone)
    phone.goto(f"{here.address}/#/people/{CAST.wang}")
    expect(phone.get_by_text(f"电话：别人先改成了“{OFFICES}”，您写的“{HERS}”等乡镇核对。")).to_be_visible()
    look_at(phone, "打电话", "phone-conflict")

    desk = at_the_desk(here, open_browser)
    desk.goto(f"{here.address}/#/desk/parked")
    expect(desk.get_by_role("heading", name="资料改动有出入")).to_be_visible()
    look_everywhere(desk, "desk-conflicts")
    desk.get_by_role("button", name="改用这个").click()
    expect(desk.get_by_role("heading", name="资料改动有出入")).to_have_count(0)
    assert profile(open_browser, here)["phone"] == HERS

    phone.goto(f"{here.address}/#/")
    sync(phone)
    phone.goto(f"{here.address}/#/people/{CAST.wang}")
    expect(phone.get_by_text(f"电话：乡镇核对过了，改成了您写的“{HERS}”。")).to_be_visible()
    expect(phone.get_by_role("link", name=HERS)).to_be_visible()
    look_at(phone, "乡镇核对过了", "phone-conflict-settled")


def test_a_clerk_who_was_overtaken_sees_both_values_before_hers_is_taken(here: Field, open_browser: Open) -> None:
    desk = at_the_desk(here, open_browser)
    desk.goto(f"{here.address}/#/desk/person/{CAST.wang}")
    desk.get_by_role("button", name="改电话、住址、联系人").click()
    form = desk.get_by_role("form", name="改电话、住址、联系人")
    form.get_by_label("电话").fill(HERS)
    form.get_by_role("button", name="加一个联系人").click()
    form.get_by_label("联系人姓名").fill("王小芳")
    form.get_by_label("关系").fill("侄女")
    look_everywhere(desk, "desk-profile")
    at_the_office(open_browser, here, [None, OFFICES])
    form.get_by_role("button", name="保存").click()
    expect(form.get_by_text(f"现在是：{OFFICES}")).to_be_visible()
    expect(form.get_by_text(f"您写的是：{HERS}")).to_be_visible()
    assert profile(open_browser, here)["phone"] == OFFICES
    look_everywhere(desk, "desk-profile-stale")
    form.get_by_role("button", name="保存").click()
    expect(form).to_have_count(0)
    now = profile(open_browser, here)
    assert (now["phone"], [each["name"] for each in now["contacts"]]) == (HERS, ["王小芳"])


@pytest.mark.prove
def test_the_phone_says_why_the_township_did_not_count_a_record(here: Field, open_browser: Open) -> None:
    browser = open_browser(PHONE)
    phone = browser.new_page()
    here.sign_in(Carer(CAST.carer, ["王强", "李香"]), phone)
    browser.set_offline(True)
    phone.get_by_role("link", name="记录探访：王强").click()
    phone.get_by_role("button", name="一切正常").click()
    phone.get_by_role("button", name="保存").click()
    expect(phone.get_by_text("已存在本机").first).to_be_visible()
    never_was_hers(here)
    browser.set_offline(False)
    phone.goto(f"{here.address}/#/records")
    expect(phone.get_by_text("那时候，这个人没有分给您照看。")).to_be_visible()
    look(phone, "phone-parked")

    desk = at_the_desk(here, open_browser)
    desk.goto(f"{here.address}/#/desk/parked")
    expect(desk.get_by_text("沈天强").first).to_be_visible()
    look_everywhere(desk, "desk-parked")
    desk.get_by_role("button", name="不计入").click()
    desk.get_by_label("为什么").select_option("wrong_person")
    desk.get_by_label("说明").fill("那天去的是李家")
    look_everywhere(desk, "desk-parked-resolving")
    desk.get_by_role("button", name="了结", exact=True).click()
    expect(desk.get_by_text("沈天强")).to_have_count(0)

    phone.goto(f"{here.address}/#/")
    sync(phone)
    phone.goto(f"{here.address}/#/records")
    expect(phone.get_by_text("乡镇看过了：记到了别的人名下。")).to_be_visible()
    expect(phone.get_by_text("乡镇的说明：那天去的是李家")).to_be_visible()
    look(phone, "phone-settled")


def change_the_phone(phone: Page, here: Field) -> None:
    """The carer writes another number, and sees it at once."""
    phone.get_by_role("link", name="王强").first.click()
    phone.get_by_role("link", name="改电话、住址、联系人").click()
    phone.get_by_label("电话").first.fill(HERS)
    look(phone, "phone-profile")
    phone.get_by_role("button", name="加一个联系人").click()
    phone.get_by_label("姓名").fill("王小芳")
    phone.get_by_label("姓名").scroll_into_view_if_needed()
    look(phone, "phone-profile-contact")
    phone.get_by_role("button", name="保存").click()
    expect(phone.get_by_role("link", name=HERS)).to_be_visible()
    look_at(phone, "本机", "phone-profile-saved")


def look_at(page: Page, words: str, name: str) -> None:
    """A picture of a part of the page."""
    page.get_by_text(words).first.scroll_into_view_if_needed()
    look(page, name)


def at_the_desk(here: Field, open_browser: Open) -> Page:
    """The clerk, signed in."""
    desk = open_browser(DESK).new_page()
    desk.goto(here.link(Carer(CAST.clerk, [])))
    desk.wait_for_url(lambda address: "/enrol/" not in address)
    return desk


def at_the_office(open_browser: Open, here: Field, pair: list[str | None]) -> None:
    """Another clerk changes the telephone."""
    asked = {"set": {"phone": pair}}
    headers = cast.sign_in(here.engine, CAST.officer, "another-desk")
    address = f"{here.address}/api/register/people/{CAST.wang}"
    reply = open_browser(DESK).request.patch(address, headers=headers, data=asked)
    assert reply.ok, reply.text()


def profile(open_browser: Open, here: Field) -> Any:
    """What stands at the server."""
    headers = cast.sign_in(here.engine, CAST.officer, "another-desk")
    return open_browser(DESK).request.get(f"{here.address}/api/register/people/{CAST.wang}", headers=headers).json()


def never_was_hers(here: Field) -> None:
    """Somebody corrects who cared for whom: it was never she."""
    with writing(here.engine) as session:
        hers = update(Assignment).where(col(Assignment.person) == CAST.wang)
        session.execute(hers.values(valid_to=date(2024, 1, 2)))


def look_everywhere(desk: Page, name: str) -> None:
    """In both sizes, and in English where there is room to choose it."""
    look_in_both_sizes(desk, name)
    desk.get_by_role("button", name="English").click()
    look(desk, f"{name}-english")
    desk.get_by_role("button", name="中文").click()
