"""How many queries a page makes: few, and as many for three rows as for one."""

from collections.abc import Callable
from typing import Any, NamedTuple

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from buyers.models import MeetingRequest
from exhibitors.at_hand import catalogue_at_hand
from expo.fair.models import Designation, Nomenclature, Role, TradeFigure
from tests import factories as make
from tests.pages.test_who_may import ACCOUNT, ACCOUNT_ARGS, TABLE, key_of
from tests.pages.world import invite, jpeg, tell

MOST = 18  # up to three of them count what is kept for the next visitor


class Stage:
    """One fair with a company, a pavilion and a buyer group, empty at first, and who works on each."""

    def __init__(self):
        self.edition = make.EditionFactory(slots=3)
        self.member, self.coordinator, self.organiser = make.UserFactory.create_batch(3)
        self.exhibitor = make.ExhibitorFactory(
            edition=self.edition, approved=True, company__members=[self.member]
        )
        self.draft = make.ExhibitorFactory(edition=self.edition, company__members=[self.member])
        make.RoleFactory(edition=self.edition, user=self.coordinator, kind=Role.Kind.COORDINATOR)
        self.group = make.BuyerGroupFactory(edition=self.edition, coordinator=self.coordinator)
        self.delegate = make.DelegateFactory(group=self.group)
        self.need = make.NeedFactory(delegate=self.delegate)
        self.hall = make.HallFactory()
        self.pavilion = make.PavilionFactory(edition=self.edition)
        self.economy = make.EconomyFactory(code="LA")
        self.section = make.SectionFactory(edition=self.edition)
        self.zone = make.ZoneFactory(edition=self.edition, section=self.section)
        make.RoleFactory(
            edition=self.edition,
            user=self.organiser,
            kind=Role.Kind.PAVILION_ORGANISER,
            pavilion=self.pavilion,
        )
        self.run = make.RunFactory(started_by=self.coordinator, outcome={"needs": 3, "matches": 2})
        self.sitemap = "exhibitors"
        self.number = 0

    def next(self):
        self.number += 1
        return self.number


# Makers: each adds one more of what a page lists, with all that a line of the list may show.
def economy(stage):
    return make.EconomyFactory(code=f"{chr(64 + stage.next())}X")


def of_the_front(stage):
    """A day, a zone, a trade figure, a bloc with a member, a designation and an exhibitor."""
    member = economy(stage)
    make.BlocFactory(code=f"bloc-{stage.number}", members=[member])
    Designation.objects.create(edition=stage.edition, economy=member, kind=Designation.Kind.FIRST_TIME)
    make.make_day(stage.edition, stage.number)
    TradeFigure.objects.create(
        edition=stage.edition,
        label="Trade",
        subject="CN",
        flow="trade",
        period=str(stage.number),
        value=stage.number,
        unit="USD billion",
        source="Test",
    )
    zone = make.ZoneFactory(edition=stage.edition, section=make.SectionFactory(edition=stage.edition))
    make.BoothFactory(edition=stage.edition, zone=zone, hall=hall_elsewhere(stage))
    exhibitor(stage)


def hall_elsewhere(stage):
    return make.HallFactory(venue=make.VenueFactory(name=f"V{stage.next()}"))


def exhibitor(stage, **fields):
    row = make.ExhibitorFactory(
        edition=stage.edition,
        approved=True,
        complete=True,
        company__economy=(home := economy(stage)),
        zone=make.ZoneFactory(edition=stage.edition),
        **fields,
    )
    make.BlocFactory(members=[home])
    row.products.update(certificates=["halal"])
    make.BoothClaimFactory(exhibitor=row, booth=make.BoothFactory(edition=stage.edition, hall=stage.hall))
    return row


def found_and_near(stage):
    """One that has all of the words, and one that has some."""
    for name in ("Durian snack", "Durian cake"):
        make.ProductFactory(exhibitor=exhibitor(stage), name=name)


def hall(stage):
    make.BoothFactory(edition=stage.edition, hall=hall_elsewhere(stage))


def booth(stage):
    exhibitor(stage)
    make.BoothFactory(edition=stage.edition, hall=stage.hall, zone=make.ZoneFactory(edition=stage.edition))


def of_an_exhibitor(stage):
    """A product with a picture, a sector, somebody at the booth, and a booth; of the draft the same but no booth."""
    for each in (stage.exhibitor, stage.draft):
        product = make.ProductFactory(exhibitor=each)
        product.picture.save("durian.jpg", jpeg())
        make.RepresentativeFactory(exhibitor=each)
        each.sectors.add(make.SectorFactory(code=f"sector-{stage.next()}"))
        make.ZoneFactory(edition=stage.edition)
    make.BoothClaimFactory(exhibitor=stage.exhibitor, booth=make.BoothFactory(edition=stage.edition))


