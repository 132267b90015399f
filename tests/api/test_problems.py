import pytest
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import IntegrityError
from psycopg.errors import ExclusionViolation, NotNullViolation, UniqueViolation
from rest_framework.exceptions import PermissionDenied

from expo.common.acts import Refused
from expo.common.rest import problem
from tests.factories import UserFactory


def told(error):
    answer = problem(error, {})
    assert answer.content_type == "application/problem+json"
    assert answer.data["status"] == answer.status_code
    return answer.status_code, answer.data


def test_it_names_alternatives_of_what_is_refused():
    status, data = told(Refused("Taken.", alternatives=["B2"]))
    assert status == 409
    assert (data["title"], data["detail"], data["alternatives"]) == ("Conflict", "Taken.", ["B2"])


def test_it_puts_a_models_errors_at_their_fields():
    status, data = told(ValidationError({"name": "Too long.", "__all__": "Not both."}))
    assert status == 409
    assert data["errors"] == {"name": ["Too long."], "non_field_errors": ["Not both."]}


def test_it_puts_errors_without_field_in_one_place():
    assert told(ValidationError("Not complete."))[1]["errors"] == {"non_field_errors": ["Not complete."]}


def test_it_takes_what_is_gone_for_absent():
    assert told(ObjectDoesNotExist())[0] == 404


def test_it_says_why_something_is_forbidden():
    assert told(PermissionDenied("No."))[1]["detail"] == "No."


@pytest.mark.parametrize("cause", [UniqueViolation, ExclusionViolation])
def test_it_tells_the_loser_of_a_race(cause):
    error = IntegrityError()
    error.__cause__ = cause()
    assert told(error)[0] == 409


def test_it_hides_no_mistake_of_ours():
    error = IntegrityError()
    error.__cause__ = NotNullViolation()
    assert problem(error, {}) is None
    assert problem(RuntimeError(), {}) is None


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"[" * 100_000, 400),
        (b'{"name": "\xff"}', 400),
        (b'{"name": NaN}', 400),
        (b"1" * 5000, 400),
        (b'"' + b"x" * (6 * 2**20) + b'"', 413),
    ],
    ids=["deep", "not UTF-8", "not JSON", "huge number", "large"],
)
def test_it_reads_no_body_that_is_odd(body, status, signed_in):
    answer = signed_in(UserFactory()).post(
        "/api/v1/needs/", body, content_type="application/json; charset=rot13"
    )
    assert answer.status_code == status
    assert answer.headers["Content-Type"] == "application/problem+json"
