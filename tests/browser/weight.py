"""How heavy a page is on its way to the reader."""

from playwright.sync_api import Page

MOST = 150_000  # bytes
SENT = """
    [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
        .reduce((sum, each) => sum + each.encodedBodySize, 0)
"""


def weigh(page: Page) -> int:
    """The bytes, as they were sent, of the page that was opened and of its styles, scripts and pictures."""
    return int(page.evaluate(SENT))