def of_an_economy(stage):
    """A bloc, a designation, figures, an exhibitor, a pavilion and a buyer group."""
    home = stage.economy
    make.BlocFactory(code=f"bloc-{stage.next()}", members=[home])
    kind = Designation.Kind.values[stage.number % 5]
    Designation.objects.get_or_create(edition=stage.edition, economy=home, kind=kind)
    for partner, flow in ((home.pk, "trade"), (f"BLOC-{stage.number}", "growth")):
        TradeFigure.objects.create(
            edition=stage.edition,
            label=f"{flow} {stage.number}",
            subject="CN",
            partner=partner,
            flow=flow,
            period=str(stage.number),
            value=1,
            unit="USD billion",
            source="Test",
        )
    row = make.ExhibitorFactory(edition=stage.edition, approved=True, complete=True, company__economy=home)
    make.BoothClaimFactory(exhibitor=row, booth=make.BoothFactory(edition=stage.edition))
    make.PavilionFactory(edition=stage.edition, economy=home)
    group_of(stage)


def group_of(stage):
    make.DelegateFactory(group=make.BuyerGroupFactory(edition=stage.edition, economy=stage.economy))


def of_an_area(stage):
    """A zone with a booth in a hall of its own, let to an exhibitor."""
    zone = make.ZoneFactory(edition=stage.edition, section=stage.section)
    for inside in (zone, stage.zone):
        booth = make.BoothFactory(
            edition=stage.edition, zone=inside, pavilion=stage.pavilion, hall=hall_elsewhere(stage)
        )
        row = make.ExhibitorFactory(edition=stage.edition, approved=True, complete=True)
        make.BoothClaimFactory(exhibitor=row, booth=booth)


def of_a_product(stage):
    """A sector of the product, a level of its HS code, and one more booth of its exhibitor."""
    stage.product.sectors.add(make.SectorFactory(code=f"sector-{stage.next()}"))
    code = stage.product.hs_code[: 2 * stage.number]
    Nomenclature.objects.get_or_create(code=code, language="en", defaults={"description": "Fruit"})
    booth = make.BoothFactory(edition=stage.edition, hall=stage.hall)
    make.BoothClaimFactory(exhibitor=stage.product.exhibitor, booth=booth)


def need_to_ask_for(stage):
    """A need of a delegate who has asked the exhibitor, and a match."""
    row = make.DelegateFactory(group=stage.group)
    need = make.NeedFactory(delegate=row)
    make.MatchFactory(need=need, exhibitor=stage.exhibitor, rank=1)
    make.RequestFactory(delegate=row, exhibitor=stage.exhibitor)


def everything_of_a_workspace(stage):
    """For each, as if all at once: a registration, an idle company, a group, a pavilion, a request, a letter."""
    for user in (stage.member, stage.coordinator, stage.organiser):
        make.ExhibitorFactory(edition=stage.edition, company__members=[user])
        make.CompanyFactory(members=[user])
        make.DelegateFactory(group=make.BuyerGroupFactory(edition=stage.edition, coordinator=user))
        pavilion = make.PavilionFactory(edition=stage.edition)
        kind = Role.Kind.PAVILION_ORGANISER
        make.RoleFactory(edition=stage.edition, user=user, kind=kind, pavilion=pavilion)
        tell(user, "Somebody")
    request_of(stage)


def of_a_pavilion(stage):
    row = exhibitor(stage, pavilion=stage.pavilion)
    make.BoothFactory(edition=stage.edition, pavilion=stage.pavilion)
    make.BoothClaimFactory(exhibitor=row, booth=make.BoothFactory(edition=stage.edition))


def delegate(stage):
    row = make.DelegateFactory(group=stage.group)
    make.NeedFactory(delegate=row)
    make.NeedFactory(delegate=row)
    return row


def sector(stage):
    make.SectorFactory(code=f"sector-{stage.next()}")


def match(stage):
    stage.need.sectors.add(make.SectorFactory(code=f"sector-{stage.next()}"))
    signals = {
        "hs": {"level": "subheading", "code": "081060"},
        "text": {"found": 1, "asked": 2, "words": ["durian"]},
        "sectors": {"sectors": ["fresh-fruit"]},
        "certificates": {"certificates": ["halal"]},
        "agreements": {"agreement": "rcep"},
    }
    reasons = [{"signal": name, "share": 0.2, "values": values} for name, values in signals.items()]
    row = exhibitor(stage)
    make.MatchFactory(need=stage.need, exhibitor=row, rank=stage.number, reasons=reasons)
    make.RequestFactory(delegate=stage.delegate, exhibitor=row)
    make.VerdictFactory(need=stage.need, exhibitor=row)
    make.VerdictFactory(need=stage.need, exhibitor=exhibitor(stage), is_good=False)


