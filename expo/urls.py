"""Every address of the platform; pages have their language in front."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.contrib.sitemaps import views as sitemap
from django.urls import include, path
from django.views.decorators.http import require_safe

from buyers.pages import asking, groups, interested, meetings, verdicts
from exhibitors.pages import (
    areas,
    directory,
    exhibitor,
    hs_codes,
    pavilions,
    plan,
    products,
    registrations,
)
from expo.access import pages as access
from expo.desk import economies, front, sitemaps
from expo.desk import pages as desk
from expo.desk.component_samples import components
from expo.desk.health import health
from expo.desk.sitemaps import SITEMAPS
from expo.notifications import pages as notifications
from expo.people import pages as people
from expo.runs import pages as runs

PUBLIC = [
    path("", front.front, name="front"),
    path("exhibitors/", directory.directory, name="directory"),
    path("exhibitors/<int:pk>/", exhibitor.exhibitor, name="exhibitor"),
    path("products/<int:pk>/", products.product, name="product"),
    path("economies/", economies.economies, name="economies"),
    path("economies/<slug:code>/", economies.economy, name="economy"),
    path("economies/<slug:code>/groups/", economies.economy_groups, name="economy-groups"),
    path("sections/<slug:code>/", areas.section, name="section"),
    path("zones/<slug:code>/", areas.zone, name="zone"),
    path("pavilions/<int:pk>/", areas.pavilion, name="pavilion-public"),
    path("plan/", plan.plan, name="plan"),
    path("plan/<int:pk>/", plan.hall, name="hall"),
    path("hs-codes/", hs_codes.hs_codes, name="hs-codes"),
    path("components/", components, name="components"),
]

WORKSPACE = [
    path("", desk.workspace, name="workspace"),
    path("inbox/", notifications.inbox, name="inbox"),
    path("inbox/read/", notifications.read_all, name="inbox-read"),
    path("register/", registrations.register, name="register"),
    path("companies/<int:pk>/register/", registrations.begin, name="register-again"),
    path("registrations/<int:pk>/", registrations.registration, name="registration"),
    path("registrations/<int:pk>/edit/", registrations.edit, name="registration-edit"),
    path("registrations/<int:pk>/submit/", registrations.submit, name="registration-submit"),
    path("registrations/<int:pk>/withdraw/", registrations.withdraw, name="registration-withdraw"),
    path("registrations/<int:pk>/reopen/", registrations.reopen, name="registration-reopen"),
    path("registrations/<int:pk>/wanted/", registrations.wish_to_meet, name="registration-wanted"),
    path("registrations/<int:pk>/products/add/", registrations.add_product, name="product-add"),
    path("registrations/<int:pk>/people/add/", registrations.add_representative, name="representative-add"),
    path("products/<int:pk>/", registrations.edit_product, name="product-edit"),
    path("products/<int:pk>/remove/", registrations.remove_product, name="product-remove"),
    path("offers/<int:pk>/answer/", registrations.answer_offer, name="offer-answer"),
    path("pavilions/<int:pk>/", pavilions.pavilion, name="pavilion"),
    path("groups/new/", groups.new_group, name="group-new"),
    path("groups/<int:pk>/", groups.group, name="group"),
    path("groups/<int:pk>/news/", groups.choose_news, name="group-news"),
    path("groups/<int:pk>/delegates/add/", groups.add_delegate, name="delegate-add"),
    path("delegates/<int:pk>/edit/", groups.edit_delegate, name="delegate-edit"),
    path("delegates/<int:pk>/needs/add/", groups.add_need, name="need-add"),
    path("delegates/<int:pk>/diary.ics", meetings.delegate_file, name="delegate-file"),
    path("needs/<int:pk>/", groups.need, name="need"),
    path("needs/<int:pk>/edit/", groups.edit_need, name="need-edit"),
    path("needs/<int:pk>/remove/", groups.remove_need, name="need-remove"),
    path("needs/<int:pk>/ask/<int:exhibitor>/", groups.ask, name="ask"),
    path("needs/<int:pk>/judge/<int:exhibitor>/", verdicts.judge, name="judge"),
    path("exhibitors/<int:pk>/ask/", asking.choose_need, name="ask-exhibitor"),
    path("registrations/<int:pk>/buyers/", interested.buyers, name="interested"),
    path("matches/<int:pk>/ask/", interested.ask, name="ask-buyer"),
    path("requests/", meetings.requests, name="requests"),
    path("requests/<int:pk>/companions/", meetings.companions, name="request-companions"),
    path("requests/<int:pk>/answer/", meetings.answer, name="request-answer"),
    path("requests/<int:pk>/withdraw/", meetings.withdraw, name="request-withdraw"),
    path("diary/", meetings.diary, name="diary"),
    path("diary.ics", meetings.diary_file, name="diary-file"),
    path("meetings/<int:pk>/cancel/", meetings.cancel, name="meeting-cancel"),
    path("tokens/", access.tokens, name="tokens"),
    path("tokens/<int:pk>/revoke/", access.revoke, name="token-revoke"),
    path("runs/<int:pk>/", runs.run, name="run"),
    path("runs/<int:pk>/cancel/", runs.cancel, name="run-cancel"),
]

DEMO = [path("demo/mail/", desk.mail, name="mail")]  # nowhere else: it shows everybody's e-mail

handler400 = "expo.desk.errors.bad_request"

urlpatterns = [
    path("health/", health, name="health"),
    path("admin/", admin.site.urls),
    path("api/v1/", include("expo.api")),
    path("robots.txt", sitemaps.robots, name="robots"),
    path(
        "sitemap.xml",
        require_safe(sitemap.index),
        {"sitemaps": SITEMAPS, "sitemap_url_name": "sitemap-part"},
        name="sitemap",
    ),
    path("sitemap-<section>.xml", require_safe(sitemap.sitemap), {"sitemaps": SITEMAPS}, name="sitemap-part"),
    path("pictures/products/<int:pk>/", products.product_picture, name="product-picture"),
    *i18n_patterns(
        *PUBLIC,
        path("workspace/", include(WORKSPACE)),
        path("invitations/<str:token>/", people.invitation, name="invitation"),
        path("accounts/", include("allauth.account.urls")),
        *(DEMO if settings.DEMO else []),
    ),
]
