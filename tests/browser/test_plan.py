"""The plan of a hall in a browser: zooming and moving with and without a script, by mouse, keys and fingers."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]  # they share one fair

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
LIT = "[data-state=lit]"


@pytest.fixture
def hall(address, new_page):
    """Open hall D2, with a query where one is given, for somebody who wants no motion: all is done at once."""

    def open_hall(query="", **options):
        page = new_page(**{"reduced_motion": "reduce", **options})
        page.goto(f"{address}/en/plan/")
        page.get_by_role("table").get_by_role("link", name="Hall D2").click()
        page.wait_for_url("**/plan/*/")
        if query:
            page.goto(page.url.split("?")[0] + query)
        return page

    return open_hall


def view_of(page):
    """What is seen: left, top, width and depth in centimetres."""
    return [float(number) for number in page.locator("#drawing").get_attribute("viewBox").split()]


def control(page, name):
    return page.get_by_role("group", name="Move and zoom").get_by_text(name, exact=True)


def press(page, name):
    """Press a control and wait for the address it leads to; without a script that is a page of its own."""
    before = page.url
    control(page, name).click()
    page.wait_for_url(lambda url: url != before)


def middle(page):
    box = page.locator("#drawing").bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without"])
def test_the_controls_zoom_move_and_lead_back_to_the_whole_hall(hall, script):
    page = hall(java_script_enabled=script)
    whole = view_of(page)
    press(page, "+")
    near = view_of(page)
    assert near[2] == pytest.approx(whole[2] / 2, rel=0.01)
    press(page, "→")
    assert view_of(page)[0] > near[0]
    press(page, "↓")
    assert view_of(page)[1] > near[1]
    press(page, "Whole hall")
    assert view_of(page) == pytest.approx(whole, abs=2)


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without"])
def test_the_controls_keep_what_was_looked_for(hall, script):
    page = hall("?q=durian", java_script_enabled=script)
    found = page.locator(f"#drawing {LIT}").count()
    assert found > 0
    press(page, "+")
    assert page.locator(f"#drawing {LIT}").count() == found
    assert "q=durian" in page.url


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without"])
def test_a_control_leads_to_the_booth_that_is_lit(hall, script):
    page = hall("?lit=D2-105", java_script_enabled=script)
    press(page, "To booth D2-105")
    assert view_of(page)[2] < 3000
    drawing, booth = (page.locator(each).bounding_box() for each in ("#drawing", f"#drawing {LIT} .booth"))
    assert drawing["x"] <= booth["x"] <= booth["x"] + booth["width"] <= drawing["x"] + drawing["width"]
    assert drawing["y"] <= booth["y"] <= booth["y"] + booth["height"] <= drawing["y"] + drawing["height"]
    expect(page.locator(f"#drawing {LIT} .name")).to_be_visible()


def test_the_wheel_zooms_with_ctrl_and_scrolls_the_page_without(hall):
    page = hall(viewport={"width": 1280, "height": 500})
    page.locator("#drawing").scroll_into_view_if_needed()
    whole = view_of(page)
    page.mouse.move(*middle(page))
    page.keyboard.down("Control")
    page.mouse.wheel(0, -100)
    page.keyboard.up("Control")
    page.wait_for_function("document.getElementById('drawing').hasAttribute('data-zoomed')")
    near = view_of(page)
    assert near[2] < whole[2]
    before = page.evaluate("scrollY")
    page.mouse.wheel(0, 300)
    page.wait_for_function("before => scrollY > before", arg=before)
    assert view_of(page) == near


def test_what_lies_under_the_mouse_stays_there_while_one_zooms(hall):
    page = hall()
    page.locator("#drawing").scroll_into_view_if_needed()
    booth = page.locator("#drawing .place").nth(20)
    before = booth.bounding_box()
    page.mouse.move(before["x"], before["y"])
    page.keyboard.down("Control")
    page.mouse.wheel(0, -50)
    page.keyboard.up("Control")
    page.wait_for_function("document.getElementById('drawing').hasAttribute('data-zoomed')")
    after = booth.bounding_box()
    assert after["width"] > before["width"] * 1.2
    assert (after["x"], after["y"]) == pytest.approx((before["x"], before["y"]), abs=3)


def test_dragging_moves_the_plan_and_opens_nothing(hall):
    page = hall("?zoom=2&x=2250&y=1500")
    page.locator("#drawing").scroll_into_view_if_needed()
    before, address = view_of(page), page.url.split("?")[0]
    x, y = middle(page)
    assert page.evaluate("([x, y]) => document.elementFromPoint(x, y).closest('a.place') !== null", [x, y])
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 80, y - 40, steps=4)
    page.mouse.up()
    after = view_of(page)
    assert (after[0] > before[0], after[1] > before[1]) == (True, True)
    assert page.url.split("?")[0] == address


def test_a_click_on_a_booth_opens_its_exhibitor(hall):
    page = hall()
    place = page.locator("#drawing a.place").first
    leads_to = place.get_attribute("href")
    place.click()
    expect(page).to_have_url(re.compile(f"{leads_to}$"))


def test_a_double_click_comes_nearer(hall):
    page = hall()
    page.locator("#drawing").scroll_into_view_if_needed()
    whole = view_of(page)
    box = page.locator("#drawing .hall").bounding_box()
    page.mouse.dblclick(box["x"] + box["width"] / 2, box["y"] + box["height"] - 12)
    page.wait_for_function("document.getElementById('drawing').hasAttribute('data-zoomed')")
    assert view_of(page)[2] == pytest.approx(whole[2] / 2, rel=0.01)


def test_keys_zoom_and_move_the_plan_in_focus(hall):
    page = hall()
    whole = view_of(page)
    page.locator("#drawing").focus()
    for key, sees in {
        "+": lambda before, after: after[2] < before[2],
        "ArrowRight": lambda before, after: after[0] > before[0],
        "ArrowDown": lambda before, after: after[1] > before[1],
        "ArrowLeft": lambda before, after: after[0] < before[0],
        "ArrowUp": lambda before, after: after[1] < before[1],
        "-": lambda before, after: after[2] > before[2],
    }.items():
        before = view_of(page)
        page.keyboard.press(key)
        assert sees(before, view_of(page)), key
    page.keyboard.press("+")
    page.keyboard.press("0")
    assert view_of(page) == pytest.approx(whole, abs=2)


def test_keys_lead_from_booth_to_booth_and_out_again(hall):
    page = hall()
    page.locator("#drawing").focus()
    page.keyboard.press("Enter")
    first = page.evaluate("document.activeElement.textContent")
    assert page.evaluate("document.activeElement.matches('#drawing a.place')")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.textContent") != first
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.id") == "drawing"


def test_the_tabulator_passes_the_plan_in_one_stop(hall):
    page = hall()
    page.locator("#drawing").focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('#drawing')") is None


def test_a_link_leads_past_the_plan_to_the_list(hall):
    page = hall(java_script_enabled=False)
    page.get_by_role("link", name="Skip to the list of booths").focus()
    page.keyboard.press("Enter")
    assert page.url.endswith("#list")


def test_the_same_part_of_the_hall_is_there_after_coming_back(hall):
    page = hall()
    press(page, "+")
    near = view_of(page)
    page.reload()
    assert view_of(page) == pytest.approx(near, abs=3)


def test_the_plan_glides_for_those_who_do_not_mind_motion(hall):
    page = hall(reduced_motion="no-preference")
    whole = view_of(page)
    at_once = page.evaluate(
        """() => {
            document.querySelector("[data-way=in]").click();
            return document.getElementById("drawing").viewBox.baseVal.width;
        }"""
    )
    assert at_once > whole[2] / 2 + 100
    page.wait_for_function(
        "least => document.getElementById('drawing').viewBox.baseVal.width <= least", arg=whole[2] / 2 + 1
    )


def test_on_a_phone_two_fingers_zoom_and_one_moves(hall):
    page = hall(**PHONE)
    page.locator("#drawing").scroll_into_view_if_needed()
    whole = view_of(page)
    touch(page, [(-20, 0), (20, 0)], [(-80, 0), (80, 0)])
    near = view_of(page)
    assert near[2] < whole[2] / 2
    touch(page, [(40, 0)], [(-40, 0)])
    assert view_of(page)[0] > near[0]
    assert page.evaluate("visualViewport.scale") == 1


def test_on_a_phone_numbers_can_be_read_once_one_is_near(hall):
    page = hall(**PHONE)
    number = page.locator("#drawing .no").first
    expect(number).to_be_hidden()
    press(page, "+")
    expect(number).to_be_visible()
    assert number.bounding_box()["height"] >= 9


def test_on_paper_the_whole_hall_is_seen_without_controls(hall):
    page = hall("?zoom=4")
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert view_of(page)[:2] == [-150, -150]
    expect(page.locator(".plan-controls")).to_be_hidden()


def test_a_page_that_runs_from_right_to_left_keeps_the_plan(hall):
    page = hall()
    before = page.locator("#drawing .place").first.bounding_box()["x"]
    page.evaluate("document.documentElement.dir = 'rtl'")
    frame = page.locator("#drawing").bounding_box()
    after = page.locator("#drawing .place").first.bounding_box()["x"]
    assert after == pytest.approx(before, abs=frame["width"] / 10)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def touch(page, start, end, steps=6):
    """Move fingers over the plan, each from a place to another, in pixels from its middle."""
    x, y = middle(page)
    session = page.context.new_cdp_session(page)

    def send(kind, part):
        points = [
            {"x": x + sx + (ex - sx) * part, "y": y + sy + (ey - sy) * part, "id": number}
            for number, ((sx, sy), (ex, ey)) in enumerate(zip(start, end, strict=True))
        ]
        session.send(
            "Input.dispatchTouchEvent", {"type": kind, "touchPoints": points if kind != "touchEnd" else []}
        )

    send("touchStart", 0)
    for step in range(1, steps + 1):
        send("touchMove", step / steps)
    send("touchEnd", 1)


def heights(page, selector):
    return [each.bounding_box()["height"] for each in page.locator(selector).all()]


def test_a_site_can_be_read_on_a_phone(address, new_page):
    page = new_page(**PHONE)
    page.goto(f"{address}/en/plan/?q=durian")
    assert min(heights(page, ".site .code")) > 10
    assert min(heights(page, ".site .count-here text")) > 8


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without"])
def test_the_words_of_the_scale_stand_clear_of_the_hall(hall, script):
    page = hall(java_script_enabled=script, **PHONE)
    walls, words = page.locator("#drawing .hall").bounding_box(), page.locator(".scale text").bounding_box()
    assert words["y"] >= walls["y"] + walls["height"]
