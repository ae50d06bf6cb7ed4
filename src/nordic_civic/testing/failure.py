"""A check of the kit that failed: what is wrong, and what the plugin's author should do."""

from __future__ import annotations


class Nonconforming(AssertionError):
    """Say what is wrong with a plugin, and what to do about it.

    wrong: what was found, and where
    remedy: what to do

    >>> print(Nonconforming("The row has no gloss.", "Write `gloss`, in English."))
    The row has no gloss.
    What to do: Write `gloss`, in English.
    """

    def __init__(self, wrong: str, remedy: str) -> None:
        super().__init__(wrong, remedy)
        self.wrong = wrong
        self.remedy = remedy

    def __str__(self) -> str:
        """Give both, a line each."""
        return f"{self.wrong}\nWhat to do: {self.remedy}"


def require(condition: object, wrong: str, remedy: str) -> None:
    """Raise Nonconforming unless a condition holds.

    >>> require(True, "", "")
    """
    __tracebackhide__ = True
    if not condition:
        raise Nonconforming(wrong, remedy)
