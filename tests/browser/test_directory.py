"""The directory in a browser: facets that act at once, and the same without JavaScript and on a phone."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]  # they share one fair

PHONE = {"width": 390, "height": 844}


def totals(page):
    return [int(re.sub(r"\D", "", text)) for text in page.locator(".tabs a").all_inner_texts()]


def test_a_choice_narrows_the_list_at_once_and_the_address_can_be_shared(address, new_page):
    page = new_page()
    page.goto(f"{address}/en/exhibitors/?q=durian")
    before = totals(page)
    page.get_by_role("checkbox", name="Thailand").check()
    expect(page.locator(".chosen")).to_contain_text("Thailand")
    assert page.url == f"{address}/en/exhibitors/?q=durian&economy=TH"
    page.get_by_role("checkbox", name="Halal").check()
    expect(page.locator(".chosen")).to_contain_text("Halal")
    after = totals(page)
    assert all(few < many for few, many in zip(after, before, strict=True))
    other = new_page()
    other.goto(page.url)
    assert totals(other) == after
    assert other.get_by_role("checkbox", name="Thailand").is_checked()
    page.go_back()
    expect(page.locator(".chosen")).not_to_contain_text("Halal")


def test_a_choice_is_taken_back_where_it_is_shown(address, new_page):
    page = new_page()
    page.goto(f"{address}/en/exhibitors/?economy=TH&certificate=halal")
    page.get_by_role("link", name="Leave out Halal").click()
    expect(page.locator(".chosen")).not_to_contain_text("Halal")
    assert page.url == f"{address}/en/exhibitors/?economy=TH"


def test_unfolded_choices_stay_unfolded(address, new_page):
    page = new_page()
    page.goto(f"{address}/en/exhibitors/")
    page.locator("#more-economy summary").click()
    page.locator("#more-economy input").last.check()
    expect(page.locator(".chosen li")).to_have_count(2)
    assert page.locator("#more-economy").get_attribute("open") is not None


def test_it_works_without_javascript(address, new_page):
    page = new_page(java_script_enabled=False)
    page.goto(f"{address}/en/exhibitors/")
    page.get_by_role("searchbox").fill("durian")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("checkbox", name="Thailand").check()
    page.get_by_role("button", name="Show what fits").click()
    assert "economy=TH" in page.url
    assert page.locator(".chosen").inner_text().count("Thailand") == 1
    page.locator(".tabs").get_by_role("link", name="Products").click()
    assert "show=products" in page.url
    assert "economy=TH" in page.url


def test_on_a_phone_the_choices_are_folded_above_the_list(address, new_page):
    page = new_page(viewport=PHONE, has_touch=True)
    page.goto(f"{address}/zh-hans/exhibitors/?q=榴莲")
    assert totals(page)[0] > 0
    box = page.locator("#economy-TH")
    assert not box.is_visible()
    page.locator("#narrow > summary").click()
    box.check()
    expect(page.locator(".chosen")).to_contain_text("泰国")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
