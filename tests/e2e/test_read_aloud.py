"""The page is read out where the phone has a voice. Debian's Chromium has none: one that writes down what it is given
stands in for it, and nothing else does."""

import pytest
from playwright.sync_api import expect

from e2e.county import County
from e2e.test_pages import CARER, look, sign_in
from e2e.test_policies_and_extra import Open

pytestmark = pytest.mark.browser
A_VOICE = """
  window.said = []; window.hushed = 0;
  Object.defineProperty(window, "speechSynthesis", { value: {
    getVoices: () => [{ lang: "en-GB", localService: true }, { lang: "zh-CN", localService: true }],
    speak: (utterance) => said.push([utterance.lang, utterance.text]),
    cancel: () => { hushed += 1; },
  } });
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
"""


@pytest.mark.prove
def test_a_page_is_read_out_where_there_is_a_voice(demo: County, open_browser: Open) -> None:
    page = sign_in(demo, open_browser, CARER, "phone")
    page.get_by_text("刘石云", exact=True).first.wait_for()
    expect(page.get_by_role("button", name="朗读")).to_have_count(0)
    page.add_init_script(A_VOICE)
    page.reload()
    page.get_by_role("button", name="朗读").click()
    expect(page.get_by_role("button", name="停", exact=True)).to_be_visible()
    said = page.evaluate("said")
    assert {lang for lang, _ in said} == {"zh-CN"}
    lines = [line for _, line in said]
    assert "刘石云" in lines
    assert any("逾期" in line or "到期" in line for line in lines)
    assert "朗读" not in lines
    look(page, "phone-reading-aloud")
    before = page.evaluate("hushed")
    page.get_by_role("link", name="我的", exact=True).click()
    page.get_by_role("button", name="朗读").wait_for()
    assert page.evaluate("hushed") > before
