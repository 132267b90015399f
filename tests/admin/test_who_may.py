"""Who may see and do what in the admin: one table, and every model and every address stands in it."""

from collections.abc import Iterator
from itertools import product

import pytest
from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from django.urls import NoReverseMatch, get_resolver, reverse

from expo.fair import acts
from expo.fair.models import Role
from tests.admin.makers import MAKERS
from tests.factories import EditionFactory, UserFactory
from tests.pages.world import state

NOBODY, EDITION, ALL = "superusers alone", "those of its edition", "organisers of all editions"
TABLE = {
    # model: whose organisers see its rows, and what else they may (rows that acts own are neither added nor deleted)
    "access.apitoken": (NOBODY, ""),
    "notifications.notification": (EDITION, ""),
    "notifications.delivery": (EDITION, ""),
    "runs.run": (EDITION, ""),
    "people.user": (ALL, ""),
    "people.person": (ALL, "add"),
    "people.invitation": (ALL, ""),
    "auth.group": (NOBODY, ""),
    "account.emailaddress": (NOBODY, ""),
    "fair.economy": (ALL, "add delete"),
    "fair.bloc": (ALL, "add delete"),
    "fair.blocmembership": (ALL, "add delete"),
    "fair.designation": (EDITION, "add delete"),
    "fair.edition": (EDITION, "add"),
    "fair.day": (EDITION, "add delete"),
    "fair.slot": (EDITION, "add delete"),
    "fair.currentrun": (EDITION, ""),
    "fair.occupancy": (EDITION, ""),
    "fair.venue": (ALL, "add delete"),
    "fair.hall": (ALL, "add delete"),
    "fair.closure": (ALL, "add delete"),
    "fair.walk": (ALL, "add delete"),
    "fair.section": (EDITION, "add delete"),
    "fair.zone": (EDITION, "add delete"),
    "fair.pavilion": (EDITION, "add delete"),
    "fair.meetingpoint": (EDITION, "add delete"),
    "fair.role": (EDITION, ""),
    "fair.sector": (ALL, "add delete"),
    "fair.nomenclature": (ALL, "add delete"),
    "fair.nomenclaturelevel": (ALL, ""),
    "fair.tradefigure": (EDITION, "add delete"),
    "exhibitors.allocation": (EDITION, ""),
    "exhibitors.boothclaim": (EDITION, ""),
    "fair.booth": (EDITION, "add"),
    "exhibitors.company": (ALL, "add delete"),
    "exhibitors.companymember": (ALL, "add delete"),
    "exhibitors.product": (EDITION, ""),
    "exhibitors.proposedstand": (EDITION, ""),
    "exhibitors.exhibitor": (EDITION, ""),
    "exhibitors.representative": (EDITION, ""),
    "exhibitors.zonehome": (EDITION, "add delete"),
    "exhibitors.competitors": (EDITION, "add delete"),
    "exhibitors.zonequota": (EDITION, "add delete"),
    "exhibitors.allocationweights": (EDITION, "add delete"),
    "buyers.buyergroup": (EDITION, ""),
    "buyers.coordinator": (EDITION, "add delete"),
    "buyers.delegate": (EDITION, ""),
    "buyers.interpreter": (EDITION, "add delete"),
    "buyers.meetingrequest": (EDITION, ""),
    "buyers.meeting": (EDITION, ""),
    "buyers.sourcingneed": (EDITION, ""),
    "buyers.match": (EDITION, ""),
    "buyers.proposal": (EDITION, ""),
    "buyers.proposedchange": (EDITION, ""),
    "buyers.matchverdict": (EDITION, ""),
    "buyers.matchweights": (EDITION, ""),
}
STANDARD = ("changelist", "add", "change", "delete", "history")
OF_THE_SITE = {
    # address about no model: what it is asked with, and what organisers are answered; others don't get in
    "index": ("", 200),
    "app_list": ("", 200),
    "search": ("?s=x", 200),
    "autocomplete": ("?app_label=buyers&model_name=delegate&field_name=person&term=", 200),
    "jsi18n": ("", 200),
    "view_on_site": ("", 404),  # of a row that is not there
    "password_change": ("", 200),
    "password_change_done": ("", 200),
    "login": ("", 302),
    "logout": ("", 405),
}
NAMELESS = {"<path:object_id>/", "(?P<url>.*)$"}  # Django's own: the way from old addresses, and to 404


