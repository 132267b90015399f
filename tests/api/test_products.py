import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from exhibitors.models import Exhibitor, Product
from expo.fair.models import Nomenclature, NomenclatureLevel
from tests.factories import (
    BlocFactory,
    BoothClaimFactory,
    BoothFactory,
    ExhibitorFactory,
    PavilionFactory,
    ProductFactory,
    SectionFactory,
    SectorFactory,
    UserFactory,
    ZoneFactory,
)
from tests.pages.world import jpeg

pytestmark = pytest.mark.django_db

LIST = "/api/v1/products/"


@pytest.fixture
def member():
    return UserFactory()


@pytest.fixture
def me(member, signed_in):
    return signed_in(member)


@pytest.fixture
def mine(member):
    return ExhibitorFactory(company__members=[member])


def body(exhibitor, **fields):
    return {"exhibitor": exhibitor.pk, "name": "Durian", "hs_code": "081060", **fields}


def test_it_is_narrowed_by_what_its_exhibitor_is_and_where(anybody):
    seen, _other = (ProductFactory(exhibitor__company__economy__code=code) for code in ("TH", "CN"))
    exhibitor = seen.exhibitor
    zone = ZoneFactory(edition=exhibitor.edition, section=SectionFactory(edition=exhibitor.edition))
    BoothClaimFactory(exhibitor=exhibitor, booth=BoothFactory(edition=exhibitor.edition, zone=zone))
    pavilion = PavilionFactory(edition=exhibitor.edition)
    Exhibitor.objects.filter(pk=exhibitor.pk).update(pavilion=pavilion)
    bloc = BlocFactory(members=[exhibitor.company.economy])
    for question in (
        {"economy": exhibitor.company.economy_id},
        {"bloc": bloc.pk},
        {"zone": zone.code},
        {"section": zone.section.code},
        {"pavilion": pavilion.pk},
    ):
        rows = anybody.get(LIST, question).json()["results"]
        assert [row["id"] for row in rows] == [seen.pk], question


def test_it_shows_the_products_of_approved_exhibitors(anybody, me, mine):
    seen = ProductFactory()
    hidden = ProductFactory(exhibitor=mine)
    assert [row["id"] for row in anybody.get(LIST).json()["results"]] == [seen.pk]
    assert anybody.get(f"{LIST}{hidden.pk}/").status_code == 404
    assert me.get(f"{LIST}{hidden.pk}/").status_code == 200
    assert me.get(f"{LIST}999999/").status_code == 404


def test_it_says_where_a_picture_is(anybody):
    product = ProductFactory(picture="products/durian.png")
    address = anybody.get(f"{LIST}{product.pk}/").json()["picture"]
    assert address == f"http://testserver/pictures/products/{product.pk}/"
    assert anybody.get(f"{LIST}{ProductFactory().pk}/").json()["picture"] is None


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("hs=08", ["Durian"]),
        ("hs=0810.60.00", ["Durian"]),
        ("hs=8702.00", ["Bus"]),
        ("sector=fresh-fruit", ["Durian"]),
        ("certificate=gmp", ["Durian"]),
        ("q=bus", ["Bus"]),
        ("edition=odd", []),
        ("exhibitor=9999999", []),
    ],
)
def test_it_finds_products(query, found, anybody):
    ProductFactory(name="Durian", sectors=[SectorFactory()], certificates=["gmp"])
    ProductFactory(name="Bus", hs_code="8702")
    assert [row["name"] for row in anybody.get(f"{LIST}?{query}").json()["results"]] == found


