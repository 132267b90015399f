"""Every page's address, from the URLconf; the API, the admin and health have tests of their own."""

from django.urls import get_resolver

OTHERS = ("admin/", "api/v1/", "health/")


def pages():
    """Each page's pattern and name."""
    return list(_walk(get_resolver().url_patterns, ""))


def _walk(patterns, before):
    for each in patterns:
        path = before + str(each.pattern)
        if path in OTHERS:
            continue
        if hasattr(each, "url_patterns"):
            yield from _walk(each.url_patterns, path)
        else:
            yield path, each.name
