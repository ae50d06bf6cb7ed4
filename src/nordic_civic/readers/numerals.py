"""Write numbers as lists do: as letters and Roman numerals."""

from __future__ import annotations

__all__ = ["letter", "roman"]

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"))
_ROMAN_SMALL = ((9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def letter(number: int) -> str:
    """Write a number as letters: 1 is `a`, 27 is `aa`.

    >>> letter(3), letter(28)
    ('c', 'ab')
    """
    written = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        written = chr(97 + rest) + written
    return written


def roman(number: int) -> str:
    """Write a number from 1 to 3999 in small Roman numerals, any other in digits.

    >>> roman(14), roman(0)
    ('xiv', '0')
    """
    if not 0 < number < 4000:
        return str(number)
    written = ""
    for value, numeral in (*_ROMAN, *_ROMAN_SMALL):
        count, number = divmod(number, value)
        written += numeral * count
    return written
