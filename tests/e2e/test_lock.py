"""A phone that is locked, opened, given to another and rescued, in a real browser."""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from cast import CAST
from e2e import field as fields
from e2e.camera import photograph, take
from e2e.field import Field, begin_visit, log_visit, open_app, save, sync_until_all_is_sent
from e2e.pins import PIN, choose_pin, settle_in, type_pin
from e2e.screens import PHONE
from e2e.test_pages import look
from shouwang.accounts.models import User
from shouwang.accounts.service import make_enrolment
from shouwang.database import writing
from shouwang.settings import settings

pytestmark = pytest.mark.browser
Open = Callable[[dict[str, int]], BrowserContext]
WRONG = "285046"
EVERYTHING = """async () => {
    const done = (asked) => new Promise((keep) => (asked.onsuccess = () => keep(asked.result)));
    const told = [];
    for (const { name } of await indexedDB.databases()) {
        const database = await done(indexedDB.open(name));
        for (const store of database.objectStoreNames)
            told.push(...(await done(database.transaction(store).objectStore(store).getAll())));
        database.close();
    }
    const text = (_, value) => (value instanceof Uint8Array ? new TextDecoder().decode(value) : value);
    return JSON.stringify(told, text) + JSON.stringify({ ...localStorage }) + JSON.stringify({ ...sessionStorage });
}"""
"""All that the phone stores, bytes read as text."""


@pytest.fixture(scope="module")
def field(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Field]:
    with fields.field(tmp_path_factory.mktemp("field")) as here:
        yield here


@pytest.fixture
def phone(open_browser: Open) -> BrowserContext:
    return open_browser(PHONE)


def lock(page: Page) -> None:
    page.get_by_role("link", name="我的", exact=True).click()
    page.get_by_role("button", name="现在锁上").click()
    expect(page.get_by_role("heading", name="请输入密码")).to_be_visible()


def test_from_the_code_over_the_pin_to_the_list_and_again_offline(field: Field, phone: BrowserContext) -> None:
    carer = field.carer()
    page = phone.new_page()
    page.goto(field.link(carer))
    expect(page.get_by_role("heading", name="设一个 6 位密码")).to_be_visible()
    look(page, "phone-pin-choose")
    type_pin(page, "123456")
    expect(page.get_by_text("连着的数字")).to_be_visible()
    look(page, "phone-pin-refused")
    type_pin(page)
    type_pin(page, WRONG)
    expect(page.get_by_text("两次不一样")).to_be_visible()
    choose_pin(page)
    expect(page.get_by_text(carer.people[0], exact=True).first).to_be_visible()
    page.evaluate("navigator.serviceWorker.ready.then(() => null)")

    phone.set_offline(True)
    page.reload()
    expect(page.get_by_text(carer.people[0], exact=True).first).to_be_visible()
    log_visit(page, carer.people[0], "没有网络")
    lock(page)
    expect(page.get_by_text("本机未上传 1 条")).to_be_visible()
    expect(page.get_by_text(carer.people[0])).to_have_count(0)
    page.reload()
    look(page, "phone-locked")
    type_pin(page, WRONG)
    expect(page.get_by_text("密码不对，请再试一次")).to_be_visible()
    type_pin(page)
    expect(page.get_by_text(carer.people[0], exact=True).first).to_be_visible()
    page.get_by_role("link", name="我的", exact=True).click()
    page.get_by_role("button", name="一键同步").wait_for()
    look(page, "phone-me-with-pin")


@pytest.mark.prove
def test_the_third_wrong_pin_makes_her_wait_and_a_restart_does_not_help(field: Field, phone: BrowserContext) -> None:
    carer = field.carer()
    page = phone.new_page()
    field.sign_in(carer, page)
    lock(page)
    for _ in range(2):
        type_pin(page, WRONG)
        expect(page.get_by_text("密码不对，请再试一次")).to_be_visible()
    type_pin(page, WRONG)
    expect(page.get_by_text("再试；记录都在")).to_be_visible()
    look(page, "phone-locked-waiting")
    page.reload()
    expect(page.get_by_text("再试；记录都在")).to_be_visible()
    expect(page.get_by_text("再试；记录都在")).to_have_count(0)
    type_pin(page)
    expect(page.get_by_text(carer.people[0], exact=True).first).to_be_visible()


def test_what_lies_on_the_phone_tells_nobody_a_name_or_a_note(field: Field, phone: BrowserContext) -> None:
    carer = field.carer(people=2)
    page = phone.new_page()
    field.sign_in(carer, page)
    phone.set_offline(True)
    log_visit(page, carer.people[0], "血压一百六")
    begin_visit(page, carer.people[1], "写到一半的备注")
    page.wait_for_timeout(500)
    told = page.evaluate(EVERYTHING)
    assert carer.user in told
    assert "visit.create" in told
    for secret in (*carer.people, "血压一百六", "写到一半的备注", "石牛村", PIN):
        assert secret not in told, secret


