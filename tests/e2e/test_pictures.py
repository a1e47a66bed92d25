"""Pictures with a visit: from the camera to the desk, with what goes wrong on the way."""

import base64
import hashlib
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import FilePayload, Page, Route, expect

from blobs.test_blobs import segment
from e2e.county import County
from e2e.field import sync_until_all_is_sent
from e2e.test_pages import CARER, CLERK, look, look_in_both_sizes, open_page, sign_in
from e2e.test_policies_and_extra import Open

pytestmark = pytest.mark.browser
FIRST = "唐长根"
WHERE = b"Exif\0\0MM GPS of the elder's door"
PICTURE = """([width, height, seed]) => {
    const canvas = Object.assign(document.createElement("canvas"), { width, height });
    const context = canvas.getContext("2d");
    const noise = context.createImageData(64, 64);
    for (let y = 0; y < height; y += 64) for (let x = 0; x < width; x += 64) {
        for (let at = 0; at < noise.data.length; at++) {
            seed = (seed * 1103515245 + 12345) % 2147483648;
            noise.data[at] = at % 4 === 3 ? 255 : seed >>> 16;
        }
        context.putImageData(noise, x, y);
        if (width > 2000 && x > 640) break;
    }
    return canvas.toDataURL("image/jpeg", 0.9).split(",")[1];
}"""
KEPT = """async () => {
    const [{ name }] = (await indexedDB.databases()).filter(({ name }) => name.startsWith("outbox."));
    const opening = indexedDB.open(name);
    const database = await new Promise((done) => (opening.onsuccess = () => done(opening.result)));
    const asked = database.transaction("blob").objectStore("blob").getAll();
    const rows = await new Promise((done) => (asked.onsuccess = () => done(asked.result)));
    database.close();
    const waiting = rows.filter(({ state }) => !state.startsWith("acked "));
    return waiting.map(({ bytes, mutation }) => [new Uint8Array(bytes)[0], mutation.length]);
}"""

SIZE = "(image) => [image.naturalWidth, image.naturalHeight]"
FULL = """() => {
    const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function (row) {
        if (row.bytes?.byteLength > 100_000) throw new DOMException("full", "QuotaExceededError");
        return put.call(this, row);
    };
}"""
"""A phone that has room for records and for no picture any more."""


def photograph(page: Page, width: int, height: int, seed: int) -> bytes:
    """As a camera would give it: with where it was taken."""
    drawn = base64.b64decode(page.evaluate(PICTURE, [width, height, seed]))
    return drawn[:2] + segment(0xE1, WHERE) + drawn[2:]


def take(page: Page, picture: bytes) -> None:
    file: FilePayload = {"name": "IMG_1.jpg", "mimeType": "image/jpeg", "buffer": picture}
    page.locator("input[type=file]").set_input_files(file)
    expect(page.get_by_text("正在处理…")).to_have_count(0)


def test_pictures_from_the_camera_to_the_desk(demo: County, open_browser: Open) -> None:
    page = sign_in(demo, open_browser, CARER, "phone")
    page.get_by_text(FIRST, exact=True).first.wait_for()
    page.evaluate("navigator.serviceWorker.ready.then(() => null)")
    page.context.set_offline(True)
    page.get_by_role("link", name=f"记录探访：{FIRST}").click()
    takes_two_of_four(page)
    page.get_by_role("button", name="一切正常").click()
    page.get_by_role("button", name="保存").click()
    page.get_by_role("button", name="回到名单").wait_for()
    kept: list[Any] = page.evaluate(KEPT)
    assert kept == [[1, 1], [1, 1]]
    page = dies_in_the_middle(page)
    desk = misses_one_at_the_desk(demo, open_browser)
    page.context.set_offline(False)
    sync_until_all_is_sent(page)
    expect(page.get_by_text("照片、录音还有")).to_have_count(0)
    page.wait_for_function(f"async () => (await ({KEPT})()).length === 0")
    leaves_room_for_records(page)
    sees_them_at_the_desk(demo, desk)


