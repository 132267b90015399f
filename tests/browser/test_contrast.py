"""States can be told apart where the reader's system chooses the colours, and grounds and shadows are gone."""

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]  # they share one fair

MARK = "all => all.map(each => { const look = getComputedStyle(each, '::before');"
MARK += " return look.backgroundColor + look.transform; })"
EDGE = "all => all.map(each => getComputedStyle(each).borderBlockEndColor)"
SHAPE = "all => all.map(each => { const look = getComputedStyle(each);"
SHAPE += " return look.fill + look.stroke + look.strokeDasharray + look.strokeWidth; })"
STATES = {
    "steps done, now and to come": (".steps > li:nth-child(-n + 3)", MARK),
    "the tab that is open": (".tabs a", EDGE),
    "booths free, held, let, one's own and found": ("#plan .legend .booth", SHAPE),
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("states", STATES)
def test_they_look_different(address, new_page, states, scheme):
    page = new_page(forced_colors="active", color_scheme=scheme)
    page.goto(f"{address}/en/components/")
    selector, look = STATES[states]
    looks = page.locator(selector).evaluate_all(look)
    assert len(looks) > 1
    assert len(set(looks)) == len(looks)


def test_progress_shows_how_far_it_is(address, new_page):
    page = new_page(forced_colors="active")
    page.goto(f"{address}/en/components/")
    part, whole = (page.locator(each).screenshot() for each in ("#p1", "#p3"))
    assert part != whole
