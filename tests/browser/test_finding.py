"""A visitor looks for durian from Thailand with a halal certificate, and finds the way to the booth that has it."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.sizes import AT_BOTH_SIZES

pytestmark = [AT_BOTH_SIZES, pytest.mark.browser, pytest.mark.xdist_group("browser")]  # they share one fair

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
ENGLISH = ("en", "durian", "Thailand", "Halal")
CHINESE = ("zh-hans", "榴莲", "泰国", "清真认证")
VISITORS = {
    "in English": (ENGLISH, {}),
    "in Chinese": (CHINESE, {"locale": "zh-CN"}),
    "on a phone": (ENGLISH, PHONE),
    "in Chinese on a phone": (CHINESE, {"locale": "zh-CN", **PHONE}),
    "without JavaScript": (ENGLISH, {"java_script_enabled": False}),
}


@pytest.mark.parametrize("visitor", VISITORS)
def test_the_booth_of_a_durian_exporter_is_found(address, new_page, visitor):
    (language, word, economy, certificate), browser = VISITORS[visitor]
    page = new_page(**browser)
    page.goto(f"{address}/{language}/")
    page.locator("main").locator(f"a[href='/{language}/exhibitors/']").first.click()
    look_for(page, word)
    choose(page, economy)
    choose(page, certificate)
    found = page.locator("main article")
    expect(found.first).to_contain_text(economy)
    found.first.get_by_role("link").first.click()
    expect(page.locator("main")).to_contain_text(economy)
    expect(page.locator("main")).to_contain_text(certificate)
    to_the_booth = page.locator("main a[href*='/plan/'][href*='lit=']").first
    number = re.search(r"lit=([\w-]+)", to_the_booth.get_attribute("href"))[1]
    to_the_booth.click()
    lit = page.locator("svg.plan [data-state=lit]")
    expect(lit).to_have_count(1)
    expect(lit).to_be_in_viewport()
    expect(lit.locator("title").or_(lit.locator("text"))).to_contain_text([number.split("-")[-1]] * 2)


def look_for(page, word):
    search = page.locator("main").get_by_role("search")
    search.locator("[name=q]").fill(word)
    search.get_by_role("button").first.click()
    answered(page, "q")


def choose(page, wanted):
    """Tick the box whose label begins so, wherever it is folded away, and ask for what fits."""
    search = page.locator("main").get_by_role("search")
    folded = search.locator("details:not([open]) > summary").filter(visible=True)
    while folded.count():
        folded.first.click()
    box = search.get_by_role("checkbox", name=re.compile(f"^{wanted}"))
    facet = box.get_attribute("name")
    box.check()
    search.get_by_role("button").first.click()
    answered(page, facet)


def answered(page, asked):
    """Wait until what was asked stands in the address, and the answer on the page."""
    page.wait_for_url(re.compile(f"[?&]{asked}="))
    expect(page.locator(".htmx-request, .htmx-swapping, .htmx-settling")).to_have_count(0)


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_front_page_and_directory_need_no_javascript(address, new_page, language):
    page = new_page(java_script_enabled=False)
    page.goto(f"{address}/{language}/")
    expect(page.get_by_role("heading", level=1)).not_to_be_empty()
    page.goto(f"{address}/{language}/exhibitors/")
    first = page.locator("main article").first.inner_text()
    page.locator("[rel=next]").first.click()
    expect(page.locator("main article").first).not_to_have_text(first)
    page.locator("[rel=prev]").first.click()
    assert page.locator("main article").first.inner_text() == first


def test_on_a_phone_the_navigation_opens_without_javascript(address, new_page):
    page = new_page(java_script_enabled=False, **PHONE)
    page.goto(f"{address}/en/")
    page.get_by_role("button", name="Menu").click()
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Exhibitors").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Exhibitors")
