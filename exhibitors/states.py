"""The states that registrations and booth claims go through, and which may follow which."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from expo.common.states import Table


class Registration(models.TextChoices):
    """Where an exhibitor's registration stands."""

    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Submitted")
    CHANGES_REQUESTED = "changes-requested", _("Changes requested")
    APPROVED = "approved", _("Approved")
    REJECTED = "rejected", _("Rejected")
    WITHDRAWN = "withdrawn", _("Withdrawn")


REGISTRATION: Table[Registration] = {
    Registration.DRAFT: frozenset({Registration.SUBMITTED, Registration.WITHDRAWN}),
    Registration.SUBMITTED: frozenset(
        {
            Registration.CHANGES_REQUESTED,
            Registration.APPROVED,
            Registration.REJECTED,
            Registration.WITHDRAWN,
        }
    ),
    Registration.CHANGES_REQUESTED: frozenset({Registration.SUBMITTED, Registration.WITHDRAWN}),
    Registration.APPROVED: frozenset({Registration.WITHDRAWN}),
    Registration.REJECTED: frozenset({Registration.CHANGES_REQUESTED}),
    Registration.WITHDRAWN: frozenset({Registration.DRAFT}),
}

EDITABLE = frozenset({Registration.DRAFT, Registration.CHANGES_REQUESTED})


class Claim(models.TextChoices):
    """How firmly an exhibitor has a booth."""

    HELD = "held", _("Held")
    OFFERED = "offered", _("Offered")
    LET = "let", _("Let")
    DECLINED = "declined", _("Declined")
    LAPSED = "lapsed", _("Lapsed")
    RELEASED = "released", _("Released")


CLAIM: Table[Claim] = {
    Claim.HELD: frozenset({Claim.OFFERED, Claim.LET, Claim.LAPSED, Claim.RELEASED}),
    Claim.OFFERED: frozenset({Claim.LET, Claim.DECLINED, Claim.LAPSED, Claim.RELEASED}),
    Claim.LET: frozenset({Claim.RELEASED}),
    Claim.DECLINED: frozenset(),
    Claim.LAPSED: frozenset(),
    Claim.RELEASED: frozenset(),
}

ACTIVE_CLAIMS = (Claim.HELD, Claim.OFFERED, Claim.LET)


class AllocationState(models.TextChoices):
    """Whether a proposed allocation waits, or what became of it."""

    OPEN = "open", _("To be decided")
    ACCEPTED = "accepted", _("Accepted")
    TAKEN_BACK = "taken-back", _("Taken back")
    REPLACED = "replaced", _("Replaced by a later one")


ALLOCATION: Table[AllocationState] = {
    AllocationState.OPEN: frozenset(
        {AllocationState.ACCEPTED, AllocationState.TAKEN_BACK, AllocationState.REPLACED}
    ),
    AllocationState.ACCEPTED: frozenset({AllocationState.TAKEN_BACK}),
    AllocationState.TAKEN_BACK: frozenset(),
    AllocationState.REPLACED: frozenset(),
}
