"""An activity: planned on the leader's phone without a network, signed up for, reported, and seen at the desk."""

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select
from sqlmodel import col

from e2e.county import County
from e2e.pins import settle_in
from e2e.screens import PHONE
from e2e.test_pages import CLERK, LEADER, look, look_in_both_sizes, open_page, sign_in
from e2e.test_policies_and_extra import Open
from shouwang.accounts.models import User
from shouwang.accounts.service import make_enrolment
from shouwang.database import make_engine, writing

pytestmark = pytest.mark.browser


def test_an_activity_is_planned_offline_signed_up_for_reported_and_seen_at_the_desk(
    demo: County, open_browser: Open
) -> None:
    leader = sign_in(demo, open_browser, LEADER, "phone")
    leader.get_by_role("link", name="志愿活动").click()
    expect(leader.get_by_role("heading", name="本月任务")).to_be_visible()
    look_in_both_sizes(leader, "phone-activities")
    leader.context.set_offline(True)
    plan(leader)
    leader.context.set_offline(False)
    leader.get_by_role("button", name="我参加，报名").click()
    expect(leader.get_by_text("您已报名")).to_be_visible()
    until_sent(leader)

    helper = helpers_phone(demo, open_browser)
    helper.get_by_role("link", name="志愿活动").click()
    helper.get_by_role("link", name="义诊理发等便民服务").filter(has_text="1 人报名").click()
    helper.context.set_offline(True)
    helper.get_by_role("button", name="我参加，报名").click()
    expect(helper.get_by_text("本机", exact=True)).to_be_visible()
    helper.context.set_offline(False)
    until_sent(helper)

    here = leader.url
    open_page(leader, demo, "#/")
    leader.get_by_role("button", name="一键同步").click()
    leader.goto(here)
    expect(leader.get_by_text("报名的人（2）")).to_be_visible()
    look_in_both_sizes(leader, "phone-activity")
    leader.context.set_offline(True)
    report(leader)
    leader.context.set_offline(False)
    until_sent(leader)
    see_at_the_desk(sign_in(demo, open_browser, CLERK, "desk"))


def plan(leader: Page) -> None:
    """Today, at midnight, so that it can be reported whatever the time is."""
    leader.get_by_role("link", name="安排一次活动").click()
    leader.get_by_role("button", name="保存安排").click()
    expect(leader.get_by_text("请选一种活动")).to_be_visible()
    leader.get_by_role("radio", name="义诊理发等便民服务").check()
    leader.get_by_role("radio", name="别的日子").check()
    leader.get_by_label("日期", exact=True).fill(leader.evaluate(TODAY))
    leader.get_by_label("几点开始").fill("00:00")
    look_in_both_sizes(leader, "phone-activity-plan")
    leader.get_by_role("button", name="保存安排").click()
    expect(leader.get_by_role("heading", name="义诊理发等便民服务")).to_be_visible()
    expect(leader.get_by_text("00:00").first).to_be_visible()


TODAY = "new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(new Date())"


def report(leader: Page) -> None:
    """With a name, a number and what was done."""
    leader.get_by_role("link", name="报告完成").click()
    leader.get_by_label("没有报名、也到场的还有几人").fill("三")
    leader.get_by_role("button", name="保存报告").click()
    expect(leader.get_by_text("人数请填 0 到 9999 的数字。")).to_be_visible()
    leader.get_by_label("没有报名、也到场的还有几人").fill("3")
    served = leader.get_by_role("group", name="服务了谁？点名字")
    served.get_by_role("checkbox").first.check()
    leader.get_by_label("没有点名字的，还服务了几位特困人员").fill("6")
    leader.get_by_role("checkbox", name="理发剪指甲").check()
    look_in_both_sizes(leader, "phone-activity-report")
    leader.get_by_role("button", name="保存报告").click()
    expect(leader.get_by_text("到场志愿者 5 人，服务特困人员 7 人")).to_be_visible()
    look_in_both_sizes(leader, "phone-activity-done")


def see_at_the_desk(clerk: Page) -> None:
    """The month, the activity, a new report in place of the old one, and a plan of her own."""
    clerk.get_by_role("link", name="本级任务").click()
    clerk.get_by_role("link", name="志愿活动").click()
    row = clerk.get_by_role("row").filter(has_text="00:00")
    expect(row.get_by_text("已办")).to_be_visible()
    look_in_both_sizes(clerk, "desk-activities")
    row.get_by_role("link").click()
    expect(clerk.get_by_text("到场志愿者 5 人，服务特困人员 7 人")).to_be_visible()
    look_in_both_sizes(clerk, "desk-activity")
    clerk.get_by_role("button", name="改正报告").click()
    clerk.get_by_label("没有点名字的特困人数").fill("8")
    look_in_both_sizes(clerk, "desk-activity-report")
    clerk.get_by_role("button", name="保存报告").click()
    expect(clerk.get_by_text("到场志愿者 5 人，服务特困人员 9 人")).to_be_visible()
    clerk.get_by_role("link", name="回到列表").click()
    clerk.get_by_role("button", name="安排活动").click()
    look_in_both_sizes(clerk, "desk-activity-plan")
    clerk.get_by_label("活动名称（可不填）").fill("送温暖")
    clerk.get_by_role("button", name="保存安排").click()
    expect(clerk.get_by_role("heading", name="送温暖")).to_be_visible()
    clerk.get_by_role("button", name="English").click()
    look(clerk, "desk-activity-english")


def helpers_phone(demo: County, open_browser: Open) -> Page:
    """Somebody of a watch group of the cast's township."""
    engine = make_engine(demo.database_url)
    with writing(engine) as session:
        leader = session.scalars(select(User).where(col(User.name) == "谭志强")).one()
        theirs = col(User.place).startswith(leader.place)
        helper = session.scalars(select(User).where(theirs, col(User.role) == "watch_group").limit(1)).one()
        link = make_enrolment(session, helper, made_by=None, base_url=demo.address).link
    engine.dispose()
    page = open_browser(PHONE).new_page()
    settle_in(page, link)
    return page


def until_sent(page: Page) -> None:
    """What was said has gone up by itself."""
    expect(page.locator(".unsent-mark")).to_have_count(0)
