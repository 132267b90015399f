"""Exhibitors: who takes part, one's own registration, and the organiser's decisions on it."""

from collections.abc import Callable
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Prefetch
from django.db.models.functions import JSONObject
from drf_spectacular.utils import extend_schema
from rest_framework import mixins
from rest_framework.decorators import action
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response

from exhibitors.acts import booths, registrations
from exhibitors.api.companies import CompanySerializer
from exhibitors.api.filters import ExhibitorFilter
from exhibitors.api.products import SHOWN
from exhibitors.api.registrations import (
    BoothChoiceSerializer,
    BoothOfferSerializer,
    KnownCompanySerializer,
    NewRegistrationSerializer,
    RegistrationChangesSerializer,
    RemarkSerializer,
    WantedSerializer,
    before_the_fair_ends,
)
from exhibitors.api.shapes import ExhibitorSerializer
from exhibitors.models import BoothClaim, Exhibitor
from exhibitors.states import ACTIVE_CLAIMS, Claim
from expo.access.fields import codes_of
from expo.access.views import Rows
from expo.fair.visible import editions_organised_by

CLAIMS = Prefetch(
    "claims",
    BoothClaim.objects.filter(state__in=ACTIVE_CLAIMS)
    .select_related("booth__hall")
    .order_by("booth__number"),
    to_attr="active_claims",
)
PRODUCTS = Prefetch("products", SHOWN.defer("terms").order_by("pk"), to_attr="shown_products")
SECTORS = codes_of(Exhibitor.sectors.through, "exhibitor", "sector")
BOOTHS = ArraySubquery(
    BoothClaim.objects.filter(exhibitor=OuterRef("pk"), state=Claim.LET)
    .order_by("booth__number")
    .values(json=JSONObject(id="booth_id", number="booth__number", hall=JSONObject(code="booth__hall__code")))
)  # made in the database, so that a list needs no rows of claims, booths and halls

LISTED = [  # what a list shows: hundreds of rows are read and written faster without the rest
    *(field.name for field in Exhibitor._meta.concrete_fields if field.name != "terms"),
    *("edition__slug", "company__economy__name"),
    *(f"company__{name}" for name in (*CompanySerializer.Meta.fields, "registration_number")),
]


