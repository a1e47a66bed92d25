"""A card from the printer to the record: printed at the desk, scanned at the door without network, seen at the desk."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select
from sqlmodel import col

from e2e.county import County
from e2e.field import sync_until_all_is_sent
from e2e.pins import type_pin
from e2e.screens import keep_screen
from e2e.test_lock import lock
from e2e.test_pages import CARER, CLERK, look, sign_in
from e2e.test_policies_and_extra import Open
from shouwang import clock
from shouwang.database import make_engine, writing
from shouwang.register.models import Household, Person
from shouwang.sync.write import Author, write

pytestmark = pytest.mark.browser
FIRST, SECOND = "唐长根", "周福生"


def test_a_card_is_printed_scanned_at_the_door_and_seen_at_the_desk(
    demo: County, open_browser: Open, tmp_path: Path
) -> None:
    let_move_in(demo)
    clerk = sign_in(demo, open_browser, CLERK, "desk")
    card, link = printed_card(clerk, tmp_path)
    phone = sign_in(demo, open_browser, CARER, "phone")
    phone.get_by_text(FIRST, exact=True).first.wait_for()
    expect(phone.get_by_role("link", name="扫门牌码")).to_be_visible()
    look(phone, "people-doors-phone")
    phone.evaluate("navigator.serviceWorker.ready.then(() => null)")
    phone.context.set_offline(True)

    phone = opened_by_the_camera(phone, link)
    met_a_card_that_is_not_hers(phone)
    phone.get_by_role("link", name="再扫一次").click()
    phone.set_input_files("input[type=file]", card)
    phone.get_by_role("button", name=FIRST).click()
    expect(phone.get_by_text("到门：已扫门牌码")).to_be_visible()
    expect(phone.get_by_role("heading", name=FIRST)).to_be_visible()
    look(phone, "visit-at-door-phone")
    phone.get_by_role("button", name="一切正常").click()
    phone.get_by_role("button", name="保存").click()
    phone.get_by_text("回到名单").wait_for()
    phone.evaluate("location.hash = '#/records'")
    expect(phone.get_by_text("到门：已扫门牌码").first).to_be_visible()
    look(phone, "records-at-door-phone")
    phone.context.set_offline(False)
    sync_until_all_is_sent(phone)

    clerk.get_by_role("link", name="人员", exact=True).click()
    clerk.get_by_role("link", name=FIRST).first.click()
    mark = clerk.locator(".desk-at-door").first
    expect(mark).to_have_text(re.compile("到门"))
    mark.scroll_into_view_if_needed()
    look(clerk, "person-at-door-desk")


def let_move_in(demo: County) -> None:
    """The second one lives with the first from today on."""
    engine = make_engine(demo.database_url)
    with writing(engine) as session:
        found = select(Person).where(col(Person.name).in_([FIRST, SECOND]))
        first, second = sorted(session.scalars(found), key=lambda person: person.name != FIRST)
        home, left = session.get_one(Household, first.household), session.get_one(Household, second.household)
        stay = {"person": second.id, "valid_from": clock.now().date().isoformat(), "valid_to": None}
        home.members, left.members, second.household = [*home.members, stay], [], home.id
        write(session, [home, left, second], Author(None, clock.now()))
    engine.dispose()


def printed_card(clerk: Page, folder: Path) -> tuple[Path, str]:
    """The card of the first one's door as it comes from the printer, after one was lost; and where it leads."""
    clerk.goto(re.sub(r"#.*", "", clerk.url) + "#/desk/doors/" + township_of(clerk))
    row = clerk.get_by_role("row").filter(has_text=FIRST)
    expect(row).to_contain_text("还没有")
    look(clerk, "doors-desk")
    clerk.set_viewport_size({"width": 360, "height": 740})
    look(clerk, "doors-phone")
    clerk.set_viewport_size({"width": 1280, "height": 800})
    clerk.get_by_role("button", name=re.compile("^打印 [0-9]+ 张门牌卡")).click()
    expect(clerk.get_by_role("img", name="门牌二维码").nth(7)).to_be_visible()
    look(clerk, "door-cards-desk")
    clerk.emulate_media(media="print")
    keep_screen(clerk, "door-cards-print")
    cards, pages = clerk.locator(".desk-door-card").count(), clerk.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type /Page\b", pages)) == -(-cards // 8)
    clerk.emulate_media(media="screen")
    clerk.get_by_role("button", name="关闭").click()

    row.get_by_role("button", name=re.compile("^丢了")).click()
    row.get_by_role("button", name="确定换卡").click()
    expect(row).to_contain_text("作废过 1 张")
    look(clerk, "doors-renewed-desk")
    with clerk.expect_response("**/api/doors/cards") as answered:
        row.get_by_role("button", name=re.compile("^打印这张")).click()
    link: str = answered.value.json()["cards"][0]["link"]
    one = clerk.locator(".desk-door-card")
    expect(one).to_have_count(1)
    expect(one).not_to_contain_text(FIRST)
    clerk.emulate_media(media="print")
    picture = folder / "card.png"
    one.screenshot(path=picture)
    clerk.emulate_media(media="screen")
    clerk.get_by_role("button", name="关闭").click()
    return picture, link


def township_of(clerk: Page) -> str:
    found = re.search(r"/(\d{9})", clerk.url)
    assert found is not None, clerk.url
    return found[1]


def opened_by_the_camera(phone: Page, link: str) -> Page:
    """The phone's own camera opens the app anew, which asks for the PIN first; nothing needs the network."""
    lock(phone)
    opened = phone.context.new_page()
    phone.close()
    opened.goto(link)
    type_pin(opened)
    expect(opened.get_by_role("heading", name="您来看谁？")).to_be_visible()
    look(opened, "door-whom-phone")
    opened.get_by_role("button", name=SECOND).click()
    expect(opened.get_by_text("到门：已扫门牌码")).to_be_visible()
    expect(opened.get_by_role("heading", name=SECOND)).to_be_visible()
    return opened


def met_a_card_that_is_not_hers(phone: Page) -> None:
    """As the phone's own camera opens it."""
    phone.evaluate("location.hash = '#/door/nobody-s_card'")
    expect(phone.get_by_role("heading", name="没找到这户人家")).to_be_visible()
    look(phone, "door-unknown-phone")
