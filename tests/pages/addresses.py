"""Every page's address, from the URLconf; those of the API and of the admin have tables of their own."""

from django.urls import get_resolver

OTHERS = ("admin/", "api/v1/")


def pages(urlconf=None):
    """Each page's pattern and name."""
    return list(_walk(get_resolver(urlconf).url_patterns, ""))


def _walk(patterns, before):
    for each in patterns:
        path = before + str(each.pattern)
        if path in OTHERS:
            continue
        if hasattr(each, "url_patterns"):
            yield from _walk(each.url_patterns, path)
        else:
            yield path, each.name
