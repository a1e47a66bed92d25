"""What a person needs: told on the phone without network, taken on and closed at the desk, and told back."""

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select
from sqlmodel import col

from e2e.county import County
from e2e.screens import PHONE
from e2e.test_pages import CARER, CLERK, look, sign_in
from e2e.test_policies_and_extra import Open
from shouwang import clock
from shouwang.database import make_engine, writing
from shouwang.register.models import Assignment, Person
from shouwang.sync.write import Author, write

pytestmark = pytest.mark.browser
PERSON, WORDS, ANSWER = "刘石云", "被子太薄了", "棉被已送到"


def test_a_need_goes_to_the_office_and_comes_back(demo: County, open_browser: Open) -> None:
    phone = sign_in(demo, open_browser, CARER, "phone")
    phone.get_by_text(PERSON, exact=True).first.wait_for()
    phone.evaluate("navigator.serviceWorker.ready.then(() => null)")
    phone.context.set_offline(True)
    tell(phone)
    phone.context.set_offline(False)
    phone.get_by_role("button", name="返回").click()
    phone.get_by_role("button", name="一键同步").click()
    expect(phone.get_by_text("全部已上传")).to_be_visible()

    desk = sign_in(demo, open_browser, CLERK, "desk")
    see_to_it(desk)

    phone.get_by_role("button", name="一键同步").click()
    phone.get_by_role("link", name=PERSON).first.click()
    expect(phone.get_by_text(f"已解决：{ANSWER}")).to_be_visible()
    phone.get_by_text(f"已解决：{ANSWER}").scroll_into_view_if_needed()
    look(phone, "phone-need-closed")
    goes_to_somebody_else(demo)
    phone.get_by_role("button", name="返回").click()
    phone.get_by_role("button", name="一键同步").click()
    expect(phone.get_by_text(PERSON, exact=True)).to_have_count(0)
    phone.get_by_role("link", name="我的记录").click()
    expect(phone.get_by_text("今天 办结：已解决")).to_be_visible()
    look(phone, "phone-need-elsewhere")


def goes_to_somebody_else(county: County) -> None:
    """The person is taken from her carer."""
    engine = make_engine(county.database_url)
    with writing(engine) as session:
        hers = select(Assignment).join(Person, col(Person.id) == col(Assignment.person))
        given = session.scalars(hers.where(col(Person.name) == PERSON)).all()
        for each in given:
            each.valid_to = each.valid_from
        write(session, given, Author(None, clock.now()))
    engine.dispose()


def tell(phone: Page) -> None:
    """From the person's page; what is missing is said, and a killed page loses nothing."""
    phone.get_by_role("link", name=PERSON).first.click()
    phone.get_by_role("link", name="上报需求").click()
    phone.get_by_role("button", name="报给乡镇").click()
    expect(phone.get_by_text("请选需要什么。")).to_be_visible()
    expect(phone.locator('input[name="kind"]').first).to_be_focused()
    phone.get_by_role("radio", name="吃的用的").check(force=True)
    phone.get_by_role("radio", name="急，要马上办").check(force=True)
    expect(phone.get_by_text("先打电话求助")).to_be_visible()
    look(phone, "phone-need")
    phone.get_by_label("说说情况").fill("字" * 2_003)
    expect(phone.get_by_text("请缩短 3 个字")).to_be_visible()
    phone.get_by_label("说说情况").fill(WORDS)
    phone.wait_for_timeout(500)
    phone.reload()
    expect(phone.get_by_label("说说情况")).to_have_value(WORDS)
    expect(phone.get_by_role("radio", name="吃的用的")).to_be_checked()
    phone.get_by_role("button", name="报给乡镇").click()
    expect(phone.get_by_text("等乡镇来办")).to_be_visible()
    phone.get_by_text("等乡镇来办").scroll_into_view_if_needed()
    look(phone, "phone-need-told")


def see_to_it(desk: Page) -> None:
    """Taken on, noted, closed with an answer; each is asked for what it needs."""
    desk.get_by_role("link", name="需求").click()
    row = desk.get_by_role("row").filter(has_text="吃的用的")
    expect(row).to_contain_text("急")
    expect(row).to_contain_text("还有 23 小时")
    expect(desk.get_by_role("heading", name="没见到人，要有人去看")).to_be_visible()
    look(desk, "desk-needs")
    row.get_by_role("link", name="打开").click()
    expect(desk.get_by_text(WORDS)).to_be_visible()
    desk.get_by_role("button", name="交给别人办").click()
    expect(desk.get_by_label("交给谁").get_by_role("option")).not_to_have_count(1)
    look(desk, "desk-need-giving")
    desk.get_by_label("交给谁").select_option(label="邓文静（乡镇经办人）")
    desk.get_by_role("button", name="交给别人办").click()
    expect(desk.get_by_text("邓文静 在办")).to_be_visible()
    desk.get_by_role("button", name="办结").click()
    desk.get_by_role("button", name="办结").click()
    assert desk.get_by_label("结果").evaluate("select => select.validationMessage") == "请选择一项。"
    desk.get_by_label("结果").select_option("solved")
    desk.get_by_label("怎么办的").fill(ANSWER)
    look(desk, "desk-need-closing")
    desk.get_by_role("button", name="办结").click()
    expect(desk.get_by_text("已办结：已解决")).to_be_visible()
    desk.set_viewport_size({"width": PHONE["width"], "height": PHONE["height"]})
    look(desk, "desk-need-phone")
    desk.get_by_role("link", name="返回需求").click()
    expect(desk.get_by_text("降压药只剩两天").or_(desk.get_by_role("row").first)).to_be_visible()
    look(desk, "desk-needs-phone")
