"""The graph as text: JSON lines (sorted, byte for byte the same for the same graph), GraphML and Cypher."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from graph.connection import Connection
from graph.read import Link, Node, iterate_links, iterate_nodes
from graph.statements import constraints
from graph.values import property_types, to_json
from schema.nodes import Label, PropertyType, ValueType
from schema.relations import Predicate

_ESCAPES = {"\\": "\\\\", "'": "\\'", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_GRAPHML_TYPES = {ValueType.FLOAT: "double", ValueType.INTEGER: "long", ValueType.BOOLEAN: "boolean"}


def export_jsonl(connection: Connection, *, ledger: bool = False) -> Iterator[str]:
    """One JSON object a line: nodes sorted by label and id, then relationships by start, type and end.

    `ledger` adds the bookkeeping of retraction.
    """
    for node in iterate_nodes(connection, ledger=ledger):
        yield to_json({"kind": "node", "label": node.label, "id": node.id, "properties": node.properties}) + "\n"
    for link in iterate_links(connection, ledger=ledger):
        start, end = {"label": link.start_label, "id": link.start}, {"label": link.end_label, "id": link.end}
        properties = {"properties": link.properties}
        yield to_json({"kind": "relationship", "type": link.type, "start": start, "end": end, **properties}) + "\n"


def export_cypher(connection: Connection) -> Iterator[str]:
    """Statements that build the graph anew in another Neo4j, ledger included, one a line."""
    for statement in constraints():
        yield " ".join(statement.split()) + ";\n"
    for node in iterate_nodes(connection, ledger=True):
        yield f"MERGE (n:{node.label.value} {{id: {_literal(node.id)}}}) SET n = {_literal(node.properties)};\n"
    for k in iterate_links(connection, ledger=True):
        yield (
            f"MATCH (a:{k.start_label.value} {{id: {_literal(k.start)}}}), (b:{k.end_label.value} "
            f"{{id: {_literal(k.end)}}}) MERGE (a)-[r:{k.type.value}]->(b) SET r = {_literal(k.properties)};\n"
        )


def _literal(value: Any) -> str:
    """A Cypher literal."""
    if isinstance(value, str):
        return "'" + "".join(_ESCAPES.get(c) or _control(c) for c in value) + "'"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{k}: {_literal(v)}" for k, v in sorted(value.items()) if _name(k)) + "}"
    return "[" + ", ".join(_literal(v) for v in value) + "]"


def _control(c: str) -> str:
    return f"\\u{ord(c):04x}" if c < " " or c in "\x7f\x85\u2028\u2029" else c


def _name(text: str) -> bool:
    """Properties that others added under odd names are left out of Cypher."""
    return text.isidentifier()


def export_graphml(connection: Connection) -> Iterator[str]:
    """GraphML for Gephi, yEd, Cytoscape and networkx. Lists are JSON texts; node ids are numbers in sorted order."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
    yield from _keys()
    yield '<graph id="parkgraph" edgedefault="directed">\n'
    numbers: dict[tuple[Label, str], int] = {}
    for node in iterate_nodes(connection):
        numbers[node.label, node.id] = len(numbers)
        yield f'<node id="n{len(numbers) - 1}">{_node_data(node)}</node>\n'
    for link in iterate_links(connection):
        start, end = numbers[link.start_label, link.start], numbers[link.end_label, link.end]
        yield f'<edge source="n{start}" target="n{end}">{_data("edge", link.properties, link.type)}</edge>\n'
    yield "</graph>\n</graphml>\n"


def _node_data(node: Node) -> str:
    return _data("node", node.properties, node.label)


def _keys() -> Iterator[str]:
    for kind, name, of in (("node", "labels", Label), ("edge", "label", Predicate)):
        yield _key(kind, name, "string")
        types: dict[str, PropertyType] = {}
        for each in of:
            types |= property_types(each)
        for name, of_type in sorted(types.items()):
            yield _key(kind, name, _GRAPHML_TYPES.get(of_type.type, "string"))


def _key(kind: str, name: str, of_type: str) -> str:
    return f'<key id="{kind}-{name}" for="{kind}" attr.name="{name}" attr.type="{of_type}"/>\n'


def _data(kind: str, properties: Mapping[str, Any], label: str) -> str:
    known = property_types(Label(label) if kind == "node" else Predicate(label))
    parts = [f'<data key="{kind}-{"labels" if kind == "node" else "label"}">{label}</data>']
    for name, value in properties.items():
        if name in known:
            text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
            parts.append(f"<data key={quoteattr(f'{kind}-{name}')}>{escape(_xml(text))}</data>")
    return "".join(parts)


def _xml(text: str) -> str:
    """Without the control characters that XML cannot carry."""
    return "".join(c if c >= " " and c not in "\ufffe\uffff" or c in "\t\n\r" else "�" for c in text)


def columns(kind: Label | Predicate) -> list[str]:
    """Columns of a table of one label or relationship type: the ends, then the properties in order of the schema."""
    names = [name for name in property_types(kind) if name not in ("claims", "support", "describes", "ledger")]
    return [*(() if isinstance(kind, Label) else ("start_label", "start", "end_label", "end")), *names]


def row(element: Node | Link) -> dict[str, Any]:
    """One line of such a table."""
    if isinstance(element, Node):
        return {"id": element.id, **element.properties}
    ends = {"start_label": element.start_label, "start": element.start, "end_label": element.end_label}
    return {**ends, "end": element.end, **element.properties}
