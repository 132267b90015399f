"""The fair in the admin."""

from expo.fair.admin import economies, editions, occupancy, places, roles, trade

__all__ = ["economies", "editions", "occupancy", "places", "roles", "trade"]
