"""The admin is valid HTML, but for what its theme and Django write, which can't be told otherwise from here."""

from tests.admin import conftest as of_the_admin
from tests.admin.shown import TEMPLATES, shown
from tests.html.checker import complaints, needs_checker

pytestmark = needs_checker
edition, superuser, as_superuser = of_the_admin.edition, of_the_admin.superuser, of_the_admin.as_superuser

NOT_OURS = {  # who writes it, and the checker's words with what stands in the page
    "Alpine and htmx, on which the theme runs": r"^Attribute “(x|hx)-[\w:.-]+” not allowed",
    "the theme: its colours, after the head": r"^The selector “:root” .*:root \{",
    "the theme: void elements as in XML": r"^Trailing slash on void elements",
    "the theme: its buttons": r'^No space between attributes\. .*"class="',
    "the theme: the filter beside a list": r"^The heading “h3” .* skipping 1 heading level\. .*> By ",
    "the theme: a column of buttons without a head, in a list and in rows inside": (
        r"^A table row was \d columns wide and exceeded .*</td>\s*</tr>|^Table column \d .*<td colspan"
    ),
    "the theme: an empty row inside": (
        r"^Bad value “100%” for attribute “colspan”|^A table row was 1 columns wide, .*</td>\s*</t"
    ),
    "the theme: the name of a filter with radio buttons": r'<label for="" class="block font-semibold',
    "Django: what a field of JSON held at first": r"aria-\*.*name=\"initial-",
}


def test_it_is_valid(edition, as_superuser, tmp_path):
    drawn = set()
    for name, answer in shown(as_superuser, edition):
        (tmp_path / f"{name}.html").write_bytes(answer.content)
        drawn |= {template.name for template in answer.templates}
    assert TEMPLATES - drawn == set()
    assert not complaints(tmp_path, but=NOT_OURS.values())
