"""A cheap phone with no network: the app opened cold, and a visit saved, at a sixth of this machine's speed."""

from collections.abc import Iterator
from pathlib import Path
from shutil import which
from time import perf_counter

from playwright.sync_api import BrowserContext, Locator, Page, Playwright, ViewportSize, sync_playwright

from bench.figures import Figure, NotTakenError
from bench.ground import Ground
from bench.servers import serving
from e2e.pins import settle_in
from shouwang.accounts.models import User
from shouwang.accounts.roles import Role
from shouwang.accounts.service import make_enrolment
from shouwang.database import make_engine, writing
from shouwang.demo.cast import CAST

CHROMIUM = which("chromium")
THROTTLE, TIMES = 6, 3
FROM_TAP_TO_WORDS = """() => {
    const isSaid = () => document.querySelector("h1")?.textContent.includes("已存在本机");
    let tapped = 0;
    document.addEventListener("click", () => { tapped = performance.now(); }, { capture: true, once: true });
    window.tookToSave = new Promise((resolve, reject) => {
        const watch = new MutationObserver(() => {
            if (!isSaid()) return;
            watch.disconnect();
            resolve(performance.now() - tapped);
        });
        watch.observe(document.body, { childList: true, subtree: true, characterData: true });
        setTimeout(() => reject(new Error("it was not saved")), 30_000);
    });
}"""
"""Measured in the page: the machine's own way to the button is no part of it, and nothing is looked for meanwhile."""
FROM_TAP_TO_FIELDS = """() => {
    let tapped = 0;
    document.addEventListener("click", () => { tapped = performance.now(); }, { capture: true, once: true });
    window.tookToOpen = new Promise((resolve, reject) => {
        const watch = new MutationObserver(() => {
            if (!document.querySelector("[data-field]")) return;
            watch.disconnect();
            requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - tapped)));
        });
        watch.observe(document.body, { childList: true, subtree: true });
        setTimeout(() => reject(new Error("no field came")), 30_000);
    });
}"""
"""Until the first fields are painted. A promise, which `evaluate` awaits: the app's CSP lets nothing poll by `eval`."""
FROM_BUTTON_TO_BUTTON = 500
"""Milliseconds of a finger, in which the draft of the tap before is stored."""
PHONE = ViewportSize(width=360, height=740)


def measure(ground: Ground) -> Iterator[Figure]:
    """The median of a few; each in a browser that has just been started."""
    if CHROMIUM is None:
        raise NotTakenError("there is no Chromium: apt-get install chromium")
    url = ground.empty("sqlite")
    ground.shouwang(url, "demo", "--small")
    with serving(url) as server, sync_playwright() as playwright:
        profile = ground.folder / "profile"
        with _browser(playwright, profile) as context:
            _enrol(context.new_page(), server.address, new_code(url))
        runs = [_open_and_save(playwright, profile, server.address) for _ in range(TIMES)]
        forms = _open_forms(playwright, ground.folder / "health", server.address, new_code(url, Role.HEALTH_WORKER))
    opened, saved = (sorted(times)[TIMES // 2] for times in zip(*runs, strict=True))
    yield Figure(
        f"checkup: a page of the form opens, processor ÷ {THROTTLE}", sorted(forms)[len(forms) // 2], "s", "≤ 0.3"
    )
    yield Figure(f"cold offline open, processor ÷ {THROTTLE}", opened, "s")
    yield Figure(f"save of a visit, processor ÷ {THROTTLE}", saved, "s", "≤ 0.1")


def _browser(playwright: Playwright, profile: Path) -> BrowserContext:
    return playwright.chromium.launch_persistent_context(
        profile, executable_path=CHROMIUM, viewport=PHONE, locale="zh-CN", args=["--no-sandbox"]
    )


def new_code(url: str, role: Role = Role.CARER) -> str:
    """The code of a new link for somebody of the demo county."""
    engine = make_engine(url)
    with writing(engine) as session:
        carer = session.get_one(User, next(member.user_id for member in CAST if member.role is role))
        code = make_enrolment(session, carer, made_by=None, base_url="http://127.0.0.1").code
    engine.dispose()
    return code


def _enrol(page: Page, address: str, code: str) -> None:
    """Opens the link once, and waits until people and app are on the phone."""
    settle_in(page, f"{address}/#/enrol/{code}")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    visit_buttons(page).first.wait_for()


def _open_and_save(playwright: Playwright, profile: Path, address: str) -> tuple[float, float]:
    with _browser(playwright, profile) as context:
        context.set_offline(True)
        page = context.new_page()
        context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": THROTTLE})
        started = perf_counter()
        page.goto(f"{address}/#/")
        visit_buttons(page).first.wait_for()
        opened = perf_counter() - started
        visit_buttons(page).first.click()  # whoever was just seen is no longer the first
        page.get_by_text("一切正常", exact=True).click()
        page.evaluate(FROM_TAP_TO_WORDS)
        page.wait_for_timeout(FROM_BUTTON_TO_BUTTON)
        _tap(page, page.get_by_role("button", name="保存", exact=True))
        return opened, page.evaluate("window.tookToSave") / 1_000


def _open_forms(playwright: Playwright, profile: Path, address: str, code: str) -> list[float]:
    """From the tap on a section of a checkup until its fields are there, each of the longest ones; offline, and cold:
    the form's data are fetched with the first page of it."""
    times = []
    with _browser(playwright, profile) as context:
        page = context.new_page()
        settle_in(page, f"{address}/#/enrol/{code}")
        page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        page.get_by_role("link", name="今年健康体检").click()
        person = page.locator("a[href$='/checkup']").first
        person.click()
        page.locator("a[href$='/general']").wait_for()
        there = page.url
    for section in ("general", "laboratory", "constitution", "body", "life"):
        with _browser(playwright, profile) as context:
            context.set_offline(True)
            page = context.new_page()
            page.goto(there)
            link = page.locator(f"a[href$='/{section}']")
            link.wait_for()
            context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": THROTTLE})
            page.evaluate(FROM_TAP_TO_FIELDS)
            link.click()
            page.locator("[data-field]").first.wait_for()
            times.append(page.evaluate("window.tookToOpen") / 1_000)
    return times


def _tap(page: Page, button: Locator) -> None:
    """As a finger does: what a locator looks for before and after its click would be measured too."""
    box = button.bounding_box()
    if box is None:
        raise NotTakenError("the button to save is not on the page")
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def visit_buttons(page: Page) -> Locator:
    """What begins a visit, for each person of the list."""
    return page.get_by_label("记录探访")
