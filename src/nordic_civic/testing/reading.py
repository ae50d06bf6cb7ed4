"""What a reader must hold to: sound readings, and nothing but a ReadError for what cannot be read."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from unicodedata import is_normalized

from ..errors import ReadError
from ..readers.base import Reader
from ..reading import Reading
from .detecting import damaged, detected
from .failure import Nonconforming, require

_MEDIA_TYPE = re.compile(r"[a-z0-9.+-]+/[a-z0-9.+-]+")
_SUFFIX = re.compile(r"\.[^\sA-Z/]+")
_DEEPEST = 9
_SORTED = "Give offsets in code points of `text`, in the order of the text, half-open."


def check_kinds(reader: Reader) -> None:
    """Check that the media types and suffixes are written as the core compares them: in lower case."""
    __tracebackhide__ = True
    require(reader.media_types, f"{reader.name} has no media type.", "Name one, such as application/x-minutes.")
    for kind in reader.media_types:
        require(_MEDIA_TYPE.fullmatch(kind), f"{kind!r} is no media type.", "Write type/subtype in lower case.")
    for suffix in reader.suffixes:
        require(_SUFFIX.fullmatch(suffix), f"{suffix!r} is no suffix.", "Write it in lower case, with the dot.")


def check_found(reader: Reader, document: Path) -> None:
    """Check that the core would give a document to the reader: by its bytes, or by its suffix."""
    __tracebackhide__ = True
    require(
        detected(reader, document.read_bytes()) or document.suffix.lower() in reader.suffixes,
        f"{reader.name} recognises {document.name} neither by its bytes nor by its suffix.",
        "Let `detect` look at what every such document holds, or add the suffix.",
    )


def check_reading(reader: Reader, data: bytes) -> None:
    """Check that a reading is one: text in NFC with plain line ends, offsets inside it and in order."""
    __tracebackhide__ = True
    check_sound(reader, reader.read(data))


def check_sound(reader: Reader, reading: object) -> None:
    """Check what a reader gave."""
    __tracebackhide__ = True
    if not isinstance(reading, Reading):
        raise Nonconforming(
            f"{reader.name}.read gave {type(reading).__name__}.", "Give a nordic_civic.reading.Reading."
        )
    text, size = reading.text, len(reading.text)
    require(is_normalized("NFC", text), f"{reader.name} gives text that is not in NFC.", "unicodedata.normalize it.")
    require("\r" not in text, f"{reader.name} gives text with \\r.", "End lines with \\n alone.")
    require(
        reading.media_type in reader.media_types,
        f"{reader.name} gives the media type {reading.media_type!r}, which is none of its own.",
        "Give one of `media_types`.",
    )
    inside = all(0 <= page <= size for page in reading.pages) and all(a <= b for a, b in pairwise(reading.pages))
    require(inside, f"{reader.name} gives pages at {reading.pages} of {size} characters.", _SORTED)
    for start, end in reading.furniture:
        require(0 <= start <= end <= size, f"{reader.name} gives furniture at {start}-{end} of {size}.", _SORTED)
    for hint in reading.headings:
        line = text[hint.start : hint.end] if 0 <= hint.start < hint.end <= size else "\n"
        require(
            "\n" not in line, f"{reader.name} gives a heading at {hint.start}-{hint.end}, which is no line.", _SORTED
        )
        require(1 <= hint.level <= _DEEPEST, f"{reader.name} gives a heading of level {hint.level}.", "Use 1 to 9.")


def check_damaged(reader: Reader, data: bytes, examples: int = 60) -> None:
    """Check that damaged bytes give a sound reading or a ReadError, and nothing else."""
    __tracebackhide__ = True
    for broken in damaged(data, examples):
        detected(reader, broken)
        try:
            reading = reader.read(broken)
        except ReadError:
            continue
        except Exception as error:
            raise Nonconforming(
                f"{reader.name}.read raised {error!r} for the bytes {broken[:60]!r}",
                "Raise a ReadError (DamagedDocument, UnsupportedFormat, LimitExceeded) for what cannot be read.",
            ) from error
        check_sound(reader, reading)
