"""From rows to the scheduling core and back: an edition's hours, stands and languages, and its timetable as a whole."""

from buyers.timetable.whole import Timetable

__all__ = ["Timetable"]
