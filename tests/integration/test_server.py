"""The managed Neo4j runs, keeps to the loopback, and its connection explains what goes wrong."""

from __future__ import annotations

import pytest

from graph.connection import Connection, connect
from graph.server import free_ports
from schema.errors import ConfigError, StoreError


def test_writes_are_read_back_with_counters(graph_connection: Connection) -> None:
    counters = graph_connection.write("UNWIND $names AS name CREATE (:Test {name: name})", {"names": ["甲", "乙"]})
    assert counters == {"nodes_created": 2, "properties_set": 2, "labels_added": 2}
    assert graph_connection.read("MATCH (t:Test) RETURN t.name AS name ORDER BY name") == [
        {"name": "乙"},
        {"name": "甲"},
    ]


def test_each_test_finds_the_database_empty(graph_connection: Connection) -> None:
    assert graph_connection.read("MATCH (n) RETURN count(n) AS n") == [{"n": 0}]


def test_version_is_that_of_the_lock(graph_connection: Connection) -> None:
    assert graph_connection.version().startswith(("5.", "2026."))


def test_a_plan_shows_its_operators(graph_connection: Connection) -> None:
    assert "operatorType" in graph_connection.explain("MATCH (n:Test) RETURN n")


def test_a_wrong_password_is_one_sentence(neo4j_server: object, graph_connection: Connection) -> None:
    with pytest.raises(StoreError, match="refuses the user name or password; check NEO4J_USERNAME"):
        connect(graph_connection.uri, "neo4j", "not-the-password")


def test_an_unknown_database_is_named(neo4j_server: object, graph_connection: Connection) -> None:
    auth = neo4j_server.username, neo4j_server.password  # type: ignore[attr-defined]
    with pytest.raises(StoreError, match="has no database elsewhere; check NEO4J_DATABASE"):
        connect(graph_connection.uri, *auth, database="elsewhere")


def test_encryption_where_there_is_none_is_explained(graph_connection: Connection) -> None:
    with pytest.raises(StoreError, match="encryption"):
        connect(graph_connection.uri.replace("bolt://", "bolt+s://"), "neo4j", "x")


def test_a_wrong_statement_is_one_sentence(graph_connection: Connection) -> None:
    with pytest.raises(StoreError, match=r"refuses the statement .*SyntaxError"):
        graph_connection.read("MATCH (n RETURN n")


def test_nobody_there_is_one_sentence() -> None:
    port = free_ports(1)[0]
    with pytest.raises(StoreError, match=f"Nothing answers at bolt://127.0.0.1:{port} as Neo4j"):
        connect(f"bolt://127.0.0.1:{port}", "neo4j", "x")


def test_a_wrong_scheme_is_a_wrong_setting() -> None:
    with pytest.raises(ConfigError, match="no address of Neo4j"):
        connect("http://127.0.0.1:7687", "neo4j", "x")
