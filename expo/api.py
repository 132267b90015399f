"""The API's addresses, below /api/v1/."""

from csp.constants import UNSAFE_INLINE
from csp.decorators import csp_update
from django.urls import include, path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework.routers import SimpleRouter

from buyers.api.meetings import MeetingView
from buyers.api.needs import NeedView
from buyers.api.requests import RequestView
from exhibitors.api.booths import BoothView
from exhibitors.api.exhibitors import ExhibitorView
from exhibitors.api.products import ProductView

router = SimpleRouter()
router.register("exhibitors", ExhibitorView, "api-exhibitor")
router.register("products", ProductView, "api-product")
router.register("booths", BoothView, "api-booth")
router.register("needs", NeedView, "api-need")
router.register("requests", RequestView, "api-request")
router.register("meetings", MeetingView, "api-meeting")

# Swagger's page draws itself with styles of its own; scripts stay our files alone.
with_own_styles = csp_update({"style-src": [UNSAFE_INLINE]})

urlpatterns = [
    path("", include(router.urls)),
    path("schema/", SpectacularAPIView.as_view(), name="api-schema"),
    path(
        "docs/",
        with_own_styles(SpectacularSwaggerSplitView.as_view(url_name="api-schema")),
        name="api-docs",
    ),
]
