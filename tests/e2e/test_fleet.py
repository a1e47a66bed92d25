"""18 with real apps: phones stay behind the server, and run ahead of it, and nothing is lost by either.

`released/2026-11-26.tar.xz` is the server and the built app as they were on that day, before forms were data: its app
writes envelopes of version 1, and its server parks those of version 2.
"""

import re
import shutil
import tarfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from sqlalchemy import select
from sqlmodel import col

from databases import sqlite_url
from e2e.county import County
from e2e.field import field, log_visit, save, sync_until_all_is_sent
from e2e.pins import settle_in
from e2e.screens import PHONE, keep_screen
from servers import forget_settings
from shouwang import app
from shouwang.database import make_engine, reading
from shouwang.records.models import Record
from shouwang.sync.models import Mutation

pytestmark = [pytest.mark.browser, pytest.mark.prove]
RELEASED = Path(__file__).parent / "released" / "2026-11-26.tar.xz"
BUILT = app.WEB
Open = Callable[[dict[str, int]], BrowserContext]


@pytest.fixture
def older(tmp_path: Path) -> Path:
    """The package of the older server, with its app in `web`."""
    with tarfile.open(RELEASED) as archive:
        archive.extractall(tmp_path / "older", filter="data")
    return tmp_path / "older" / "backend"


def test_an_old_app_works_on_a_new_server_until_it_is_a_new_one(
    older: Path, tmp_path: Path, open_browser: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    with field(tmp_path / "field", older / "shouwang" / "web") as county:
        carer, phone = county.carer(people=5), open_browser(PHONE)
        page = phone.new_page()
        county.sign_in(carer, page)
        log_visit(page, carer.people[0], "旧版在线")
        sync_until_all_is_sent(page)
        assert county.notes(carer) == Counter(["旧版在线"])

        monkeypatch.setenv("SHOUWANG_MINIMUM_APP", "99")
        forget_settings()
        log_visit(page, carer.people[1], "被要求更新")
        sync_until_all_is_sent(page)
        expect(page.get_by_text(re.compile("更新"))).to_be_visible()
        keep_screen(page, "fleet-outdated")
        log_visit(page, carer.people[2], "照样能记")
        sync_until_all_is_sent(page)
        assert county.notes(carer) == Counter(["旧版在线", "被要求更新", "照样能记"])

        phone.set_offline(True)
        log_visit(page, carer.people[3], "旧版离线")
        shutil.rmtree(county.web)
        shutil.copytree(BUILT, county.web)
        phone.set_offline(False)
        page.reload()
        renew(page)
        sync_until_all_is_sent(page)
        log_visit(page, carer.people[4], "新版")
        sync_until_all_is_sent(page)
        wanted = ["旧版在线", "被要求更新", "照样能记", "旧版离线", "新版"]
        assert county.notes(carer) == Counter(wanted)


def renew(page: Page) -> None:
    """Takes the new version, as the page offers it."""
    page.evaluate("navigator.serviceWorker.ready.then((found) => found.update())")
    page.get_by_role("button", name="换上新版本").click()
    expect(page.get_by_role("button", name="换上新版本")).to_have_count(0)


def test_what_a_new_app_sends_to_an_older_server_waits_there_for_the_newer_one(
    older: Path, tmp_path: Path, open_browser: Open
) -> None:
    shutil.rmtree(older / "shouwang" / "web")
    shutil.copytree(app.WEB, older / "shouwang" / "web")
    county = County(tmp_path / "county", sqlite_url(tmp_path))
    (tmp_path / "county").mkdir()
    with county.at_hand():
        county._environment["PYTHONPATH"] = str(older)
        county.start("--demo")
        page = open_browser(PHONE).new_page()
        settle_in(page, first_link(county))
        page.get_by_role("link", name=re.compile("^记录探访")).first.click()
        page.get_by_role("button", name="一切正常").click()
        page.get_by_label("备注").fill("新版先到")
        save(page)
        page.get_by_text("回到名单").click()
        sync_until_all_is_sent(page)
        keep_screen(page, "fleet-ahead")
        county.stop()
        del county._environment["PYTHONPATH"]
        county.start()
        engine = make_engine(county.database_url)
        with reading(engine) as session:
            assert "新版先到" in session.scalars(select(col(Record.note)).where(col(Record.note).is_not(None))).all()
            assert set(session.scalars(select(col(Mutation.status)).where(col(Mutation.schema_version) == 2))) == {
                "applied"
            }
        engine.dispose()


def first_link(county: County) -> str:
    """The carer's, as the start prints it."""
    found = re.search(r"http\S+/#/enrol/\S+|http\S+#\S+", county._log.read_text(encoding="utf-8"))
    assert found
    return found.group()
