"""What Datasette shows of a store beside its tables: descriptions and canned queries."""

from __future__ import annotations

import json
from typing import Any

from .describe import described
from .questions import QUESTIONS


def metadata(database: str = "records") -> dict[str, Any]:
    """Give the metadata for Datasette; `database` is the name of the store's file without its suffix.

    >>> sorted(metadata()["databases"]["records"]["queries"])
    ['decisions', 'dossier', 'mandates', 'proposals', 'text']
    """
    tables = {
        table.name: {
            "description": table.about,
            "columns": {column.name: column.about for column in table.columns},
            **({"label_column": "title"} if any(column.name == "title" for column in table.columns) else {}),
        }
        for table in described()
    }
    queries = {
        one.name: {
            "title": one.about,
            "description": "; ".join(f"{name}: {about}" for name, about in one.parameters.items()),
            "sql": one.sql.strip(),
            "params": list(one.parameters),
        }
        for one in QUESTIONS.values()
    }
    return {
        "title": "Records of municipalities",
        "description": "Cases, proposals, decisions and mandates, read from documents by nordic-civic",
        "databases": {database: {"tables": tables, "queries": queries}},
    }


def metadata_text(database: str = "records") -> str:
    """Give the metadata as the JSON that `datasette --metadata` reads.

    >>> metadata_text().startswith("{")
    True
    """
    return json.dumps(metadata(database), ensure_ascii=False, indent=2) + "\n"
