"""Map the exports of Swedish case and archive systems to records."""

from .erms import ERMS
from .fgs import FGS

__all__ = ["ADAPTERS"]

ADAPTERS = (FGS, ERMS)
