"""Nodes and relationships as the page receives them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from graph.explore import Key, Placed
from graph.read import Link
from kg.render import file_name
from schema.errors import InputError
from schema.nodes import NODE_TYPES, Label
from schema.relations import RELATION_TYPES, Predicate

_LABELS = frozenset(label.value for label in Label)
_TYPES = frozenset(kind.value for kind in Predicate)
AROUND = 400
"""Characters of the paragraph that are shown on either side of a sentence."""


def key_text(key: Key) -> str:
    """A node's key as one text: City:place:440500."""
    return f"{key[0].value}:{key[1]}"


def parse_key(text: object) -> Key:
    """The key that `key_text` wrote. Raises InputError."""
    label, mark, node_id = str(text).partition(":")
    if not mark or not node_id or label not in _LABELS:
        raise InputError(f"{str(text)[:60]} names no node; take keys from the page's own answers.")
    return Label(label), node_id[:600]


def node_json(placed: Placed) -> dict[str, Any]:
    """One node."""
    node = placed.node
    named = (node.properties.get(p) for p in ("title", "name"))
    name = next(filter(None, named), None) or file_name(node.properties.get("source")) or node.id
    properties = {k: _shown(k, v) for k, v in node.properties.items() if k not in ("id", "name") and v not in ("", [])}
    return {
        "k": key_text((node.label, node.id)),
        "label": node.label,
        "name": name,
        "degree": placed.degree,
        "props": properties,
    }


def link_json(link: Link) -> dict[str, Any]:
    """One relationship."""
    start, end = key_text((link.start_label, link.start)), key_text((link.end_label, link.end))
    return {"k": f"{link.type}|{start}|{end}", "type": link.type, "s": start, "t": end, "props": dict(link.properties)}


def graph_json(nodes: Iterable[Placed], links: Iterable[Link]) -> dict[str, Any]:
    """A sub-graph; relationships without both ends are left out."""
    shown = [node_json(n) for n in nodes]
    keys = {n["k"] for n in shown}
    found = [k for k in map(link_json, links) if k["s"] in keys and k["t"] in keys]
    return {"nodes": shown, "links": found}


def source_json(text: Mapping[str, Any], sentence: str, offsets: str) -> dict[str, Any]:
    """A sentence in its paragraph, and the article it stands in. `offsets` is start:end in the article's text."""
    start, _, stop = offsets.partition(":")
    body, begin, end = str(text.get("text") or ""), int(start), int(stop)
    if body[begin:end] != sentence:
        before = after = ""
    else:
        before = body[max(0, begin - AROUND) : begin].rpartition("\n")[2]
        after = body[end : end + AROUND].partition("\n")[0]
    link = web_address(text.get("source"))
    return {
        "article": text.get("id"),
        "title": text.get("title") or file_name(text.get("source")) or text.get("id"),
        "date": text.get("date"),
        "publisher": text.get("publisher"),
        "source": None if link else file_name(text.get("source")),
        "url": link,
        "before": before,
        "sentence": sentence,
        "after": after,
    }


def web_address(source: object) -> str | None:
    """The source if it is an http(s) address, else None: nothing else may become a link."""
    text = str(source or "").strip()
    try:
        parts = urlsplit(text)
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or not parts.hostname or any(c.isspace() for c in text):
        return None
    return text


def shown_source(source: object) -> str:
    """A web address as it is, of a path the file's name."""
    return web_address(source) or file_name(source)


def _shown(name: str, value: object) -> object:
    if name == "source":
        return shown_source(value)
    return [shown_source(x) for x in value] if name == "sources" and isinstance(value, list) else value


def ontology_json() -> dict[str, Any]:
    """Labels with titles and colours, and relationship types, in the order of the schema."""
    labels = {t.label: {"zh": t.title_zh, "en": t.label, "color": t.color} for t in NODE_TYPES.values()}
    types = {t.name: {"zh": t.title_zh, "en": t.name.replace("_", " ").lower()} for t in RELATION_TYPES.values()}
    return {"labels": labels, "types": types}


def parse_types(names: object) -> Sequence[Predicate]:
    """Relationship types by name. Raises InputError."""
    if not isinstance(names, list) or not all(isinstance(name, str) and name in _TYPES for name in names):
        raise InputError("types is no list of relationship types; take them from the page's own answers.")
    return [Predicate(name) for name in names]


def parse_label(text: object) -> Label:
    """A label by its name. Raises InputError."""
    if not isinstance(text, str) or text not in _LABELS:
        raise InputError(f"{str(text)[:60]} is no label; take it from the page's own answers.")
    return Label(text)
