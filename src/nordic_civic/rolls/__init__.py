"""Voting lists printed as tables: one row a member, the choice as a mark in a column or as a word."""

from .cast import cast, tell_uncast
from .find import find_rolls
from .roll import Roll

__all__ = ["Roll", "cast", "find_rolls", "tell_uncast"]
