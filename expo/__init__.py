"""The expo platform: settings, addresses and the apps that every fair shares."""

from expo.celery import app as celery_app

__all__ = ["celery_app"]
