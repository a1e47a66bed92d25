"""An assessment: a change is reported at the desk, keyed in from the assessors' paper, confirmed, and holds."""

import pytest
from playwright.sync_api import expect

from e2e.county import County
from e2e.test_pages import CLERK, look, sign_in
from e2e.test_policies_and_extra import Open

pytestmark = pytest.mark.browser
PERSON = "唐长根"


def test_a_reported_change_is_assessed_and_confirmed(demo: County, open_browser: Open) -> None:
    desk = sign_in(demo, open_browser, CLERK, "desk")
    desk.get_by_role("link", name="体检", exact=True).click()
    desk.get_by_role("link", name="评估", exact=True).click()
    desk.get_by_text("登记一个变化的报告").click()
    desk.get_by_role("combobox", name="姓名").select_option(label=f"{PERSON} 清坪社区")
    desk.get_by_label("谁报告的").fill("村干部老刘")
    desk.get_by_label("有什么变化").fill("摔了以后走不了路")
    desk.get_by_role("button", name="登记，开始计十个工作日").click()
    expect(desk.get_by_text("还有 10 个工作日")).to_be_visible()
    look(desk, "desk-assessments")
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
    expect(desk.get_by_text("现在是 全自理")).to_be_visible()
    look(desk, "desk-assessments-waiting")
    desk.get_by_role("button", name="确认").click()
    expect(desk.get_by_text("没有等待确认的评估。")).to_be_visible()
    expect(desk.get_by_text("没有等着评估的报告。")).to_be_visible()
