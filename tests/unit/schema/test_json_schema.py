"""The JSON Schema fits what is exported, and nothing else."""

from __future__ import annotations

import json
from typing import Any

import pytest

from schema.json_schema import json_schema
from schema.nodes import NODE_TYPES
from schema.relations import RELATION_TYPES

jsonschema: Any = pytest.importorskip("jsonschema")  # comes with the extra mcp, which the lock holds
NODE = {"kind": "node", "label": "City", "id": "place:440500", "properties": {"id": "place:440500", "name": "汕头市"}}
LINK: dict[str, Any] = {
    "kind": "relationship",
    "type": "PRIORITIZES",
    "start": {"label": "City", "id": "place:440500"},
    "end": {"label": "Industry", "id": "industry:wind"},
    "properties": {"articles": ["article:1"], "sentences": ["重点发展风电。"], "offsets": ["0:7"], "tier": "key"},
}


def test_every_label_and_type_has_one_alternative() -> None:
    alternatives = json_schema()["oneOf"]
    kinds = {json.dumps(a["properties"].get("label") or a["properties"]["type"]) for a in alternatives}
    assert len(kinds) == len(alternatives) == len(NODE_TYPES) + len(RELATION_TYPES)


@pytest.mark.parametrize("line", [NODE, LINK])
def test_lines_of_the_model_fit(line: dict[str, Any]) -> None:
    jsonschema.validate(line, json_schema())


@pytest.mark.parametrize(
    "line",
    [
        {**NODE, "label": "Planet"},
        {**NODE, "properties": {"altitude": 3}},
        {**LINK, "end": {"label": "Person", "id": "x"}},
        {**LINK, "properties": {"confidence": "high"}},
    ],
)
def test_other_lines_do_not_fit(line: dict[str, Any]) -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(line, json_schema())
