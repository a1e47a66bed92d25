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
CARER, LEADER, HEALTH_WORKER, CLERK, OFFICER = range(5)
SIZES = {"phone": PHONE, "desk": DESK}


@pytest.mark.parametrize("size", SIZES)
def test_the_field_s_pages_are_legible(demo: County, open_browser: Open, size: str) -> None:
    page = sign_in(demo, open_browser, CARER, size)
    look(page, f"people-{size}")
    page.get_by_role("link", name=re.compile("^记录探访")).first.click()
    page.get_by_role("button", name="保存").wait_for()
    look(page, f"visit-{size}")
    page.get_by_role("radio", name="没见到人").check()
    look(page, f"attempt-{size}")
    page.get_by_role("radio", name="见到了").check()
    page.get_by_role("button", name="一切正常").click()
    page.get_by_role("radio", name="电话").check()
    look(page, f"visit-by-phone-{size}")
    page.get_by_role("button", name="保存").click()
    page.get_by_text("回到名单").wait_for()
    look(page, f"saved-{size}")
    for name, path in (("records", "#/records"), ("me", "#/me"), ("unknown", "#/nowhere")):
        open_page(page, demo, path)
        look(page, f"{name}-{size}")
    open_page(page, demo, "#/")
    page.locator("a[href^='#/people/']").first.click()
    page.get_by_role("heading").first.wait_for()
    look(page, f"person-{size}")


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


@pytest.mark.parametrize("size", SIZES)
def test_the_pages_of_those_without_people_are_legible(demo: County, open_browser: Open, size: str) -> None:
    for who, name in ((LEADER, "volunteer-leader"), (HEALTH_WORKER, "health-worker")):
        look(sign_in(demo, open_browser, who, size), f"{name}-{size}")
    nobody = open_browser(SIZES[size]).new_page()
    nobody.goto(demo.address)
    nobody.get_by_role("heading").first.wait_for()
    look(nobody, f"no-account-{size}")
    nobody.goto(f"{demo.address}/#/enrol/nosuchcode")
    nobody.get_by_role("button").first.wait_for()
    look(nobody, f"enrolment-failed-{size}")


@pytest.mark.parametrize("size", SIZES)
def test_the_desk_s_pages_are_legible(demo: County, open_browser: Open, size: str) -> None:
    officer = sign_in(demo, open_browser, OFFICER, size)
    officer.get_by_text("云溪镇").first.wait_for()
    look(officer, f"townships-{size}")
    clerk = sign_in(demo, open_browser, CLERK, size)
    clerk.get_by_text("刘石云").first.wait_for()
    look(clerk, f"township-people-{size}")
    clerk.get_by_role("link", name="刘石云").first.click()
    expect(clerk.get_by_role("heading", name="刘石云")).to_be_visible()
    look(clerk, f"township-person-{size}")
    clerk.locator(".desk-strip a").nth(2).press("Enter")
    expect(clerk.get_by_role("heading", name="适用的办法")).to_be_in_viewport()
    look(clerk, f"township-person-day-{size}")
    for words, name in (("工作人员", "workers"), ("待处理", "parked")):
        clerk.get_by_role("link", name=words).first.click()
        expect(clerk.get_by_role("heading", name=words).first).to_be_visible()
        look(clerk, f"{name}-{size}")
    if size == "desk":  # on a phone the language is chosen on the page "me"
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


def look(page: Page, name: str) -> None:
    """Keeps the picture, and refuses what axe calls serious."""
    page.wait_for_load_state("networkidle")
    keep_screen(page, name)
    page.evaluate(AXE)
    found: list[Any] = page.evaluate("axe.run().then((result) => result.violations)")
    serious = [problem for problem in found if problem["impact"] in ("serious", "critical")]
    told = [(problem["id"], [node["html"][:120] for node in problem["nodes"]][:3]) for problem in serious]
    assert not told, f"{name}: {told}"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{name} scrolls sideways"
