"""What bodies say about registrations: the company's words and wishes, the organiser's decisions and booths."""

from datetime import datetime, time
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from rest_framework import serializers

from exhibitors.acts.registrations import OWN_FIELDS
from exhibitors.api.companies import NewCompanySerializer
from exhibitors.models import Company, Exhibitor
from exhibitors.places import halls_of
from expo.access.fields import Body, Codes, Known, Text
from expo.access.filters import SLUG
from expo.fair.models import Booth, Economy, Edition, Hall, Sector, Zone
from expo.fair.visible import editions_organised_by
from expo.people.api import SpokenLanguages


class EditionField(serializers.RegexField):
    """An edition on the public site, by its short name."""

    def __init__(self, **options: Any) -> None:
        super().__init__(SLUG, **options)

    def to_internal_value(self, data: Any) -> str:
        """Return the short name."""
        return super().to_internal_value(Text().to_internal_value(data))


class OfAnEditionSerializer(serializers.Serializer[Any]):
    """Something for an edition."""

    edition = EditionField()

    def validate_edition(self, slug: str) -> Edition:
        """Find the edition, if it is on the public site."""
        edition = Edition.objects.filter(slug=slug, published=True).first()
        if edition is None:
            raise serializers.ValidationError(_("There is no edition of this name."), code="does_not_exist")
        return edition


class NewRegistrationSerializer(OfAnEditionSerializer):
    """A new company's registration for an edition."""

    company = NewCompanySerializer()


class KnownCompanySerializer(OfAnEditionSerializer):
    """A registration for an edition of a company that one acts for."""

    company: Known[Company] = Known(
        queryset=Company.objects.all(), narrow=lambda rows, user: rows.filter(members=user)
    )


class RegistrationChangesSerializer(Body[Exhibitor]):
    """What a company tells and wishes for; each field may be left out. `instance` is the registration."""

    sectors = Codes(model=Sector, required=False)
    languages = SpokenLanguages(required=False)
    zone: Known[Zone] = Known(queryset=Zone.objects.all(), allow_null=True, required=False)
    hall: Known[Hall] = Known(queryset=Hall.objects.all(), allow_null=True, required=False)

    class Meta:
        model = Exhibitor
        fields = [*OWN_FIELDS, "sectors"]

    def validate_zone(self, zone: Zone | None) -> Zone | None:
        """Refuse another edition's zone."""
        exhibitor = self.instance
        assert isinstance(exhibitor, Exhibitor)
        if zone and zone.edition_id != exhibitor.edition_id:
            told = _("This zone belongs to another edition.")
            raise serializers.ValidationError(told, code="does_not_exist")
        return zone

    def validate_hall(self, hall: Hall | None) -> Hall | None:
        """Refuse a hall without booths of the edition."""
        exhibitor = self.instance
        assert isinstance(exhibitor, Exhibitor)
        if hall and not halls_of(exhibitor.edition).filter(pk=hall.pk).exists():
            told = _("This hall has no booths of this edition.")
            raise serializers.ValidationError(told, code="does_not_exist")
        return hall


class WantedSerializer(serializers.Serializer[Any]):
    """The buyers whom a company wishes to meet, and where it delivers to, as codes; an empty list leaves it open."""

    economies = Codes(model=Economy, source="wanted_economies")
    sectors = Codes(model=Sector, source="wanted_sectors")
    markets = Codes(model=Economy)


class RemarkSerializer(serializers.Serializer[Any]):
    """What the company is told."""

    remark = Text(max_length=1000)


class BoothChoiceSerializer(serializers.Serializer[Any]):
    """A booth of an edition that the user organises."""

    booth: Known[Booth] = Known(
        queryset=Booth.objects.all(),
        narrow=lambda rows, user: rows.filter(edition__in=editions_organised_by(user)),
    )


class BoothOfferSerializer(BoothChoiceSerializer):
    """A booth, and until when the exhibitor may answer."""

    answer_by = serializers.DateTimeField()


def before_the_fair_ends(answer_by: datetime, edition: Edition) -> None:
    """Raise ValidationError where an offer would be open after the fair."""
    if answer_by > datetime.combine(edition.closes_on, time.max, edition.zone):
        ends = {"last": edition.closes_on.isoformat()}
        raise ValidationError({"answer_by": _("The fair ends on %(last)s.") % ends})
