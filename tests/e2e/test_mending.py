"""A carer puts her own record right on her phone, and the desk voids one; both see at once what counts."""

import pytest
from playwright.sync_api import Page, expect

from e2e.county import County
from e2e.test_pages import CARER, CLERK, look, sign_in
from e2e.test_policies_and_extra import Open

pytestmark = pytest.mark.browser


@pytest.mark.prove
def test_a_record_is_corrected_and_another_taken_back(demo: County, open_browser: Open) -> None:
    phone = sign_in(demo, open_browser, CARER, "phone")
    phone.get_by_role("link", name="我的记录").click()
    standing = phone.get_by_role("link", name="改正或作废")
    expect(standing.first).to_be_visible()
    look(phone, "records-to-mend")
    standing.first.click()
    correct(phone)
    standing.nth(1).click()
    take_back(phone)

    clerk = sign_in(demo, open_browser, CLERK, "desk")
    clerk.get_by_role("link", name="刘石云").first.click()
    records = clerk.locator("#desk-records")
    records.get_by_role("button", name="作废").first.click()
    look(clerk, "desk-void-asked")
    clerk.get_by_role("button", name="确定作废").click()
    expect(records.get_by_text("作废：其实没去").first).to_be_visible()
    look(clerk, "desk-voided")


def correct(phone: Page) -> None:
    """The form is there as she filled it in; a reason and she is done. A half-done one is there after a reload."""
    expect(phone.get_by_role("heading", name="改正记录")).to_be_visible()
    phone.get_by_label("备注").fill("其实是下午去的")
    phone.wait_for_timeout(500)
    phone.reload()
    expect(phone.get_by_label("备注")).to_have_value("其实是下午去的")
    phone.get_by_role("button", name="保存改正").click()
    expect(phone.get_by_text("请选一个原因。")).to_be_visible()
    look(phone, "mend-amend")
    phone.get_by_role("radio", name="时间记错").check(force=True)
    phone.get_by_role("button", name="保存改正").click()
    expect(phone.get_by_text("已改正，以新的一条为准").first).to_be_visible()
    look(phone, "records-amended")


def take_back(phone: Page) -> None:
    """A reason, and sure."""
    phone.get_by_role("radio", name="作废").check(force=True)
    phone.get_by_role("radio", name="记重了").check(force=True)
    look(phone, "mend-void")
    phone.get_by_role("button", name="确定作废").click()
    expect(phone.get_by_text("已作废（记重了").first).to_be_visible()
    look(phone, "records-voided")
