"""From a slip of paper to the first page: by the scanner, by the digits, and where a browser would not keep it."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Playwright, expect
from sqlalchemy import update
from sqlmodel import col

from accounts.providers import real_provider
from cast import CAST
from conftest import CHROMIUM, CHROMIUM_ARGUMENTS
from e2e import camera
from e2e import field as fields
from e2e.field import Carer, Field, save, sync_until_all_is_sent
from e2e.pins import choose_pin
from e2e.screens import DESK, PHONE
from e2e.test_pages import look
from shouwang import clock
from shouwang.accounts.codes import check_digit
from shouwang.accounts.models import Enrolment, User
from shouwang.accounts.oidc_sign_in import bind
from shouwang.accounts.service import make_enrolment
from shouwang.blobs.rules import media_type
from shouwang.database import writing
from shouwang.settings import settings

pytestmark = pytest.mark.browser
Open = Callable[[dict[str, int]], BrowserContext]
IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/17.5 Mobile/15E148 Safari/604.1"
)
WECHAT = "Mozilla/5.0 (Linux; Android 12; V2001A) AppleWebKit/537.36 Chrome/107.0 Mobile MicroMessenger/8.0.40"


@pytest.fixture(scope="module")
def field(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Field]:
    with fields.field(tmp_path_factory.mktemp("field")) as here:
        yield here


@contextmanager
def phone_with_camera(playwright: Playwright, film: Path) -> Iterator[BrowserContext]:
    arguments = [*CHROMIUM_ARGUMENTS, *camera.arguments(film)]
    chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
    size = {"width": PHONE["width"], "height": PHONE["height"]}
    context = chromium.new_context(viewport=size, locale="zh-CN", timezone_id="Asia/Shanghai")  # type: ignore[arg-type]
    context.set_default_timeout(20_000)
    yield context
    chromium.close()


@pytest.mark.prove
def test_a_slip_is_scanned_by_the_camera_or_from_a_photo_by_one_and_by_another(
    field: Field, playwright: Playwright, open_browser: Open, tmp_path: Path
) -> None:
    first, second = field.carer(), field.carer(people=2)
    film, photo = tmp_path / "film.y4m", tmp_path / "photo.png"
    code = print_slip(open_browser(DESK).new_page(), field, "闫凤光", photo)
    camera.shoot(film, ["https://example.org/menu", field.link(first)])
    with phone_with_camera(playwright, film) as phone:
        page = phone.new_page()
        page.goto(field.address)
        page.get_by_role("link", name="扫二维码").click()
        expect(page.get_by_text("还不能用相机")).to_be_visible()
        look(page, "phone-scan-refused")
        phone.grant_permissions(["camera"])
        page.get_by_role("button", name="再试一次").click()
        expect(page.get_by_text("不是守望的登录码")).to_be_visible()
        choose_pin(page)
        expect(page.get_by_text(first.people[0], exact=True).first).to_be_visible()
        leaves_a_voice_note(page, first)

        camera.shoot(film, [field.link(second)])
        page.get_by_role("link", name="我的", exact=True).click()
        page.get_by_role("link", name="再登录一个人").click()
        look(page, "phone-one-more")
        page.get_by_role("link", name="扫二维码").click()
        choose_pin(page, "902817")
        expect(page.get_by_text(second.people[1], exact=True).first).to_be_visible()

        camera.shoot(film, ["https://example.org/menu"])
        page.goto(f"{field.address}/#/scan")
        expect(page.get_by_text("不是守望的登录码")).to_be_visible()
        look(page, "phone-scan")
        page.get_by_label("从照片里找二维码").set_input_files(film)
        expect(page.get_by_text("这个文件打不开")).to_be_visible()
        page.get_by_label("从照片里找二维码").set_input_files(photo)
        choose_pin(page, "481620")
        expect(page.get_by_text("赵水", exact=True).first).to_be_visible()
        page.goto(f"{field.address}/#/code")
        type_code(page, code)
        expect(page.get_by_text("这个登录码已经用过了")).to_be_visible()
        look(page, "phone-code-used")


def leaves_a_voice_note(page: Page, carer: Carer) -> None:
    """Refused the microphone it says what else to do; allowed, what was said goes the road of the pictures."""
    page.get_by_role("link", name=f"记录探访：{carer.people[0]}").click()
    page.get_by_role("button", name="录一段话").click()
    expect(page.get_by_text("手机没有让用话筒")).to_be_visible()
    page.context.grant_permissions(["camera", "microphone"])
    page.get_by_role("button", name="录一段话").click()
    page.get_by_role("button", name=re.compile("说完了（[67] 秒）")).wait_for()
    page.reload()
    expect(page.get_by_text(re.compile("录了 [56] 秒"))).to_be_visible()
    page.get_by_role("button", name="不要这段录音").click()
    page.get_by_role("button", name="录一段话").click()
    page.get_by_role("button", name="说完了（1 秒）").click()
    expect(page.get_by_text(re.compile("录了 [12] 秒"))).to_be_visible()
    page.get_by_role("button", name="听一听").click()
    page.get_by_role("button", name="听一听").scroll_into_view_if_needed()
    look(page, "phone-voice-note")
    page.get_by_role("button", name="一切正常").click()
    save(page)
    page.get_by_text("回到名单").click()
    sync_until_all_is_sent(page)
    expect(page.get_by_text("照片、录音还有")).to_have_count(0)
    for _ in range(100):
        if found := list((settings().data / "blobs").glob("??/*")):
            break
        page.wait_for_timeout(100)
    (sound,) = found
    assert media_type(sound.read_bytes()) == "audio/webm"


def print_slip(desk: Page, field: Field, name: str, photo: Path) -> str:
    """As the township's clerk: a slip for a worker, and a photo of it. The digits come back."""
    with writing(field.engine) as session:
        clerk = session.get_one(User, CAST.clerk)
        link = make_enrolment(session, clerk, made_by=None, base_url=field.address).link
    desk.goto(link)
    desk.get_by_role("link", name="工作人员").first.click()
    desk.get_by_role("checkbox", name=f"打印登录单：{name}").check()
    desk.get_by_role("button", name="打印登录单").click()
    desk.get_by_role("alert").get_by_role("button", name="打印登录单").click()
    expect(desk.get_by_role("button", name="打印", exact=True)).to_be_enabled()
    look(desk, "desk-slips")
    slip = desk.get_by_role("listitem").filter(has=desk.get_by_role("heading", name=name))
    slip.screenshot(path=photo)
    assert desk.pdf(prefer_css_page_size=True).count(b"/Type /Page\n") == 1
    code = slip.locator(".desk-slip-code").inner_text()
    desk.get_by_role("button", name="关闭").click()
    expect(desk.get_by_role("checkbox", name=f"打印登录单：{name}")).to_be_visible()
    return code.replace(" ", "")


