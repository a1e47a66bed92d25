"""The PIN that everybody in the field chooses on her phone."""

from playwright.sync_api import Page

PIN = "739164"


def settle_in(page: Page, link: str, pin: str = PIN) -> None:
    """Opens a sign-in link of somebody in the field, and chooses the PIN."""
    page.goto(link)
    choose_pin(page, pin)


def choose_pin(page: Page, pin: str = PIN) -> None:
    """Types a new PIN twice; afterwards she is at work."""
    for title in ("设一个 6 位密码", "再输一次"):
        page.get_by_role("region", name=title).wait_for()
        type_pin(page, pin)
    page.wait_for_url(lambda address: "/enrol/" not in address)


def type_pin(page: Page, pin: str = PIN) -> None:
    """Presses the keys."""
    for digit in pin:
        page.get_by_role("button", name=digit, exact=True).click()
