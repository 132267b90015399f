"""Exhibitors in the admin."""

from exhibitors.admin import allocations, booths, companies, products, registrations

__all__ = ["allocations", "booths", "companies", "products", "registrations"]
