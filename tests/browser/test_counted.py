"""A text box that takes so many characters says so before the browser stops without a word."""

import pytest
from playwright.sync_api import expect

from expo.desk.sample.sign_ins import COORDINATOR
from expo.desk.story import GROUP
from tests.browser.visitor import BrowserVisitor
from tests.browser.walk import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]  # they share one fair


@pytest.fixture
def stating(address, new_page):
    """Open the page on which a coordinator changes a need."""

    def opened(**options):
        page = new_page(**options)
        sign_in(page, address, COORDINATOR)
        visitor = BrowserVisitor(page, address)
        visitor.follow(GROUP)
        page.goto(page.locator("main a[href*='/needs/']").first.evaluate("link => link.href") + "edit/")
        return page

    return opened


def test_it_counts_once_the_end_is_near(stating):
    page = stating()
    box, said = page.locator("[name=text]"), page.locator(".counted")
    box.fill("x" * 1799)
    expect(said).to_have_text("")
    expect(said).to_have_attribute("aria-live", "polite")
    box.fill("x" * 1950)
    expect(said).to_have_text("1,950 of 2,000 characters")
    box.press("End")
    box.press_sequentially("y" * 52)
    expect(said).to_have_text("2,000 of 2,000 characters")
    box.fill("Fresh durians")
    expect(said).to_have_text("")


def test_without_a_script_the_page_works_as_before(stating):
    page = stating(java_script_enabled=False)
    assert page.locator("[name=text]").get_attribute("maxlength") == "2000"
    assert page.locator(".counted").count() == 0
