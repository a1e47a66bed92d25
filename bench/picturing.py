"""A picture of twelve million pixels at a visit, at a sixth of this machine's speed: does the page answer meanwhile?"""

from collections.abc import Iterator
from time import process_time
from typing import Any

from playwright.sync_api import FilePayload, Page, sync_playwright

from bench.figures import Figure, NotTakenError
from bench.ground import Ground
from bench.opening import CHROMIUM, PHONE, THROTTLE, TIMES, new_code, visit_buttons
from bench.servers import serving
from blobs.test_small import photo
from e2e.pins import settle_in
from shouwang.blobs.small import made_small

WATCHES = """() => {
    const file = document.querySelector("input[type=file]");
    window.told = new Promise((resolve) => {
        file.addEventListener("change", () => {
            const began = performance.now();
            const frames = [began];
            const tasks = [];
            const watch = new PerformanceObserver((list) => tasks.push(...list.getEntries()));
            watch.observe({ type: "longtask" });
            const frame = (now) => {
                frames.push(now);
                if (document.querySelector(".thumbs img")?.complete) {
                    watch.disconnect();
                    const gaps = frames.slice(1).map((at, index) => at - frames[index]);
                    // The task in which the file is handed over is the test's own, and unpacks it.
                    const ours = tasks.filter(({ startTime }) => startTime > began);
                    const longest = Math.max(0, ...ours.map(({ duration }) => duration));
                    resolve({ all: now - began, gap: Math.max(...gaps), task: longest, frames: frames.length });
                } else requestAnimationFrame(frame);
            };
            requestAnimationFrame(frame);
        }, { capture: true, once: true });
    });
}"""
"""From the moment that the camera hands over its file until the small picture is on the page."""


def measure(ground: Ground) -> Iterator[Figure]:
    """The median of a few, each on a page of its own; and what the desk's small pictures weigh and cost."""
    if CHROMIUM is None:
        raise NotTakenError("there is no Chromium: apt-get install chromium")
    url = ground.empty("sqlite")
    ground.shouwang(url, "demo", "--small")
    large = photo(4_000, 3_000)
    with serving(url) as server, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = chromium.new_context(viewport=PHONE, locale="zh-CN").new_page()
        settle_in(page, f"{server.address}/#/enrol/{new_code(url)}")
        taken = [_take(page, server.address, number, large) for number in range(TIMES)]
        chromium.close()
    slow = f"processor ÷ {THROTTLE}"
    took = sorted(each["all"] for each in taken)[TIMES // 2]
    task, gap = (max(each[what] for each in taken) for what in ("task", "gap"))
    yield Figure(f"picture of 12 megapixels until it is kept, {slow}", took / 1_000, "s")
    yield Figure(f"picture: longest task of the page, {slow}", task / 1_000, "s", "≤ 0.2")
    yield Figure(f"picture: longest time without a frame, {slow}", gap / 1_000, "s", "≤ 0.5")
    yield from _small()


def _take(page: Page, address: str, number: int, picture: bytes) -> Any:
    page.goto(f"{address}/#/")
    visit_buttons(page).nth(number).click()
    page.locator("input[type=file]").wait_for(state="attached")
    devtools = page.context.new_cdp_session(page)
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": THROTTLE})
    page.evaluate(WATCHES)
    file: FilePayload = {"name": "IMG_1.jpg", "mimeType": "image/jpeg", "buffer": picture}
    page.locator("input[type=file]").set_input_files(file)
    told = page.evaluate("window.told")
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    return told


def _small() -> Iterator[Figure]:
    whole = photo()
    began = process_time()
    small = [made_small(whole) for _ in range(50)][-1] or b""
    each = (process_time() - began) / 50
    yield Figure("picture as a phone sends it", len(whole) / 1_000, "kB")
    yield Figure("the same small, for a list", len(small) / 1_000, "kB")
    yield Figure("made small, of processor time", each * 1_000, "ms")
