"""Who exhibits what, where: companies, their registrations, products, people and booths."""

from exhibitors.models.allocations import Allocation, ProposedStand
from exhibitors.models.booths import BoothClaim
from exhibitors.models.companies import Company, CompanyMember
from exhibitors.models.orders import OrderUnit
from exhibitors.models.products import Certificate, Product
from exhibitors.models.registrations import Exhibitor, Representative
from exhibitors.models.rules import AllocationWeights, Competitors, ZoneHome, ZoneQuota
from exhibitors.models.words import Word

__all__ = [
    "Allocation",
    "AllocationWeights",
    "BoothClaim",
    "Certificate",
    "Company",
    "CompanyMember",
    "Competitors",
    "Exhibitor",
    "OrderUnit",
    "Product",
    "ProposedStand",
    "Representative",
    "Word",
    "ZoneHome",
    "ZoneQuota",
]
