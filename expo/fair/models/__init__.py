"""The fair: editions and who does what in them, places, economies, trade, time and who is where when."""

from expo.fair.models.changes import Change
from expo.fair.models.economies import Bloc, BlocMembership, Designation, Economy
from expo.fair.models.editions import CurrentRun, Day, Edition, Role, Slot
from expo.fair.models.occupancy import Occupancy
from expo.fair.models.places import (
    Booth,
    Closure,
    Hall,
    MeetingPoint,
    Pavilion,
    Section,
    Venue,
    Walk,
    Zone,
)
from expo.fair.models.trade import Nomenclature, NomenclatureLevel, Sector, TradeFigure

__all__ = [
    "Bloc",
    "BlocMembership",
    "Booth",
    "Change",
    "Closure",
    "CurrentRun",
    "Day",
    "Designation",
    "Economy",
    "Edition",
    "Hall",
    "MeetingPoint",
    "Nomenclature",
    "NomenclatureLevel",
    "Occupancy",
    "Pavilion",
    "Role",
    "Section",
    "Sector",
    "Slot",
    "TradeFigure",
    "Venue",
    "Walk",
    "Zone",
]
