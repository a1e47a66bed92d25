"""An assessment: changes are told from a carer's phone and at the desk, keyed in from paper, confirmed, and hold."""

import re

import pytest
from playwright.sync_api import Page, expect

from e2e.county import County
from e2e.test_pages import CARER, CLERK, look, look_in_both_sizes, open_page, sign_in
from e2e.test_policies_and_extra import Open

pytestmark = pytest.mark.browser
PERSON, HERS = "唐长根", "刘石云"


def tell_in_three_taps(phone: Page) -> None:
    """Without any network: the person, she can do less, tell. What exactly is told by whoever wants to."""
    phone.get_by_role("listitem").filter(has_text=HERS).get_by_role("link", name=HERS).first.click()
    phone.get_by_role("link", name="自理变差").scroll_into_view_if_needed()
    look(phone, "phone-person-reporting-ability")
    phone.get_by_role("link", name="自理变差").click()
    expect(phone.get_by_role("radio", name="今天")).to_be_checked()
    phone.get_by_role("checkbox", name="上厕所").check(force=True)
    phone.get_by_role("checkbox", name="洗澡").check(force=True)
    look(phone, "phone-report-ability")
    phone.get_by_role("button", name="上报乡镇").click()
    expect(phone.get_by_text("已上报自理变差，待乡镇确认")).to_be_visible()


@pytest.mark.prove
def test_a_change_told_offline_runs_at_the_desk_and_its_author_reads_the_answer(
    demo: County, open_browser: Open
) -> None:
    phone = sign_in(demo, open_browser, CARER, "phone")
    phone.evaluate("navigator.serviceWorker.ready.then(() => null)")
    phone.get_by_role("link", name=HERS).first.wait_for()
    phone.context.set_offline(True)
    tell_in_three_taps(phone)
    phone.context.set_offline(False)
    open_page(phone, demo, "#/")
    phone.get_by_role("button", name="一键同步").click()
    expect(phone.get_by_text("全部已上传")).to_be_visible()

    desk = sign_in(demo, open_browser, CLERK, "desk")
    open_page(desk, demo, "#/desk/assessments")
    clock = desk.get_by_role("listitem").filter(has_text=HERS)
    expect(clock).to_contain_text("自己做不了：上厕所、洗澡")
    expect(clock).to_contain_text("还有 10 个工作日")
    look_in_both_sizes(desk, "assessments")
    unsigned = desk.get_by_role("article").filter(has_text="签字的人里要有第三方机构的人")
    expect(unsigned.get_by_role("button", name="确认")).to_be_disabled()
    unsigned.get_by_text("补上签字的人").click()
    unsigned.get_by_label("姓名").fill("李评估")
    unsigned.get_by_label("单位").fill("安康评估中心")
    unsigned.get_by_role("button", name="补上").click()
    expect(unsigned).to_have_count(0)
    clock.get_by_label("核实没有变化").fill("上门看过，能自己洗")
    clock.get_by_role("button", name="不用评估").click()
    expect(clock).to_have_count(0)

    phone.get_by_role("button", name="一键同步").click()
    phone.get_by_role("listitem").filter(has_text=HERS).get_by_role("link", name=HERS).first.click()
    expect(phone.get_by_text(re.compile("乡镇认为不属实：上门看过"))).to_be_visible()


def test_a_reported_change_is_assessed_and_confirmed(demo: County, open_browser: Open) -> None:
    desk = sign_in(demo, open_browser, CLERK, "desk")
    open_page(desk, demo, "#/desk/assessments")
    desk.get_by_text("登记一个变化的报告").click()
    desk.get_by_role("combobox", name="姓名").select_option(label=f"{PERSON} 清坪社区")
    desk.get_by_label("谁报告的").fill("村干部老刘")
    desk.get_by_label("有什么变化").fill("摔了以后走不了路")
    desk.get_by_role("button", name="登记，开始计十个工作日").click()
    clock = desk.get_by_role("listitem").filter(has_text=PERSON)
    expect(clock).to_contain_text("还有 10 个工作日")
    desk.get_by_role("listitem").filter(has_text=PERSON).get_by_role("link", name="录入评估").click()
    unmet = ("自主上下床", "室内自主行走", "自主洗澡")
    for item in ("自主吃饭", "自主穿衣", "自主如厕", *unmet):
        met = "不能" if item in unmet else "能"
        desk.get_by_role("group", name=item).get_by_role("radio", name=met, exact=True).check(force=True)
    expect(desk.get_by_text("按六项是：半失能")).to_be_visible()
    desk.get_by_role("button", name="提交评估").click()
    expect(desk.get_by_text("至少要有 1 人签字。")).to_be_visible()
    desk.get_by_label("姓名 1").fill("李评估")
    desk.get_by_label("单位 1").fill("安康评估中心")
    look(desk, "desk-assess")
    desk.get_by_role("button", name="提交评估").click()
    expect(desk.get_by_text("不能自理：上下床、室内行走、洗澡")).to_be_visible()
    waiting = desk.get_by_role("article").filter(has_text=PERSON)
    expect(waiting.get_by_text("现在是 全自理")).to_be_visible()
    look(desk, "desk-assessments-waiting")
    waiting.get_by_role("button", name="确认").click()
    expect(waiting).to_have_count(0)
    expect(clock.get_by_text("工作日")).to_have_count(0)
