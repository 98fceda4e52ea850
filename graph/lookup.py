"""Names that a text may hold, by index: for graphs too large to compare every name with a question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from graph import statements
from graph.connection import Connection
from graph.read import KnownName
from schema.nodes import ENTITY_LABELS, Label

_SYNTAX = frozenset('+-&|!(){}[]^"~*?:\\/')


def count_named(connection: Connection) -> int:
    """How many things with names there are, from the count store."""
    return sum(int(row["n"]) for row in connection.read(statements.COUNT_NAMED))


def candidates(connection: Connection, text: str, forms: Sequence[str], limit: int = 200) -> list[KnownName]:
    """Things and articles whose name is one of the forms, and things whose names are most like the text."""
    found: dict[tuple[Label, str], KnownName] = {}
    for label in sorted({*ENTITY_LABELS, Label.ARTICLE}):
        for row in connection.read(statements.named(label), {"names": list(forms)}):
            found[label, row["id"]] = _known(label, row)
    words = "".join(" " if c in _SYNTAX else c for c in text).lower().strip()
    if words:
        parameters = {"query": words, "index": statements.FULL_TEXT, "text": text, "limit": limit}
        for row in connection.read(statements.SEARCH, parameters):
            label = Label(row["label"])
            found.setdefault((label, row["id"]), _known(label, row["properties"]))
    return list(found.values())


def held(connection: Connection, label: Label, ids: Sequence[str]) -> set[str]:
    """Which of these ids nodes of the label have."""
    return {str(row["id"]) for row in connection.read(statements.read_nodes(label), {"ids": list(ids)})}


def _known(label: Label, row: Mapping[str, Any]) -> KnownName:
    aliases = tuple(row.get("aliases") or ())
    return KnownName(row["id"], label, row.get("name") or "", aliases, row.get("code"), row.get("name_en"))
