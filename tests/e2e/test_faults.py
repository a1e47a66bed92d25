"""What a browser does to a page: kills it, empties or fills its storage, closes its databases, brings a new version."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from random import Random
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, CDPSession, Page, expect
from playwright.sync_api import Error as BrowserError

from e2e import field as fields
from e2e.camera import photograph, take
from e2e.field import (
    SAID,
    Carer,
    Field,
    begin_visit,
    deploy,
    log_visit,
    open_app,
    save,
    stored,
    sync_until_all_is_sent,
)
from e2e.pins import settle_in
from e2e.screens import PHONE, keep_screen

pytestmark = pytest.mark.browser
Open = Callable[[dict[str, int]], BrowserContext]
TELLS_WHAT_IT_SAYS = f"""new MutationObserver(() => {{
    if (!window.hasSaid && document.querySelector("h1")?.innerText.includes("{SAID}")) {{
        window.hasSaid = true;
        console.log("it says that it is saved");
    }}
}}).observe(document, {{ childList: true, subtree: true, characterData: true }});"""
KEEPS_HANDLES = """const open = IDBFactory.prototype.open;
window.handles = [];
window.failures = 0;
IDBFactory.prototype.open = function (...wanted) {
    if (window.failures > 0) {
        window.failures -= 1;
        throw new DOMException("Internal error opening backing store for indexedDB.open.", "UnknownError");
    }
    const request = open.apply(this, wanted);
    request.addEventListener("success", () => window.handles.push(request.result));
    return request;
};"""
LOSES_HANDLES = """(failures) => {
    window.failures = failures;
    for (const handle of window.handles.splice(0)) {
        handle.close();
        handle.dispatchEvent(new Event("close"));
    }
}"""
FILLS_THE_PHONE = """async (user) => {
    const emptying = indexedDB.deleteDatabase(`cache.v2.${user}`);
    await new Promise((done) => (emptying.onsuccess = () => done()));
    const opening = indexedDB.open("photos of another app");
    opening.onupgradeneeded = () => opening.result.createObjectStore("photo", { autoIncrement: true });
    const database = await new Promise((done) => (opening.onsuccess = () => done(opening.result)));
    for (let size = 512 * 1024; size >= 64; ) {
        const photo = new Uint8Array(size);
        for (let from = 0; from < size; from += 65536) crypto.getRandomValues(photo.subarray(from, from + 65536));
        const storing = database.transaction("photo", "readwrite", { durability: "strict" });
        storing.objectStore("photo").put(photo);
        const isStored = await new Promise((done) => {
            storing.oncomplete = () => done(true);
            storing.onabort = () => done(false);
        });
        if (!isStored) size /= 2;
    }
}"""
USED = "async () => (await navigator.storage.estimate()).usage"
IS_LOOKED_AT = "document.dispatchEvent(new Event('visibilitychange'))"


@pytest.fixture(scope="module")
def field(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Field]:
    with fields.field(tmp_path_factory.mktemp("field")) as here:
        yield here


@pytest.fixture
def phone(open_browser: Open) -> BrowserContext:
    return open_browser(PHONE)


def devtools(page: Page, command: str, **more: Any) -> None:
    page.context.new_cdp_session(page).send(command, more)


def crash(page: Page) -> None:
    """The process of the page is killed, as a phone does that runs out of memory."""
    with suppress(BrowserError):
        page.goto("chrome://crash", wait_until="commit", timeout=2_000)
    page.close()


@pytest.mark.parametrize("end", [crash, Page.close], ids=["crashed", "closed"])
def test_killed_in_the_middle_of_a_save_it_is_stored_or_still_a_draft(
    field: Field, phone: BrowserContext, end: Callable[[Page], None]
) -> None:
    carer, random = field.carer(people=3), Random(5)
    field.sign_in(carer, phone.pages[0] if phone.pages else phone.new_page())
    phone.set_offline(True)
    for name in carer.people:
        page = open_app(phone, field.address)
        said = heard_from(page)
        begin_visit(page, name, f"看望{name}")
        page.evaluate("setTimeout(() => document.querySelector('.save-bar button').click())")
        page.wait_for_timeout(random.uniform(0, 40))
        end(page)
        it_is_stored_or_a_draft(field, phone, carer, name, has_said="it says that it is saved" in said)
    page = open_app(phone, field.address)
    kept = [one["note"] for one in stored(page, carer)]
    phone.set_offline(False)
    sync_until_all_is_sent(page)
    assert field.notes(carer) == Counter(kept)


def heard_from(page: Page) -> list[str]:
    """What the page says about saving, until it is killed."""
    said: list[str] = []
    page.on("console", lambda told: said.append(told.text))
    page.evaluate(TELLS_WHAT_IT_SAYS)
    return said


def it_is_stored_or_a_draft(field: Field, phone: BrowserContext, carer: Carer, name: str, *, has_said: bool) -> None:
    page = open_app(phone, field.address)
    expect(page.get_by_role("link", name=f"记录探访：{name}")).to_be_visible()
    is_stored = f"看望{name}" in {one["note"] for one in stored(page, carer)}
    assert is_stored or not has_said
    page.get_by_role("link", name=f"记录探访：{name}").click()
    if is_stored:
        expect(page.get_by_role("button", name="再记一条")).to_be_visible()
    else:
        expect(page.get_by_label("备注")).to_have_value(f"看望{name}")
    page.close()


def test_killed_in_the_middle_of_syncs_all_arrives_once(field: Field, phone: BrowserContext) -> None:
    carer, random = field.carer(people=3), Random(7)
    page = phone.new_page()
    field.sign_in(carer, page)
    for name in carer.people:
        phone.set_offline(True)
        log_visit(page, name, f"看望{name}")
        phone.set_offline(False)
        page.wait_for_timeout(random.uniform(0, 60))
        crash(page)
        page = open_app(phone, field.address)
        expect(page.get_by_role("link", name=f"记录探访：{name}")).to_be_visible()
        assert {one["id"] for one in stored(page, carer) if one["state"] == "acked"} <= field.journal(carer)
    sync_until_all_is_sent(page)
    assert field.notes(carer) == Counter(f"看望{name}" for name in carer.people)
    assert {one["id"] for one in stored(page, carer)} == field.journal(carer)


def test_with_its_storage_cleared_the_app_says_so_and_all_that_was_sent_comes_back(
    field: Field, phone: BrowserContext
) -> None:
    carer = field.carer()
    page = phone.new_page()
    link = field.link(carer)
    settle_in(page, link)
    log_visit(page, carer.people[0], "上次来过")
    sync_until_all_is_sent(page)
    page.goto("about:blank")
    devtools(page, "Storage.clearDataForOrigin", origin=field.address, storageTypes="all")

    page.goto(field.address)
    expect(page.get_by_text("请先登录")).to_be_visible()
    expect(page.get_by_text("清掉了守望的数据")).to_be_visible()
    keep_screen(page, "phone-storage-cleared")
    page.goto(link)
    expect(page.get_by_text("清理过")).to_be_visible()
    settle_in(page, field.link(carer))
    expect(page.get_by_text(carer.people[0], exact=True).first).to_be_visible()
    page.get_by_role("link", name="我的记录").click()
    expect(page.get_by_text("上次来过")).to_be_visible()
    expect(page.get_by_text("已上传", exact=True)).to_have_count(1)
    assert field.notes(carer) == Counter(["上次来过"])


def test_storage_cleared_under_an_open_page_takes_nothing_that_is_unsent(field: Field, phone: BrowserContext) -> None:
    carer = field.carer()
    page = phone.new_page()
    field.sign_in(carer, page)
    phone.set_offline(True)
    log_visit(page, carer.people[0], "还没上传")
    devtools(page, "Storage.clearDataForOrigin", origin=field.address, storageTypes="indexeddb")
    page.evaluate(IS_LOOKED_AT)
    expect(page.get_by_text("本机未上传 1 条")).to_be_visible()
    phone.set_offline(False)
    sync_until_all_is_sent(page)
    assert field.notes(carer) == Counter(["还没上传"])


def test_a_new_version_waits_until_the_form_is_done(field: Field, phone: BrowserContext) -> None:
    carer = field.carer()
    page = phone.new_page()
    field.sign_in(carer, page)
    begin_visit(page, carer.people[0], "写到一半")
    page.evaluate("window.isTheSamePage = true")
    deploy(field.web, "我的记录", "全部记录")
    page.evaluate(IS_LOOKED_AT)
    page.wait_for_function("navigator.serviceWorker.ready.then((found) => found.waiting !== null)")
    other = open_app(phone, field.address)
    expect(other.get_by_role("link", name="我的记录")).to_be_visible()
    other.get_by_role("button", name="换上新版本").click()
    expect(other.get_by_role("link", name="全部记录")).to_be_visible()

    assert page.evaluate("window.isTheSamePage")
    expect(page.get_by_label("备注")).to_have_value("写到一半")
    save(page)
    page.get_by_text("回到名单").click()
    sync_until_all_is_sent(page)
    expect(page.get_by_role("button", name="换上新版本")).to_be_visible()
    devtools(page, "Network.clearBrowserCache")
    page.get_by_role("link", name="我的", exact=True).click()
    expect(page.get_by_role("link", name="全部记录")).to_be_visible()
    assert field.notes(carer) == Counter(["写到一半"])
    deploy(field.web, "全部记录", "我的记录")


def test_two_tabs_show_the_same_and_send_it_once(field: Field, phone: BrowserContext) -> None:
    carer = field.carer(people=2)
    one = phone.new_page()
    field.sign_in(carer, one)
    other = open_app(phone, field.address)
    expect(other.get_by_text("全部已上传")).to_be_visible()
    phone.set_offline(True)
    log_visit(one, carer.people[0], "第一页")
    log_visit(other, carer.people[1], "第二页")
    one.evaluate(IS_LOOKED_AT)
    for page in (one, other):
        expect(page.get_by_text("本机未上传 2 条")).to_be_visible()
    phone.set_offline(False)
    for page in (one, other):
        page.evaluate("document.querySelector('.state-bar button').click()")
    for page in (one, other):
        sync_until_all_is_sent(page)
        page.get_by_role("link", name="我的记录").click()
        expect(page.get_by_text("已上传", exact=True)).to_have_count(2)
    assert field.notes(carer) == Counter(["第一页", "第二页"])


@pytest.mark.parametrize("failures", [0, 1], ids=["closed", "does-not-open-at-once"])
def test_lost_handles_of_the_databases_are_opened_again(field: Field, phone: BrowserContext, failures: int) -> None:
    carer = field.carer()
    phone.add_init_script(KEEPS_HANDLES)
    page = phone.new_page()
    field.sign_in(carer, page)
    begin_visit(page, carer.people[0], "数据库断了")
    assert page.evaluate("window.handles.length") >= 2
    page.evaluate(LOSES_HANDLES, failures)
    save(page)
    if failures:
        expect(page.get_by_text("没有存上").or_(page.get_by_role("heading", name=SAID))).to_be_visible()
        if page.get_by_text("没有存上").count():
            assert stored(page, carer) == []
            save(page)
    expect(page.get_by_text("回到名单")).to_be_visible()
    page.evaluate(LOSES_HANDLES, 0)
    page.get_by_text("回到名单").click()
    sync_until_all_is_sent(page)
    assert field.notes(carer) == Counter(["数据库断了"])


def allow_bytes(quota: CDPSession, origin: str, most: int | None) -> None:
    """The browser gives the app so much room; None: as much as there is."""
    more = {} if most is None else {"quotaSize": most}
    quota.send("Storage.overrideQuotaForOrigin", {"origin": origin, **more})


def test_on_a_full_phone_pictures_stop_first_and_nothing_is_called_saved_that_is_not(
    field: Field, phone: BrowserContext
) -> None:
    carer = field.carer(people=2)
    page = phone.new_page()
    quota = phone.new_cdp_session(page)
    allow = partial(allow_bytes, quota, field.address)
    allow(4_000_000)  # before the databases are opened: Chromium believes for a while in the room that it found once
    field.sign_in(carer, page)
    begin_visit(page, carer.people[0], "照片没有位置")
    picture = photograph(page, 1_280, 1_280, 3)
    page.evaluate(FILLS_THE_PHONE, carer.user)
    allow(page.evaluate(USED) + 100_000)
    assert len(picture) > 300_000
    take(page, picture)
    expect(page.get_by_text("手机空间不够，照片先不拍了")).to_be_visible()
    expect(page.locator("input[type=file]")).to_have_count(0)
    keep_screen(page, "phone-pictures-full")
    save(page)
    page.get_by_text("回到名单").click()
    sync_until_all_is_sent(page)
    assert field.notes(carer) == Counter(["照片没有位置"])

    begin_visit(page, carer.people[1], "手机满了")
    page.evaluate(FILLS_THE_PHONE, carer.user)
    save(page)
    expect(page.get_by_text("手机存储空间满了，没有存上")).to_be_visible()
    keep_screen(page, "phone-storage-full")
    expect(page.get_by_label("备注")).to_have_value("手机满了")
    assert len(stored(page, carer)) == 1
    allow(None)
    save(page)
    expect(page.get_by_text("回到名单")).to_be_visible()
    page.get_by_text("回到名单").click()
    sync_until_all_is_sent(page)
    expect(page.get_by_text(carer.people[0], exact=True).first).to_be_visible()
    assert field.notes(carer) == Counter(["照片没有位置", "手机满了"])
