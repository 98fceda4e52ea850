"""The question box: an answer of `kg ask` with the nodes and relationships that it speaks of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from graph import explore
from graph.connection import Connection
from graph.explore import Key
from kg.explorer.names import NameIndex
from kg.explorer.payload import source_json
from queries.catalog import Catalog, Query
from schema.nodes import Label

_NODES = 120
"""Nodes of an answer that are drawn; the table holds all rows."""
_SOURCES = 40


def examples(known: NameIndex, most: int = 60) -> list[dict[str, str]]:
    """Questions of the book whose slots name something that is in the graph."""
    out = []
    for query in Catalog.load():
        for example in query.examples:
            if all(_resolve(query, p, surface, known) for p, surface in example.slots()):
                language = "en" if example.english else "zh"
                out.append({"text": example.text, "query": query.name, "lang": language, "topic": query.topic})
    first = {(e["query"], e["lang"]): e for e in reversed(out)}
    return sorted(first.values(), key=lambda e: (e["topic"], e["query"]))[:most]


def _resolve(query: Query, name: str, surface: str, known: NameIndex) -> Any:
    parameter = query.parameter(name)
    if not parameter.is_entity:
        return None
    hits = [n.key[1] for n in known.exact(surface) if n.key[0] in parameter.labels]
    if not hits:
        found = known.search(surface, 8)
        hits = [h.names.key[1] for h in found if h.names.key[0] in parameter.labels and h.rank[0] < 2]
    return hits[:1]


def browser_text(query: Query, values: Mapping[str, Any]) -> str:
    """What to paste into Neo4j Browser: the parameters, then the statement."""
    lines = [f":param {p.name} => {_literal(values.get(p.name))}" for p in query.parameters]
    return "\n".join([*lines, query.statement])


def _literal(value: Any) -> str:
    if value is None:
        return "null"
    if isinstance(value, list):
        return "[" + ", ".join(map(_literal, value)) + "]"
    if isinstance(value, str):
        return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'"
    return str(value)


def keys_of(
    connection: Connection, rows: Sequence[Mapping[str, Any]], values: Mapping[str, Any], known: NameIndex
) -> list[Key]:
    """The nodes that an answer names: those of the question first, then those of its cells."""
    asked = {str(i) for v in values.values() if isinstance(v, list) for i in v}
    keys = [n.key for n in known.by_key.values() if n.key[1] in asked]
    words = list(dict.fromkeys(_words(rows)))
    for word in words:
        keys += [n.key for n in known.exact(word) if n.key[0] is not Label.ARTICLE][:2]
    keys = list(dict.fromkeys(keys))[:_NODES]
    return keys + explore.figures(connection, words, keys, _NODES // 2)


def _words(rows: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    for row in rows:
        for name, cell in row.items():
            if not name.startswith("_"):
                yield from (str(x) for x in (cell if isinstance(cell, list) else [cell]) if isinstance(x, str) and x)


def sources_of(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The sentences behind the rows, each once, with the numbers of the rows that they support."""
    said: dict[tuple[str, str], list[int]] = {}
    for number, row in enumerate(rows):
        for each in row.get("_evidence") or ():
            for article, sentence in zip(each.get("articles") or (), each.get("sentences") or (), strict=False):
                said.setdefault((article, sentence), []).append(number)
    shown = list(said.items())[:_SOURCES]
    texts = explore.texts(connection, [article for (article, _), _ in shown])
    out = []
    for (article, sentence), numbers in shown:
        text = texts.get(article, {"id": article})
        at = str(text.get("text") or "").find(sentence)
        out.append({**source_json(text, sentence, f"{max(at, 0)}:{at + len(sentence)}"), "rows": sorted(set(numbers))})
    return out