class ExhibitorView(mixins.ListModelMixin, mixins.RetrieveModelMixin, Rows[Exhibitor]):
    """Approved exhibitors are public; a company's members and the organisers see the others too."""

    queryset = Exhibitor.objects.select_related("company__economy", "edition")
    serializer_class = ExhibitorSerializer
    filterset_class = ExhibitorFilter

    def rows(self) -> Any:
        """All exhibitors; those of which the user sees everything are marked."""
        managed = Exhibitor.objects.managed_by(self.user).filter(pk=OuterRef("pk"))
        rows = super().rows().annotate(is_managed=Exists(managed), sector_codes=SECTORS, let_booths=BOOTHS)
        rows = rows.prefetch_related(CLAIMS) if self.user.is_authenticated else rows
        if self.action != "list":
            return rows.prefetch_related(PRODUCTS)
        is_wanted = self.request.query_params.get("include") == "products"
        return rows.only(*LISTED).prefetch_related(*([PRODUCTS] if is_wanted else []))

    @extend_schema(request=NewRegistrationSerializer, responses={201: ExhibitorSerializer})
    def create(self, request: Request) -> Response:
        """Enter a new company with the user as its first member, and begin its registration."""
        given = self.body(NewRegistrationSerializer)
        row = registrations.found(given["edition"], given["company"], actor=self.user)
        return self.answer(row, status=201)

    @extend_schema(request=KnownCompanySerializer, responses={201: ExhibitorSerializer})
    @action(methods=["post"], detail=False)
    def begin(self, request: Request) -> Response:
        """Begin another registration of a company that one acts for; it registers once for an edition."""
        given = self.body(KnownCompanySerializer)
        row = registrations.begin(given["edition"], given["company"], actor=self.user)
        return self.answer(row, status=201)

    @extend_schema(request=RegistrationChangesSerializer, responses=ExhibitorSerializer)
    def partial_update(self, request: Request, pk: str) -> Response:
        """Change what the company tells and wishes for, while the registration is its to edit."""
        row = self.get_object()
        given = self.body(RegistrationChangesSerializer, instance=row, partial=True)
        sectors = given.pop("sectors", None)
        registrations.edit(row, given, sectors=sectors, actor=self.user)
        return self.answer(row)

    @extend_schema(responses=WantedSerializer)
    @action(detail=True, permission_classes=[IsAuthenticated])
    def wanted(self, request: Request, pk: str) -> Response:
        """Tell which buyers the company wishes to meet."""
        return Response(WantedSerializer(self.one(Exhibitor.objects.managed_by(self.user))).data)

    @extend_schema(request=WantedSerializer, responses=WantedSerializer)
    @wanted.mapping.post
    def wish_to_meet(self, request: Request, pk: str) -> Response:
        """Say which buyers the company wishes to meet; it counts from the next matching on."""
        row, given = self.get_object(), self.body(WantedSerializer)
        registrations.wish_to_meet(
            row,
            economies=given["wanted_economies"],
            sectors=given["wanted_sectors"],
            markets=given["markets"],
            actor=self.user,
        )
        return Response(WantedSerializer(row).data)

    @extend_schema(request=None, responses=ExhibitorSerializer)
    @action(methods=["post"], detail=True)
    def submit(self, request: Request, pk: str) -> Response:
        """Hand the registration in."""
        return self._step(self.get_queryset(), registrations.submit)

    @extend_schema(request=None, responses=ExhibitorSerializer)
    @action(methods=["post"], detail=True)
    def withdraw(self, request: Request, pk: str) -> Response:
        """Take the registration back: its booths are free again and its meetings off."""
        return self._step(self.get_queryset(), registrations.withdraw)

    @extend_schema(request=None, responses=ExhibitorSerializer)
    @action(methods=["post"], detail=True)
    def reopen(self, request: Request, pk: str) -> Response:
        """Take up a withdrawn registration again, as a draft."""
        return self._step(self.get_queryset(), registrations.reopen)

    @extend_schema(request=None, responses=ExhibitorSerializer)
    @action(methods=["post"], detail=True)
    def approve(self, request: Request, pk: str) -> Response:
        """Accept the company (organisers)."""
        return self._step(self._organised(), registrations.approve)

    @extend_schema(request=RemarkSerializer, responses=ExhibitorSerializer)
    @action(methods=["post"], detail=True)
    def reject(self, request: Request, pk: str) -> Response:
        """Turn the registration down, saying why (organisers)."""
        return self._step(self._organised(), registrations.reject, RemarkSerializer)

    @extend_schema(request=RemarkSerializer, responses=ExhibitorSerializer)
    @action(methods=["post"], detail=True, url_path="request-changes")
    def request_changes(self, request: Request, pk: str) -> Response:
        """Give the registration back, saying what to change (organisers)."""
        return self._step(self._organised(), registrations.request_changes, RemarkSerializer)

    @extend_schema(request=BoothChoiceSerializer, responses=ExhibitorSerializer)
    @action(methods=["post"], detail=True, url_path="give-booth")
    def give_booth(self, request: Request, pk: str) -> Response:
        """Let a booth to the exhibitor at once (organisers); 409 names free ones where it is taken."""
        row = self.one(self._organised())
        booths.give(**self.body(BoothChoiceSerializer), exhibitor=row, actor=self.user)
        return self.answer(row)

    @extend_schema(request=BoothOfferSerializer, responses=ExhibitorSerializer)
    @action(methods=["post"], detail=True, url_path="offer-booth")
    def offer_booth(self, request: Request, pk: str) -> Response:
        """Offer a booth, to be answered in time (organisers); 409 names free ones where it is taken."""
        row = self.one(self._organised())
        given = self.body(BoothOfferSerializer)
        before_the_fair_ends(given["answer_by"], row.edition)
        booths.offer(**given, exhibitor=row, actor=self.user)
        return self.answer(row)

    def _organised(self) -> Any:
        return Exhibitor.objects.select_related("edition").filter(
            edition__in=editions_organised_by(self.user)
        )

    def _step(
        self, rows: Any, act: Callable[..., None], shape: type[RemarkSerializer] | None = None
    ) -> Response:
        row = self.one(rows)
        given = self.body(shape) if shape else {}
        act(row, **given, actor=self.user)
        return self.answer(row)
