"""py2neo on the same server: it reads what we wrote, and writes what we read."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from typing import Any

import pytest

pytest.importorskip("py2neo")

from graph import py2neo_bridge
from graph.connection import Connection
from graph.write import GraphWriter
from schema.errors import StoreError
from schema.facts import FactSet
from schema.nodes import Label

MakeFacts = Callable[..., FactSet]
CLAIMS = ["City:甲市 PRIORITIZES Industry:风电", "Park:东园 LOCATED_IN City:甲市"]


@pytest.fixture
def notebook(neo4j_server: object, graph_connection: Connection) -> Iterator[Any]:
    server: Any = neo4j_server
    graph = py2neo_bridge.connect(server.uri, server.username, server.password)
    yield graph
    py2neo_bridge.close(graph)


def test_py2neo_reads_what_the_writer_wrote(notebook: Any, graph_connection: Connection, make_facts: MakeFacts) -> None:
    GraphWriter(graph_connection, "1").write([make_facts(CLAIMS, date="2021-05-01")])
    node, relations = py2neo_bridge.from_graph(notebook, Label.CITY, "甲市")
    assert (node["name"], set(node.labels)) == ("甲市", {"City"})
    found = {
        (r.start_node["id"], type(r).__name__, r.end_node["id"]) for r in relations if type(r).__name__ != "MENTIONS"
    }
    assert found == {("甲市", "PRIORITIZES", "风电"), ("东园", "LOCATED_IN", "甲市")}
    assert py2neo_bridge.from_graph(notebook, Label.CITY, "nowhere") == (None, [])


def test_a_subgraph_of_facts_is_merged_by_py2neo(
    notebook: Any, graph_connection: Connection, make_facts: MakeFacts
) -> None:
    facts = make_facts(CLAIMS, date="2021-05-01")
    for _ in range(2):
        notebook.merge(py2neo_bridge.to_py2neo([facts]))
    rows = graph_connection.read(
        "MATCH (:City {id: '甲市'})-[r:PRIORITIZES]->(i:Industry) RETURN i.id AS id, r.articles AS articles"
    )
    assert rows == [{"id": "风电", "articles": [facts.article.id]}]
    assert graph_connection.read("MATCH (n) RETURN count(n) AS n") == [{"n": 4}]


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # py2neo leaks the socket it fails on
@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_nobody_there_is_one_sentence() -> None:
    with pytest.raises(StoreError, match=r"py2neo cannot use bolt://127\.0\.0\.1:1 "):
        py2neo_bridge.connect("bolt://127.0.0.1:1", "neo4j", "x")
    gc.collect()
