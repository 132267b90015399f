"""People, what they sign in with, and runs."""

import factory
from factory.django import DjangoModelFactory

from expo.access.models import ApiToken
from expo.people.models import Person, User
from expo.runs.models import Run


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User

    email = factory.Sequence(lambda n: f"user{n}@example.org")
    password = None

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        return model_class.objects.create_user(**kwargs)


class ApiTokenFactory(DjangoModelFactory):
    """A token that may read; nobody knows its secret."""

    class Meta:
        model = ApiToken

    user = factory.SubFactory(UserFactory)
    name = factory.Sequence(lambda n: f"Program {n}")
    prefix = "expo_none"
    secret_hash = factory.Sequence(lambda n: f"{n:064}")


class PersonFactory(DjangoModelFactory):
    class Meta:
        model = Person

    name = factory.Sequence(lambda n: f"Person {n}")
    languages = ["en"]


class RunFactory(DjangoModelFactory):
    class Meta:
        model = Run

    kind = "matching"
    about = "fair.edition:1"
    state = Run.State.DONE
