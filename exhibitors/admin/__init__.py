"""Exhibitors in the admin."""

from exhibitors.admin import booths, companies, products, registrations

__all__ = ["booths", "companies", "products", "registrations"]