def test_the_digits_are_typed_and_each_mishap_says_what_to_do(field: Field, open_browser: Open) -> None:
    carer, other = field.carer(), field.carer()
    phone = open_browser(PHONE)
    page = phone.new_page()
    page.goto(field.address)
    old = digits(field.link(other))
    with writing(field.engine) as session:
        late = {"expires_at": clock.now() - timedelta(seconds=1)}
        session.execute(update(Enrolment).where(col(Enrolment.user) == other.user).values(late))
    good = digits(field.link(carer))
    type_code(page, good[:5] + str((int(good[5]) + 1) % 10) + good[6:])
    expect(page.get_by_text("有一位写错了")).to_be_visible()
    look(page, "phone-code-mistyped")
    for told, code in (("没有这个登录码", unknown()), ("已过期", old)):
        clear(page)
        type_code(page, code)
        expect(page.get_by_text(told)).to_be_visible()
    look(page, "phone-code-expired")
    phone.set_offline(True)
    type_code(page, good)
    expect(page.get_by_text("现在没有网络")).to_be_visible()
    phone.set_offline(False)
    page.get_by_role("button", name="再试一次").click()
    choose_pin(page)
    expect(page.get_by_text(carer.people[0], exact=True).first).to_be_visible()

    another = open_browser(PHONE).new_page()
    another.goto(field.address)
    type_code(another, good)
    expect(another.get_by_text("这个登录码已经用过了")).to_be_visible()


