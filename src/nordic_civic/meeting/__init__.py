"""The sitting that minutes record: when and where, who was there, who certified."""

from .attendance import read_attendance
from .certifiers import certifiers
from .facts import read_number, read_times

__all__ = ["certifiers", "read_attendance", "read_number", "read_times"]
