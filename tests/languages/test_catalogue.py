"""Every catalogue is complete and says what its source says; the compiled file in git is the catalogue's own."""

import re
from collections import Counter
from pathlib import Path

import polib
import pytest
from django.conf import settings

CATALOGUES = sorted(Path(settings.LOCALE_PATHS[0]).glob("*/LC_MESSAGES/django.po"))
PLACEHOLDERS = {
    "printf": re.compile(r"%\(\w+\)[a-z]|%%|%[sd]"),
    "braces": re.compile(r"\{\w*\}"),
    "tags": re.compile(r"</?[a-z]\w*[^<>]*>"),
}

pytestmark = pytest.mark.parametrize(
    "catalogue", CATALOGUES, ids=[path.parent.parent.name for path in CATALOGUES]
)


def entries(catalogue):
    return [entry for entry in polib.pofile(str(catalogue)) if not entry.obsolete]


def pairs(entry):
    """Each translation beside the source that it has to agree with: the plural where there is one."""
    if entry.msgid_plural:
        return [(entry.msgid_plural, text) for text in entry.msgstr_plural.values()]
    return [(entry.msgid, entry.msgstr)]


def said(entry):
    return entry.msgstr_plural or entry.msgstr


def test_it_is_complete_and_nothing_in_it_is_a_guess(catalogue):
    assert [entry.msgid for entry in entries(catalogue) if entry.fuzzy or not entry.translated()] == []


def test_it_says_that_it_is_written_in_its_language(catalogue):
    header = polib.pofile(str(catalogue)).metadata
    assert header["Language"] == catalogue.parent.parent.name
    assert header["Content-Type"] == "text/plain; charset=UTF-8"


@pytest.mark.parametrize("kind", PLACEHOLDERS)
def test_it_keeps_every_placeholder_and_tag(catalogue, kind):
    def found(text):
        return Counter(PLACEHOLDERS[kind].findall(text))

    assert [
        (source, text)
        for entry in entries(catalogue)
        for source, text in pairs(entry)
        if found(source) != found(text)
    ] == []


def test_it_begins_and_ends_lines_where_the_source_does(catalogue):
    def edges(text):
        return text.startswith("\n"), text.endswith("\n")

    assert [
        source
        for entry in entries(catalogue)
        for source, text in pairs(entry)
        if edges(source) != edges(text)
    ] == []


def test_its_compiled_file_holds_exactly_what_it_says(catalogue):
    written = {(entry.msgctxt, entry.msgid): said(entry) for entry in entries(catalogue)}
    compiled = polib.mofile(str(catalogue.with_suffix(".mo")))
    assert {(entry.msgctxt, entry.msgid): said(entry) for entry in compiled} == written
    header = polib.pofile(str(catalogue)).metadata
    assert {**header, **compiled.metadata} == header  # msgfmt leaves the date out, so that a build repeats
