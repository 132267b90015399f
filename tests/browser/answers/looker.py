"""Looking in a browser at answers that a test was given, so that no server need be running.

The browser has a thread of its own: where its event loop runs, Django refuses to ask the database.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpResponse
from playwright.sync_api import Page, Route, sync_playwright

from expo.desk.pictures import QUIET

SITE = "http://127.0.0.1"
Look = Callable[[Page, str], Iterator[str]]


class Looker:
    """Opens answers as pages, and tells what is wrong with them."""

    def __init__(self, executable: str) -> None:
        self._executable = executable
        self._thread = ThreadPoolExecutor(max_workers=1)

    def __enter__(self) -> "Looker":
        self._thread.submit(self._start).result()
        return self

    def __exit__(self, *_error: object) -> None:
        self._thread.submit(self._playwright.stop).result()
        self._thread.shutdown()

    def faults(
        self,
        answers: Mapping[str, HttpResponse],
        look: Look,
        *,
        beside: Iterable[HttpResponse] = (),
        **options: Any,
    ) -> list[str]:
        """What `look` finds in each answer, and what its scripts stumble over; what is `beside` they may ask for."""
        others = {answer.wsgi_request.path: answer for answer in beside}
        return self._thread.submit(self._look_at_all, answers, look, others, options).result()

    def _start(self) -> None:
        self._playwright = sync_playwright().start()
        self._browser = self._playwright.chromium.launch(executable_path=self._executable, args=QUIET)

    def _look_at_all(
        self,
        answers: Mapping[str, HttpResponse],
        look: Look,
        others: Mapping[str, HttpResponse],
        options: dict[str, Any],
    ) -> list[str]:
        found: list[str] = []
        with self._browser.new_context(reduced_motion="reduce", **options) as context:
            page = context.new_page()
            page.on("pageerror", lambda error: found.append(f"{page.url}: {error}"))
            for name, answer in answers.items():
                page.unroute_all()
                page.route("**/*", partial(_fulfil, {**others, answer.wsgi_request.path: answer}))
                page.goto(f"{SITE}{answer.wsgi_request.path}")
                found += [f"{name}: {fault}" for fault in look(page, name)]
        return found


def _fulfil(answers: Mapping[str, HttpResponse], route: Route) -> None:
    """Give an answer or a file of ours; pictures that were uploaded, and what else a script asks for, aren't there."""
    path = unquote(urlsplit(route.request.url).path)
    if answer := answers.get(path):
        route.fulfill(headers=dict(answer.headers), body=answer.content)
    elif path.startswith(settings.STATIC_URL):
        route.fulfill(path=finders.find(path.removeprefix(settings.STATIC_URL)))
    else:
        route.fulfill(status=404)
