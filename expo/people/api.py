"""Persons, where a body names one."""

from rest_framework import serializers

from expo.access.fields import Body, Choice
from expo.people.languages import SPOKEN
from expo.people.models import Person


class SpokenLanguages(serializers.ListField):
    """Languages that somebody speaks, by their codes."""

    def __init__(self, **options: object) -> None:
        super().__init__(child=Choice(SPOKEN), max_length=len(SPOKEN), **options)  # type: ignore[arg-type]


class NewPersonSerializer(Body[Person]):
    """A person's names, each as the person writes it, and languages."""

    languages = SpokenLanguages(required=False)

    class Meta:
        model = Person
        fields = ["name", "latin_name", "email", "languages"]


class PersonSerializer(serializers.ModelSerializer[Person]):
    """A person as those know it who act for the person."""

    email = serializers.CharField(read_only=True)

    class Meta:
        model = Person
        fields = ["name", "latin_name", "email", "languages"]
        read_only_fields = fields
