"""Who gets in, what each sees, and what nobody changes by hand."""

import pytest
from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse

from buyers.models import MeetingRequest
from exhibitors.models import BoothClaim, Exhibitor
from exhibitors.states import Registration
from expo.fair.models import Booth, Edition, Pavilion
from expo.notifications.models import Delivery, Notification
from expo.people.models import User
from tests import factories as make
from tests.admin import makers


def page(row, name="change"):
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_{name}", args=[row.pk])


def test_it_is_closed_to_exhibitors_and_coordinators(edition, client):
    exhibitor = make.UserFactory()
    make.ExhibitorFactory(edition=edition, approved=True, company__members=[exhibitor])
    group = make.BuyerGroupFactory(edition=edition)
    for user in (exhibitor, group.coordinators.get()):
        client.force_login(user)
        for name in ("index", "exhibitors_exhibitor_changelist"):
            response = client.get(reverse(f"admin:{name}"), follow=True)
            assert response.status_code == 403


def test_it_sends_the_unknown_to_the_one_place_to_sign_in(client, db):
    response = client.get(reverse("admin:index"), follow=True)
    assert response.redirect_chain[-1][0].startswith(reverse("account_login"))


@pytest.mark.parametrize(
    "maker",
    [
        makers.exhibitor,
        makers.meeting,
        makers.need,
        lambda e: make.BoothFactory(edition=e),
        lambda e: make.PavilionFactory(edition=e),
        lambda e: make.RoleFactory(edition=e),
        lambda e: make.BoothClaimFactory(booth__edition=e),
    ],
)
def test_it_shows_organisers_their_own_editions_alone(maker, as_organiser):
    others = maker(make.EditionFactory(slots=1))
    path = reverse(f"admin:{others._meta.app_label}_{others._meta.model_name}_changelist")
    assert others not in as_organiser.get(path).context["cl"].result_list
    assert as_organiser.get(page(others)).status_code == 302


def test_it_decides_nothing_in_editions_of_others(as_organiser):
    others = make.ExhibitorFactory(submitted=True)
    assert as_organiser.post(page(others, "approve")).status_code == 404
    others.refresh_from_db()
    assert others.state == Registration.SUBMITTED


def test_it_changes_no_column_that_acts_own(edition, as_superuser):
    row = make.ExhibitorFactory(edition=edition, submitted=True)
    pavilion = make.PavilionFactory(edition=edition)
    response = as_superuser.post(
        page(row),
        {
            "state": "approved",
            "version": 9,
            "remark": "x",
            "decided_at_0": "2026-01-01",
            "about": "x",
            "booth_area": 900,
            "pavilion": pavilion.pk,
            "priority": 1,
            "claims-TOTAL_FORMS": 0,
            "claims-INITIAL_FORMS": 0,
            "representatives-TOTAL_FORMS": 0,
            "representatives-INITIAL_FORMS": 0,
        },
    )
    assert response.status_code == 302
    before = Exhibitor.objects.get(pk=row.pk)
    assert (before.pavilion, before.priority) == (pavilion, 1)
    assert (before.state, before.version, before.remark, before.about, before.booth_area) == (
        row.state,
        row.version,
        row.remark,
        row.about,
        row.booth_area,
    )


def test_it_writes_only_what_was_changed_so_that_acts_in_between_stay(edition, as_superuser, monkeypatch):
    row = make.ExhibitorFactory(edition=edition, submitted=True)
    own = admin.site._registry[Exhibitor]
    known = own.get_object(as_superuser.get(page(row)).wsgi_request, str(row.pk))
    Exhibitor.objects.filter(pk=row.pk).update(state=Registration.APPROVED)
    pavilion = make.PavilionFactory(edition=edition)
    known.pavilion = pavilion

    class Form:
        changed_data = ["pavilion"]

    own.save_model(None, known, Form, True)
    row.refresh_from_db()
    assert (row.state, row.pavilion) == (Registration.APPROVED, pavilion)


@pytest.mark.parametrize("model", [BoothClaim, MeetingRequest], ids=lambda model: model.__name__)
def test_it_shows_but_does_not_change_what_acts_alone_write(model, edition, as_superuser):
    makers.MAKERS[model](edition)
    row = model.objects.latest("pk")
    assert as_superuser.post(page(row), {"state": "released"}).status_code == 403
    assert as_superuser.post(page(row, "delete"), {"post": "yes"}).status_code == 403


def test_it_keeps_the_area_of_a_booth_that_somebody_has(edition, as_superuser):
    booth = make.BoothClaimFactory(booth__edition=edition).booth
    data = {
        "hall": booth.hall_id,
        "zone": booth.zone_id,
        "number": "Z1",
        "kind": booth.kind,
        "outline": "[[0, 0], [300, 0], [300, 300]]",
        "open_sides": 2,
        "area": 90,
    }
    assert as_superuser.post(page(booth), data).status_code == 302
    assert Booth.objects.values_list("number", "area").get(pk=booth.pk) == ("Z1", 9)


def test_it_refuses_a_pavilion_smaller_than_what_is_let(edition, as_superuser):
    pavilion = make.PavilionFactory(edition=edition, area=90, area_let=45)
    data = {"name": "P", "names": "{}", "area": 18, "area_let": 0}
    response = as_superuser.post(page(pavilion), data)
    assert "45 m²" in response.content.decode()
    assert Pavilion.objects.get(pk=pavilion.pk).area_let == 45


