"""One trip to several people, what a service was worth, and a second record soon after the first; without network."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select
from sqlmodel import col

from e2e.county import County
from e2e.field import sync_until_all_is_sent
from e2e.test_pages import CARER, look, sign_in
from e2e.test_policies_and_extra import Open
from shouwang.database import make_engine, reading
from shouwang.forms.shipped import COUNTYS_OWN
from shouwang.records.models import Record

pytestmark = pytest.mark.browser
FIRST = "唐长根"
PACK = """
id = "worth"
title = "按价值计的上门服务"
place = "430321"
status = "in_force"
source = "测试"
[[duties]]
id = "JZ-01"
title = "按价值计的上门服务"
subject = "person"
every = "month"
from = 2020-01-01
severity = "breach"
quote = "每月不低于三十元"
source = "测试"
[duties.population]
programmes = ["tekun"]
[duties.credit]
kinds = ["visit"]
min_value = 30
"""

STOVE = """
[[questions]]
id = "stove"
kind = "choice"
zh = "灶里烧什么"
en = "What the stove burns"
options = [{ id = "coal", zh = "煤", en = "Coal" }, { id = "gas", zh = "气", en = "Gas" }]

[[questions]]
id = "alarm"
kind = "choice"
required = true
when = { question = "stove", among = ["coal"] }
zh = "一氧化碳报警器"
en = "Carbon monoxide alarm"
options = [{ id = "yes", zh = "有报警器", en = "There is one" }, { id = "no", zh = "没有", en = "None" }]
"""


@pytest.mark.prove
def test_several_people_on_one_trip(demo: County, open_browser: Open, tmp_path: Path) -> None:
    pack = tmp_path / "own.toml"
    pack.write_text(PACK, encoding="utf-8")
    demo.command("policy", "adopt", str(pack), "--from", "2026-01-01")
    own = tmp_path / "visit.toml"
    own.write_text(demo.command("form", "show", "visit") + STOVE, encoding="utf-8")
    demo.command("form", "adopt", str(own))
    page = sign_in(demo, open_browser, CARER, "phone")
    page.get_by_text(FIRST, exact=True).first.wait_for()
    page.evaluate("navigator.serviceWorker.ready.then(() => null)")
    page.context.grant_permissions(["geolocation"])
    page.context.set_geolocation({"latitude": 27.91, "longitude": 112.91, "accuracy": 40})
    page.context.set_offline(True)

    page.get_by_role("link", name=f"记录探访：{FIRST}").click()
    said_what_it_was_worth(page)
    said_what_was_done(page)
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_role("heading", name="这一趟还看了谁？")).to_be_visible()
    look(page, "phone-trip")
    others = page.locator("section", has=page.get_by_role("heading", name="这一趟还看了谁？")).get_by_role("link")
    second = others.first.inner_text()
    others.first.click()
    expect(page.get_by_role("heading", name=second)).to_be_visible()
    page.get_by_role("button", name="一切正常").click()
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_text(f"{second}，一次探访")).to_be_visible()
    expect(page.get_by_role("link", name=FIRST)).to_have_count(0)
    add_to_it(page)
    page.context.set_offline(False)
    page.get_by_role("button", name="返回").click()
    sync_until_all_is_sent(page)
    (trip, value), (also, nothing) = [(record.trip, record.value) for record in newest(demo)]
    assert trip is not None
    assert trip == also
    assert {value, nothing} == {35.0, None}
    first = next(record for record in newest(demo) if record.value)
    assert first.form_version == COUNTYS_OWN
    assert (first.answers["services"], first.answers["stove"]) == (["meals"], "coal")
    assert first.position is not None
    assert (round(first.position["lat"], 1), first.position["accuracy"]) == (27.9, 40)


def said_what_it_was_worth(page: Page) -> None:
    """A rule of the county asks for it; what is no sum is said at the field, and nothing is lost.

    Whoever goes on elsewhere while something is missing is left in peace there.
    """
    page.get_by_role("button", name="保存").click()
    expect(page.locator(".tick input").first).to_be_focused()
    note = page.get_by_label("备注")
    note.press_sequentially("她很好")
    expect(note).to_be_focused()
    expect(note).to_have_value("她很好")
    page.get_by_role("button", name="一切正常").click()
    yuan = page.get_by_label("这次服务值多少元")
    yuan.fill("三十")
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_text("请填数字，例如 30 或 30.5。")).to_be_visible()
    expect(yuan).to_be_focused()
    look(page, "phone-yuan")
    yuan.fill("35")


def said_what_was_done(page: Page) -> None:
    """Services, closed until they are opened; what the county asks of its own; and where, once she said yes to it."""
    page.locator("summary", has_text="做了什么").click()
    page.get_by_label("助餐").check()
    look(page, "phone-services")
    page.get_by_text("灶里烧什么").wait_for()
    page.get_by_label("煤", exact=True).check()
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_text("请选一个。")).to_be_visible()
    page.get_by_label("有报警器").check()
    page.get_by_role("heading", name="要记下探访时在哪儿吗？").scroll_into_view_if_needed()
    look(page, "phone-position")
    page.get_by_role("button", name="记", exact=True).click()
    expect(page.get_by_role("heading", name="要记下探访时在哪儿吗？")).to_have_count(0)


def add_to_it(page: Page) -> None:
    """Not once more beside it: what was forgotten goes into the record that is there."""
    page.get_by_role("button", name="回到名单").click()
    page.get_by_role("link", name=f"记录探访：{FIRST}").click()
    expect(page.get_by_role("button", name="两条都留，再记一条")).to_be_visible()
    look(page, "phone-recent")
    page.get_by_role("button", name="补到那一条").click()
    expect(page.get_by_role("heading", name="改正记录")).to_be_visible()
    yuan = page.get_by_label("这次服务值多少元")
    expect(yuan).to_have_value("35")
    yuan.fill("-5")
    page.get_by_role("button", name="保存改正").click()
    expect(yuan).to_be_focused()
    look(page, "phone-mend-yuan")


def newest(demo: County) -> list[Record]:
    """The two records that came last, as the server holds them."""
    engine = make_engine(demo.database_url)
    with reading(engine) as session:
        last = select(Record).order_by(col(Record.received_at).desc(), col(Record.id)).limit(2)
        told = list(session.scalars(last))
    engine.dispose()
    return told