@pytest.fixture
def world(db):
    """A client for each role, and a row of each model in an edition that `organiser` organises."""
    superuser, edition = UserFactory(is_superuser=True, is_staff=True), EditionFactory(slots=1)
    users = {"nobody": UserFactory(), "organiser": UserFactory(), "organiser elsewhere": UserFactory()}
    acts.grant(edition, users["organiser"], Role.Kind.ORGANISER, actor=superuser)
    acts.grant(EditionFactory(), users["organiser elsewhere"], Role.Kind.ORGANISER, actor=superuser)
    rows = {}
    for model in admin.site._registry:
        MAKERS[model](edition)
        rows[model] = model._default_manager.latest("pk")
    rows[type(edition)] = edition
    clients = {"anonymous": Client(), **{role: Client() for role in users}}
    for role, user in users.items():
        clients[role].force_login(user)
    return clients, rows


def name_of(model, view):
    return f"{model._meta.app_label}_{model._meta.model_name}_{view}"


def addresses() -> Iterator[str]:
    """The name of each address of the admin, from the URLconf; the pattern where it has none."""
    inside = next(each for each in get_resolver().url_patterns if str(each.pattern) == "admin/")
    waiting = list(inside.url_patterns)
    while waiting:
        each = waiting.pop()
        if hasattr(each, "url_patterns"):
            waiting.extend(each.url_patterns)
        else:
            yield each.name or str(each.pattern)


def acts_of(model, names):
    """What can be done with one of its rows, beside changing it."""
    own = {name for name in names if name.startswith(name_of(model, ""))}
    return sorted(own - {name_of(model, view) for view in STANDARD})


def path(name, row):
    """The address, where it is about a row."""
    try:
        return reverse(f"admin:{name}", args=[row.pk])
    except NoReverseMatch:
        return ""


def test_the_table_has_every_model_and_the_site_no_other_address():
    assert {model._meta.label_lower for model in admin.site._registry} == set(TABLE)
    names = set(addresses())
    of_models = {
        name for model in admin.site._registry for name in names if name.startswith(name_of(model, ""))
    }
    assert names - of_models - NAMELESS == set(OF_THE_SITE)


def test_organisers_see_and_do_what_the_table_says(world, subtests):
    """What the lists hold is test_doors.py's business."""
    clients, rows = world
    for model, row in rows.items():
        reach, more = TABLE[model._meta.label_lower]
        with subtests.test(model=model._meta.label):
            for role, view in product(
                ("organiser", "organiser elsewhere"), ("add", "change", "delete", "history")
            ):
                got = clients[role].get(
                    reverse(f"admin:{name_of(model, view)}", args=[row.pk] * (view != "add"))
                )
                if reach == NOBODY or (view in {"add", "delete"} and view not in more.split()):
                    assert got.status_code == 403, f"{view} by {role}"
                elif reach == EDITION and role != "organiser" and view != "add":
                    is_gone = getattr(got, "url", "") == reverse("admin:index")
                    assert is_gone or got.status_code == 403, f"{view} by {role}"
                else:
                    assert got.status_code == 200, f"{view} by {role}"


def test_others_get_in_nowhere_and_change_nothing(world, subtests):
    clients, rows = world
    names, before = set(addresses()), state()
    for model, row in rows.items():
        with subtests.test(model=model._meta.label):
            views = [name_of(model, view) for view in ("changelist", "change")]
            for name in [*views, *acts_of(model, names)]:
                for role in ("anonymous", "nobody"):
                    address = path(name, row) or reverse(f"admin:{name}")
                    for method in ("get", "post"):
                        got = getattr(clients[role], method)(address)
                        assert got.status_code in {302, 403}, f"{method} {name} by {role}"
                        assert not getattr(got, "url", "").startswith(address)
    assert state() == before


def test_others_get_in_at_no_address_of_the_site(world, subtests):
    clients, before = world[0], state()
    args = {"app_list": ["fair"], "view_on_site": [ContentType.objects.get_for_model(Role).pk, 999_999_999]}
    for name, (query, answer) in OF_THE_SITE.items():
        address = reverse(f"admin:{name}", args=args.get(name)) + query
        with subtests.test(address=name):
            assert clients["organiser"].get(address).status_code == answer
            for role, method in product(("anonymous", "nobody"), ("get", "post")):
                got = getattr(clients[role], method)(address)
                assert got.status_code in {302, 403}, f"{method} by {role}"
    assert state() == before


def test_organisers_elsewhere_act_on_nothing_of_the_edition(world, subtests):
    clients, rows = world
    names, before = set(addresses()), state()
    for model, row in rows.items():
        if TABLE[model._meta.label_lower][0] == EDITION:
            for name in filter(lambda each: path(each, row), acts_of(model, names)):
                with subtests.test(act=name):
                    for method in ("get", "post"):
                        got = getattr(clients["organiser elsewhere"], method)(path(name, row))
                        assert got.status_code in {302, 403, 404}, method
    assert state() == before
