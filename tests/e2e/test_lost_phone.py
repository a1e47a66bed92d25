"""A phone is lost: it is ended, its gaps are shown, paper fills one, another phone comes, and the lost one turns up."""

import base64
from collections.abc import Callable
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect
from sqlalchemy import update
from sqlmodel import col

from e2e.county import County
from e2e.field import log_visit
from e2e.pins import settle_in
from e2e.screens import DESK, PHONE
from e2e.test_pages import CARER, CLERK, look
from e2e.test_reports import PERSON, signed_in, sync
from shouwang import clock
from shouwang.accounts.models import Device
from shouwang.database import make_engine, writing

pytestmark = pytest.mark.browser
Open = Callable[[dict[str, int]], BrowserContext]
TODAY = clock.today(ZoneInfo("Asia/Shanghai"))
SEEN = datetime.combine(TODAY - timedelta(days=5), time(9), ZoneInfo("Asia/Shanghai"))
A_SHEET = """() => {
    const canvas = document.createElement("canvas");
    canvas.width = 2400; canvas.height = 1700;
    const paper = canvas.getContext("2d");
    paper.fillStyle = "#f4f1e6"; paper.fillRect(0, 0, 2400, 1700);
    paper.fillStyle = "#223"; paper.font = "90px sans-serif";
    for (let line = 0; line < 9; line++) paper.fillText(`${line + 1}.  11-2${line}   8:30   45`, 150, 220 + 160 * line);
    return canvas.toDataURL("image/jpeg", 0.9).split(",")[1];
}"""


@pytest.mark.prove
def test_a_lost_phone_from_ending_it_to_the_day_on_which_it_turns_up(demo: County, open_browser: Open) -> None:
    browser = open_browser(PHONE)
    old = browser.new_page()
    settle_in(old, demo.link(CARER))
    expect(old.get_by_text(PERSON, exact=True).first).to_be_visible()
    old.evaluate("navigator.serviceWorker.ready.then(() => null)")
    browser.set_offline(True)
    log_visit(old, PERSON, "丢之前记的")
    was_last_seen(demo, SEEN)

    desk = signed_in(open_browser(DESK), demo.link(CLERK))
    end_it(desk)
    fill_in_from_paper(desk)
    new_phone_knows_what_was_on_paper(open_browser(PHONE), demo)

    browser.set_offline(False)
    old.goto(f"{demo.address}/#/")
    expect(old.get_by_text("这部手机已被停用")).to_be_visible()
    what_it_held_stands_beside_the_paper(desk)


def was_last_seen(demo: County, moment: datetime) -> None:
    """It has not been in contact since; its user has no other phone."""
    engine = make_engine(demo.database_url)
    with writing(engine) as session:
        user = session.query(Device).order_by(col(Device.enrolled_at).desc()).first()
        assert user is not None
        session.execute(
            update(Device)
            .where(col(Device.user) == user.user)
            .values(watermark=moment, last_contact=moment, enrolled_at=moment - timedelta(days=30))
        )
    engine.dispose()


def end_it(desk: Page) -> None:
    desk.get_by_role("link", name="工作人员").click()
    look(desk, "desk-workers")
    desk.get_by_role("link", name="丢失、换机：罗桂英").last.click()
    expect(desk.get_by_role("heading", name="手机丢了：罗桂英")).to_be_visible()
    desk.get_by_role("button", name="停用手机").click()
    desk.get_by_role("button", name="确定停用").click()
    expect(desk.get_by_text("已于")).to_be_visible()
    gap = desk.get_by_role("row").filter(has_text=PERSON)
    expect(gap.get_by_role("listitem").first).to_be_visible()
    look(desk, "desk-lost-phone")
    desk.set_viewport_size({"width": PHONE["width"], "height": PHONE["height"]})
    look(desk, "desk-lost-phone-phone")
    desk.set_viewport_size({"width": DESK["width"], "height": DESK["height"]})
    desk.emulate_media(media="print")
    expect(desk.get_by_role("heading", name="探访补录单：罗桂英").first).to_be_visible()
    look(desk, "desk-lost-phone-print")
    desk.emulate_media(media="screen")
    desk.get_by_role("link", name="录入纸面记录").click()


