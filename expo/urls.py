"""Every address of the platform."""

from django.urls import path

from expo.desk.health import health

urlpatterns = [
    path("health/", health, name="health"),
]
