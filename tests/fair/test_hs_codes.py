"""HS codes: format and chapter always, existence at the levels that were imported whole."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st
from rest_framework.serializers import ValidationError as RefusedByTheAPI

from buyers.acts import needs
from buyers.models import SourcingNeed
from exhibitors.acts import products
from exhibitors.models import Product
from expo.fair.api.filters import HSBeginningFilter, HSFilter
from expo.fair.api.shapes import HS_WRITTEN, MOST_CODES, HSCode, HSCodes
from expo.fair.forms import HSCodeField, HSCodesField
from expo.fair.models import Nomenclature, NomenclatureLevel
from expo.fair.models.trade import valid_hs_code
from tests.factories import DelegateFactory, ExhibitorFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("code", ["01", "08", "97", "0810", "081060"])
def test_it_takes_chapters_headings_and_subheadings(code):
    valid_hs_code(code)


@pytest.mark.parametrize(
    "code", ["", "8", "081", "08106", "0810600", "08106000", "ab", "08-0", " 08", "08\n", "٠٨", "０８", "²²"]
)
def test_it_refuses_what_is_not_2_4_or_6_digits(code):
    with pytest.raises(ValidationError, match="An HS code has 2, 4 or 6 digits"):
        valid_hs_code(code)


@pytest.mark.parametrize("code", ["00", "77", "98", "99", "7701", "000000"])
def test_it_refuses_a_chapter_that_does_not_exist(code):
    with pytest.raises(ValidationError, match=f"There is no chapter {code[:2]} in the HS"):
        valid_hs_code(code)


def test_it_takes_any_heading_while_none_are_loaded():
    valid_hs_code("0899")


def test_it_refuses_a_heading_that_a_complete_list_does_not_have():
    Nomenclature.objects.create(code="0810", language="en", description="Other fruit, fresh")
    NomenclatureLevel.objects.create(digits=4, source="test")
    valid_hs_code("0810")
    valid_hs_code("081060")  # of subheadings there is no complete list
    for code in ("0899", "089910"):
        with pytest.raises(ValidationError, match="There is no code 0899 in the HS"):
            valid_hs_code(code)


def test_it_refuses_a_subheading_that_a_complete_list_does_not_have():
    Nomenclature.objects.create(code="081060", language="en", description="Durians")
    NomenclatureLevel.objects.create(digits=6, source="test")
    valid_hs_code("081060")
    with pytest.raises(ValidationError, match="There is no code 081099 in the HS"):
        valid_hs_code("081099")


@pytest.mark.parametrize(
    "typed",
    ["081060", "0810.60", "08 10 60", " 0810.60 ", "0810 60", "08.10.60", "0810-60", "０８１０．６０"],
)
def test_it_may_be_typed_with_dots_and_spaces(typed):
    assert HSCodeField().clean(typed) == "081060"
    assert HSCodesField().clean(typed) == ["081060"]


@pytest.mark.parametrize(
    "typed",
    ["08106000", "0810.60.00", "0810 60 00 10", "0810600010", "0810.60.0010", "0810 6000", "08.10 6000 10"],
)
def test_of_a_national_code_the_part_that_is_the_same_everywhere_is_kept(typed):
    assert HSCodeField().clean(typed) == "081060"
    assert HSCodesField().clean(f"{typed}, 0902.10") == ["081060", "090210"]


@pytest.mark.parametrize(
    "typed",
    [
        "0810, 081190",
        "0810;081190",
        "0810，081190",
        "0810、0811.90",
        "0810/0811.90",
        "0810 0811 90",
        "0810\n08 11 90",
    ],
)
def test_several_may_stand_apart_by_whatever_people_put_between_them(typed):
    assert HSCodesField().clean(typed) == ["0810", "081190"]


def test_two_digits_alone_belong_to_the_code_before_them_unless_a_comma_says_otherwise():
    assert HSCodesField().clean("08 10 60") == ["081060"]
    assert HSCodesField().clean("08, 10, 60,") == ["08", "10", "60"]


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("0810 6000", ["081060"]),
        ("0810 6000 10", ["081060"]),
        ("0810 9890", ["081098"]),
        ("0810 6000 0902 1000", ["081060", "090210"]),
        ("0810 6000, 0902", ["081060", "0902"]),
        ("0810 6010", ["0810", "6010"]),
        ("0810 0811", ["0810", "0811"]),
        ("0810, 6000", ["0810", "6000"]),
        ("081060 6100", ["081060", "6100"]),
    ],
)
def test_four_digits_that_are_no_heading_belong_to_the_four_before_them(typed, codes):
    assert HSCodesField().clean(typed) == codes


def test_one_that_is_given_twice_is_kept_once():
    assert HSCodesField().clean("0810.60.00, 0810.60.10, 0810") == ["081060", "0810"]


@pytest.mark.parametrize(
    "typed",
    ["0810 0811", "081", "0810.6", "durian", "0810 durian", "08 10 60 09 02 10", "081060001122", "0810..60"],
)
def test_nonsense_and_two_codes_in_the_place_of_one_are_refused(typed):
    with pytest.raises(ValidationError, match="An HS code has 2, 4 or 6 digits"):
        HSCodeField().clean(typed)


SHOULD = "An HS code has 2, 4 or 6 digits, for example 08, 0810 or 081060."


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("0810 durian", [f"“durian”: {SHOULD}"]),
        ("0810, 0811.6", [f"“0811.6”: {SHOULD}"]),
        ("08 10 60 09 02 10", [f"“08 10 60 09 02 10”: {SHOULD}"]),
        ("0810 771", [f"“771”: {SHOULD}"]),
        ("０８１", [f"“081”: {SHOULD}"]),
        (
            "081, 0810, fruit, 98.01",
            [f"“081”, “fruit”: {SHOULD}", "“98.01”: There is no chapter 98 in the HS."],
        ),
        ("1, 2, 3, 4, 5", [f"“1”, “2”, “3”, …: {SHOULD}"]),
        ("x" * 500, [f"“{'x' * 19}…”: {SHOULD}"]),
        ("0810; <b>", [f"“<b>”: {SHOULD}"]),
        ("." * 60, [f"“{'.' * 19}…”: {SHOULD}"]),
        ("0810 " + "-" * 60, [f"“{'-' * 19}…”: {SHOULD}"]),
        ("Durian " + "." * 60 + " 0810", [f"“Durian”, “{'.' * 19}…”: {SHOULD}"]),
    ],
)
def test_of_several_the_wrong_ones_are_named_as_they_are_typed(typed, told):
    with pytest.raises(ValidationError) as refused:
        HSCodesField().clean(typed)
    assert refused.value.messages == told


LONG = "08 " * 400_000
"""As much as a form sends: reading it would take hours."""


def test_a_text_that_is_far_longer_than_codes_are_is_refused_unread():
    with pytest.raises(ValidationError, match="at most 1000 characters"):
        HSCodesField().clean(LONG)
    with pytest.raises(ValidationError, match=SHOULD):
        HSCodeField().clean(LONG)
    with pytest.raises(RefusedByTheAPI, match=SHOULD):
        HSCode().run_validation(LONG)


@pytest.mark.parametrize(
    ("typed", "fits"),
    [
        ("0810.60", True),
        ("08 10 60", True),
        ("0810 60 00 10", True),
        ("0810.60 00", True),
        ("08106000", True),
        ("97", True),
        ("0810 6000", True),
        ("08 10 60.00 10", True),
        ("0810 9890", True),
        ("0810 0811", False),
        ("0810 6010", False),
        ("081060 0000", False),
        ("0810 6000 6100", False),
        ("081", False),
        ("0810..60", False),
        ("0810,0811", False),
        ("08 10 60 09 02 10", False),
        ("7701", False),
        ("98", False),
    ],
)
def test_programs_may_write_it_as_the_schema_says(typed, fits):
    field = HSCode()
    assert bool(re.search(HS_WRITTEN, typed)) is fits
    if fits:
        assert field.run_validation(typed) == HSCodeField().clean(typed)
    else:
        with pytest.raises(RefusedByTheAPI):
            field.run_validation(typed)


def test_of_a_list_that_is_too_long_no_code_is_looked_up(django_assert_num_queries):
    with django_assert_num_queries(0), pytest.raises(RefusedByTheAPI) as refused:
        HSCodes().run_validation(["0810"] * (MOST_CODES + 1))
    assert refused.value.get_codes() == ["max_length"]


PARTS = st.sampled_from(["08", "10", "00", "60", "77", "98", " ", ".", "-", "0", "6"])


@pytest.mark.parametrize("asked", [HSFilter, HSBeginningFilter])
@given(st.lists(PARTS, min_size=1, max_size=7).map("".join).filter(lambda text: text == text.strip()))
def test_lists_are_narrowed_by_just_what_the_schema_says(asked, typed):
    try:
        asked.field_class().clean(typed)
        is_taken = True
    except ValidationError:
        is_taken = False
    assert is_taken is bool(re.search(asked.pattern, typed))


def test_it_is_an_error_at_the_product_s_field_and_nothing_is_written():
    exhibitor = ExhibitorFactory()
    with pytest.raises(ValidationError) as refused:
        products.add(exhibitor, {"name": "Oil", "hs_code": "7701"}, sectors=[], actor=UserFactory())
    assert refused.value.message_dict == {"hs_code": ["There is no chapter 77 in the HS."]}
    assert not Product.objects.exists()


def test_it_is_an_error_at_the_need_s_field_and_nothing_is_written():
    fields = {"text": "Oil", "hs_codes": ["1515", "77"]}
    with pytest.raises(ValidationError) as refused:
        needs.state(DelegateFactory(), fields, sectors=[], actor=UserFactory())
    assert list(refused.value.message_dict) == ["hs_codes"]
    assert not SourcingNeed.objects.exists()


@pytest.mark.parametrize("code", ["8", "081", "8a", "77 "])
def test_the_nomenclature_holds_whole_codes_alone(code):
    with pytest.raises(IntegrityError), transaction.atomic():
        Nomenclature.objects.create(code=code, language="en", description="wrong")
