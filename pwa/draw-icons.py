"""Draw the PNG icons from icons/lantern.svg. Run it after a change of the drawing; the repository keeps them."""

from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ICONS = Path(__file__).parent / "public" / "icons"
SIZES = {"lantern-192": 192, "lantern-512": 512, "lantern-maskable-512": 512}


def draw(page: Page, name: str, size: int) -> None:
    """A maskable icon has no corners of its own and keeps the drawing within the inner 80 %."""
    svg = (ICONS / "lantern.svg").read_text(encoding="utf-8")
    if "maskable" in name:
        svg = svg.replace('viewBox="0 0 512 512"', 'viewBox="-48 -48 608 608"')
        svg = svg.replace('<rect width="512" height="512" rx="96"', '<rect x="-48" y="-48" width="608" height="608"')
    page.set_viewport_size({"width": size, "height": size})
    page.set_content(f"<style>body{{margin:0}}svg{{display:block;width:{size}px;height:{size}px}}</style>{svg}")
    page.screenshot(path=ICONS / f"{name}.png", omit_background=True)


if __name__ == "__main__":
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        for name, size in SIZES.items():
            draw(browser.new_page(), name, size)
        browser.close()
