"""The directory's facets: true counts, OR within one, AND across them, addresses that can be shared."""

from collections import Counter
from datetime import timedelta
from itertools import product as every

import pytest
from django.urls import reverse

from exhibitors.directory import search, search_products
from exhibitors.models import Exhibitor, Product
from exhibitors.states import Claim
from expo.fair.models import Bloc, BlocMembership
from tests import factories as make

FACETS = ("bloc", "economy", "section", "zone", "sector", "chapter", "certificate")  # as addresses name them


@pytest.fixture
def small_fair(edition):
    """Twelve exhibitors, every third not public, with all that facets tell, in uneven numbers."""
    economies = [make.EconomyFactory(code=code) for code in ("CN", "TH", "MY")]
    make.BlocFactory(code="asean", members=economies[1:])
    make.BlocFactory(code="rcep", members=economies)
    left = BlocMembership.objects.create(
        bloc=Bloc.objects.get(pk="asean"), economy=economies[0], since="2000-01-01"
    )
    left.until = edition.opens_on - timedelta(days=1)
    left.save()
    sections = make.SectionFactory.create_batch(2, edition=edition)
    zones = [make.ZoneFactory(edition=edition, section=sections[number % 2]) for number in range(3)]
    sectors = [make.SectorFactory(code=f"sector-{number}") for number in range(3)]
    for number in range(12):
        one = make.ExhibitorFactory(
            edition=edition,
            state="approved" if number % 3 else "submitted",
            company__economy=economies[number % 5 % 3],
            company__name=f"Company {number:02}",
        )
        one.sectors.set(sectors[: number % 4])
        for zone in zones[: number % 3 + 1]:
            booth = make.BoothFactory(edition=edition, zone=zone)
            state = Claim.LET if number % 4 else Claim.HELD
            make.BoothClaimFactory(exhibitor=one, booth=booth, state=state)
        for of_it in range(number % 3 + 1):
            make.ProductFactory(
                exhibitor=one,
                name=f"Durian {of_it}" if of_it else "Mango",
                hs_code=("0810", "081190", "2008", "84")[(number + of_it) % 4],
                certificates=["halal", "gmp", "ce"][: (number + of_it) % 4],
                sectors=sectors[of_it : number % 4],
            )
    make.ProductFactory(exhibitor=make.ExhibitorFactory(approved=True))  # of another edition
    return edition


def facts_of_exhibitor(one, edition):
    """What one exhibitor is, told without SQL."""
    zones = [claim.booth.zone for claim in one.claims.all() if claim.state == Claim.LET]
    blocs = Bloc.objects.by_economy(edition.opens_on).get(one.company.economy_id, [])
    products = list(one.products.all())
    return {
        "bloc": {bloc.pk for bloc in blocs},
        "economy": {one.company.economy_id},
        "section": {zone.section.code for zone in zones},
        "zone": {zone.code for zone in zones},
        "sector": {sector.pk for sector in one.sectors.all()},
        "chapter": {each.hs_code[:2] for each in products},
        "certificate": {code for each in products for code in each.certificates},
    }


def facts_of_product(one, edition):
    own = {
        "sector": {sector.pk for sector in one.sectors.all()},
        "chapter": {one.hs_code[:2]},
        "certificate": set(one.certificates),
    }
    return {**facts_of_exhibitor(one.exhibitor, edition), **own}


def has_word(row, word):
    products = [row] if isinstance(row, Product) else row.products.all()
    return any(word in each.name.casefold() for each in products)


def fits(facts, chosen):
    return all(facts[name] & set(values) for name, values in chosen.items())


def expected(edition, kind, chosen, word):
    """The totals and counts by brute force."""
    of_edition = {"exhibitors": {"edition": edition}, "products": {"exhibitor__edition": edition}}[kind]
    model, facts_of = {
        "exhibitors": (Exhibitor, facts_of_exhibitor),
        "products": (Product, facts_of_product),
    }[kind]
    rows = [row for row in model.objects.public().filter(**of_edition) if not word or has_word(row, word)]
    facts = [facts_of(row, edition) for row in rows]
    counts = {
        name: Counter(
            value
            for each in facts
            if fits(each, {other: values for other, values in chosen.items() if other != name})
            for value in each[name]
        )
        for name in FACETS
    }
    return sum(fits(each, chosen) for each in facts), counts


def told(answer):
    """The totals and counts of the page."""
    facets = answer.context["facets"]
    shown = {facet.name: {choice.value: choice.number for choice in facet.choices} for facet in facets}
    return answer.context["page"].paginator.count, shown


