"""Pictures with a visit: from the camera to the desk, with what goes wrong on the way."""

import hashlib
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from e2e.camera import WHERE, photograph, take
from e2e.county import County
from e2e.field import open_app, sync_until_all_is_sent
from e2e.test_faults import crash
from e2e.test_pages import CARER, CLERK, look, look_in_both_sizes, open_page, sign_in
from e2e.test_policies_and_extra import Open
from shouwang.blobs import service
from shouwang.blobs.checking import check
from shouwang.blobs.rules import Problem

pytestmark = pytest.mark.browser
FIRST = "唐长根"
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
FRAMES = """() => {
    window.frames = 0;
    const frame = () => {
        window.frames += 1;
        requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
}"""
"""How often the page could be drawn; for how long it could not, bench/picturing.py measures."""


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
    page.evaluate("location.hash = '#/me'")
    expect(page.get_by_text("还有 1 条记录、2 个照片或录音只在这部手机里")).to_be_visible()
    page.go_back()
    page = dies_in_the_middle(page)
    desk = misses_one_at_the_desk(demo, open_browser)
    page.context.set_offline(False)
    sync_until_all_is_sent(page)
    expect(page.get_by_text("照片、录音还有")).to_have_count(0)
    page.wait_for_function(f"async () => (await ({KEPT})()).length === 0")
    sees_them_at_the_desk(demo, desk)
    is_lied_to_and_told_what_was_not_taken(demo, page)
    is_asked_for_what_the_server_lost(demo, page, desk)


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
        page.evaluate(FRAMES)
        take(page, large)
    assert page.evaluate("window.frames") > 5, "the page stood still while it drew"
    slow.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    expect(page.get_by_alt_text("第 1 张照片")).to_be_visible()
    take(page, large)
    expect(page.get_by_text("这张照片已经放进来了")).to_be_visible()
    expect(page.get_by_alt_text("第 2 张照片")).to_have_count(0)
    take(page, photograph(page, 900, 1_200, 2))
    expect(page.get_by_alt_text("第 2 张照片")).to_be_visible()
    page.get_by_role("radio", name="电话").check()
    expect(page.get_by_text("照片上印的是“上门”，现在选的是“电话”")).to_be_visible()
    page.get_by_role("radio", name="上门").check()
    expect(page.get_by_text("照片上印的是")).to_have_count(0)
    begun_and_not_saved(page)
    page.get_by_role("heading", name="照片和留言").scroll_into_view_if_needed()
    look(page, "phone-pictures")


def begun_and_not_saved(page: Page) -> None:
    page.evaluate("location.hash = '#/me'")
    expect(page.get_by_text("还有 1 张没按“保存”的表只在这部手机里")).to_be_visible()
    look(page, "phone-me-begun")
    page.go_back()
    page.get_by_alt_text("第 2 张照片").wait_for()


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
    expect(page.get_by_text("照片、录音还有 1 个没传")).to_be_visible()
    look(page, "phone-pictures-left")
    page.context.set_offline(True)
    page.context.unroute("**/api/blobs/*")
    address, context = page.url.split("#")[0], page.context
    crash(page)
    again = open_app(context, address)
    again.get_by_text(FIRST, exact=True).first.wait_for()
    return again


def is_lied_to_and_told_what_was_not_taken(demo: County, page: Page) -> None:
    """A server claims too much, the line changes a byte, the server cannot open it: in the end it arrives."""
    page.get_by_role("link", name="记录探访：").nth(1).click()
    take(page, photograph(page, 320, 240, 4))
    page.context.route("**/api/blobs/*", has_too_much)
    page.get_by_role("button", name="一切正常").click()
    page.get_by_role("button", name="保存").click()
    page.get_by_role("button", name="回到名单").click()
    for lie in (has_too_much, changes_a_byte):
        page.context.unroute("**/api/blobs/*")
        page.context.route("**/api/blobs/*", lie)
        syncs_with_a_picture(page)
        expect(page.get_by_text("照片、录音还有 1 个没传")).to_be_visible()
    page.context.unroute("**/api/blobs/*")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(service, "objection_to", lambda _: Problem.NOT_A_PICTURE)
        page.get_by_role("button", name="一键同步").click()
        expect(page.get_by_text("需处理 1 条")).to_be_visible()
    page.get_by_role("link", name="我的记录").click()
    expect(page.get_by_text("照片或录音没被收下")).to_be_visible()
    expect(page.get_by_text("文件坏了，服务器打不开。")).to_be_visible()
    look(page, "phone-pictures-refused")
    page.get_by_role("button", name="再传一次").click()
    expect(page.get_by_text("照片或录音没被收下")).to_have_count(0)
    page.wait_for_function(f"async () => (await ({KEPT})()).length === 0")
    for _ in range(100):
        if len(kept_by(demo)) == 3:
            break
        page.wait_for_timeout(100)
    assert len(kept_by(demo)) == 3
    page.get_by_role("link", name="名单").click()


