"""How the API shows those who meet."""

from rest_framework import serializers

from buyers.models import Delegate, SourcingNeed
from exhibitors.models import Exhibitor, Product, Representative


class DelegateInShortSerializer(serializers.ModelSerializer[Delegate]):
    """Somebody who comes to buy."""

    name = serializers.CharField(source="person.name_with_latin", read_only=True)
    group = serializers.CharField(source="group.name", read_only=True)

    class Meta:
        model = Delegate
        fields = ["id", "name", "company", "group"]
        read_only_fields = fields


class HostSerializer(serializers.ModelSerializer[Exhibitor]):
    """An exhibitor in few words."""

    company = serializers.CharField(source="company.name_with_english", read_only=True)
    economy = serializers.CharField(source="company.economy_id", read_only=True)

    class Meta:
        model = Exhibitor
        fields = ["id", "company", "economy"]
        read_only_fields = fields


class ProductInShortSerializer(serializers.ModelSerializer[Product]):
    """A product in few words."""

    class Meta:
        model = Product
        fields = ["id", "name", "name_en", "hs_code"]
        read_only_fields = fields


class RepresentativeInShortSerializer(serializers.ModelSerializer[Representative]):
    """Who hosts a meeting."""

    name = serializers.CharField(source="person.name_with_latin", read_only=True)

    class Meta:
        model = Representative
        fields = ["id", "name", "job"]
        read_only_fields = fields


class NeedInShortSerializer(serializers.ModelSerializer[SourcingNeed]):
    """What is wanted, in the delegate's words."""

    class Meta:
        model = SourcingNeed
        fields = ["id", "text", "hs_codes"]
