"""Map the exports of Danish case and agenda systems to records."""

from .acadre import ACADRE
from .edoc import EDOC
from .firstagenda import FIRSTAGENDA
from .fujitsu import FUJITSU
from .publication import PUBLICATION
from .sbsys import SBSYS

__all__ = ["ADAPTERS"]

ADAPTERS = (FIRSTAGENDA, PUBLICATION, FUJITSU, EDOC, ACADRE, SBSYS)
