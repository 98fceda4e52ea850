"""A real Neo4j for the tests: one server a run, on free ports, in a folder of its own.

NEO4J_TEST_URI (with NEO4J_TEST_USERNAME and NEO4J_TEST_PASSWORD) names a server to use instead. Its data are deleted.
"""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from graph.connection import Connection, connect
from graph.server import LocalServer, free_ports
from graph.server_config import Memory
from graph.write import GraphWriter
from kg.settings import Settings
from loaders.article import find_articles, read_articles
from loaders.pipeline import Reader

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


@pytest.fixture
def seeds_graph(graph_connection: Connection, checkout: Path) -> Connection:
    """The connection, to a graph of the seeds and nothing else."""
    reader = Reader.default()
    paths = find_articles([str(checkout / "seeds")])
    GraphWriter(graph_connection, "test").write([reader.read(raw) for path in paths for raw in read_articles(path)])
    return graph_connection


class Stub:
    """An OpenAI-compatible server: answers each request with the next of its texts, or fails with the next of its
    numbers, and keeps what it was asked."""

    def __init__(self) -> None:
        self.texts: list[str | int] = []
        self.asked: list[dict[str, Any]] = []
        stub = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                stub.asked.append({"path": self.path, "key": self.headers["Authorization"], **body})
                said = stub.texts.pop(0)
                failed = isinstance(said, int)
                text = json.dumps({"error": "no"} if failed else {"choices": [{"message": {"content": said}}]}).encode()
                self.send_response(said if isinstance(said, int) else 200)
                self.send_header("Content-Length", str(len(text)))
                self.end_headers()
                self.wfile.write(text)

            def log_message(self, format: str, *args: Any) -> None:
                """Silent."""

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/v1"


@pytest.fixture
def stub() -> Iterator[Stub]:
    """A stub of a language model on this computer."""
    made = Stub()
    threading.Thread(target=made.server.serve_forever, daemon=True).start()
    yield made
    made.server.shutdown()
    made.server.server_close()
