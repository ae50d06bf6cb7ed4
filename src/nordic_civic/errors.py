"""Name everything that nordic_civic raises, under one root.

Every error carries its facts as attributes, reads as one sentence, and survives
pickling, so that it can cross from a worker process.
"""


class NordicCivicError(Exception):
    """Stand at the root of every error that this library raises.

    >>> issubclass(RecordError, NordicCivicError)
    True
    """

    message: str

    def __str__(self) -> str:
        """Return the message."""
        return self.message


class ReadError(NordicCivicError):
    """Say that a source could not be read; `parse` raises nothing else.

    >>> str(ReadError("There is no such file.", "minutes.txt"))
    'minutes.txt: There is no such file.'
    """

    def __init__(self, message: str, source: str | None = None) -> None:
        super().__init__(message, source)
        self.message = message
        self.source = source

    def __str__(self) -> str:
        """Return the message, after the name of the source where it is known."""
        return f"{self.source}: {self.message}" if self.source else self.message


class UnsupportedFormat(ReadError):
    """Say that no reader knows the format of the source."""

    def __init__(self, message: str, source: str | None = None, media_type: str | None = None) -> None:
        super().__init__(message, source)
        self.args = (message, source, media_type)
        self.media_type = media_type


class DamagedDocument(ReadError):
    """Say that the source has a known format but breaks its rules."""


class LimitExceeded(ReadError):
    """Say that the source is larger than a limit allows.

    >>> error = LimitExceeded("bytes", found=30, allowed=20)
    >>> str(error)
    'The limit of 20 bytes is exceeded: 30.'
    """

    def __init__(self, limit: str, found: int, allowed: int, source: str | None = None) -> None:
        super().__init__(f"The limit of {allowed} {limit} is exceeded: {found}.", source)
        self.args = (limit, found, allowed, source)
        self.limit = limit
        self.found = found
        self.allowed = allowed


class MissingDependency(ReadError):
    """Say which extra of nordic-civic must be installed to read the source.

    >>> str(MissingDependency("pdf", "PDF"))
    "To read PDF, run: pip install 'nordic-civic[pdf]'"
    """

    def __init__(self, extra: str, what: str, source: str | None = None) -> None:
        super().__init__(f"To read {what}, run: pip install 'nordic-civic[{extra}]'", source)
        self.args = (extra, what, source)
        self.extra = extra
        self.what = what


class PluginError(NordicCivicError):
    """Say that a plugin breaks the rules for plugins."""

    def __init__(self, message: str, plugin: str | None = None) -> None:
        super().__init__(message, plugin)
        self.message = message
        self.plugin = plugin

    def __str__(self) -> str:
        """Return the message, after the name of the plugin where it is known."""
        return f"{self.plugin}: {self.message}" if self.plugin else self.message


class PluginLoadError(PluginError):
    """Say that a plugin could not be imported or registered."""


class VocabularyError(PluginError):
    """Say which field of which row of which vocabulary table is wrong.

    >>> str(VocabularyError("dates.toml", 3, "value", "must be a number from 1 to 12."))
    'dates.toml, row 3, value: must be a number from 1 to 12.'
    """

    def __init__(
        self,
        file: str,
        row: int | None,
        field: str | None,
        message: str,
        plugin: str | None = None,
    ) -> None:
        super().__init__(message, plugin)
        self.args = (file, row, field, message, plugin)
        self.file = file
        self.row = row
        self.field = field

    def __str__(self) -> str:
        """Return the place and the message."""
        row = None if self.row is None else f"row {self.row}"
        return ", ".join(part for part in (self.file, row, self.field) if part) + f": {self.message}"


class RecordError(NordicCivicError, ValueError):
    """Say which field of a record holds what the schema does not allow.

    `path` is `Class.field` when an object was built, and the path in the data
    (`decisions[3].votes[0].for`) when data was loaded.

    >>> str(RecordError("decisions[3].date", "expected an EDTF date, got 'soon'"))
    "decisions[3].date: expected an EDTF date, got 'soon'"
    """

    def __init__(self, path: str, message: str) -> None:
        super().__init__(path, message)
        self.path = path
        self.message = message

    def __str__(self) -> str:
        """Return the path and the message."""
        return f"{self.path}: {self.message}" if self.path else self.message


class ExportError(NordicCivicError):
    """Say that records could not be written to a target."""

    def __init__(self, message: str, target: str | None = None) -> None:
        super().__init__(message, target)
        self.message = message
        self.target = target

    def __str__(self) -> str:
        """Return the message, after the name of the target where it is known."""
        return f"{self.target}: {self.message}" if self.target else self.message