def takes_two_of_four(page: Page) -> None:
    """A broken one is said, the same one twice is one; a large one is drawn beside the page."""
    camera = page.locator("input[type=file]")
    camera.wait_for(state="attached")
    assert (camera.get_attribute("accept"), camera.get_attribute("capture")) == ("image/*", "environment")
    take(page, b"\xff\xd8\xff" + b"no picture" * 50)
    expect(page.get_by_text("这张照片打不开")).to_be_visible()
    slow = page.context.new_cdp_session(page)
    slow.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    large = photograph(page, 4_000, 3_000, 1)
    with page.expect_worker(lambda worker: "drawing-worker" in worker.url):
        take(page, large)
    slow.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    expect(page.get_by_alt_text("第 1 张照片")).to_be_visible()
    take(page, large)
    expect(page.get_by_alt_text("第 2 张照片")).to_have_count(0)
    take(page, photograph(page, 900, 1_200, 2))
    expect(page.get_by_alt_text("第 2 张照片")).to_be_visible()
    page.get_by_role("heading", name="照片和留言").scroll_into_view_if_needed()
    look(page, "phone-pictures")


def dies_in_the_middle(page: Page) -> Page:
    """The line breaks within a picture and the app with it; the record is there all the same."""
    pieces: list[str] = []

    def cut(route: Route) -> None:
        if route.request.method == "PATCH":
            pieces.append(route.request.url)
        if len(pieces) == 2:
            route.abort()
        else:
            route.continue_()

    page.context.route("**/api/blobs/*", cut)
    page.context.set_offline(False)
    page.get_by_role("button", name="回到名单").click()
    sync_until_all_is_sent(page)
    expect(page.get_by_text("照片、录音还有")).to_be_visible()
    look(page, "phone-pictures-left")
    page.context.set_offline(True)
    page.context.unroute("**/api/blobs/*")
    again = page.context.new_page()
    page.close()
    again.goto(page.url.split("#")[0])
    again.get_by_text(FIRST, exact=True).first.wait_for()
    return again


def leaves_room_for_records(page: Page) -> None:
    """Where the phone has no room for a picture it takes none, and a record is saved as ever."""
    page.get_by_role("link", name="记录探访：").nth(1).click()
    page.locator("input[type=file]").wait_for(state="attached")
    large = photograph(page, 900, 1_200, 3)
    page.evaluate(FULL)
    take(page, large)
    expect(page.get_by_text("手机空间不够")).to_be_visible()
    expect(page.locator("input[type=file]")).to_have_count(0)
    look(page, "phone-pictures-full")
    page.get_by_role("button", name="一切正常").click()
    page.get_by_role("button", name="保存").click()
    page.get_by_role("button", name="回到名单").click()
    sync_until_all_is_sent(page)


def misses_one_at_the_desk(demo: County, open_browser: Open) -> Page:
    desk = sign_in(demo, open_browser, CLERK, "desk")
    open_page(desk, demo, "#/desk/phones")
    hers = desk.get_by_role("row").filter(has_text="罗桂英")
    expect(hers.get_by_text("2 个照片或录音没传")).to_be_visible()
    look(desk, "desk-phones")
    open_page(desk, demo, "#/desk/parked")
    expect(desk.get_by_text("说有 2 件，到了 1 件")).to_be_visible()
    look(desk, "desk-pictures-missing")
    desk.get_by_role("link", name=FIRST).first.click()
    expect(desk.get_by_text("说有照片 2 张，到了 1 张")).to_be_visible()
    return desk


def sees_them_at_the_desk(demo: County, desk: Page) -> None:
    desk.reload()
    expect(desk.get_by_text("照片 2 张，都到了")).to_be_visible()
    first = desk.get_by_role("button", name="第 1 张照片")
    first.scroll_into_view_if_needed()  # it is fetched when it comes into view
    small = first.locator("img")
    small.wait_for()
    assert small.evaluate(SIZE) == [240, 180]
    first.click()
    whole = desk.get_by_alt_text("看整张：第 1 张照片")
    expect(whole).to_be_visible()
    assert whole.evaluate(SIZE) == [1_280, 960]
    whole.scroll_into_view_if_needed()
    look_in_both_sizes(desk, "pictures")
    first.click()
    expect(whole).to_have_count(0)
    look(desk, "desk-pictures-small")
    for sha256 in kept_by(demo):
        content = demo.blobs / sha256[:2] / sha256
        assert hashlib.sha256(content.read_bytes()).hexdigest() == sha256
        assert WHERE not in content.read_bytes()


def kept_by(demo: County) -> list[str]:
    found = [file.name for file in Path(demo.blobs).glob("??/*")]
    assert len(found) == 2
    return found
