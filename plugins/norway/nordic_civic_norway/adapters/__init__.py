"""Map the exports of Norwegian case and archive systems to records."""

from .einnsyn_json import EINNSYN_JSON
from .einnsyn_xml import EINNSYN_XML
from .fiks import FIKS

__all__ = ["ADAPTERS"]

ADAPTERS = (FIKS, EINNSYN_XML, EINNSYN_JSON)
