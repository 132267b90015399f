"""The admin's pages, one of each kind: its theme's, and every one that has a template of ours."""

from django.conf import settings
from django.contrib import admin
from django.urls import reverse

from buyers.models import MatchWeights, Proposal
from exhibitors.models import Allocation, Exhibitor
from expo.fair.models import Edition, Role, Zone
from expo.runs.models import Run
from tests import factories as make
from tests.admin.makers import MAKERS
from tests.admin.test_dashboard import fill

TEMPLATES = {
    str(each.relative_to(settings.BASE_DIR / "templates"))
    for each in (settings.BASE_DIR / "templates" / "admin").rglob("*.html")
}
VIEWS = {
    Exhibitor: ("changelist", "allocate", "change", "history", "give_booth"),
    Edition: ("add", "change"),  # with rows inside
    Role: ("invite",),
    Run: ("change",),
    Zone: ("delete",),
    Proposal: ("change",),
    Allocation: ("change",),
    MatchWeights: ("changelist", "change"),
}
OF_NO_ROW = {"changelist", "add"}


def shown(client, edition):
    """Each page's name and what it is answered."""
    fill(edition)
    yield "index", client.get(reverse("admin:index"), {"anew": 1})
    for model, views in VIEWS.items():
        MAKERS[model](edition)
        row = model._default_manager.latest("pk")
        if model is MatchWeights:
            _tried(row)
        for view in views:
            args = [] if view in {*OF_NO_ROW, *admin.site._registry[model].actions_list} else [row.pk]
            yield f"{model.__name__}-{view}", client.get(_address(model, view, *args))


def scripts(client):
    """What pages ask for that is no file: the theme's words in the reader's language."""
    return [client.get(reverse("admin:jsi18n"))]


def _tried(weights):
    """With what other weights would find."""
    example = {"need": "Fresh mango", "now": ["One"], "then": ["Other"]}
    weights.trial = make.RunFactory(state="done", outcome={"examples": [example]})
    weights.save()


def _address(model, view, *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{view}", args=args)