def test_it_lets_no_organiser_make_superusers(organiser, as_organiser):
    assert as_organiser.post(page(organiser), {"is_superuser": "on", "language": "en"}).status_code == 403
    assert not User.objects.get(pk=organiser.pk).is_superuser


def test_it_shows_no_links_by_which_one_could_sign_in_as_another(edition, as_superuser):
    row = makers.notification(edition)
    type(row).objects.filter(pk=row.pk).update(facts={"path": "/invitations/secret-token/"})
    assert "secret-token" not in as_superuser.get(page(row)).content.decode()


def test_it_offers_organisers_their_own_editions_in_forms(edition, as_organiser):
    others = make.EditionFactory()
    form = as_organiser.get(reverse("admin:fair_zone_add")).context["adminform"].form
    assert list(form.fields["edition"].queryset) == [edition]
    assert others in Edition.objects.all()


def test_it_has_a_policy_of_its_own_for_scripts_and_leaves_the_others_strict(as_organiser, client):
    policy = as_organiser.get(reverse("admin:index")).headers["Content-Security-Policy"]
    assert "'unsafe-eval'" in policy
    assert "default-src 'self'" in policy
    strict = client.get(reverse("account_login")).headers["Content-Security-Policy"]
    assert "unsafe" not in strict


def test_it_speaks_the_users_language(organiser, as_organiser):
    User.objects.filter(pk=organiser.pk).update(language="zh-hans")
    assert 'lang="zh-hans"' in as_organiser.get(reverse("admin:index")).content.decode()


def test_it_adds_and_removes_who_acts_for_a_company(edition, as_organiser):
    old, new = make.UserFactory(), make.UserFactory()
    company = make.CompanyFactory(members=[old])
    link = company.memberships.get()
    data = {
        "name": company.name,
        "economy": company.economy_id,
        "memberships-TOTAL_FORMS": 2,
        "memberships-INITIAL_FORMS": 1,
        "memberships-0-id": link.pk,
        "memberships-0-company": company.pk,
        "memberships-0-DELETE": "on",
        "memberships-1-company": company.pk,
        "memberships-1-user": new.pk,
    }
    assert as_organiser.post(page(company), data).status_code == 302
    assert list(company.members.all()) == [new]


@pytest.mark.parametrize("maker", [makers.notification, makers.MAKERS[Delivery]])
def test_it_shows_organisers_the_messages_of_their_own_editions_alone(maker, edition, as_organiser):
    own, others = maker(edition), maker(make.EditionFactory())
    path = reverse(f"admin:{own._meta.app_label}_{own._meta.model_name}_changelist")
    assert list(as_organiser.get(path).context["cl"].result_list) == [own]
    assert as_organiser.get(page(others)).status_code == 302


def test_it_shows_superusers_all_messages_those_outside_all_editions_too(edition, as_superuser):
    rows = {makers.notification(edition), makers.notification(make.EditionFactory())}
    outside = makers.notification(edition)
    Notification.objects.filter(pk=outside.pk).update(within="")
    path = reverse("admin:notifications_notification_changelist")
    assert set(as_superuser.get(path).context["cl"].result_list) == {*rows, outside}


def on_site(kind, key):
    return reverse("admin:view_on_site", args=[kind.pk, key])


def test_it_leads_to_a_rows_page_on_the_site(edition, as_organiser):
    exhibitor = make.ExhibitorFactory(edition=edition, approved=True)
    answer = as_organiser.get(on_site(ContentType.objects.get_for_model(Exhibitor), exhibitor.pk))
    assert (answer.status_code, answer.url) == (302, f"http://testserver{exhibitor.get_absolute_url()}")


def test_it_leads_to_no_page_of_another_edition(as_organiser):
    others = make.ExhibitorFactory(approved=True)
    kind = ContentType.objects.get_for_model(Exhibitor)
    assert as_organiser.get(on_site(kind, others.pk)).status_code == 404


@pytest.mark.parametrize("key", ["0", "x", "%00"])
def test_it_finds_nothing_where_there_is_no_such_row(key, as_organiser, subtests):
    """Of any kind: some have no table, as the audit's views, and some have keys that are no numbers."""
    for kind in ContentType.objects.all():
        with subtests.test(kind=kind):
            assert as_organiser.get(f"/admin/r/{kind.pk}/{key}/").status_code == 404


def test_it_finds_no_row_under_a_key_that_the_database_could_not_be_asked_for(as_organiser):
    assert as_organiser.get("/admin/fair/economy/%00/change/").status_code == 302


def test_it_lists_an_exhibitors_booths_as_everybody_reads_them(edition, as_organiser):
    exhibitor = make.ExhibitorFactory(edition=edition, approved=True)
    for number in ("D6-10", "D6-9", "D6-11", "D6-20", "D6-30"):
        booth = make.BoothFactory(edition=edition, number=number)
        make.BoothClaimFactory(exhibitor=exhibitor, booth=booth, state="let")
    page = as_organiser.get(reverse("admin:exhibitors_exhibitor_changelist")).content.decode()
    assert "D6-9–11, D6-20 +1" in page