def syncs_with_a_picture(page: Page) -> None:
    """A sync that runs already asks for nothing more: the button is pressed until another one does."""
    with page.expect_response("**/api/blobs/*") as answered:
        for _ in range(100):
            page.get_by_role("button", name="一键同步").click()
            page.wait_for_timeout(150)
            if answered.is_done():
                break


def has_too_much(route: Route) -> None:
    route.fulfill(status=204, headers={"Upload-Offset": "99999999"})


def changes_a_byte(route: Route) -> None:
    piece = route.request.post_data_buffer
    if piece is None:
        route.continue_()
    else:
        route.continue_(post_data=piece[:-9] + bytes([piece[-9] ^ 1]) + piece[-8:])


def is_asked_for_what_the_server_lost(demo: County, page: Page, desk: Page) -> None:
    """A file is gone from the store: the check finds it, the desk says so, the phone that keeps it sends it anew."""
    gone = kept_by(demo)[0]
    gone.unlink()
    assert check().gone == 1
    open_page(desk, demo, "#/desk/parked")
    line = desk.get_by_role("listitem").filter(has_text="发现已丢失")
    expect(line).to_be_visible()
    line.scroll_into_view_if_needed()
    look_in_both_sizes(desk, "pictures-lost")
    page.get_by_role("button", name="一键同步").click()
    expect(page.get_by_text("照片、录音还有")).to_have_count(0)
    for _ in range(100):
        if gone.exists():
            break
        page.wait_for_timeout(100)
    assert hashlib.sha256(gone.read_bytes()).hexdigest() == gone.name
    desk.reload()
    desk.get_by_role("heading", name="待处理").first.wait_for()
    expect(desk.get_by_text("发现已丢失")).to_have_count(0)


def misses_one_at_the_desk(demo: County, open_browser: Open) -> Page:
    desk = sign_in(demo, open_browser, CLERK, "desk")
    open_page(desk, demo, "#/desk/phones")
    hers = desk.get_by_role("row").filter(has_text="罗桂英")
    expect(hers.get_by_text("2 个照片或录音没传")).to_be_visible()
    look(desk, "desk-phones")
    open_page(desk, demo, "#/desk/parked")
    expect(desk.get_by_text("说有 2 件，到了 1 件")).to_be_visible()
    look(desk, "desk-pictures-missing")
    desk.get_by_role("button", name="向手机再要一次").click()
    expect(desk.get_by_text(re.compile("已向手机要$"))).to_be_visible()
    desk.get_by_role("button", name="不再等").click()
    expect(desk.get_by_text("探访记录照样算数，只是不再等这些照片、录音。")).to_be_visible()
    look_in_both_sizes(desk, "pictures-given-up")
    desk.get_by_role("link", name=FIRST).first.click()
    expect(desk.get_by_text("说有照片 2 张，到了 1 张")).to_be_visible()
    desk.go_back()
    desk.get_by_role("button", name="不再等").click()
    desk.get_by_role("button", name="确定不再等").click()
    expect(desk.get_by_text("说有 2 件，到了 1 件")).to_have_count(0)
    desk.go_forward()
    expect(desk.get_by_text("说有照片 2 张，到了 1 张，其余不再等")).to_be_visible()
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
    for content in kept_by(demo):
        assert hashlib.sha256(content.read_bytes()).hexdigest() == content.name
        assert WHERE not in content.read_bytes()
    assert len(kept_by(demo)) == 2


def kept_by(demo: County) -> list[Path]:
    """The whole ones, the newest first."""
    return sorted(Path(demo.blobs).glob("??/*"), key=lambda file: -file.stat().st_mtime)
