"""The same run on an engine that runs on many machines: Dask, or Apache Spark."""
