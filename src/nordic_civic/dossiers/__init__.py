"""Join the cases of many documents into dossiers, and follow what became of them."""

from .build import Dossier, Tie, dossiers
from .fates import Given, MandateFate, fates
from .timeline import Event, given, timeline

__all__ = ["Dossier", "Event", "Given", "MandateFate", "Tie", "dossiers", "fates", "given", "timeline"]