CHOICES = [
    {},
    {"economy": ["TH"]},
    {"economy": ["TH", "MY"]},
    {"bloc": ["asean"], "certificate": ["halal"]},
    {"sector": ["sector-0", "sector-2"], "chapter": ["08"]},
    {"chapter": ["20", "84"], "certificate": ["gmp", "ce"], "bloc": ["rcep"]},
    {"zone": ["?0"]},
    {"section": ["?0"], "zone": ["?1", "?2"], "economy": ["CN"]},
    {"economy": ["XX"]},
]


@pytest.mark.parametrize("kind", ["exhibitors", "products"])
def test_its_counts_are_those_that_one_gets_by_counting(kind, small_fair, client, subtests):
    codes = {
        "zone": [zone.code for zone in small_fair.zones.order_by("pk")],
        "section": [section.code for section in small_fair.sections.order_by("pk")],
    }
    for choice, word in every(CHOICES, ("", "durian", "mango")):
        chosen = {
            name: [codes[name][int(value[1:])] if value[0] == "?" else value for value in values]
            for name, values in choice.items()
        }
        with subtests.test(chosen=str(chosen), word=word):
            total, counts = expected(small_fair, kind, chosen, word)
            number, shown = told(client.get(reverse("directory"), {"q": word, "show": kind, **chosen}))
            assert number == total
            for name in FACETS:
                asked = dict.fromkeys(chosen.get(name, ()), 0)
                assert shown.get(name, {}) == {**asked, **counts[name]}, name


def test_the_lists_narrowed_for_others_are_the_same(small_fair, subtests):
    for chosen in CHOICES[:6]:
        with subtests.test(chosen=str(chosen)):
            wanted = {name: values if len(values) > 1 else values[0] for name, values in chosen.items()}
            assert search(small_fair, wanted).count() == expected(small_fair, "exhibitors", chosen, "")[0]
            assert (
                search_products(small_fair, wanted).count() == expected(small_fair, "products", chosen, "")[0]
            )


def test_a_row_may_be_chosen_by_itself_instead_of_its_code(small_fair):
    sector = make.SectorFactory(code="sector-0")
    assert (
        search(small_fair, {"sector": sector}).count()
        == search(small_fair, {"sector": "sector-0"}).count()
        > 0
    )
    zones = list(small_fair.zones.order_by("pk"))  # the first is the one that all of them have a booth in
    assert search(small_fair, {"zone": zones}).count() == search(small_fair, {"zone": zones[0]}).count() > 0


def test_each_choice_can_be_taken_back_by_itself(small_fair, client):
    answer = client.get(
        reverse("directory"), {"q": "durian", "economy": ["TH", "MY"], "certificate": "halal"}
    )
    links = {link.label: link.href for link in answer.context["chosen"]}
    assert set(links) == {"Thailand", "MY", "Halal"}
    assert links["Thailand"] == "?q=durian&economy=MY&certificate=halal"
    assert links["Halal"] == "?q=durian&economy=TH&economy=MY"


def test_choices_stay_when_one_looks_at_products_instead(small_fair, client):
    answer = client.get(reverse("directory"), {"q": "durian", "economy": "TH", "page": "1"})
    hrefs = [href for _kind, _number, href, _is_shown in answer.context["tabs"]]
    assert hrefs == ["?q=durian&economy=TH", "?q=durian&economy=TH&show=products"]


def test_the_chosen_and_the_commonest_come_first_and_the_rest_on_demand(edition, client):
    for number in range(10):
        for _one in range(number + 1):
            make.ExhibitorFactory(
                edition=edition,
                approved=True,
                company__economy=make.EconomyFactory(code=f"X{chr(65 + number)}"),
            )
    answer = client.get(reverse("directory"), {"economy": "XA"})
    (economies,) = [facet for facet in answer.context["facets"] if facet.name == "economy"]
    assert [choice.value for choice in economies.first] == ["XA", *(f"X{letter}" for letter in "JIHGFED")]
    assert [choice.value for choice in economies.others] == ["XC", "XB"]
    assert "2 more" in answer.content.decode()


def test_it_names_choices_in_the_readers_language(small_fair, client):
    economy = make.EconomyFactory(code="TH")
    economy.names = {"zh-hans": "泰国"}
    economy.save()
    assert "泰国" in client.get("/zh-hans/exhibitors/").content.decode()


def test_it_tells_htmx_an_address_without_empty_parameters(small_fair, client):
    path = reverse("directory")
    headers = {"HX-Request": "true"}
    answer = client.get(path, {"q": "", "economy": "TH", "literal": ""}, headers=headers)
    assert answer["HX-Push-Url"] == f"{path}?economy=TH"
