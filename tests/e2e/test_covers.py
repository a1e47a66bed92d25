"""Two phones without network: one shows a code, the other scans it and visits; the desk sees it and ends it."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import func, select
from sqlmodel import col

from e2e.county import County
from e2e.field import sync_until_all_is_sent
from e2e.pins import settle_in
from e2e.screens import DESK, PHONE
from e2e.test_pages import CARER, CLERK, look, look_in_both_sizes, sign_in
from e2e.test_policies_and_extra import Open
from shouwang.accounts.models import User
from shouwang.accounts.roles import Role
from shouwang.accounts.service import make_enrolment
from shouwang.covers.models import DeviceKey
from shouwang.database import make_engine, reading, writing
from shouwang.demo.cast import CAST as DEMO_CAST
from shouwang.records.models import Record
from shouwang.register.models import Assignment
from shouwang.sync.models import Mutation

pytestmark = pytest.mark.browser
FIRST, SECOND = "唐长根", "周福生"


@pytest.mark.prove
def test_people_are_handed_over_between_two_phones_and_the_desk_sees_it(
    demo: County, open_browser: Open, tmp_path: Path
) -> None:
    giver = sign_in(demo, open_browser, CARER, "phone")
    giver.get_by_text(FIRST, exact=True).first.wait_for()
    taker, name = another_carer(demo, open_browser)
    both_keys_are_told(demo, giver)
    for phone in (giver, taker):
        phone.evaluate("navigator.serviceWorker.ready.then(() => null)")
        phone.context.set_offline(True)

    code = shown(giver, tmp_path)
    scanned(taker, code)
    visited(taker)
    giver.get_by_role("button", name="对方扫好了").dblclick()
    expect(giver.get_by_text("对方手机还没有连上网")).to_be_visible()
    look(giver, "covers-given-phone")
    giver.evaluate("location.hash = '#/cover/take'")
    giver.set_input_files("input[type=file]", code)
    expect(giver.get_by_text("这是您自己出示的码")).to_be_visible()
    look(giver, "cover-own-code-phone")

    go_online(taker)
    taker.get_by_role("link", name=FIRST).first.click()
    expect(taker.get_by_role("heading", name="基本情况")).to_be_visible()
    expect(taker.get_by_text("联网后才有")).to_have_count(0)
    go_online(giver)
    giver.evaluate("location.hash = '#/cover'")
    expect(giver.get_by_text(f"由{name}照看")).to_be_visible()
    assert author_of_last_visit(demo) == name
    assert codes_told(demo) == 2
    seen_and_ended_at_the_desk(sign_in(demo, open_browser, CLERK, "desk"), name)


def another_carer(demo: County, open_browser: Open) -> tuple[Page, str]:
    """A carer of the same township, who has none of these people."""
    engine = make_engine(demo.database_url)
    with writing(engine) as session:
        giver = session.get_one(User, DEMO_CAST[CARER].user_id)
        same = (col(User.role) == Role.CARER, col(User.place) == giver.place, col(User.id) != giver.id)
        cares = col(User.id).in_(select(col(Assignment.user)).where(col(Assignment.valid_to).is_(None)))
        user = session.scalars(select(User).where(*same, cares).order_by(col(User.id))).first()
        assert user is not None
        link, name = make_enrolment(session, user, made_by=None, base_url=demo.address).link, user.name
    engine.dispose()
    phone = open_browser(PHONE).new_page()
    settle_in(phone, link)
    phone.get_by_role("link", name=re.compile("^记录探访")).first.wait_for()
    expect(phone.get_by_text(FIRST, exact=True)).to_have_count(0)
    return phone, name


def both_keys_are_told(demo: County, page: Page) -> None:
    """Each phone makes a key when somebody enrols, and tells the server its public half."""
    engine = make_engine(demo.database_url)
    for _ in range(200):
        with reading(engine) as session:
            keys = session.scalar(select(func.count()).select_from(DeviceKey))
        if keys == 2:
            break
        page.wait_for_timeout(50)
    engine.dispose()
    assert keys == 2


def shown(giver: Page, folder: Path) -> Path:
    """What the giver's phone shows, as a camera sees it."""
    giver.evaluate("location.hash = '#/me'")
    giver.get_by_role("link", name="代班交接").click()
    look(giver, "covers-phone")
    giver.get_by_role("link", name="请人代班").click()
    giver.get_by_role("checkbox", name=FIRST).wait_for()  # `all` waits for nothing
    for box in giver.get_by_role("checkbox").all():
        box.uncheck()
    giver.get_by_role("button", name="出示二维码").click()
    expect(giver.get_by_text("请至少选一位")).to_be_visible()
    for name in (FIRST, SECOND):
        giver.get_by_role("checkbox", name=name).check()
    look(giver, "cover-give-phone")
    giver.get_by_role("button", name="出示二维码").click()
    picture = giver.get_by_role("img", name="代班二维码")
    expect(picture).to_be_visible()
    look(giver, "cover-code-phone")
    code = folder / "code.png"
    picture.screenshot(path=code)
    return code


