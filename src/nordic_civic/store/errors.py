"""What goes wrong with a store as a whole."""

from __future__ import annotations

from ..errors import NordicCivicError


class StoreError(NordicCivicError):
    """Say that a store cannot be opened or written.

    >>> str(StoreError("This is no store.", "records.db"))
    'records.db: This is no store.'
    """

    def __init__(self, message: str, path: str | None = None) -> None:
        super().__init__(message, path)
        self.message = message
        self.path = path

    def __str__(self) -> str:
        """Return the message, after the path of the store where it is known."""
        return f"{self.path}: {self.message}" if self.path else self.message
