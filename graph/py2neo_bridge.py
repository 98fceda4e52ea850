"""A bridge to py2neo 2021.2.4 (extra `parkgraph[py2neo]`), for notebooks that use it.

py2neo is at its end of life: loads do not go through it. The bridge opens a py2neo `Graph` on the same server, gives
fact sets as py2neo subgraphs, and reads nodes and relationships as py2neo objects.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

from graph.claims import claims_of
from graph.merge import node_properties, normal, relation_properties
from graph.read import LEDGER_NAMES
from schema.errors import ConfigError, StoreError
from schema.facts import FactSet
from schema.nodes import Label


def connect(uri: str, username: str, password: str, database: str | None = None) -> Any:
    """A `py2neo.Graph` on that server. Raises ConfigError without py2neo, StoreError where nothing answers."""
    py2neo = _py2neo()
    names = {"name": database} if database else {}
    try:
        graph = py2neo.Graph(uri, auth=(username, password), **names)
        graph.run("RETURN 1").evaluate()
    except Exception as error:
        raise StoreError(
            f"py2neo cannot use {uri} ({type(error).__name__}); check the address and password with `kg status`, or "
            "use the official driver."
        ) from error
    return graph


def close(graph: Any) -> None:
    """Close the connections of a py2neo graph, which py2neo itself never does."""
    graph.service.connector.close()


def to_py2neo(fact_sets: Iterable[FactSet]) -> Any:
    """A `py2neo.Subgraph` of what the articles claim, each node and relationship once for each article's own words.

    `Graph.merge(subgraph)` writes it: nodes carry their label and id as merge key. Articles that speak of the same node
    are not joined and nothing can be retracted from what was written so; use `GraphWriter` for a graph that grows.
    """
    py2neo = _py2neo()
    nodes: dict[tuple[Label, str], Any] = {}
    relations = []
    for facts in fact_sets:
        claims = claims_of(facts)
        described = {(Label.ARTICLE, claims.id): {**claims.properties, "sources": [claims.properties["source"]]}}
        for key, claim in claims.relations.items():
            for side, description in claim.describes:
                label, node_id = key.side(side)
                described[label, node_id] = node_properties(label, node_id, normal(label, description))
        for (label, node_id), properties in described.items():
            node = nodes.setdefault((label, node_id), py2neo.Node(label.value))
            node.update(_present(properties))
            node.__primarylabel__, node.__primarykey__ = label.value, "id"
        for key, claim in claims.relations.items():
            properties = _present(relation_properties(key.type, {claim.article: claim}))
            start, end = nodes[key.start], nodes[key.end]
            relations.append(py2neo.Relationship(start, key.type.value, end, **properties))
    return py2neo.Subgraph(nodes.values(), relations)


def from_graph(graph: Any, label: Label, node_id: str) -> tuple[Any, list[Any]]:
    """A node as `py2neo.Node` and its relationships as `py2neo.Relationship`; (None, []) where there is none."""
    node = graph.nodes.match(label.value, id=node_id).first()
    if node is None:
        return None, []
    return node, list(graph.match([node], r_type=None)) + list(graph.match([None, node], r_type=None))


def _present(properties: Any) -> dict[str, Any]:
    return {k: v for k, v in properties.items() if v is not None and k not in LEDGER_NAMES}


def _py2neo() -> Any:
    try:
        import py2neo
    except ImportError as error:
        raise ConfigError("py2neo is not installed; install parkgraph[py2neo].") from error
    return cast("Any", py2neo)