def scanned(taker: Page, code: Path) -> None:
    """The taker's phone shows them at once, with what is owed; once."""
    taker.evaluate("location.hash = '#/cover/take'")
    taker.set_input_files("input[type=file]", code)
    expect(taker.get_by_role("heading", name=re.compile("请您代班$"))).to_be_visible()
    look(taker, "cover-scanned-phone")
    taker.get_by_role("button", name="我来照看这 2 位").evaluate("button => { button.click(); button.click(); }")
    card = taker.get_by_role("listitem").filter(has_text=FIRST)
    expect(card.get_by_text(re.compile("^代班到"))).to_be_visible()
    taker.evaluate("location.hash = '#/cover/take'")
    taker.set_input_files("input[type=file]", code)
    expect(taker.get_by_text("您已经接过这个班了")).to_be_visible()
    taker.get_by_role("link", name="回到名单").click()


def visited(taker: Page) -> None:
    """Three taps, without network, and what the person's page knows so far."""
    card = taker.get_by_role("listitem").filter(has_text=FIRST)
    card.evaluate("each => each.scrollIntoView()")
    look(taker, "people-covered-phone")
    card.get_by_role("link", name=f"记录探访：{FIRST}").click()
    taker.get_by_role("button", name="一切正常").click()
    taker.get_by_role("button", name="保存").click()
    taker.get_by_text("回到名单").click()
    taker.get_by_role("link", name=FIRST).first.click()
    expect(taker.get_by_text("联网后才有")).to_be_visible()
    look(taker, "person-handed-phone")


def go_online(phone: Page) -> None:
    phone.context.set_offline(False)
    phone.evaluate("location.hash = '#/'")
    sync_until_all_is_sent(phone)


def author_of_last_visit(demo: County) -> str:
    engine = make_engine(demo.database_url)
    with reading(engine) as session:
        record = session.scalars(select(Record).order_by(col(Record.received_at).desc())).first()
    engine.dispose()
    assert record is not None
    return record.author_name


def codes_told(demo: County) -> int | None:
    """How often phones told of a code: a second tap tells nothing."""
    engine = make_engine(demo.database_url)
    with reading(engine) as session:
        told = session.scalar(select(func.count()).select_from(Mutation).where(col(Mutation.op) == "cover.create"))
    engine.dispose()
    return told


def seen_and_ended_at_the_desk(clerk: Page, name: str) -> None:
    running = clerk.get_by_role("region", name=re.compile("^代班"))
    expect(running).to_contain_text(name)
    running.scroll_into_view_if_needed()
    look(clerk, "today-covers-desk")
    clerk.get_by_role("link", name="工作人员", exact=True).click()
    expect(clerk.get_by_role("row").filter(has_text=f"由{name}代班，到")).to_have_count(1)
    expect(clerk.get_by_role("rowheader", name=re.compile(f"^{name} 替.*代班，到"))).to_be_visible()
    look_in_both_sizes(clerk, "workers-covered")
    clerk.go_back()
    running.get_by_role("link", name="看代班").click()
    row = clerk.get_by_role("row").filter(has_text=name)
    expect(row).to_contain_text("进行中")
    look(clerk, "covers-desk")
    row.get_by_role("link", name=FIRST).click()
    expect(clerk.get_by_role("region", name="照料人")).to_contain_text("代班，到")
    look(clerk, "person-covered-desk")
    clerk.go_back()
    row.get_by_role("button", name=re.compile("^提前结束")).click()
    row.get_by_role("button", name="确定，今天结束").click()
    expect(row).to_contain_text("已结束")
    clerk.set_viewport_size({"width": PHONE["width"], "height": PHONE["height"]})
    look(clerk, "covers-desk-phone")
    clerk.set_viewport_size({"width": DESK["width"], "height": DESK["height"]})
