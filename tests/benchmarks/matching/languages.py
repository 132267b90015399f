"""How well the matching finds texts in many languages, beside bm25s: applications' summaries ask for descriptions.

`python -m tests.benchmarks.matching.languages Components-amd64.yml.gz…`

The files are Debian's lists of applications (AppStream, dists/bookworm/main/dep11), not a part of the project; those of
several releases have more texts of a language that few translate into. The own description counts 5, another one as
many as the categories that both are in.
"""

import argparse
import gzip
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from tests.benchmarks.matching import relevance

LANGUAGES = {
    "English": "C",
    "French": "fr",
    "Spanish": "es",
    "Russian": "ru",
    "Ukrainian": "uk",
    "Arabic": "ar",
    "Persian": "fa",
    "Vietnamese": "vi",
    "Indonesian": "id",
    "Turkish": "tr",
    "Korean": "ko",
    "Japanese": "ja",
    "Chinese": "zh_CN",
    "Greek": "el",
}
LATIN = {"C", "fr", "es", "vi", "id", "tr"}
NO_SUBJECT = {"Qt", "GTK", "GNOME", "KDE", "Utility", "Application", "X-GNOME-Utilities", "Core", "System"}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("applications", type=Path, nargs="+", help="Components-amd64.yml.gz")
    sets = _sets(parser.parse_args().applications)
    print(f"{'language':12} {'texts':>6} {'bm25s':>6} {'matching':>9} {'difference':>16}")
    for language, code in LANGUAGES.items():
        known = sets[code]
        ways = {name: relevance.figures(known, ranking)[0] for name, ranking in relevance.ways(known, {})}
        peer, ours = ways["bm25s"], ways["texts"]
        spread = 1.96 * (ours - peer).std() / np.sqrt(len(ours))
        figures = f"{peer.mean():6.3f} {ours.mean():9.3f} {(ours - peer).mean():+9.3f} ± {spread:.3f}"
        print(f"{language:12} {len(ours):6,} {figures}")


def _sets(paths: Sequence[Path]) -> dict[str, relevance.RelevanceSet]:
    """Each language's summaries, descriptions, and how near two applications are; each as the first file has it."""
    found: dict[str, dict[str, tuple[str, set[str]]]] = defaultdict(dict)
    known: set[tuple[str, str]] = set()
    for each in _applications(paths):
        for language in LANGUAGES.values():
            summary, description = (_text(each, name, language) for name in ("Summary", "Description"))
            is_new = (language, each.get("ID", "")) not in known
            if is_new and summary and description and (language in LATIN or not description[:60].isascii()):
                known.add((language, each.get("ID", "")))
                subjects = {*each.get("Categories", [])} - NO_SUBJECT
                found[language].setdefault(description, (summary, subjects))
    return {language: _set(language, texts) for language, texts in found.items()}


def _applications(paths: Sequence[Path]) -> Iterator[dict[str, Any]]:
    for path in paths:
        with gzip.open(path, "rt", encoding="utf-8") as file:
            yield from yaml.load_all(file, yaml.CSafeLoader)


def _set(language: str, texts: dict[str, tuple[str, set[str]]]) -> relevance.RelevanceSet:
    near = [subjects for _, subjects in texts.values()]
    grades = {
        str(one): {
            str(other): 5 if one == other else len(near[one] & near[other])
            for other in range(len(near))
            if one == other or near[one] & near[other]
        }
        for one in range(len(near))
    }
    queries = {str(at): summary for at, (summary, _) in enumerate(texts.values())}
    items = [{"item_id": str(at), "text": text} for at, text in enumerate(texts)]
    return relevance.RelevanceSet(language, queries, items, grades, [])


def _text(application: dict[str, Any], name: str, language: str) -> str:
    words = (application.get(name) or {}).get(language) or ""
    return re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", words)).strip()


if __name__ == "__main__":
    main()
