"""Values as Neo4j stores them: typed by the schema, free of what Bolt or an index refuses."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import pydantic_core

from schema.nodes import NODE_TYPES, Label, PropertyType, ValueType
from schema.relations import EVIDENCE, LEDGER, RELATION_TYPES, Predicate

MAX_ID = 500
MAX_NAME = 1000
"""Code points. A range index refuses keys above 8,167 bytes; 1,000 code points are at most 4,000."""
_ENCODE = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode
_INTEGERS = range(-(2**63), 2**63)


@cache
def property_types(kind: Label | Predicate) -> Mapping[str, PropertyType]:
    """The properties that the schema gives a label or relationship type, by name."""
    if isinstance(kind, Label):
        return {p.name: p for p in NODE_TYPES[kind].properties}
    return {p.name: p for p in (*EVIDENCE, *RELATION_TYPES[kind].properties, *LEDGER)}


def stored_id(text: str) -> str:
    """An id that fits an index: a longer one keeps its first 100 characters and gets a hash."""
    text = sound(text)
    if len(text) <= MAX_ID:
        return text
    return f"{text[:100]}~{hashlib.sha256(text.encode()).hexdigest()[:32]}"


def stored_name(text: str) -> str:
    """A name that fits an index: a longer one is cut and ends with …"""
    text = sound(text)
    return text if len(text) <= MAX_NAME else text[: MAX_NAME - 1] + "…"


def sound(text: str) -> str:
    """The text with half surrogate pairs, which UTF-8 cannot carry, as U+FFFD; the length stays."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return "".join("�" if "\ud800" <= c <= "\udfff" else c for c in text)
    return text


def typed(kind: Label | Predicate, properties: Mapping[str, Any]) -> dict[str, Any]:
    """Properties in the types of the schema, without absent ones; an empty list is absent.

    Raises ValueError for a property that the schema does not know or whose type does not fit.
    """
    known = property_types(kind)
    out: dict[str, Any] = {}
    for name, value in sorted(properties.items()):
        if name not in known:
            raise ValueError(f"{kind} has no property {name}")
        if value is not None and value not in ((), []):
            out[name] = _typed(known[name], value)
    return out


def _typed(kind: PropertyType, value: Any) -> Any:
    fits = isinstance(value, str)
    if kind.type is ValueType.STRING and fits:
        return stored_name(value) if kind.indexed else sound(value)
    if kind.type is ValueType.STRINGS and isinstance(value, Sequence) and not fits:
        return [sound(str(v)) for v in value]
    if kind.type is ValueType.BOOLEAN and isinstance(value, bool):
        return value
    if kind.type is ValueType.FLOAT and isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    if kind.type is ValueType.INTEGER and isinstance(value, int) and value in _INTEGERS:
        return value
    raise ValueError(f"property {kind.name} is {kind.type}, not {type(value).__name__}")


def compact(value: object) -> str:
    """Compact JSON in the order that the value has: four times as fast, for what is sorted already."""
    return pydantic_core.to_json(value).decode()


def to_json(value: object) -> str:
    """Compact JSON with sorted keys: the same value gives the same text."""
    return _ENCODE(value)
