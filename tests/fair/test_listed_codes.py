"""HS codes in a body of the API, listed."""

import pytest
from rest_framework.serializers import ValidationError

from expo.fair.api.shapes import MOST_CODES, HSCodes

pytestmark = pytest.mark.django_db


def test_of_a_list_that_is_too_long_no_code_is_looked_up(django_assert_num_queries):
    with django_assert_num_queries(0), pytest.raises(ValidationError) as refused:
        HSCodes().run_validation(["0810"] * (MOST_CODES + 1))
    assert refused.value.get_codes() == ["max_length"]
