"""The lines of `kg export jsonl` as JSON Schema, derived from the model."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from schema.nodes import NODE_TYPES, Label, PropertyType, ValueType
from schema.relations import EVIDENCE, LEDGER, RELATION_TYPES

_JSON_TYPES: dict[ValueType, dict[str, Any]] = {
    ValueType.STRING: {"type": "string"},
    ValueType.FLOAT: {"type": "number"},
    ValueType.INTEGER: {"type": "integer"},
    ValueType.BOOLEAN: {"type": "boolean"},
    ValueType.STRINGS: {"type": "array", "items": {"type": "string"}},
}


def json_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of a line of `kg export jsonl`."""
    nodes = [
        _line("node", {"label": {"const": k.label}}, k.properties, id={"type": "string"}) for k in NODE_TYPES.values()
    ]
    links = [
        _line(
            "relationship",
            {"type": {"const": k.name}, "start": _end(k.starts), "end": _end(k.ends)},
            (*EVIDENCE, *k.properties, *LEDGER),
        )
        for k in RELATION_TYPES.values()
    ]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A node or relationship of parkgraph",
        "oneOf": [*nodes, *links],
    }


def _line(kind: str, own: dict[str, Any], properties: Iterable[PropertyType], **more: Any) -> dict[str, Any]:
    of = {p.name: {**_JSON_TYPES[p.type], "description": p.description} for p in properties}
    fields = {
        "kind": {"const": kind},
        **own,
        **more,
        "properties": {"type": "object", "properties": of, "additionalProperties": False},
    }
    return {"type": "object", "properties": fields, "required": sorted(fields), "additionalProperties": False}


def _end(labels: Iterable[Label]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {"label": {"enum": sorted(labels)}, "id": {"type": "string"}},
        "required": ["id", "label"],
        "additionalProperties": False,
    }
