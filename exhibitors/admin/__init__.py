"""Exhibitors in the admin."""

from exhibitors.admin import allocations, booths, companies, products, proposed_stands, registrations, rules

__all__ = ["allocations", "booths", "companies", "products", "proposed_stands", "registrations", "rules"]
