"""The API's addresses, below /api/v1/."""

from csp.constants import UNSAFE_INLINE
from csp.decorators import csp_update
from django.urls import include, path, re_path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework.routers import SimpleRouter

from buyers.api.delegates import DelegateView
from buyers.api.groups import GroupView
from buyers.api.matches import MatchView
from buyers.api.meetings import MeetingView
from buyers.api.needs import NeedView
from buyers.api.proposals import ProposalView
from buyers.api.requests import RequestView
from buyers.api.steering import SteeringView
from exhibitors.api.allocations import AllocationView
from exhibitors.api.booths import BoothView
from exhibitors.api.claims import ClaimView
from exhibitors.api.companies import CompanyView
from exhibitors.api.exhibitors import ExhibitorView
from exhibitors.api.pavilions import PavilionView
from exhibitors.api.products import ProductView
from exhibitors.api.representatives import RepresentativeView
from expo.access.limits import Limited
from expo.access.views import Nothing
from expo.fair.api.economies import BlocView, EconomyView
from expo.fair.api.editions import DayView, EditionView, SlotView
from expo.fair.api.places import HallView, PointView, SectionView, VenueView, WalkView, ZoneView
from expo.fair.api.trade import NomenclatureView, SectorView, TradeFigureView
from expo.notifications.api import NotificationView
from expo.runs.api import RunView

router = SimpleRouter()
# What everybody sees
router.register("editions", EditionView, "api-edition")
router.register("days", DayView, "api-day")
router.register("slots", SlotView, "api-slot")
router.register("economies", EconomyView, "api-economy")
router.register("blocs", BlocView, "api-bloc")
router.register("sectors", SectorView, "api-sector")
router.register("sections", SectionView, "api-section")
router.register("zones", ZoneView, "api-zone")
router.register("venues", VenueView, "api-venue")
router.register("halls", HallView, "api-hall")
router.register("walks", WalkView, "api-walk")
router.register("trade-figures", TradeFigureView, "api-trade-figure")
router.register("nomenclature", NomenclatureView, "api-nomenclature")
router.register("pavilions", PavilionView, "api-pavilion")
router.register("booths", BoothView, "api-booth")
router.register("exhibitors", ExhibitorView, "api-exhibitor")
router.register("products", ProductView, "api-product")
# What belongs to a workspace
router.register("companies", CompanyView, "api-company")
router.register("representatives", RepresentativeView, "api-representative")
router.register("claims", ClaimView, "api-claim")
router.register("groups", GroupView, "api-group")
router.register("delegates", DelegateView, "api-delegate")
router.register("needs", NeedView, "api-need")
router.register("matches", MatchView, "api-match")
router.register("requests", RequestView, "api-request")
router.register("meetings", MeetingView, "api-meeting")
router.register("notifications", NotificationView, "api-notification")
router.register("runs", RunView, "api-run")
# What organisers steer
router.register("points", PointView, "api-point")
router.register("editions", SteeringView, "api-steering")
router.register("proposals", ProposalView, "api-proposal")
router.register("allocations", AllocationView, "api-allocation")


class SchemaView(Limited, SpectacularAPIView):
    """The schema, counted like every other answer."""


# Swagger's page draws itself with styles of its own; scripts stay our files alone.
with_own_styles = csp_update({"style-src": [UNSAFE_INLINE]})

urlpatterns = [
    path("", include(router.urls)),
    path("schema/", SchemaView.as_view(), name="api-schema"),
    path(
        "docs/",
        with_own_styles(SpectacularSwaggerSplitView.as_view(url_name="api-schema")),
        name="api-docs",
    ),
    re_path("", Nothing.as_view(), name="api-nothing"),
]
