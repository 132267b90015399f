"""Every page that each kind of user can reach by links: it answers, suits its reader, and is no heavier than it may be.

The pictures are kept in .local/screenshots, to be looked at.
"""

import pytest

from expo.desk.sample.sign_ins import CHINESE_EXHIBITOR, COORDINATOR, EXHIBITOR, ORGANISER, PAVILION
from tests.browser.looks import DESKTOP, faults
from tests.browser.sizes import AT_BOTH_SIZES
from tests.browser.walk import sign_in, walk
from tests.browser.weight import MOST, weigh

pytestmark = [AT_BOTH_SIZES, pytest.mark.browser, pytest.mark.xdist_group("browser")]  # they share one fair

# Who walks, in which language, and, signed in, only where a page may differ from what strangers see.
WALKS = [(None, "en"), (None, "zh-hans"), (EXHIBITOR, "en"), (CHINESE_EXHIBITOR, "zh-hans")]
WALKS += [(COORDINATOR, "en"), (PAVILION, "en"), (ORGANISER, "en")]
MAY_DIFFER = ["workspace/", "accounts/", "exhibitors/"]
BESIDE = [
    "/en/nowhere/",
    "/en/exhibitors/?q=durian",
    "/en/exhibitors/?q=durian+xylophone",
    "/en/exhibitors/?q=nothing+of+the+kind",
]


@pytest.mark.parametrize(("email", "language"), WALKS)
def test_every_page_within_reach_suits_its_reader(address, size, new_page, email, language):
    page = new_page()
    start, within = f"/{language}/", (f"/{language}/",)
    if email:
        sign_in(page, address, email)
        start, within = f"/{language}/workspace/", tuple(f"/{language}/{part}" for part in MAY_DIFFER)
    wrong = []
    for kind in walk(page, address, start, within):
        if (heavy := weigh(page)) > MOST:
            wrong.append(f"{kind} weighs {heavy} bytes")
        wrong += [f"{kind} {found}" for found in faults(page, f"{kind}-{language}-{size}")]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("path", BESIDE)
def test_pages_that_no_link_leads_to_suit_their_reader_too(address, size, new_page, path):
    page = new_page(expected="status of 404")
    page.goto(address + path)
    wrong = list(faults(page, path.strip("/").replace("/", "-") + f"-{size}"))
    assert not wrong, "\n".join(wrong)


def test_the_front_page_is_there_in_chinese(address, new_page):
    page = new_page(locale="zh-CN")
    page.goto(address)
    assert page.locator("html").get_attribute("lang") == "zh-hans"
    assert "中国—东盟博览会" in page.locator("h1").inner_text()


@pytest.mark.parametrize("rows", ["exhibitors/exhibitor", "fair/booth"])
def test_the_admins_lists_stay_lists_whatever_the_names(address, new_page, rows):
    """At most a handful of lines a row, where a word a line would make it a page of each; and all of it in sight."""
    page = new_page(viewport=DESKTOP)
    sign_in(page, address, ORGANISER)
    page.goto(f"{address}/admin/{rows}/")
    heights = [row.bounding_box()["height"] for row in page.locator("#result_list tbody tr").all()]
    assert max(heights) < 140
    table = page.locator("#result_list")
    assert table.evaluate("table => table.scrollWidth <= table.parentElement.clientWidth")


def test_what_a_fact_says_has_more_room_than_its_name_on_a_phone(address, new_page):
    page = new_page(viewport={"width": 390, "height": 844})
    page.goto(f"{address}/en/exhibitors/")
    page.locator("main .card a").first.click()
    name, said = (page.locator(f".facts {part}").first.bounding_box()["width"] for part in ("dt", "dd"))
    assert said > name
