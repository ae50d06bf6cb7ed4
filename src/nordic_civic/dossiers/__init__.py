"""Join the cases of many documents into dossiers, and follow what became of them."""

from .build import Dossier, Tie, dossiers
from .fates import Given, MandateFate, Report, fates
from .timeline import Event, given, reports, timeline

__all__ = [
    "Dossier",
    "Event",
    "Given",
    "MandateFate",
    "Report",
    "Tie",
    "dossiers",
    "fates",
    "given",
    "reports",
    "timeline",
]
