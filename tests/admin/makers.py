"""One more row of each model that the admin shows: `MAKERS[model](edition)`."""

from datetime import timedelta
from itertools import count

from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.utils import timezone

from buyers import models as buyers
from exhibitors import models as exhibitors
from expo.access.models import ApiToken
from expo.fair import models as fair
from expo.fair.editions import name_of
from expo.notifications.models import Delivery, Notification
from expo.people.models import Invitation, Person, User
from expo.runs.models import Run
from tests import factories as make

number = count(1)


def exhibitor(edition):
    """Everything that a line of the list may show: an economy, a zone, a pavilion, a booth."""
    row = make.ExhibitorFactory(
        edition=edition,
        approved=True,
        complete=True,
        company__economy=make.EconomyFactory(code=f"{chr(64 + next(number) % 26)}X"),
        pavilion=make.PavilionFactory(edition=edition),
        zone=make.ZoneFactory(edition=edition),
    )
    make.BoothClaimFactory(exhibitor=row, booth=make.BoothFactory(edition=edition))
    return row


def delegate(edition):
    return make.DelegateFactory(group=make.BuyerGroupFactory(edition=edition))


def need(edition):
    return make.NeedFactory(delegate=delegate(edition), sectors=[make.SectorFactory()])


def meeting(edition):
    row = make.RequestFactory(accepted=True, delegate=delegate(edition))
    return make.MeetingFactory(request=row, slot=fair.Slot.objects.filter(day__edition=edition).first())


def change(edition):
    """A meeting that moves."""
    held = meeting(edition)
    return make.ChangeFactory(
        proposal=make.ProposalFactory(edition=edition, state="replaced"),
        request=held.request,
        meeting=held,
        change="moved",
        slot=held.slot,
    )


def stand(edition):
    """A stand with a booth, and one without for a reason that names another booth and a zone."""
    allocation = make.AllocationFactory(edition=edition, state="replaced")
    booths = make.BoothFactory.create_batch(2, edition=edition)
    values = {"kind": "shell", "area": 9, "nearest": [booths[1].pk], "zones": [booths[1].zone_id]}
    make.StandFactory(allocation=allocation, because={"reason": "none-left", "values": values})
    return make.StandFactory(allocation=allocation, booths=booths[:1])


def allocation_weights(edition):
    own = exhibitors.AllocationWeights.objects
    return own.create(edition=make.EditionFactory() if own.filter(edition=edition).exists() else edition)


def day(edition):
    return make.make_day(edition, fair.Day.objects.filter(edition=edition).count())


def slot(edition):
    return make.make_slots(edition, fair.Slot.objects.filter(day__edition=edition).count() + 1)[-1]


def interpreter(edition):
    return make.InterpreterFactory(edition=edition, speaks={"zh": 3, "th": 2}, on_duty=True)


def closure(edition):
    slot = make.make_slots(edition, 1)[0]
    return fair.Closure.objects.create(
        hall=make.HallFactory(), starts_at=slot.starts_at, ends_at=slot.ends_at
    )


def walk(edition):
    return fair.Walk.objects.create(one=make.HallFactory(), other=make.HallFactory(), minutes=5)


def economy(edition):
    return make.EconomyFactory(code=f"{chr(64 + next(number) % 26)}Y")


def membership(edition):
    make.BlocFactory(code=f"bloc-{next(number)}", members=[economy(edition)])


def designation(edition):
    return fair.Designation.objects.create(
        edition=edition, economy=economy(edition), kind=fair.Designation.Kind.FIRST_TIME
    )


def figure(edition):
    return fair.TradeFigure.objects.create(
        edition=edition, label="Trade", subject="CN", flow="trade", period=str(next(number)), source="Test"
    )


def notification(edition):
    return Notification.objects.create(
        kind="registration-approved",
        recipient=make.UserFactory(),
        address=f"n{next(number)}@example.org",
        about="test",
        within=name_of(edition.pk),
        version=1,
        language="en",
    )


def invitation(edition):
    return Invitation.objects.create(
        email=f"i{next(number)}@example.org",
        purpose="role",
        about="test",
        token_hash=str(next(number)),
        invited_by=make.UserFactory(),
        expires_at=timezone.now() + timedelta(days=1),
    )


