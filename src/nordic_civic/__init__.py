"""Turn the records of Nordic municipalities into one shared model.

>>> import nordic_civic as nc
>>> result = nc.parse("Sak 1/24 Budsjett\\n\\nVedtak:\\nBudsjettet vedtas.\\n", country="NO")
>>> [decision.outcome for decision in result.decisions]
['adopted']
"""

from .pipeline import parse

__all__ = ["parse"]
__version__ = "0.1.0"
