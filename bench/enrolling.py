"""A newcomer with a slip of paper: what the machines take of her 20 seconds, on a slow phone and a slow network."""

from collections.abc import Iterator
from time import perf_counter

from playwright.sync_api import Page, Playwright, sync_playwright

from bench.figures import Figure, NotTakenError
from bench.ground import Ground
from bench.opening import CHROMIUM, PHONE, THROTTLE, TIMES, new_code, visit_buttons
from bench.servers import serving
from bench.throttling import throttled
from e2e import camera
from e2e.pins import PIN, type_pin

BITS, ROUND_TRIP = 4_000_000, 0.1
"""4G in a village."""
TAPS = 2 + 2 * len(PIN)
"""Scan, allow the camera, and the PIN twice."""


def measure(ground: Ground) -> Iterator[Figure]:
    """The median of a few; each in a browser that has never been here."""
    if CHROMIUM is None:
        raise NotTakenError("there is no Chromium: apt-get install chromium")
    url = ground.empty("sqlite")
    ground.shouwang(url, "demo", "--small")
    with serving(url) as server, throttled(server.address, BITS, ROUND_TRIP) as address, sync_playwright() as driver:
        runs = [_from_slip_to_list(driver, ground, address, new_code(url)) for _ in range(TIMES)]
    first, scanned, begun = (sorted(times)[TIMES // 2] for times in zip(*runs, strict=True))
    slow = f"processor ÷ {THROTTLE}, 4 Mbit/s"
    yield Figure(f"app opened for the first time, {slow}", first, "s")
    yield Figure(f"from 'scan' to the PIN, {slow}", scanned, "s", remark="camera, code read, signed in")
    yield Figure(f"from the PIN to the list, {slow}", begun, "s", remark="key derived, sealed, pulled")
    yield Figure("taps from the slip to the list", TAPS, "", remark="scan, allow the camera, the PIN twice")
    told = f"{first + scanned + begun:.1f} s of machines, {TAPS} taps of 0.7 s"
    yield Figure("a newcomer's time to the first page", first + scanned + begun + 0.7 * TAPS, "s", "≤ 20", told)


def _from_slip_to_list(playwright: Playwright, ground: Ground, address: str, code: str) -> tuple[float, float, float]:
    film = ground.folder / "slip.y4m"
    camera.shoot(film, [f"{address}/#/enrol/{code}"])
    arguments = ["--no-sandbox", *camera.arguments(film)]
    chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
    context = chromium.new_context(viewport=PHONE, locale="zh-CN", permissions=["camera"])
    page = context.new_page()
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": THROTTLE})
    scan = page.get_by_role("link", name="扫二维码")
    started = perf_counter()
    page.goto(address)
    scan.wait_for()
    opened = perf_counter()
    scan.click()
    page.get_by_role("region", name="设一个 6 位密码").wait_for()
    scanned = perf_counter()
    chosen = _chosen_pin(page)
    visit_buttons(page).first.wait_for()
    begun = perf_counter()
    chromium.close()
    return opened - started, scanned - opened, begun - chosen


def _chosen_pin(page: Page) -> float:
    """When the last key of the PIN was pressed."""
    for title in ("设一个 6 位密码", "再输一次"):
        page.get_by_role("region", name=title).wait_for()
        type_pin(page)
    return perf_counter()
