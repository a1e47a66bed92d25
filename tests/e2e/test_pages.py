"""Every page as a person sees it: written down as a picture, checked by axe, in both languages and sizes."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from e2e.county import County
from e2e.pins import choose_pin
from e2e.screens import DESK, PHONE, keep_screen

pytestmark = pytest.mark.browser
Open = Callable[[dict[str, int]], BrowserContext]
AXE = (Path(__file__).parents[2] / "pwa" / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
RUN_AXE = "axe.run({ resultTypes: ['violations'] }).then((result) => result.violations)"
CARER, LEADER, HEALTH_WORKER, CLERK, OFFICER = range(5)
SIZES = {"phone": PHONE, "desk": DESK}


def test_the_field_s_pages_are_legible(demo: County, open_browser: Open) -> None:
    page = sign_in(demo, open_browser, CARER, "phone")
    look_in_both_sizes(page, "people")
    page.get_by_role("link", name=re.compile("^记录探访")).first.click()
    page.get_by_role("button", name="保存").wait_for()
    look_in_both_sizes(page, "visit")
    page.get_by_role("radio", name="没见到人").check()
    look_in_both_sizes(page, "attempt")
    page.get_by_role("radio", name="见到了").check()
    page.get_by_role("button", name="一切正常").click()
    page.get_by_role("radio", name="电话").check()
    look_in_both_sizes(page, "visit-by-phone")
    page.get_by_role("button", name="保存").click()
    page.get_by_text("回到名单").wait_for()
    look_in_both_sizes(page, "saved")
    for name, path in (("records", "#/records"), ("me", "#/me"), ("unknown", "#/nowhere")):
        open_page(page, demo, path)
        look_in_both_sizes(page, name)
    open_page(page, demo, "#/")
    page.locator("a[href^='#/people/']").first.click()
    page.get_by_role("heading").first.wait_for()
    look_in_both_sizes(page, "person")
    open_page(page, demo, "#/me")
    page.get_by_role("radio", name="大字").check()
    for name, path in (("people", "#/"), ("month", "#/month"), ("help", "#/help")):
        open_page(page, demo, path)
        look(page, f"{name}-large")
    assert height_of(page.get_by_role("link", name="我的记录")) == height_of(page.get_by_role("link", name="名单"))


@pytest.mark.prove
def test_the_field_s_pages_are_legible_in_english_too(demo: County, open_browser: Open) -> None:
    page = sign_in(demo, open_browser, CARER, "phone")
    open_page(page, demo, "#/me")
    page.get_by_role("radio", name="English").check()
    look(page, "me-english")
    open_page(page, demo, "#/")
    look(page, "people-english")
    page.get_by_role("link", name=re.compile("^Log a visit")).first.click()
    page.get_by_role("button", name="Save").wait_for()
    look(page, "visit-english")
    open_page(page, demo, "#/")
    page.locator("a[href^='#/people/']").first.click()
    page.get_by_role("heading").first.wait_for()
    look(page, "person-english")
    for name, path in (("records", "#/records"), ("concern", "#/concern"), ("scan", "#/scan"), ("code", "#/code")):
        open_page(page, demo, path)
        look(page, f"{name}-english")
    open_page(page, demo, "#/me")
    page.get_by_role("button", name="Change the PIN").click()
    look(page, "pin-english")
    open_page(page, demo, "#/")
    open_page(page, demo, "#/me")
    page.get_by_role("button", name="Lock now").click()
    page.get_by_role("button", name="PIN forgotten").wait_for()
    look(page, "lock-english")


def test_the_pages_of_those_without_people_are_legible(demo: County, open_browser: Open) -> None:
    for who, name in ((LEADER, "volunteer-leader"), (HEALTH_WORKER, "health-worker")):
        look_in_both_sizes(sign_in(demo, open_browser, who, "phone"), name)
    nobody = open_browser(PHONE).new_page()
    nobody.goto(demo.address)
    nobody.get_by_role("heading").first.wait_for()
    look_in_both_sizes(nobody, "no-account")
    nobody.goto(f"{demo.address}/#/enrol/nosuchcode")
    nobody.get_by_role("button").first.wait_for()
    look_in_both_sizes(nobody, "enrolment-failed")


def test_the_desk_s_pages_are_legible(demo: County, open_browser: Open) -> None:
    officer = sign_in(demo, open_browser, OFFICER, "desk")
    officer.get_by_text("云溪镇").first.wait_for()
    look_in_both_sizes(officer, "townships")
    clerk = sign_in(demo, open_browser, CLERK, "desk")
    clerk.get_by_text("刘石云").first.wait_for()
    look_in_both_sizes(clerk, "township-people")
    clerk.get_by_role("link", name="刘石云").first.click()
    expect(clerk.get_by_role("heading", name="刘石云")).to_be_visible()
    look_in_both_sizes(clerk, "township-person")
    clerk.locator(".desk-strip a").nth(2).press("Enter")
    expect(clerk.get_by_role("heading", name="适用的办法")).to_be_in_viewport()
    look_in_both_sizes(clerk, "township-person-day")
    for words, name in (("工作人员", "workers"), ("待处理", "parked")):
        clerk.get_by_role("link", name=words).first.click()
        expect(clerk.get_by_role("heading", name=words).first).to_be_visible()
        look_in_both_sizes(clerk, name)
    # on a phone the language is chosen on the page "me"
    clerk.get_by_role("button", name="English").click()
    look(clerk, "parked-english-desk")
    officer.get_by_role("button", name="English").click()
    look(officer, "townships-english-desk")
    assert height_of(officer.get_by_role("banner")) < 2 * height_of(officer.get_by_role("link", name="Policies"))


def height_of(part: Locator) -> float:
    """In pixels."""
    box = part.bounding_box()
    assert box is not None
    return box["height"]


def sign_in(county: County, open_browser: Open, who: int, size: str) -> Page:
    """A browser in which a member of the cast has opened her link; phones and desks each need a link of their own."""
    page = open_browser(SIZES[size]).new_page()
    page.goto(county.link(who))
    if who not in (CLERK, OFFICER):
        choose_pin(page)
    page.wait_for_url(lambda address: "/enrol/" not in address)
    page.get_by_role("heading").first.wait_for()
    return page


def open_page(page: Page, county: County, path: str) -> None:
    page.goto(f"{county.address}/{path}")
    page.get_by_role("heading").first.wait_for()


def look_in_both_sizes(page: Page, name: str) -> None:
    """The same page on a phone and at a desk: as far as it is open, in the size it had before."""
    before = page.viewport_size
    for size, shape in SIZES.items():
        page.set_viewport_size({"width": shape["width"], "height": shape["height"]})
        look(page, f"{name}-{size}")
    if before:
        page.set_viewport_size(before)


def look(page: Page, name: str) -> None:
    """Keeps the picture, and refuses what axe calls serious."""
    page.wait_for_load_state("networkidle")
    keep_screen(page, name)
    if page.evaluate("!globalThis.axe"):
        page.evaluate(AXE)
    found: list[Any] = page.evaluate(RUN_AXE)
    serious = [problem for problem in found if problem["impact"] in ("serious", "critical")]
    told = [(problem["id"], [node["html"][:120] for node in problem["nodes"]][:3]) for problem in serious]
    assert not told, f"{name}: {told}"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{name} scrolls sideways"
