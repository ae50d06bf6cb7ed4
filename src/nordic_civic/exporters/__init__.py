"""The formats that records can be written in, one a module; nothing is imported before a format is asked for."""

from __future__ import annotations

__all__ = ["BUILT_IN"]

BUILT_IN = ("json", "ndjson", "csv", "parquet", "popolo", "jsonld", "akn", "ical")
"""The names of the formats that come with the library, each the name of its module."""