@pytest.mark.prove
def test_where_it_would_not_be_kept_the_phone_says_how_to_get_to_where_it_is(
    field: Field, playwright: Playwright
) -> None:
    carer = field.carer()
    link = field.link(carer)
    chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_ARGUMENTS)
    try:
        for agent, name, told in ((WECHAT, "wechat", "请用浏览器打开"), (IPHONE, "iphone", "先放到手机桌面")):
            page = opened(chromium.new_context, agent)
            page.goto(link)
            expect(page.get_by_role("heading", name=told)).to_be_visible()
            expect(page.get_by_text(in_fours(digits(link)))).to_be_visible()
            look(page, f"phone-{name}")
        page = opened(chromium.new_context, IPHONE)
        page.add_init_script("Object.defineProperty(navigator, 'standalone', { value: true })")
        page.goto(field.address)
        type_code(page, digits(link))
        choose_pin(page)
        expect(page.get_by_text(carer.people[0], exact=True).first).to_be_visible()
    finally:
        chromium.close()


def opened(new_context: Callable[..., BrowserContext], agent: str) -> Page:
    context = new_context(viewport=PHONE, locale="zh-CN", timezone_id="Asia/Shanghai", user_agent=agent)
    context.set_default_timeout(20_000)
    return context.new_page()


def digits(link: str) -> str:
    return link.rsplit("/", 1)[1][:12]


def in_fours(code: str) -> str:
    return " ".join(code[at : at + 4] for at in (0, 4, 8))


def unknown() -> str:
    return "00000000000" + check_digit("00000000000")


def type_code(page: Page, code: str) -> None:
    """Presses the keys, which are there as soon as the field is touched."""
    page.get_by_label("登录码").click()
    for digit in code:
        page.get_by_role("button", name=digit, exact=True).click()


def clear(page: Page) -> None:
    field = page.get_by_label("登录码")
    if field.count():
        field.fill("")


@pytest.mark.prove
def test_a_clerk_comes_in_by_the_house_s_own_sign_in(
    field: Field, open_browser: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    with real_provider() as issuer:
        said = {"issuer": issuer, "client_id": "shouwang", "client_secret": "s", "claim": "sub", "name": "湘云统一登录"}
        for name, value in said.items():
            monkeypatch.setenv(f"SHOUWANG_OIDC_{name.upper()}", value)
        settings.cache_clear()
        page = open_browser(DESK).new_page()
        page.goto(f"{field.address}/#/sign-in")
        page.get_by_role("button", name="用“湘云统一登录”登录").click()
        agree(page, "zhou.min")
        expect(page.get_by_text("还没有绑定您的账号")).to_be_visible()
        look(page, "desk-oidc-nobody")
        with writing(field.engine) as session:
            bind(session, "zhou.min", session.get_one(User, CAST.clerk))
        page.get_by_role("link", name="回到登录页").click()
        look(page, "desk-oidc")
        page.get_by_role("button", name="用“湘云统一登录”登录").click()
        agree(page, "zhou.min")
        expect(page.get_by_text("周敏，甲镇")).to_be_visible()
        page.goto(f"{field.address}/#/oidc/made-up/made-up")
        expect(page.get_by_text("请从头再来")).to_be_visible()
    monkeypatch.undo()
    settings.cache_clear()


def agree(page: Page, sub: str) -> None:
    """At the provider's own page."""
    page.locator("input[name=sub]").fill(sub)
    page.locator("input[name=sub]").press("Enter")


@pytest.mark.prove
def test_the_county_closes_a_clerk_s_account_and_takes_it_back(field: Field, open_browser: Open) -> None:
    page = open_browser(DESK).new_page()
    with writing(field.engine) as session:
        officer = session.get_one(User, CAST.officer)
        link = make_enrolment(session, officer, made_by=None, base_url=field.address).link
    page.goto(link)
    page.get_by_role("link", name="工作人员").first.click()
    for name, size in (("phone", PHONE), ("desk", DESK)):
        page.set_viewport_size({"width": size["width"], "height": size["height"]})
        page.get_by_role("button", name="停用账号：孙平").click()
        expect(page.get_by_text("密码和登录码作废")).to_be_visible()
        look(page, f"{name}-close-account")
        if name == "phone":
            page.get_by_role("button", name="停用账号：孙平").click()
    page.get_by_role("button", name="确定停用").click()
    closed = page.get_by_role("table", name="已停用的账号")
    expect(closed.get_by_text("孙平")).to_be_visible()
    look(page, "desk-closed-account")
    page.get_by_role("button", name="恢复账号：孙平").click()
    expect(closed).to_be_hidden()
    expect(page.get_by_role("button", name="停用账号：孙平")).to_be_visible()
