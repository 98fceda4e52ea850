"""A real Neo4j for the tests: one server a run, on free ports, in a folder of its own.

NEO4J_TEST_URI (with NEO4J_TEST_USERNAME and NEO4J_TEST_PASSWORD) names a server to use instead. Its data are deleted.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from graph.connection import Connection, connect
from graph.server import LocalServer, free_ports
from graph.server_config import Memory
from kg.settings import Settings

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Neo4jAddress:
    """What a client needs; `environment` holds the same for a `kg` in a process of its own."""

    uri: str
    username: str
    password: str

    @property
    def environment(self) -> dict[str, str]:
        return {"NEO4J_URI": self.uri, "NEO4J_USERNAME": self.username, "NEO4J_PASSWORD": self.password}


@pytest.hookimpl(tryfirst=True)  # before xdist reads the groups
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep all of them in one worker: they share one database."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.xdist_group("neo4j"))


@pytest.fixture(scope="session")
def neo4j_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Neo4jAddress]:
    """A running Neo4j."""
    uri = os.environ.get("NEO4J_TEST_URI")
    if uri:
        user, password = os.environ.get("NEO4J_TEST_USERNAME", "neo4j"), os.environ.get("NEO4J_TEST_PASSWORD", "")
        yield Neo4jAddress(uri, user, password)
        return
    cache = Settings.from_environment({k: v for k, v in os.environ.items() if k != "NEO4J_URI"}).cache
    bolt, http = free_ports()
    memory = Memory(heap="768m", page_cache="64m")
    server = LocalServer(tmp_path_factory.mktemp("neo4j"), cache, bolt, http, memory)
    try:
        server.start()
        yield Neo4jAddress(server.uri, "neo4j", server.password)
    finally:
        server.stop()


@pytest.fixture
def graph_connection(neo4j_server: Neo4jAddress) -> Iterator[Connection]:
    """A connection to the emptied database; constraints and indexes stay."""
    with connect(neo4j_server.uri, neo4j_server.username, neo4j_server.password) as connection:
        connection.run_implicit("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS")
        yield connection
