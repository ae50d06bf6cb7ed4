"""Parse an archive with Apache Spark: a data frame of names and bytes in, a data frame of results out.

Spark comes with an extra: `pip install 'nordic-civic[spark]'`, or with the cluster; the library must be installed where
its workers run.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from ..arrow import arrow, parse_batches, schema
from ..batch import Options

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

__all__ = ["ddl", "parse_frame"]


def parse_frame(frame: DataFrame, options: Options | None = None) -> DataFrame:
    """Parse the documents of a data frame with the columns `name` and `data`; give one row of results for each.

    The columns follow `nordic_civic.arrow.schema`; a document that cannot be read is a row with its `error`. Spark
    hands over `spark.sql.execution.arrow.maxRecordsPerBatch` documents at a time: set it to 250, so that a batch of
    large documents fits in memory. Raise ReadError for a country among the options that no plugin reads.
    """
    chosen = options or Options()
    chosen.check()
    return frame.select("name", "data").mapInArrow(partial(parse_batches, options=chosen), ddl())


def ddl() -> str:
    """Give the schema of the results as Spark writes schemas.

    >>> ddl()[:30]
    '`source` STRING, `error` STRIN'
    """
    return ", ".join(f"`{field.name}` {_type(field.type)}" for field in schema())


def _type(one: Any) -> str:
    types = arrow().types
    if types.is_struct(one):
        return f"STRUCT<{', '.join(f'`{field.name}`: {_type(field.type)}' for field in one)}>"
    if types.is_list(one):
        return f"ARRAY<{_type(one.value_type)}>"
    return {"string": "STRING", "int64": "BIGINT", "bool": "BOOLEAN"}[str(one)]
