"""The styles turn with the direction of the script: what they place, they place at the start or end of a line."""

import re

import pytest
from django.conf import settings

STATIC = settings.BASE_DIR / "expo" / "static"
ADMIN = STATIC / "desk" / "admin.css"  # dresses the admin's theme, which mirrors itself
STYLES = sorted(set(STATIC.rglob("*.css")) - {ADMIN})

SIDE = "(?:left|right)"
PHYSICAL = [
    rf"(?:margin|padding|border|inset|scroll-\w+)-{SIDE}\b",
    rf"(?<![\w-]){SIDE}\s*:",
    rf"(?:text-align|float|clear|caption-side)\s*:\s*{SIDE}",
    rf"border-(?:top|bottom)-{SIDE}-radius",
    # of four values the second and the fourth
    r"(?:margin|padding|inset)\s*:\s*[^\s;]+ (?P<right>[^\s;]+) [^\s;]+ (?!(?P=right)[\s;!}])[^\s;}]+",
]


def physical(styles: str) -> list[str]:
    """What in these styles says left or right."""
    without_comments = re.sub(r"/\*.*?\*/", "", styles, flags=re.DOTALL)
    return [found[0] for each in PHYSICAL for found in re.finditer(each, without_comments)]


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_they_name_no_side(path):
    assert physical(path.read_text()) == []


@pytest.mark.parametrize(
    "bad",
    [
        "margin-left: 0",
        "p { left: 0 }",
        "text-align: right",
        "float:left",
        "border-top-left-radius: 0",
        "margin: 0 1px 0 2px;",
        "border-right: 0",
    ],
)
def test_a_side_is_found_where_one_is_named(bad):
    assert physical(bad)


@pytest.mark.parametrize(
    "good",
    [
        "margin-inline-start: 0",
        "margin: 0 1px 2px 1px;",
        "text-align: start",
        "inset-inline-end: 0",
        "margin: 0 1px",
    ],
)
def test_logical_styles_are_let_alone(good):
    assert not physical(good)