def test_it_adds_a_product(me, mine):
    answer = me.post(LIST, body(mine, sectors=[SectorFactory().pk], certificates=["halal"]))
    assert answer.status_code == 201
    product = Product.objects.get(pk=answer.json()["id"])
    assert (product.exhibitor, product.certificates) == (mine, ["halal"])
    assert [sector.pk for sector in product.sectors.all()] == ["fresh-fruit"]


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"hs_code": "77"}, "hs_code"),
        ({"hs_code": "0810600"}, "hs_code"),
        ({"hs_code": "081"}, "hs_code"),
        ({"hs_code": "08106x"}, "hs_code"),
        ({"hs_code": "٠٨"}, "hs_code"),
        ({"hs_code": ""}, "hs_code"),
        ({"certificates": ["own"]}, "certificates"),
        ({"sectors": "own"}, "sectors"),
        ({"name": "x\x00"}, "name"),
    ],
)
def test_it_says_at_the_field_what_is_wrong_and_writes_nothing(fields, field, me, mine):
    answer = me.post(LIST, body(mine, **fields))
    assert answer.status_code == 400
    assert list(answer.json()["errors"]) == [field]
    assert not Product.objects.exists()


def test_it_checks_that_a_code_exists_where_its_level_is_loaded(me, mine):
    Nomenclature.objects.create(code="0810", language="en", description="Other fruit, fresh")
    NomenclatureLevel.objects.create(digits=4, source="test")
    assert me.post(LIST, body(mine, hs_code="081060")).status_code == 201
    answer = me.post(LIST, body(mine, hs_code="0899"))
    assert answer.json()["errors"] == {"hs_code": ["There is no code 0899 in the HS."]}


def test_it_adds_nothing_to_others(me, anybody, mine):
    other = ExhibitorFactory(approved=True)
    answer = me.post(LIST, body(other))
    assert (answer.status_code, list(answer.json()["errors"])) == (404, ["exhibitor"])
    assert anybody.post(LIST, body(other)).status_code == 401
    assert not Product.objects.exists()


def test_it_changes_own_products_which_stay_where_they_are(me, member, mine):
    product = ProductFactory(exhibitor=mine, sectors=[SectorFactory()])
    other = ExhibitorFactory(company__members=[member])
    answer = me.patch(f"{LIST}{product.pk}/", {"name": "Mangosteen", "exhibitor": other.pk})
    assert (answer.status_code, answer.json()["name"]) == (200, "Mangosteen")
    product.refresh_from_db()
    assert product.exhibitor == mine
    assert product.sectors.count() == 1


def test_it_hides_others_products_from_writing(me, anybody):
    product = ProductFactory()
    path = f"{LIST}{product.pk}/"
    assert me.patch(path, {"name": "Mine"}).status_code == 404
    assert me.delete(path).status_code == 404
    assert anybody.patch(path, {"name": "Mine"}).status_code == 401
    assert anybody.delete(path).status_code == 401
    product.refresh_from_db()
    assert product.name == "Fresh durian"


def test_it_removes_own_products(me, mine):
    path = f"{LIST}{ProductFactory(exhibitor=mine).pk}/"
    assert me.delete(path).status_code == 204
    assert me.delete(path).status_code == 404


def test_it_leaves_closed_registrations_alone(me, member):
    closed = ExhibitorFactory(rejected=True, company__members=[member])
    assert me.post(LIST, body(closed)).status_code == 409


def test_it_asks_as_much_for_three_products_as_for_one(anybody, queries_of):
    ProductFactory(sectors=[SectorFactory()])
    for_one = queries_of(anybody, LIST, rows=1)
    ProductFactory(sectors=[SectorFactory()])
    ProductFactory(sectors=[SectorFactory()])
    assert queries_of(anybody, LIST, rows=3) == for_one


def test_it_takes_a_picture_and_nothing_that_only_looks_like_one(me, mine, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    path = f"{LIST}{ProductFactory(exhibitor=mine).pk}/picture/"
    shown = me.post(path, {"picture": jpeg()}, format="multipart")
    assert (shown.status_code, shown.json()["picture"] is not None) == (200, True)
    script = SimpleUploadedFile("durian.jpg", b"<script>", "image/jpeg")
    answer = me.post(path, {"picture": script}, format="multipart")
    assert (answer.status_code, list(answer.json()["errors"])) == (409, ["picture"])
    assert me.post(path, {}, format="multipart").status_code == 400
    assert me.post(path, {"picture": "x"}).status_code == 415
