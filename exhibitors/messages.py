"""What exhibitors are told."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from exhibitors.models import Exhibitor
from expo.notifications.acts import tell_in_transaction
from expo.notifications.kinds import Facts, Kind, declare


def _registration(facts: Facts) -> str:
    return reverse("registration", args=[facts["exhibitor"]])


SUBMITTED = declare(
    "registration-submitted",
    app="exhibitors",
    title=_("We have the registration of {company}"),
    path=_registration,
)
CHANGES_REQUESTED = declare(
    "registration-changes-requested",
    app="exhibitors",
    title=_("Please complete the registration of {company}"),
    path=_registration,
)
APPROVED = declare(
    "registration-approved",
    app="exhibitors",
    title=_("{company} is an exhibitor of the fair"),
    path=_registration,
)
REJECTED = declare(
    "registration-rejected",
    app="exhibitors",
    title=_("The registration of {company} was not accepted"),
    path=_registration,
)
WITHDRAWN = declare(
    "registration-withdrawn",
    app="exhibitors",
    title=_("The registration of {company} is withdrawn"),
    path=_registration,
)
BOOTH_OFFERED = declare(
    "booth-offered", app="exhibitors", title=_("Booth {booth} is offered to {company}"), path=_registration
)
BOOTH_LET = declare("booth-let", app="exhibitors", title=_("{company} has booth {booth}"), path=_registration)
BOOTH_RELEASED = declare(
    "booth-released", app="exhibitors", title=_("{company} has booth {booth} no more"), path=_registration
)
OFFER_LAPSED = declare(
    "booth-offer-lapsed",
    app="exhibitors",
    title=_("The offer of booth {booth} has lapsed"),
    path=_registration,
)


def tell_company_in_transaction(
    kind: Kind, exhibitor: Exhibitor, *, about: str, version: int, **facts: Any
) -> None:
    """Tell everybody who acts for the exhibitor's company, each in their language."""
    known = {"company": str(exhibitor.company), "exhibitor": exhibitor.pk, **facts}
    for user in exhibitor.company.members.filter(is_active=True):
        tell_in_transaction(kind, to=user, about=about, version=version, facts=known)
