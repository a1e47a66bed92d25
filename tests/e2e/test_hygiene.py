"""From door to door without network; the office sees what was found, and gives soap for points."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from e2e.county import County
from e2e.test_pages import CLERK, LEADER, Open, look, look_in_both_sizes, open_page, sign_in
from shouwang.hygiene.sheet import sheets
from shouwang.hygiene.words import Problem

PWA = Path(__file__).parents[2] / "pwa" / "src" / "hygiene"


@pytest.mark.browser
def test_homes_are_checked_offline_and_points_are_redeemed(demo: County, open_browser: Open) -> None:
    phone = sign_in(demo, open_browser, LEADER, "phone")
    phone.get_by_role("link", name="环境卫生").click()
    phone.get_by_role("heading", name="下一家").wait_for()
    phone.evaluate("navigator.serviceWorker.ready.then(() => null)")
    phone.context.set_offline(True)
    look_in_both_sizes(phone, "phone-hygiene")
    first = phone.get_by_role("region", name="下一家").locator(".name").inner_text()
    phone.get_by_role("link", name="检查", exact=True).click()
    phone.get_by_role("button", name="保存").click()
    expect(phone.get_by_text("还有 7 项没选")).to_be_visible()
    phone.get_by_role("button", name="样样干净").click()
    expect(phone.get_by_text("100 分，优，记 3 分积分")).to_be_visible()
    look(phone, "phone-hygiene-check")
    phone.get_by_role("button", name="保存").click()
    line = phone.get_by_role("listitem").filter(has_text=first)
    expect(line.get_by_text("已查：优")).to_be_visible()
    expect(line.get_by_text("本机")).to_be_visible()

    other = phone.get_by_role("listitem").filter(has_text="还没查").first
    second = other.locator(".name").inner_text()
    other.get_by_role("link").click()
    phone.get_by_role("button", name="样样干净").click()
    for item in ("庭院", "厅堂", "厨房"):
        phone.get_by_role("group", name=item).get_by_role("radio", name="不干净").check()
    phone.get_by_role("checkbox", name="垃圾没清").check()
    expect(phone.get_by_text(re.compile("前帮忙整改，再来复查$"))).to_be_visible()
    phone.reload()
    expect(phone.get_by_text("50 分，差，记 0 分积分")).to_be_visible()
    look(phone, "phone-hygiene-poor")
    phone.get_by_role("button", name="保存").click()
    expect(phone.get_by_role("listitem").filter(has_text=second).get_by_text(re.compile("前复查"))).to_be_visible()
    phone.context.set_offline(False)
    open_page(phone, demo, "#/")
    phone.get_by_role("button", name="一键同步").click()
    expect(phone.get_by_text("全部已上传")).to_be_visible()

    desk = sign_in(demo, open_browser, CLERK, "desk")
    open_page(desk, demo, "#/desk/hygiene")
    row = desk.get_by_role("row").filter(has_text=second)
    expect(row.get_by_text(re.compile("前复查"))).to_be_visible()
    row.locator("summary").first.click()
    expect(row.get_by_text("问题：垃圾未清")).to_be_visible()
    look_in_both_sizes(desk, "hygiene")
    desk.get_by_role("button", name="记一次专项行动").click()
    desk.get_by_label("名称").fill("冬前大扫除")
    desk.get_by_label("帮助户数").fill("8")
    desk.get_by_role("button", name="记下").click()
    expect(desk.get_by_text("冬前大扫除：帮助 8 户")).to_be_visible()

    desk.get_by_role("row").filter(has_text=first).get_by_role("link", name=re.compile("分$")).click()
    desk.get_by_role("button", name="兑换").click()
    desk.get_by_label("用几分").fill("2")
    desk.get_by_label("兑换物品").fill("肥皂两块")
    desk.get_by_role("button", name="兑换并打印收据").click()
    expect(desk.get_by_role("heading", name="环境卫生积分兑换收据")).to_be_visible()
    look_in_both_sizes(desk, "hygiene-receipt")
    desk.get_by_role("button", name=re.compile("^积分账")).click()
    expect(desk.get_by_text("肥皂两块")).to_be_visible()
    look_in_both_sizes(desk, "hygiene-points")


def test_the_phone_has_the_server_s_sheet_and_problems() -> None:
    sheet, told = sheets()[1], json.loads((PWA / "sheet.json").read_text("utf-8"))
    assert told["items"] == [{"id": i.id, "zh": i.zh, "en": i.en, "most": i.most} for i in sheet.items]
    grades = [{"id": g.id, "zh": g.zh, "en": g.en, "from": g.least, "points": g.points} for g in sheet.grades]
    assert (told["version"], told["recheck_days"], told["grades"]) == (sheet.version, sheet.recheck_days, grades)
    assert re.findall(r'^  "(\w+)",$', (PWA / "sheet.ts").read_text("utf-8"), re.MULTILINE) == list(Problem)