def test_while_locked_what_was_written_goes_up(field: Field, phone: BrowserContext) -> None:
    carer = field.carer()
    page = phone.new_page()
    field.sign_in(carer, page)
    phone.set_offline(True)
    log_visit(page, carer.people[0], "锁着也上传")
    lock(page)
    phone.set_offline(False)
    expect(page.get_by_text("全部已上传")).to_be_visible()
    assert field.notes(carer) == Counter(["锁着也上传"])


def test_a_form_that_was_open_when_it_locked_is_there_again(field: Field, phone: BrowserContext) -> None:
    carer = field.carer()
    page = phone.new_page()
    page.clock.install()
    field.sign_in(carer, page)
    begin_visit(page, carer.people[0], "写到一半")
    page.clock.fast_forward("13:00:00")
    expect(page.get_by_role("heading", name="请输入密码")).to_be_visible()
    expect(page.get_by_text("没写完的表还在")).to_be_visible()
    expect(page.get_by_label("备注")).to_be_hidden()
    type_pin(page)
    expect(page.get_by_label("备注")).to_have_value("写到一半")


def test_a_forgotten_pin_costs_a_new_code_and_nothing_that_was_written(field: Field, phone: BrowserContext) -> None:
    carer = field.carer()
    page = phone.new_page()
    field.sign_in(carer, page)
    phone.route("**/api/sync/push", lambda route: route.abort())
    log_visit(page, carer.people[0], "忘了密码以前写的")
    lock(page)
    page.get_by_role("button", name="忘了密码").click()
    look(page, "phone-pin-forgotten")
    page.get_by_label("登录码").fill(field.link(carer))
    page.get_by_role("button", name="登录").click()
    expect(page.get_by_text("原来的记录都在")).to_be_visible()
    choose_pin(page, "902817")
    page.get_by_role("link", name="我的记录").click()
    expect(page.get_by_text("忘了密码以前写的")).to_be_visible()
    phone.unroute("**/api/sync/push")
    page.get_by_role("link", name="名单").click()
    sync_until_all_is_sent(page)
    assert field.notes(carer) == Counter(["忘了密码以前写的"])
    lock(page)
    type_pin(page, "902817")
    expect(page.get_by_text(carer.people[0], exact=True).first).to_be_visible()


@pytest.mark.prove
def test_two_people_on_one_phone_are_apart_each_with_her_pin(field: Field, phone: BrowserContext) -> None:
    first, second = field.carer(), field.carer(people=2)
    page = phone.new_page()
    field.sign_in(first, page)
    phone.route("**/api/sync/push", lambda route: route.abort())
    log_visit(page, first.people[0], "第一个人写的")
    settle_in(page, field.link(second), "902817")
    expect(page.get_by_text(second.people[1], exact=True).first).to_be_visible()
    page.get_by_role("link", name="我的记录").click()
    expect(page.get_by_text("第一个人写的")).to_have_count(0)
    page.get_by_role("link", name="我的", exact=True).click()
    page.get_by_role("button", name="换成").click()
    expect(page.get_by_role("heading", name="请输入密码")).to_be_visible()
    type_pin(page, "902817")
    expect(page.get_by_text("密码不对")).to_be_visible()
    type_pin(page)
    expect(page.get_by_text("本机未上传 1 条")).to_be_visible()
    expect(page.get_by_text(second.people[1], exact=True)).to_have_count(0)


def test_what_a_phone_cannot_send_comes_by_the_desk(
    field: Field, phone: BrowserContext, open_browser: Open, tmp_path: Path
) -> None:
    carer = field.carer()
    page = phone.new_page()
    field.sign_in(carer, page)
    phone.set_offline(True)
    begin_visit(page, carer.people[0], "传不上去的")
    take(page, photograph(page, 900, 1_200, 1))
    save(page)
    page.get_by_role("button", name="回到名单").click()
    page.get_by_role("link", name="我的", exact=True).click()
    look(page, "phone-me-rescue")
    with page.expect_download() as downloading:
        page.get_by_role("button", name="存成文件").click()
    file = tmp_path / "rescue.json"
    downloading.value.save_as(file)
    assert "传不上去的" not in file.read_text(encoding="utf-8")
    assert json.loads(file.read_text(encoding="utf-8"))["shouwang"] == "rescue"

    desk = open_app(open_browser({"width": 1280, "height": 800}), clerk_link(field))
    desk.wait_for_url(lambda address: "/enrol/" not in address)
    desk.get_by_role("link", name="工作人员").first.click()
    for _ in range(2):
        desk.get_by_label("手机不能上传时").set_input_files(file)
        expect(desk.get_by_text("已收到 1 条")).to_be_visible()
        expect(desk.get_by_text("照片和录音收到 1 个")).to_be_visible()
    look(desk, "desk-rescue")
    (picture,) = (settings().data / "blobs").glob("??/*")
    assert hashlib.sha256(picture.read_bytes()).hexdigest() == picture.name
    assert field.notes(carer) == Counter(["传不上去的"])
    phone.set_offline(False)
    sync_until_all_is_sent(page)
    assert field.notes(carer) == Counter(["传不上去的"])


def clerk_link(field: Field) -> str:
    with writing(field.engine) as session:
        return make_enrolment(session, session.get_one(User, CAST.clerk), made_by=None, base_url=field.address).link
