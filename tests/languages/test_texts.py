"""Every text that people see can be translated: none is told as it stands, and all are in the catalogue."""

import ast
import re
from pathlib import Path

import polib
import pytest
from bs4 import BeautifulSoup, NavigableString
from django.conf import settings
from django.template import engines
from django.template.base import TextNode
from django.template.loader_tags import BlockNode
from django.templatetags.i18n import BlockTranslateNode, TranslateNode

ROOT = Path(settings.BASE_DIR)
TEMPLATES = sorted(path for path in (ROOT / "templates").rglob("*.*") if path.suffix in {".html", ".txt"})
SOURCES = sorted(
    path
    for folder in ("expo", "exhibitors", "buyers")
    for path in (ROOT / folder).rglob("*.py")
    if not {"migrations", "sample"} & set(path.parts)  # the sample's rows have their own other languages
)
CATALOGUE = ROOT / "expo" / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"
SHOWN_ATTRIBUTES = ("alt", "title", "placeholder", "aria-label", "label", "data-label")
# Units and signs that read the same in every language.
SAME_EVERYWHERE = {"HS", "API", "m²"}
# Shows components with names of companies; chooses the name of its element, which no parser can read.
LEFT_OUT = {"desk/components.html", "allauth/elements/button.html"}
NO_TEXT = {"body_class"}  # blocks that hold no text
MARKERS = {"_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy"}
SHOWN_ARGUMENTS = {
    "verbose_name",
    "verbose_name_plural",
    "help_text",
    "label",
    "violation_error_message",
    "empty_label",
}
SHOWN_CALLS = {
    "Refused",
    "ValidationError",
    "messages.success",
    "messages.error",
    "messages.warning",
    "messages.info",
}
LETTERS = re.compile(r"[^\W\d_]{2,}")


def told(path):
    return str(path.relative_to(ROOT))


def nodes_of(path):
    template = engines["django"].get_template(str(path.relative_to(ROOT / "templates"))).template
    return walk(template.nodelist)


def walk(nodes):
    """All nodes of a template, without what it includes or extends."""
    for node in nodes:
        if isinstance(node, BlockNode) and node.name in NO_TEXT:
            continue
        yield node
        for name in node.child_nodelists:
            yield from walk(getattr(node, name, None) or [])
        for _condition, inner in getattr(node, "conditions_nodelists", []):
            yield from walk(inner)


def plain_text(path):
    """What a template says by itself: its text, with a sign where its tags write something."""
    return "".join(node.s if isinstance(node, TextNode) else "\ufffc" for node in nodes_of(path))


def words(text):
    return [word for word in LETTERS.findall(text) if word not in SAME_EVERYWHERE]


def shown(markup):
    """The texts of markup that a reader sees or hears."""
    soup = BeautifulSoup(markup, "html.parser")
    for hidden in soup(["script", "style"]):
        hidden.decompose()
    for text in soup.find_all(string=True):
        if type(text) is NavigableString and text.parent.name not in {"code", "kbd"}:
            yield str(text)
    for element in soup.find_all(True):
        yield from (element[name] for name in SHOWN_ATTRIBUTES if element.has_attr(name))


def in_templates():
    for path in TEMPLATES:
        for node in nodes_of(path):
            if isinstance(node, TranslateNode) and isinstance(node.filter_expression.var, str):
                yield node.filter_expression.var
            elif isinstance(node, TranslateNode):
                yield node.filter_expression.var.literal
            elif isinstance(node, BlockTranslateNode):
                yield node.render_token_list(node.singular)[0]


def in_code():
    for path in SOURCES:
        for call in calls(path):
            if name_of(call) in MARKERS and call.args and isinstance(call.args[0], ast.Constant):
                yield call.args[0].value


def calls(path):
    return [node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call)]


def name_of(call):
    """What is called: `Refused`, `messages.error`."""
    if isinstance(call.func, ast.Attribute) and isinstance(call.func.value, ast.Name):
        return f"{call.func.value.id}.{call.func.attr}"
    return getattr(call.func, "id", "")


def said_as_it_is(call):
    """The constants in a call that people will read."""
    read = [each.value for each in call.keywords if each.arg in SHOWN_ARGUMENTS]
    read += call.args[:2] if name_of(call) in SHOWN_CALLS else []
    texts = [each.value for each in read if isinstance(each, ast.Constant)]
    return [text for text in texts if isinstance(text, str) and words(text)]


@pytest.mark.parametrize(
    "path", [path for path in TEMPLATES if not told(path).endswith(tuple(LEFT_OUT))], ids=told
)
def test_no_template_says_anything_that_is_not_translated(path):
    assert [text.strip() for text in shown(plain_text(path)) if words(text)] == []


def speaks_to_programs(path):
    """The API's own documentation is in English."""
    return "rest_framework" in path.read_text() or "api" in path.parts


@pytest.mark.parametrize("path", [path for path in SOURCES if not speaks_to_programs(path)], ids=told)
def test_no_code_tells_people_anything_that_is_not_translated(path):
    assert [text for call in calls(path) for text in said_as_it_is(call)] == []


def test_the_catalogue_has_every_text():
    known = {entry.msgid for entry in polib.pofile(str(CATALOGUE)) if not entry.obsolete}
    assert sorted({*in_templates(), *in_code()} - known) == []
