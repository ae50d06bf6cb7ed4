"""Say what the parser noticed, with stable codes.

The first digit of a code is the stage: 1 read, 2 identify, 3 segment, 4 recognise,
5 assemble, 6 resolve, 7 check, 8 plugins, 9 a rule crashed.
"""

from typing import Annotated, Literal, get_args

from attrs import frozen

from nordic_civic.errors import RecordError
from nordic_civic.typed import Value, checked, pattern
from nordic_civic.values import Name, Span

Severity = Literal["info", "warning", "error"]
SEVERITIES: tuple[Severity, ...] = get_args(Severity)

DiagnosticCode = Annotated[str, pattern("a code such as NC301", "NC[1-9][0-9]{2}")]

CODES: dict[str, tuple[Severity, str]] = {
    "NC101": ("warning", "Bytes that no known encoding explains were replaced by U+FFFD."),
    "NC102": ("info", "The encoding was inferred from the bytes; nothing declared it."),
    "NC103": ("warning", "The source holds no text, for example because its pages are images."),
    "NC104": ("info", "Characters that cannot stand in text were replaced or left out."),
    "NC105": ("warning", "A damaged part of the source was skipped; the rest was read."),
    "NC106": ("warning", "The name of the source and its content disagree; the content was believed."),
    "NC107": ("info", "The message has attachments, which were not read."),
    "NC201": ("warning", "No installed plugin recognises the country of the document."),
    "NC203": ("info", "The document is not a municipal record; no records were made."),
    "NC206": ("info", "The municipality is named, but its code is not known."),
    "NC301": ("info", "A heading opens a section of an unknown role."),
    "NC501": ("warning", "A heading announces a decision or a proposal, but no words follow it."),
    "NC502": ("warning", "Records of an export belong to no case and were left out."),
    "NC503": ("error", "A record broke the schema and was left out."),
    "NC603": ("info", "A term of office is named whose years the election calendar does not hold."),
    "NC604": ("warning", "A voting list was left out: it could not be tied to one vote for certain."),
    "NC701": ("warning", "A check failed; the check says what was expected and what was found."),
    "NC801": ("error", "A plugin could not be loaded."),
    "NC802": ("error", "Two plugins have the same name; the second was left out."),
    "NC803": ("error", "A plugin was written for another version of the plugin interface."),
    "NC804": ("error", "A vocabulary table of a plugin has an error."),
    "NC805": ("error", "A plugin implements a hook that does not exist."),
    "NC806": ("error", "A hook of a plugin takes or hands over what the interface does not allow."),
    "NC807": ("warning", "No plugin of the name that was given is installed."),
    "NC808": ("warning", "A parser extends one that is not active; it was left out."),
    "NC901": ("error", "A rule crashed; the rest of the document was parsed without it."),
}


@frozen(repr=False, field_transformer=checked)
class Diagnostic(Value):
    """Say what was noticed, could not be read, or was left alone.

    code: the stable code of the message
    severity: how much it matters
    message: what, where, and what to do
    span: the passage it is about
    rule: the rule that noticed it

    >>> Diagnostic("NC501", "warning", "No words follow the heading.").code
    'NC501'
    """

    code: DiagnosticCode
    severity: Severity
    message: Name
    span: Span | None = None
    rule: Name | None = None

    @classmethod
    def of(
        cls,
        code: str,
        message: str | None = None,
        span: Span | None = None,
        rule: str | None = None,
    ) -> "Diagnostic":
        """Build a diagnostic with the severity, and if need be the words, of the registry.

        Raise RecordError for a code that the registry does not hold.

        >>> Diagnostic.of("NC203").severity
        'info'
        """
        if code not in CODES:
            raise RecordError("Diagnostic.code", f"{code!r} is not a registered code")
        severity, meaning = CODES[code]
        return cls(code, severity, message or meaning, span, rule)