def match_of_the_company(stage):
    """A match of what the company shows, and a request to another delegate."""
    row = make.DelegateFactory(group=stage.group)
    need = make.NeedFactory(delegate=row)
    stage.match = make.MatchFactory(need=need, exhibitor=stage.exhibitor, rank=1)
    make.RequestFactory(delegate=row, exhibitor=stage.exhibitor)


def request_of(stage, side=MeetingRequest.Side.BUYER):
    """A request of the group's delegate, with a need, to the company or from it, that found no time."""
    row = make.DelegateFactory(group=stage.group)
    return make.RequestFactory(
        delegate=row,
        companions=[make.DelegateFactory(group=stage.group)],
        exhibitor=stage.exhibitor,
        need=make.NeedFactory(delegate=row),
        side=side,
        unplaced_because={"reason": "no-host", "values": {}},
    )


def counter_request(stage):
    return request_of(stage, MeetingRequest.Side.EXHIBITOR)


def colleague(stage):
    return make.DelegateFactory(group=stage.group)


def meeting(stage):
    row = make.DelegateFactory(group=stage.group)
    request = make.RequestFactory(
        delegate=row,
        companions=[make.DelegateFactory(group=stage.group)],
        exhibitor=stage.exhibitor,
        need=make.NeedFactory(delegate=row),
        accepted=True,
    )
    slot = make.make_slots(stage.edition, stage.next())[-1]
    host = make.RepresentativeFactory(exhibitor=stage.exhibitor)
    make.MeetingFactory(request=request, slot=slot, representative=host)


def meeting_of_the_delegate(stage):
    request = make.RequestFactory(delegate=stage.delegate, exhibitor=exhibitor(stage), accepted=True)
    make.MeetingFactory(request=request, slot=make.make_slots(stage.edition, stage.next())[-1])


def token(stage):
    make.ApiTokenFactory(user=stage.member)


def letter(stage):
    tell(stage.member, f"Somebody {stage.next()}")


def nothing(stage):
    """For pages without a list."""


class Page(NamedTuple):
    """A page, what one more row of its list is, who looks, and what it is about."""

    name: str
    more: Callable[[Stage], Any]
    user: str | None = None
    of: str | None = None
    query: dict[str, str] = {}


LISTS = [
    Page("front", of_the_front),
    Page("directory", exhibitor),
    Page(
        "directory", exhibitor, None, None, {"q": "durian", "sector": "fresh-fruit", "certificate": "halal"}
    ),
    Page("directory", exhibitor, None, None, {"q": "0810", "bloc": "asean"}),
    Page("directory", exhibitor, None, None, {"q": "fresh durian", "show": "products", "chapter": "08"}),
    Page("directory", exhibitor, None, None, {"q": "durian xylophone", "chapter": "08"}),
    Page("directory", exhibitor, None, None, {"q": "durian xylophone", "literal": "1", "show": "products"}),
    Page("directory", found_and_near, None, None, {"q": "durian snack"}),
    Page("directory", found_and_near, None, None, {"q": "durian snack", "show": "products"}),
    Page("exhibitor", of_an_exhibitor, None, "exhibitor"),
    Page("exhibitor", of_an_exhibitor, "member", "draft"),
    Page("product", of_a_product, "member", "product"),
    Page("economies", of_the_front),
    Page("economy", of_an_economy, None, "economy"),
    Page("economy-groups", group_of, None, "economy"),
    Page("section", of_an_area, None, "section"),
    Page("zone", of_an_area, None, "zone"),
    Page("pavilion-public", of_an_area, None, "pavilion"),
    Page("plan", hall),
    Page("plan", exhibitor, None, None, {"q": "durian"}),
    Page("hall", booth, None, "hall"),
    Page("hall", booth, None, "hall", {"q": "durian", "certificate": "halal"}),
    Page("workspace", everything_of_a_workspace, "member"),
    Page("workspace", everything_of_a_workspace, "coordinator"),
    Page("workspace", everything_of_a_workspace, "organiser"),
    Page("inbox", letter, "member"),
    Page("register", economy, "member"),
    Page("registration", of_an_exhibitor, "member", "draft"),
    Page("registration", of_an_exhibitor, "member", "exhibitor"),
    Page("registration-edit", of_an_exhibitor, "member", "draft"),
    Page("registration-wanted", sector, "member", "exhibitor"),
    Page("product-add", sector, "member", "draft"),
    Page("product-edit", sector, "member", "product"),
    Page("pavilion", of_a_pavilion, "organiser", "pavilion"),
    Page("group-new", economy, "coordinator"),
    Page("group", delegate, "coordinator", "group"),
    Page("need-add", sector, "coordinator", "delegate"),
    Page("need-edit", sector, "coordinator", "need"),
    Page("need", match, "coordinator", "need"),
    Page("ask-exhibitor", need_to_ask_for, "coordinator", "exhibitor"),
    Page("interested", match_of_the_company, "member", "exhibitor"),
    Page("requests", request_of, "member"),
    Page("requests", counter_request, "coordinator"),
    Page("requests", counter_request, "member", None, {"side": "sent"}),
    Page("requests", request_of, "coordinator", None, {"side": "sent"}),
    Page("tokens", token, "member"),
    Page("diary", meeting, "member"),
    Page("diary", meeting, "coordinator"),
    Page("diary-file", meeting, "member"),
    Page("delegate-file", meeting_of_the_delegate, "coordinator", "delegate"),
    Page("sitemap-part", exhibitor, None, "sitemap"),
]
LIST_FREE = [
    Page("components", nothing),
    Page("health", nothing),
    Page("robots", nothing),
    Page("sitemap", nothing),
    Page("mail", nothing),
    Page("hs-codes", nothing, None, None, {"q": "durian"}),
    Page("product-picture", nothing, None, "product"),
    Page("representative-add", nothing, "member", "draft"),
    Page("delegate-add", nothing, "coordinator", "group"),
    Page("delegate-edit", nothing, "coordinator", "delegate"),
    Page("ask", colleague, "coordinator", "need"),
    Page("request-companions", colleague, "coordinator"),
    Page("ask-buyer", nothing, "member", "match"),
    Page("run", nothing, "coordinator", "run"),
    Page("invitation", nothing, "member"),
    *[Page(name, nothing, "member" if answers[2] == 200 else None) for name, answers in ACCOUNT.items()],
]


