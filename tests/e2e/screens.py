"""The sizes at which pages are looked at, and where their pictures go."""

from pathlib import Path

from playwright.sync_api import Page

PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 800}
SCREENS = Path(__file__).parents[2] / "build" / "screens"


def keep_screen(page: Page, name: str) -> None:
    """Writes the page as a picture into build/screens."""
    SCREENS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SCREENS / f"{name}.png")
