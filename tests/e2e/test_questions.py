"""What does not fit together: asked on the phone, answered with one tap, settled at the desk, and read on the phone."""

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select
from sqlmodel import col

from e2e.county import County
from e2e.test_pages import CARER, CLERK, look_in_both_sizes, open_page, sign_in
from e2e.test_policies_and_extra import Open
from shouwang import clock
from shouwang.database import make_engine, writing
from shouwang.demo.cast import CAST
from shouwang.questions.raising import keep
from shouwang.questions.rules import Asked
from shouwang.questions.words import QuestionKind
from shouwang.records.models import Record
from shouwang.sync.write import Author

pytestmark = pytest.mark.browser


def test_a_question_is_answered_with_one_tap_and_settled(demo: County, open_browser: Open) -> None:
    asks(demo)
    phone = sign_in(demo, open_browser, CARER, "phone")
    phone.get_by_role("link", name="有 1 个问题想问您").click()
    expect(phone.get_by_role("heading", name="同一时间在两家，有 25 分钟是重的。")).to_be_visible()
    look_in_both_sizes(phone, "phone-question")
    phone.get_by_role("button", name="在一起，或住得很近").click()
    expect(phone.get_by_text("您说：在一起，或住得很近")).to_be_visible()
    until_sent(phone)
    look_in_both_sizes(phone, "phone-question-answered")

    clerk = sign_in(demo, open_browser, CLERK, "desk")
    clerk.get_by_role("link", name="看疑点").click()
    row = clerk.get_by_role("row").filter(has_text="同一时间在两家")
    expect(row.get_by_text("在一起，或住得很近")).to_be_visible()
    look_in_both_sizes(clerk, "desk-questions")
    row.get_by_role("button", name="没问题").click()
    row.get_by_role("button", name="保存").click()
    expect(row.get_by_role("alert")).to_have_text("请写上理由。")
    row.get_by_label("理由（本人看得到）").fill("电话核实，两家一个院子")
    row.get_by_role("button", name="保存").click()
    expect(clerk.get_by_text("没有待处理的疑点。")).to_be_visible()
    clerk.get_by_label("看处理过的").check()
    expect(clerk.get_by_role("row").filter(has_text="电话核实，两家一个院子")).to_be_visible()
    look_in_both_sizes(clerk, "desk-questions-settled")

    open_page(phone, demo, "#/")
    phone.get_by_role("button", name="一键同步").click()
    open_page(phone, demo, "#/questions")
    expect(phone.get_by_text("乡镇说：电话核实，两家一个院子")).to_be_visible()


def asks(demo: County) -> None:
    """About two visits of the carer's, as if their times were in common."""
    engine = make_engine(demo.database_url)
    with writing(engine) as session:
        hers = select(Record).where(col(Record.author) == CAST[CARER].user_id, col(Record.status) == "valid")
        one, other = session.scalars(hers.order_by(col(Record.start).desc()).limit(2))
        asked = Asked(QuestionKind.OVERLAP, (other.id, one.id), {"minutes": 25})
        keep(session, [asked], {one.id: one, other.id: other}, Author(None, clock.now()))
    engine.dispose()


def until_sent(phone: Page) -> None:
    """The answer has gone up by itself."""
    expect(phone.get_by_text("已上传").first).to_be_visible()
