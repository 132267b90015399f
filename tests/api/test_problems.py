import pytest
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import IntegrityError
from psycopg.errors import ExclusionViolation, NotNullViolation, UniqueViolation
from rest_framework.exceptions import PermissionDenied

from expo.common.acts import Refused
from expo.common.rest import problem


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
    assert status == 400
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
