"""A checkup on the health worker's phone without any network: begun, resumed, urgent; the carer sees no value."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import col

from e2e.county import County
from e2e.test_pages import CARER, CLERK, HEALTH_WORKER, look, look_in_both_sizes, open_page, sign_in
from e2e.test_policies_and_extra import Open
from register.sheets import workbook
from shouwang.database import make_engine
from shouwang.register.models import Person
from shouwang.register.sealed import open_id_number

pytestmark = pytest.mark.browser
PERSON = "刘石云"


def test_a_checkup_is_begun_offline_and_urgent_values_call_for_a_doctor(demo: County, open_browser: Open) -> None:
    phone = sign_in(demo, open_browser, HEALTH_WORKER, "phone")
    phone.get_by_role("link", name="今年健康体检").wait_for()
    look(phone, "phone-health-worker")
    phone.evaluate("navigator.serviceWorker.ready.then(() => null)")
    phone.get_by_role("link", name="今年健康体检").click()
    phone.get_by_role("searchbox").fill(PERSON)
    phone.get_by_role("link", name=re.compile(PERSON)).wait_for()  # the whole township has come
    phone.get_by_role("searchbox").fill("")
    phone.context.set_offline(True)
    expect(phone.get_by_role("radio", name=re.compile("还没体检"))).to_be_checked()
    look(phone, "phone-checkups")
    phone.get_by_role("searchbox").fill(PERSON)
    phone.get_by_role("link", name=re.compile(PERSON)).click()
    expect(phone.get_by_text("还没有体检")).to_be_visible()
    look(phone, "phone-checkup")
    measure(phone)
    expect(phone.get_by_text("这个结果要马上就医：")).to_be_visible()
    expect(phone.get_by_text("右侧收缩压 186 mmHg 要马上就医")).to_be_visible()
    look(phone, "phone-checkup-urgent")
    phone.get_by_role("button", name="告诉乡镇和照料人，送医").click()
    expect(phone.get_by_text("已记下。有网络时马上报给乡镇")).to_be_visible()
    answer_the_constitution(phone)
    phone.context.set_offline(False)
    open_page(phone, demo, "#/")
    phone.get_by_role("button", name="一键同步").click()
    expect(phone.get_by_text("全部已上传")).to_be_visible()
    open_page(phone, demo, "#/checkups")
    phone.get_by_role("radio", name=re.compile("没做完")).check(force=True)
    look(phone, "phone-checkups-begun")

    carer = sign_in(demo, open_browser, CARER, "phone")
    carer.get_by_role("link", name=PERSON).first.click()
    expect(carer.get_by_text("今年的体检还没有做完。")).to_be_visible()
    expect(carer.get_by_text("体检发现需要马上就医的情况，请尽快送医。")).to_be_visible()
    expect(carer.get_by_text("186")).to_have_count(0)
    carer.get_by_text("今年的体检还没有做完。").scroll_into_view_if_needed()
    look(carer, "phone-carer-checkup")


def measure(phone: Page) -> None:
    """Height in metres, weight in jin; a page that is killed loses nothing; what is odd is asked once more."""
    phone.get_by_role("link", name=re.compile("一般状况")).click()
    phone.get_by_label(re.compile("^身高")).fill("1.56")
    phone.get_by_role("button", name="写的是米吧？改成 156 厘米").click()
    phone.get_by_label(re.compile("^体重")).fill("117")
    phone.get_by_role("button", name="写的是斤吧？改成 58.5 公斤").click()
    expect(phone.get_by_text("体质指数 BMI 24.0 超重")).to_be_visible()
    phone.get_by_label(re.compile("^右侧收缩压")).fill("112")
    phone.get_by_label(re.compile("^右侧舒张压")).fill("186")
    phone.get_by_role("button", name="保存这一页").click()
    expect(phone.get_by_text("不会大于 180")).to_be_visible()
    look(phone, "phone-checkup-faults")
    phone.get_by_label(re.compile("^右侧收缩压")).fill("１８６")
    phone.get_by_label(re.compile("^右侧舒张压")).fill("112")
    phone.wait_for_timeout(500)
    phone.reload()
    expect(phone.get_by_label(re.compile("^右侧收缩压"))).to_have_value("１８６")
    phone.get_by_label(re.compile("^右侧收缩压")).press("Enter")
    expect(phone.get_by_label(re.compile("^右侧舒张压"))).to_be_focused()
    phone.get_by_role("button", name="保存这一页").click()
    expect(phone.get_by_text("这几项不在一般范围内，没有写错吗？")).to_be_visible()
    look(phone, "phone-checkup-sure")
    phone.get_by_role("button", name="没有写错，保存").click()


def answer_the_constitution(phone: Page) -> None:
    """By keys: the digit of an answer, Enter to the next question; two are answered by what was measured."""
    phone.get_by_role("link", name=re.compile("中医体质")).click()
    expect(phone.locator("[data-field=q9] input:checked")).to_have_value("2")
    phone.locator("[data-field=q33]").wait_for()
    phone.locator("[data-field=q1] input").first.focus()
    for _ in range(33):
        phone.keyboard.press("2")
        phone.keyboard.press("Enter")
    expect(phone.get_by_role("link", name=re.compile("中医体质 ?已填"))).to_be_visible()
    phone.get_by_role("link", name=re.compile("中医体质")).click()
    expect(phone.get_by_role("row", name=re.compile("平和质"))).to_be_visible()
    phone.get_by_role("row", name=re.compile("平和质")).scroll_into_view_if_needed()
    look(phone, "phone-checkup-constitution")


def test_a_clerk_keys_a_checkup_in_and_prints_what_an_old_person_reads(demo: County, open_browser: Open) -> None:
    desk = sign_in(demo, open_browser, CLERK, "desk")
    desk.get_by_role("link", name="体检", exact=True).click()
    expect(desk.get_by_text(re.compile("该体检 \\d+ 人，已完成 \\d+ 人，拒绝 4 人"))).to_be_visible()
    look(desk, "desk-checkups")
    desk.get_by_label("进度").select_option("due")
    desk.get_by_role("row").filter(has_text=PERSON).get_by_role("link", name="打开体检表").click()
    key_in(desk)
    desk.get_by_role("link", name="返回名单").click()
    desk.get_by_label("进度").select_option("incomplete")
    expect(desk.get_by_role("row").filter(has_text=PERSON)).to_contain_text("要马上就医")
    desk.get_by_label("进度").select_option("done")
    desk.get_by_role("link", name="打开体检表").first.wait_for()
    with_both = desk.get_by_role("link", name="打开体检表")
    for place in range(with_both.count()):
        with_both.nth(place).click()
        desk.get_by_role("link", name="结果单").click()
        expect(desk.get_by_role("heading", name="健康体检结果")).to_be_visible()
        if desk.locator(".result-chart").count():
            break
        open_page(desk, demo, "#/desk/checkups?state=done")
    expect(desk.get_by_role("img", name=re.compile("体重"))).to_be_visible()
    look(desk, "desk-checkup-result")
    desk.emulate_media(media="print")
    desk.set_viewport_size({"width": 720, "height": 1040})
    look(desk, "paper-checkup-result")


def test_results_keyed_elsewhere_are_looked_at_taken_in_and_taken_back_as_the_bus_goes(
    demo: County, open_browser: Open
) -> None:
    desk = sign_in(demo, open_browser, CLERK, "desk")
    desk.get_by_role("link", name="体检", exact=True).click()
    expect(desk.get_by_text(re.compile("家庭医生签约：\\d+ 人里有 \\d+ 人签约"))).to_be_visible()
    look_in_both_sizes(desk, "checkups")
    desk.get_by_role("link", name="体检车路线").click()
    first, second = (desk.locator(".bus-stops li > span").nth(2 * place).inner_text() for place in (0, 1))
    desk.get_by_role("button", name=f"{first} 往后").click()
    desk.get_by_role("button", name="保存路线").click()
    expect(desk.get_by_text("这就是现在的路线。")).to_be_visible()
    expect(desk.get_by_role("listitem").first).to_contain_text(second)
    look_in_both_sizes(desk, "bus")
    desk.get_by_role("link", name="返回名单").click()
    expect(desk.get_by_role("row").nth(1)).to_contain_text(second)

    with demo_person(demo) as (name, number):
        rows: list[list[Any]] = [
            ["姓名", "身份证号", "脉率(次/分)", "身高", "自编"],
            [name, number, 72, 156, "x"],
            [name, "1", "七", 1.56, ""],
        ]
    desk.get_by_role("link", name="导入体检结果").click()
    with desk.expect_download() as told:
        desk.get_by_role("button", name="下载空表").click()
    assert told.value.suggested_filename == "导入体检结果.xlsx"
    buffer = {"name": "结果.xlsx", "mimeType": "application/octet-stream", "buffer": workbook(rows)}
    desk.get_by_label(re.compile("^体检结果（")).set_input_files(buffer)  # type: ignore[arg-type]
    expect(desk.get_by_text("像是按米写的；如是，请改成 156。")).to_be_visible()
    look_in_both_sizes(desk, "results-preview")
    desk.get_by_role("button", name="确认导入：1 人，2 项").click()
    expect(desk.get_by_role("heading", name="已经导入")).to_be_visible()
    desk.get_by_role("button", name=re.compile("^撤销")).first.click()
    look(desk, "desk-results-undo")
    desk.get_by_role("button", name="确定撤销").click()
    expect(desk.get_by_text("已撤销：去掉 2 项")).to_be_visible()


@contextmanager
def demo_person(county: County) -> Iterator[tuple[str, str]]:
    """Somebody of the demonstration who was not examined yet, with her ID number."""
    engine = make_engine(county.database_url)
    with Session(engine) as session:
        known = session.scalars(select(Person).where(col(Person.name) == PERSON)).one()
        yield known.name, open_id_number(known.id_number_sealed) or ""
    engine.dispose()


def key_in(desk: Page) -> None:
    """The cover by its codes and days, then the general page by numbers alone; Enter leads from field to field."""
    keys = desk.keyboard
    expect(desk.locator("[data-field=outcome] input").first).to_be_focused()
    desk.get_by_role("radio", name="在本院体检").check(force=True)
    desk.get_by_label(re.compile("^体检日期")).fill(desk.evaluate("new Date().toISOString().slice(0, 10)"))
    desk.get_by_label(re.compile("^责任医生")).fill("彭雪梅")
    keys.press("Enter")
    expect(desk.locator("[data-field=symptoms]")).to_be_visible()
    desk.get_by_role("button", name=re.compile("^一般状况")).click()
    expect(desk.get_by_label(re.compile("^体温"))).to_be_focused()
    desk.locator("[data-field=depression], [data-field=mood]").first.wait_for()
    for typed in ("36.5", "72", "18", "188", "112", "", "", "160", "58", "80"):
        keys.type(typed)
        keys.press("Enter")
    for code in ("1", "1", "1"):
        keys.press(code)
        keys.press("Enter")
    expect(desk.get_by_text("这几项不在一般范围内，没有写错吗？")).to_be_visible()
    look(desk, "desk-checkup-entry")
    desk.get_by_role("button", name="没有写错，保存").click()
    expect(desk.get_by_role("button", name=re.compile("^一般状况 ?✓"))).to_be_visible()
    expect(desk.locator("[data-field=eating] input").first).to_be_focused()
