"""The choices that options of the command line offer."""

from __future__ import annotations

from enum import StrEnum


class Extracted(StrEnum):
    """Formats of `kg extract`."""

    jsonl = "jsonl"
    table = "table"
    facts = "facts"


class Engines(StrEnum):
    """Engines of `kg extract`."""

    local = "local"
    dask = "dask"


class Answered(StrEnum):
    """Formats of `kg ask` and `kg queries`."""

    table = "table"
    json = "json"
    csv = "csv"
    markdown = "markdown"


class Exported(StrEnum):
    """Formats of `kg export`."""

    jsonl = "jsonl"
    csv = "csv"
    graphml = "graphml"
    cypher = "cypher"
    parquet = "parquet"
    html = "html"
