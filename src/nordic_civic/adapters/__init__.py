"""Map structured exports of case-management systems straight to records."""

from .base import Adapter, find_adapter, run
from .export import Export, Matter, Part, Participant, Words

__all__ = ["Adapter", "Export", "Matter", "Part", "Participant", "Words", "find_adapter", "run"]