def fill_in_from_paper(desk: Page) -> None:
    """A gap, today beside what may be on the phone, and a time that is still to come, which is refused."""
    cells = desk.get_by_role("row").filter(has_text=PERSON)
    gap, today = cells.locator(".desk-cell-gap").first, cells.get_by_role("cell").last
    known = cells.get_by_role("cell").filter(has_text="罗桂英").last
    choose(known, "电话", "18:00", "5")
    choose(gap, "上门", "08:30", "45")
    choose(today, "上门", "23:59", "9999")
    picture = base64.b64decode(desk.evaluate(A_SHEET))
    desk.get_by_label("纸面照片").set_input_files({"name": "sheet.jpg", "mimeType": "image/jpeg", "buffer": picture})
    expect(desk.get_by_text("照片已准备好")).to_be_visible()
    desk.get_by_role("button", name="录入 3 条").click()
    expect(today.get_by_role("alert")).to_contain_text("分钟要在 1 到 720 之间")
    today.get_by_label("多少分钟").fill("30")
    desk.get_by_role("button", name="录入 3 条").click()
    expect(today.get_by_role("alert")).to_contain_text("时间还没到")
    known.get_by_label("不是同一次，两条都留").check()
    look(desk, "desk-paper")
    desk.get_by_role("link", name="返回").first.click()
    expect(desk.get_by_role("alertdialog")).to_contain_text("离开这一页就没有了")
    look(desk, "desk-paper-leaving")
    desk.get_by_role("button", name="留在这一页").click()
    desk.set_viewport_size({"width": PHONE["width"], "height": PHONE["height"]})
    look(desk, "desk-paper-phone")
    desk.set_viewport_size({"width": DESK["width"], "height": DESK["height"]})
    today.get_by_label("几点").fill("")
    desk.get_by_role("button", name="录入 3 条").click()
    expect(desk.get_by_role("heading", name="纸面记录：罗桂英")).to_be_visible()
    shown = desk.get_by_role("img", name="纸面照片")
    expect(shown).to_be_visible()
    assert shown.evaluate("image => [image.naturalWidth, image.naturalHeight]") == [1800, 1275]
    look(desk, "desk-sheet")


def choose(cell: Locator, outcome: str, hour: str, minutes: str) -> None:
    cell.get_by_role("combobox").select_option(outcome)
    cell.get_by_label("几点").fill(hour)
    cell.get_by_label("多少分钟").fill(minutes)


def new_phone_knows_what_was_on_paper(browser: BrowserContext, demo: County) -> None:
    new = browser.new_page()
    settle_in(new, demo.link(CARER))
    sync(new)
    new.get_by_role("link", name="我的记录").click()
    expect(new.get_by_text("纸面记录，由 邓文静 录入").first).to_be_visible()
    look(new, "phone-records-from-paper")


def what_it_held_stands_beside_the_paper(desk: Page) -> None:
    desk.get_by_role("link", name="待处理").first.click()
    item = desk.get_by_role("row").filter(has_text="丢之前记的")
    item.get_by_role("button", name="仍然接收").click()
    item.get_by_role("button", name="确定接收").click()
    desk.get_by_role("link", name="人员", exact=True).click()
    desk.get_by_role("link", name=PERSON).first.click()
    expect(desk.get_by_text("同日另有一条（纸面与手机）")).to_have_count(4)
    expect(desk.get_by_role("link", name="纸面", exact=True)).to_have_count(3)
    desk.get_by_role("heading", name="记录").scroll_into_view_if_needed()
    look(desk, "desk-person-from-paper")