def current_run(edition):
    run = make.RunFactory(about=f"fair.edition:{edition.pk}")
    return fair.CurrentRun.objects.create(edition=edition, kind=f"kind-{next(number)}", run=run)


def person(edition):
    return make.PersonFactory(user=make.UserFactory())


def member(edition):
    return make.CompanyFactory(members=[make.UserFactory()])


MAKERS = {
    ApiToken: lambda e: make.ApiTokenFactory(),
    buyers.BuyerGroup: lambda e: make.BuyerGroupFactory(edition=e),
    buyers.Coordinator: lambda e: make.BuyerGroupFactory(edition=e),
    buyers.Delegate: delegate,
    buyers.Interpreter: interpreter,
    buyers.Match: lambda e: make.MatchFactory(need=need(e)),
    buyers.MatchWeights: lambda e: make.WeightsFactory(edition=e),
    buyers.MatchVerdict: lambda e: make.VerdictFactory(need=need(e)),
    buyers.Meeting: meeting,
    buyers.MeetingRequest: lambda e: make.RequestFactory(delegate=delegate(e)),
    buyers.Proposal: lambda e: make.ProposalFactory(edition=e, state="replaced"),
    buyers.ProposedChange: change,
    exhibitors.Allocation: lambda edition: stand(edition).allocation,
    exhibitors.ProposedStand: stand,
    exhibitors.AllocationWeights: allocation_weights,
    exhibitors.Competitors: lambda e: exhibitors.Competitors.objects.create(
        one=make.ExhibitorFactory(edition=e), other=make.ExhibitorFactory(edition=e)
    ),
    exhibitors.ZoneHome: lambda e: exhibitors.ZoneHome.objects.create(
        zone=make.ZoneFactory(edition=e), economy=economy(e)
    ),
    exhibitors.ZoneQuota: lambda e: exhibitors.ZoneQuota.objects.create(
        zone=make.ZoneFactory(edition=e), economy=economy(e), most_booths=3
    ),
    buyers.SourcingNeed: need,
    exhibitors.BoothClaim: exhibitor,
    exhibitors.Company: member,
    exhibitors.CompanyMember: member,
    exhibitors.Exhibitor: exhibitor,
    exhibitors.Product: exhibitor,
    exhibitors.Representative: exhibitor,
    fair.Bloc: membership,
    fair.BlocMembership: membership,
    fair.Booth: exhibitor,
    fair.CurrentRun: current_run,
    fair.Day: day,
    fair.Designation: designation,
    fair.Economy: economy,
    fair.Edition: lambda e: make.EditionFactory(),
    fair.Hall: lambda e: make.HallFactory(venue=make.VenueFactory(name=f"Venue {next(number)}")),
    fair.MeetingPoint: lambda e: make.MeetingPointFactory(edition=e),
    fair.Nomenclature: lambda e: fair.Nomenclature.objects.create(
        code=f"{next(number):04}", language="en", description="Things"
    ),
    fair.NomenclatureLevel: lambda e: fair.NomenclatureLevel.objects.get_or_create(digits=4, source="Test"),
    fair.Occupancy: meeting,
    fair.Pavilion: lambda e: make.PavilionFactory(edition=e, economy=economy(e)),
    fair.Role: lambda e: make.RoleFactory(edition=e),
    fair.Sector: lambda e: make.SectorFactory(code=f"sector-{next(number)}"),
    fair.Slot: slot,
    fair.TradeFigure: figure,
    fair.Venue: lambda e: make.VenueFactory(name=f"Venue {next(number)}"),
    fair.Closure: closure,
    fair.Walk: walk,
    fair.Section: lambda e: make.SectionFactory(edition=e),
    fair.Zone: lambda e: make.ZoneFactory(edition=e),
    Delivery: lambda e: Delivery.objects.create(notification=notification(e)),
    EmailAddress: lambda e: EmailAddress.objects.create(
        user=make.UserFactory(), email=f"a{next(number)}@x.org"
    ),
    Group: lambda e: Group.objects.create(name=f"Group {next(number)}"),
    Invitation: invitation,
    Notification: notification,
    Person: person,
    Run: lambda e: make.RunFactory(started_by=make.UserFactory(), about=f"fair.edition:{e.pk}"),
    User: person,
}
