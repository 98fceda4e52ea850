"""Writing the same facts in other ways: one statement a fact, py2neo's bulk functions, Neo4j's offline importer."""

from __future__ import annotations

import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, LiteralString, cast

from graph.bulk import empty_store, import_csv, spool, write_csv
from graph.claims import ArticleClaims, claims_of
from graph.connection import Connection, connect
from graph.constraints import ensure
from graph.merge import relation_properties
from graph.server import USER, LocalServer
from graph.spool import Spool
from graph.write import GraphWriter
from loaders.pipeline import READER_VERSION
from schema.facts import FactSet

_SINGLE = 1500
"""Facts of the slowest way."""
_BATCH = 5000
_ROUNDS = 3
"""The best of so many counts."""


def ratios(server: LocalServer, facts: Sequence[FactSet]) -> None:
    """Print facts (relationships with their evidence) a second of each way, as multiples of ours."""
    claims = [claims_of(f) for f in facts]
    count = sum(len(c.relations) for c in claims)
    with connect(server.uri, USER, server.password) as connection:
        ensure(connection)
        ours = bulk = single = 0.0
        for _ in range(_ROUNDS):  # in turns: the server's compiler warms up, and other programs come and go
            ours = max(ours, _rate(connection, count, lambda: GraphWriter(connection, READER_VERSION).write(facts)))
            bulk = max(bulk, _rate(connection, count, lambda: _py2neo(server, claims)))
            single = max(single, _rate(connection, _SINGLE, lambda: _one_by_one(connection, claims)))
    print(f"facts written, {len(facts)} articles        {count} facts")
    print(f"  kg load's writer                         {ours:10,.0f} facts/s")
    print(
        f"  (a) one statement a fact                 {single:10,.0f} facts/s   ours {ours / single:.1f} times as fast"
    )
    print(f"  (b) py2neo bulk, evidence not merged     {bulk:10,.0f} facts/s   ours {ours / bulk:.2f} times as fast")
    _offline(server, facts, count)


def _offline(server: LocalServer, facts: Sequence[FactSet], count: int) -> None:
    """(c): our way from fact sets to a store, and the importer's share of it."""
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        begun = time.perf_counter()
        spooled = Spool(folder / "spool")
        for _ in spool(facts, spooled, READER_VERSION):
            pass
        counts = write_csv(spooled, folder / "csv")
        spooled.close()
        merged = time.perf_counter()
        server.stop()
        stopped = time.perf_counter()
        import_csv(server, folder / "csv", counts)
        done = time.perf_counter()
    importer, all_in = done - stopped, done - begun
    print(f"  (c) offline importer alone               {count / importer:10,.0f} facts/s   {importer:.1f} s")
    print(
        f"  kg load --bulk after reading             {count / all_in:10,.0f} facts/s   {all_in / importer:.2f} times (c)"
    )
    print(f"      of which merging claims              {merged - begun:10.1f} s")
    empty_store(server)
    server.start()


def _rate(connection: Connection, count: int, action: Callable[[], object]) -> float:
    connection.run_implicit("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS")
    begun = time.perf_counter()
    action()
    return count / (time.perf_counter() - begun)


def _rows(claims: Sequence[ArticleClaims]) -> list[tuple[Any, dict[str, Any]]]:
    out = []
    for article in claims:
        for key, claim in article.relations.items():
            shown = relation_properties(key.type, {claim.article: claim})
            out.append((key, {k: v for k, v in shown.items() if v is not None}))
    return out


def _one_by_one(connection: Connection, claims: Sequence[ArticleClaims]) -> None:
    for key, properties in islice(_rows(claims), _SINGLE):
        statement = (
            f"MERGE (a:{key.start.label.value} {{id: $start}}) MERGE (b:{key.end.label.value} {{id: $end}}) "
            f"MERGE (a)-[r:{key.type.value}]->(b) SET r += $properties"
        )
        values = {"start": key.start.id, "end": key.end.id, "properties": properties}
        connection.run_implicit(cast("LiteralString", statement), values)  # type: ignore[redundant-cast]


def _py2neo(server: LocalServer, claims: Sequence[ArticleClaims]) -> None:
    from py2neo.bulk import merge_nodes, merge_relationships

    from graph import py2neo_bridge

    graph = py2neo_bridge.connect(server.uri, USER, server.password)
    nodes: dict[str, set[str]] = defaultdict(set)
    links: dict[tuple[str, str, str], list[Any]] = defaultdict(list)
    for key, properties in _rows(claims):
        nodes[key.start.label.value].add(key.start.id)
        nodes[key.end.label.value].add(key.end.id)
        ends = key.type.value, key.start.label.value, key.end.label.value
        links[ends].append((key.start.id, properties, key.end.id))
    for label, ids in nodes.items():
        data = [{"id": i, "name": i} for i in sorted(ids)]
        for at in range(0, len(data), _BATCH):
            merge_nodes(graph.auto(), data[at : at + _BATCH], (label, "id"))
    for (kind, start, end), rows in links.items():
        for at in range(0, len(rows), _BATCH):
            batch = rows[at : at + _BATCH]
            merge_relationships(graph.auto(), batch, kind, start_node_key=(start, "id"), end_node_key=(end, "id"))
    py2neo_bridge.close(graph)
