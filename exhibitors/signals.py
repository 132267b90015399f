"""What apps above this one may react to, in the same transaction."""

from django.dispatch import Signal

exhibitor_withdrawn = Signal()
