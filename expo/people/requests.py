"""A request of somebody who has signed in, for type checkers: pages behind `login_required` get no other."""

from django.http import HttpRequest

from expo.people.models import User


class SignedInRequest(HttpRequest):
    """A request whose user is a user."""

    user: User