@pytest.fixture
def stage(db):
    return Stage()


def label(page):
    return "-".join(filter(None, [page.name, page.user, page.of, *page.query]))


def address(stage, page):
    if page.name in ACCOUNT:
        return reverse(page.name, args=ACCOUNT_ARGS.get(page.name))
    if page.name == "invitation":
        return reverse(page.name, args=[invite(stage, "member")])
    if page.name == "ask":
        return reverse(page.name, args=[stage.need.pk, stage.exhibitor.pk])
    if page.name == "request-companions":
        return reverse(page.name, args=[request_of(stage).pk])
    if page.of == "match":
        match_of_the_company(stage)
    return reverse(page.name, args=[key_of(getattr(stage, page.of))] if page.of else [])


@pytest.fixture(autouse=True)
def _nothing_is_kept(settings):
    """Count as for the first visitor after a change."""
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}


def queries_of(client, path, page):
    with CaptureQueriesContext(connection) as captured:
        response = client.get(path, page.query)
        content = b"".join(response.streaming_content) if response.streaming else response.content
    assert response.status_code in {200, 302, 403}, path
    return [query["sql"] for query in captured], content


def test_it_knows_a_list_or_none_for_every_page_that_can_be_seen():
    seen = {row.name for row in TABLE if row.seen_by} | set(ACCOUNT)
    assert {page.name for page in [*LISTS, *LIST_FREE]} == seen
    assert not {page.name for page in LISTS} & {page.name for page in LIST_FREE}


@pytest.mark.parametrize("page", LISTS, ids=label)
def test_it_makes_the_same_queries_for_one_row_and_for_three(page, stage, client):
    if page.of == "product":
        stage.product = make.ProductFactory(exhibitor=stage.draft)
    if page.user:
        client.force_login(getattr(stage, page.user))
    path = address(stage, page)
    page.more(stage)
    queries_of(client, path, page)  # what is read once and kept is read by now
    one, with_one = queries_of(client, path, page)
    page.more(stage)
    page.more(stage)
    catalogue_at_hand(stage.edition)  # no page makes it, or waits for it
    three, with_three = queries_of(client, path, page)
    assert len(with_three) > len(with_one)
    assert len(three) == len(one), "\n".join(three)
    assert len(three) <= MOST, "\n".join(three)


@pytest.mark.parametrize("page", LIST_FREE, ids=label)
def test_it_makes_few_queries_where_nothing_is_listed(page, stage, client):
    stage.users = {"member": stage.member, "organiser": stage.organiser}
    stage.product = make.ProductFactory(exhibitor=stage.exhibitor)
    stage.product.picture.save("durian.jpg", jpeg())
    if page.user:
        client.force_login(getattr(stage, page.user))
    queries, _content = queries_of(client, address(stage, page), page)
    assert len(queries) <= MOST, "\n".join(queries)
