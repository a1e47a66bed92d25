"""The app as a browser sees it that offers to put it on the home screen."""

from pathlib import Path

import pytest
from playwright.sync_api import Playwright

from servers import running
from shouwang.app import create_app

pytestmark = pytest.mark.browser


def test_chromium_offers_to_install_the_app(tmp_path: Path, playwright: Playwright) -> None:
    with running(create_app()) as url:
        # a profile that stays: in a private one Chromium never offers it
        context = playwright.chromium.launch_persistent_context(
            tmp_path, executable_path="/usr/bin/chromium", args=["--no-sandbox"]
        )
        page = context.new_page()
        page.goto(url)
        page.evaluate("navigator.serviceWorker.ready.then(() => null)")
        found = context.new_cdp_session(page).send("Page.getInstallabilityErrors")["installabilityErrors"]
        context.close()
    assert found == []
