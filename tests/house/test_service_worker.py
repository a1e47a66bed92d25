"""The service worker that was built, in a real Chromium, against a server whose files change under it."""

import os
import shutil
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

WEB = Path(__file__).parents[2] / "backend" / "shouwang" / "web"
PLAIN = (
    "<!doctype html><meta charset=utf-8><title>{}</title><link rel='manifest' href='/manifest.webmanifest'><p>守望</p>"
)

SECONDS = count(1_700_000_000)

pytestmark = pytest.mark.browser


class Quiet(SimpleHTTPRequestHandler):
    """Serves files and says nothing."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Tests print nothing."""


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """A copy of the built app, whose page is replaced by one that shows its version and starts nothing."""
    folder = shutil.copytree(WEB, tmp_path / "web")
    release(folder, "one")
    return folder


@pytest.fixture
def address(files: Path) -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=files)) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context()
    context.set_default_timeout(10_000)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext, address: str) -> Page:
    """A page on which the app was just put."""
    page = context.new_page()
    page.goto(address)
    page.evaluate("navigator.serviceWorker.register('/service-worker.js').then(() => null)")
    page.wait_for_function("navigator.serviceWorker.controller !== null")
    return page


def release(folder: Path, version: str, *more_files: str) -> None:
    """A new version: another page and another worker, which may list files that the server does not have."""
    (folder / "index.html").write_text(PLAIN.format(version), encoding="utf-8")
    worker = (WEB / "service-worker.js").read_text(encoding="utf-8")
    more = "".join(f'"{name}",' for name in more_files)
    worker = worker.replace('self.VERSION="', f'self.VERSION="{version}-').replace(
        "self.FILES=[", f"self.FILES=[{more}"
    )
    (folder / "service-worker.js").write_text(worker, encoding="utf-8")
    # The server tells versions by whole seconds, and a quick machine releases two within one.
    moment = next(SECONDS)
    for name in ("index.html", "service-worker.js"):
        os.utime(folder / name, (moment, moment))


def update(page: Page) -> str:
    """Look for a new version as a page does, and say what became of it: waiting, or the reason why not."""
    return str(
        page.evaluate(
            """async () => {
                const registration = await navigator.serviceWorker.ready;
                await registration.update();
                const found = registration.installing ?? registration.waiting;
                while (found.state === "installing") await new Promise((done) => (found.onstatechange = done));
                return found.state;
            }"""
        )
    )


def test_the_first_visit_is_enough_to_open_the_app_without_a_network(context: BrowserContext, page: Page) -> None:
    address = page.url
    context.set_offline(True)
    page.reload()
    expect(page).to_have_title("one")
    page.close()
    reopened = context.new_page()
    reopened.goto(address)
    expect(reopened.get_by_text("守望")).to_be_visible()


def test_every_listed_file_is_kept(page: Page) -> None:
    kept = page.evaluate(
        """async () => {
            const [name] = await caches.keys();
            return (await (await caches.open(name)).keys()).map((request) => new URL(request.url).pathname);
        }"""
    )
    scripts = {f"/assets/{path.name}" for path in (WEB / "assets").glob("index-*.js")}
    assert scripts
    assert scripts | {"/", "/manifest.webmanifest"} <= set(kept)


def test_an_address_inside_the_app_opens_without_a_network(context: BrowserContext, page: Page) -> None:
    context.set_offline(True)
    page.goto(f"{page.url}people/1")
    expect(page).to_have_title("one")


def test_a_new_version_waits_until_a_page_allows_it(files: Path, page: Page) -> None:
    release(files, "two")
    assert update(page) == "installed"
    page.reload()
    expect(page).to_have_title("one")
    page.evaluate("navigator.serviceWorker.ready.then((registration) => registration.waiting.postMessage('activate'))")
    page.wait_for_function("caches.keys().then((names) => names.length === 1 && names[0].includes('two'))")
    page.reload()
    expect(page).to_have_title("two")


def test_a_version_that_cannot_be_fetched_whole_changes_nothing(
    files: Path, context: BrowserContext, page: Page
) -> None:
    release(files, "two", "/assets/missing.js")
    assert update(page) == "redundant"
    context.set_offline(True)
    page.reload()
    expect(page).to_have_title("one")


def test_what_goes_to_the_server_does_not_pass_the_worker(files: Path, page: Page) -> None:
    (files / "api").mkdir()
    (files / "api" / "pull").write_text("{}", encoding="utf-8")
    with page.expect_response("**/api/pull") as asked:
        page.evaluate("fetch('/api/pull').then((reply) => reply.text())")
    with page.expect_response("**/manifest.webmanifest") as listed:
        page.evaluate("fetch('/manifest.webmanifest').then((reply) => reply.text())")
    assert not asked.value.from_service_worker
    assert listed.value.from_service_worker


def test_a_piece_of_the_desk_is_kept_when_it_is_used(files: Path, context: BrowserContext, page: Page) -> None:
    for name in ("used", "unused"):
        (files / "assets" / f"{name}-1.js").write_text("0", encoding="utf-8")
    page.evaluate("fetch('/assets/used-1.js').then((reply) => reply.text())")
    context.set_offline(True)
    assert page.evaluate("fetch('/assets/used-1.js').then((reply) => reply.text())") == "0"
    assert page.evaluate("fetch('/assets/unused-1.js').then(() => 'there', () => 'not there')") == "not there"
