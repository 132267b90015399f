"""Products: HS codes, certificates and pictures, right or with a clear word at the field."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from PIL import Image

from exhibitors.models import Product
from expo.fair.models import Nomenclature, NomenclatureLevel
from tests import factories as make


def picture(name="durian.jpg", kind="JPEG", size=(8, 8), extra=b""):
    content = io.BytesIO()
    Image.new("RGB", size, "green").save(content, kind)
    return SimpleUploadedFile(name, content.getvalue() + extra, f"image/{kind.lower()}")


@pytest.fixture
def send(client, draft, member):
    """Send the form of a new product with these fields."""
    draft.products.all().delete()
    client.force_login(member)
    path = reverse("product-add", args=[draft.pk])
    return lambda **fields: client.post(path, {"name": "Durian", "hs_code": "081060", **fields})


def errors(answer, field):
    """What the page says at the field; nothing may have been stored."""
    assert answer.status_code == 200
    assert not Product.objects.exists()
    told = answer.context["form"].errors
    assert set(told) == {field}
    assert str(told[field][0]) in answer.content.decode().replace("&#x27;", "'")
    return " ".join(told[field])


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("081060", "081060"),
        ("0810.60", "081060"),
        ("08 10 60", "081060"),
        ("0810", "0810"),
        ("08", "08"),
        ("97", "97"),
    ],
)
def test_it_takes_an_hs_code_as_people_write_it(written, kept, send):
    assert send(hs_code=written).status_code == 302
    assert Product.objects.get().hs_code == kept


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("7701", "no chapter 77"),
        ("99", "no chapter 99"),
        ("00", "no chapter 00"),
        ("12345", "2, 4 or 6 digits"),
        ("081060001", "2, 4 or 6 digits"),
        ("durian", "2, 4 or 6 digits"),
        ("08106o", "2, 4 or 6 digits"),
        ("٠٨١٠٦٠", "2, 4 or 6 digits"),
        ("", "required"),
    ],
)
def test_it_says_what_is_wrong_with_an_hs_code(written, told, send):
    assert told in errors(send(hs_code=written), "hs_code")


def test_it_knows_the_codes_of_a_level_that_is_loaded(send):
    NomenclatureLevel.objects.create(digits=4, source="Test")
    Nomenclature.objects.create(code="0810", language="en", description="Other fruit, fresh")
    assert "no code 0899" in errors(send(hs_code="0899"), "hs_code")
    assert "no code 0899" in errors(send(hs_code="089910"), "hs_code")
    assert send(hs_code="081099").status_code == 302  # the level of six digits is not loaded


def test_it_keeps_certificates(send):
    assert send(certificates=["halal", "gmp"]).status_code == 302
    assert Product.objects.get().certificates == ["halal", "gmp"]


def test_it_refuses_a_certificate_that_there_is_not(send):
    assert "not one of the available choices" in errors(send(certificates=["best"]), "certificates")


def test_it_keeps_sectors(send):
    make.SectorFactory(code="fruit")
    assert send(sectors=["fruit"]).status_code == 302
    assert [sector.pk for sector in Product.objects.get().sectors.all()] == ["fruit"]


@pytest.mark.parametrize(
    ("name", "kind"), [("a.jpg", "JPEG"), ("a.JPEG", "JPEG"), ("a.png", "PNG"), ("a.webp", "WEBP")]
)
def test_it_takes_a_picture_that_is_what_its_name_says(name, kind, send, client):
    assert send(picture=picture(name, kind)).status_code == 302
    product = Product.objects.get()
    answer = client.get(reverse("product-picture", args=[product.pk]))
    assert answer["Content-Type"] == f"image/{kind.lower()}"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert Image.open(io.BytesIO(answer.getvalue())).format == kind


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.mark.parametrize(
    "file",
    [
        picture("durian.jpg", "PNG"),
        picture("durian.png", "JPEG"),
        picture("durian.gif", "GIF"),
        picture("durian.png", "GIF"),
        picture("durian.bmp", "BMP"),
        SimpleUploadedFile("durian.png", b"This is a text.", "image/png"),
        SimpleUploadedFile("durian.svg", SVG, "image/svg+xml"),
        SimpleUploadedFile("durian.png", SVG, "image/png"),
        SimpleUploadedFile("durian.html", picture().read(), "image/jpeg"),
        SimpleUploadedFile("durian.jpg", b"", "image/jpeg"),
        SimpleUploadedFile("durian.jpg", picture(size=(400, 400)).read()[:200], "image/jpeg"),
    ],
    ids=lambda file: f"{file.name}-{file.size}",
)
def test_it_refuses_a_picture_that_is_none_or_not_what_its_name_says(file, send, tmp_path):
    file.seek(0)
    assert errors(send(picture=file), "picture")
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_it_refuses_a_picture_that_is_too_large(send, tmp_path):
    assert "larger than 5 MB" in errors(send(picture=picture(extra=bytes(5 * 2**20))), "picture")
    assert "6000 pixels" in errors(send(picture=picture(size=(6001, 1))), "picture")
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_it_changes_a_product_and_keeps_its_picture(send, client):
    send(picture=picture())
    product = Product.objects.get()
    path = reverse("product-edit", args=[product.pk])
    assert client.post(path, {"name": "Monthong", "hs_code": "0810"}).status_code == 302
    changed = Product.objects.get()
    assert (changed.name, changed.hs_code, changed.picture) == ("Monthong", "0810", product.picture)


def test_it_shows_a_picture_to_those_alone_who_see_the_product(send, client, draft, member):
    send(picture=picture("https-evil.jpg"))
    path = reverse("product-picture", args=[Product.objects.get().pk])
    assert client.get(path).status_code == 200
    for user in (None, make.UserFactory()):
        client.logout()
        if user:
            client.force_login(user)
        assert client.get(path).status_code == 404
    type(draft).objects.filter(pk=draft.pk).update(state="approved")
    assert client.get(path).status_code == 200


def test_it_has_no_picture_where_none_was_sent(send, client):
    send()
    assert client.get(reverse("product-picture", args=[Product.objects.get().pk])).status_code == 404


def test_it_says_what_orders_a_product_can_be_had_in(send, client):
    send(least_order=5, most_order=2000, order_unit="t")
    product = Product.objects.get()
    assert product.orders_here == "5 – 2,000 t"
    product.exhibitor.state = "approved"
    product.exhibitor.save()
    assert "5 – 2,000 t" in client.get(reverse("product", args=[product.pk])).content.decode()


@pytest.mark.parametrize(
    ("least", "most", "said"),
    [(5, None, "from 5 pieces"), (None, 1000, "up to 1,000 pieces"), (None, None, "")],
)
def test_an_order_may_be_open_on_either_side(least, most, said):
    unit = "piece" if said else ""
    assert Product(least_order=least, most_order=most, order_unit=unit).orders_here == said


@pytest.mark.parametrize(
    ("order", "said"),
    [
        ({"least_order": 5}, "and its unit"),
        ({"order_unit": "kg"}, "and its unit"),
        ({"least_order": 0, "order_unit": "kg"}, "above 0"),
        ({"least_order": 9, "most_order": 8, "order_unit": "kg"}, "larger than the largest"),
    ],
)
def test_an_order_without_sense_is_told(order, said, send):
    assert said in errors(send(**order), "__all__")


def test_the_database_itself_keeps_orders_in_order(draft):
    for wrong in ({"least_order": 1}, {"least_order": 9, "most_order": 8, "order_unit": "kg"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            make.ProductFactory(exhibitor=draft, **wrong)
