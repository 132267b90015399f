"""What comes out of the printer: the content, all of it, in ink."""

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]  # they share one fair

A4 = {"width": 688, "height": 970}  # between its margins
OPERABLE = "nav:not(:has(.steps)), button, .button, .actions, .menu, .pager, form:not(.form, :has(article))"


@pytest.fixture
def on_paper(address, new_page):
    """Open a page as it is printed, by somebody who reads screens in the dark."""
    page = new_page(viewport=A4, color_scheme="dark")
    page.emulate_media(media="print")

    def opened(path):
        page.goto(address + path)
        return page

    return opened


@pytest.mark.parametrize(
    "path", ["/en/", "/en/exhibitors/", "/en/plan/1/", "/en/economies/TH/", "/en/components/"]
)
def test_nothing_that_only_leads_elsewhere_is_printed(path, on_paper):
    page = on_paper(path)
    assert page.get_by_role("heading", level=1).is_visible()
    assert not page.locator("main input").filter(visible=True).all() or page.locator("main .form").all()
    assert page.locator(OPERABLE).filter(visible=True).all_inner_texts() == []


def test_what_was_found_is_printed(on_paper):
    assert on_paper("/en/exhibitors/?q=durian").locator("main article").first.is_visible()


def test_it_is_black_on_white_whatever_the_screen_shows(on_paper):
    page = on_paper("/en/components/")
    colours = "each => [getComputedStyle(each).backgroundColor, getComputedStyle(each).color]"
    assert page.locator("html").evaluate(colours) == ["rgb(255, 255, 255)", "rgb(0, 0, 0)"]


def test_a_table_stays_a_table_with_its_head_on_every_sheet(on_paper):
    table = on_paper("/en/components/").locator("#table table")
    assert table.locator("thead").evaluate("each => getComputedStyle(each).display") == "table-header-group"
    assert table.locator("thead").bounding_box()["height"] > 10
    cells = table.locator("th, td")
    assert set(cells.evaluate_all("all => all.map(each => getComputedStyle(each).display)")) == {"table-cell"}


def test_what_is_folded_away_is_printed_too(on_paper):
    folded = on_paper("/en/components/").locator("#more details > p")
    assert folded.bounding_box()["height"] > 10


def test_a_form_to_fill_in_keeps_what_was_entered(on_paper):
    page = on_paper("/en/accounts/login/")
    assert page.locator("main [name=login]").is_visible()
    assert not page.get_by_role("button").filter(visible=True).all()
