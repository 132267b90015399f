"""What axe says of a page: WCAG 2.2 A and AA, and its best practices. No rule is left out."""

from collections.abc import Iterator

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

KINDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = {"resultTypes": ["violations"], "runOnly": {"type": "tag", "values": KINDS}}


def violations(page: Page) -> Iterator[str]:
    """Each rule that the page breaks, with the first place where it does."""
    for found in Axe().run(page, options=OPTIONS).response["violations"]:
        first, others = found["nodes"][0], len(found["nodes"]) - 1
        yield f"{found['id']}: {first['html']} and {others} more. {first.get('failureSummary', '')}"
