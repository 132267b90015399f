"""What exhibitors are told."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from exhibitors.models import CompanyMember, Exhibitor
from expo.fair.editions import name_of
from expo.notifications.acts import Message, tell_all_in_transaction, tell_in_transaction
from expo.notifications.kinds import Facts, Kind, declare
from expo.people.models import User


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


@dataclass(frozen=True)
class Telling:
    """What a company is told: `facts` beside its own name and registration, which every message has."""

    exhibitor: Exhibitor
    about: str
    version: int
    facts: Facts


def tell_companies_in_transaction(kind: Kind, tellings: Sequence[Telling]) -> None:
    """Tell everybody who acts for many companies, in a fixed number of queries."""
    members = CompanyMember.objects.filter(
        company__in={each.exhibitor.company_id for each in tellings}, user__is_active=True
    )
    users: dict[int, list[User]] = defaultdict(list)
    for member in members.select_related("user"):
        users[member.company_id].append(member.user)
    tell_all_in_transaction(
        kind,
        [
            Message(
                user,
                each.about,
                name_of(each.exhibitor.edition_id),
                each.version,
                {**_known(each.exhibitor), **each.facts},
            )
            for each in tellings
            for user in users[each.exhibitor.company_id]
        ],
    )


def tell_company_in_transaction(
    kind: Kind, exhibitor: Exhibitor, *, about: str, version: int, **facts: Any
) -> None:
    """Tell everybody who acts for the exhibitor's company, each in their language."""
    known, within = {**_known(exhibitor), **facts}, name_of(exhibitor.edition_id)
    for user in exhibitor.company.members.filter(is_active=True):
        tell_in_transaction(kind, to=user, about=about, within=within, version=version, facts=known)


def _known(exhibitor: Exhibitor) -> Facts:
    return {"company": str(exhibitor.company), "exhibitor": exhibitor.pk}
