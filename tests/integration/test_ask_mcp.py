"""`kg mcp` as a client of the protocol sees it: in this process, and as a program on standard input and output."""

from __future__ import annotations

import os
import sys
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import anyio
import pytest
from mcp import Client, StdioServerParameters
from mcp.client.stdio import stdio_client

from graph.connection import Connection
from graph.write import GraphWriter
from kg.mcp import server
from schema.facts import FactSet

CLAIMS = (
    "District:place:440512 PRIORITIZES Industry:industry:offshore-wind",
    "Park:park:440512:风电园 LOCATED_IN District:place:440512",
)
NAMES = {"place:440512": "濠江区", "industry:offshore-wind": "海上风电", "park:440512:风电园": "濠江风电产业园"}


@pytest.fixture
def loaded(graph_connection: Connection, make_facts: Callable[..., FactSet]) -> FactSet:
    facts = make_facts(
        CLAIMS,
        "a.txt",
        date="2023-10-01",
        names=NAMES,
        nodes={"place:440512": {"code": "440512"}},
        title="濠江区的风电",
    )
    GraphWriter(graph_connection, "test").write([facts])
    graph_connection.run_implicit("CALL db.index.fulltext.awaitEventuallyConsistentIndexRefresh()")
    return facts


def in_a_thread(run: Callable[[], Awaitable[Any]]) -> Any:
    """Run a coroutine in a thread of its own: another test's browser may have left a loop in this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(anyio.run, run).result()


def call(connection: Connection, tool: str, **arguments: Any) -> Any:
    async def run() -> Any:
        async with Client(server(connection)) as client:
            return await client.call_tool(tool, arguments)

    return in_a_thread(run)


def test_tools_only_read(graph_connection):
    async def run() -> Any:
        async with Client(server(graph_connection)) as client:
            return (await client.list_tools()).tools

    tools = in_a_thread(run)
    assert {t.name for t in tools} == {"ask", "questions", "run", "find", "describe", "article"}
    assert all(t.annotations.read_only_hint and t.description for t in tools)


def test_ask(graph_connection, loaded):
    got = call(graph_connection, "ask", question="濠江区发展哪些产业").structured_content
    assert got["query"] == "industries_of_place"
    assert got["rows"][0]["industry"] == "海上风电"
    assert got["sources"][0]["title"] == "濠江区的风电"
    refused = call(graph_connection, "ask", question="今天天气怎么样").structured_content
    assert refused["query"] is None
    assert refused["rows"] == []


def test_run_find_describe_article(graph_connection, loaded):
    ran = call(graph_connection, "run", name="parks_of_place", parameters={"place": "濠江"}).structured_content
    assert [r["park"] for r in ran["rows"]] == ["濠江风电产业园"]
    found = call(graph_connection, "find", text="风电").structured_content["result"]
    assert {f["id"] for f in found} == {"industry:offshore-wind", "park:440512:风电园"}
    described = call(graph_connection, "describe", id="place:440512").structured_content
    assert {f["to"] for f in described["facts"]} >= {"海上风电", "濠江区"}
    assert described["facts"][0]["sentences"]
    article = call(graph_connection, "article", id=loaded.article.id).structured_content
    assert article["text"].startswith("濠江区的风电")


@pytest.mark.parametrize(
    ("tool", "arguments"),
    [
        ("describe", {"id": "nowhere"}),
        ("article", {"id": "nowhere"}),
        ("run", {"name": "parks", "parameters": {}}),
        ("run", {"name": "parks_of_place", "parameters": {}}),
        ("run", {"name": "parks_of_place", "parameters": {"cypher": "x"}}),
    ],
)
def test_errors_are_one_sentence(graph_connection, tool, arguments):
    got = call(graph_connection, tool, **arguments)
    assert got.is_error
    assert "Traceback" not in got.content[0].text


def test_as_a_program(neo4j_server, graph_connection, loaded):
    environment = {**os.environ, **neo4j_server.environment}
    program = StdioServerParameters(command=sys.executable, args=["-m", "kg", "mcp"], env=environment)

    async def run() -> Any:
        async with Client(stdio_client(program)) as client:
            return await client.call_tool("ask", {"question": "Which parks are in Haojiang District?"})

    assert in_a_thread(run).structured_content["query"] == "parks_of_place"
