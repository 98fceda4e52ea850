"""Writing the same facts in other ways: one statement a fact, py2neo's bulk functions, Neo4j's offline importer.

All begin with the same fact sets. py2neo and the importer leave the same properties on nodes and relationships as ours,
and py2neo finds what is there already.
"""

from __future__ import annotations

import gc
import statistics
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, LiteralString, cast

import neo4j

from graph.bulk import import_csv, spool, write_csv
from graph.claims import Claim, Description, NodeKey, RelationKey, add, claims_of
from graph.connection import Connection, connect
from graph.constraints import ensure
from graph.merge import join_all, node_properties, relation_properties
from graph.server import USER, LocalServer
from graph.server_admin import empty_store
from graph.spool import Spool
from graph.write import BATCH_ROWS, GraphWriter
from loaders.pipeline import READER_VERSION
from schema.facts import FactSet
from schema.nodes import Label
from scripts.bench_scale import usage

_SINGLE = 2000
"""Facts of the slowest way."""
ROUNDS = 3

Node = tuple[NodeKey, dict[str, Any]]
Link = tuple[RelationKey, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds a fact: on the clock, and of the processors, of this process and the server."""

    clock: float
    processor: float


def ratios(server: LocalServer, facts: Sequence[FactSet], rounds: int = ROUNDS) -> None:
    """Print facts (relationships with their evidence) a second of each way, and how many times as fast ours is."""
    facts = list({f.article.id: f for f in facts}.values())
    count = sum(len(f.relations) for f in facts)
    gc.freeze()  # the collector need not walk the fact sets again and again, in whichever way
    ways: dict[str, tuple[int, Callable[[], object]]] = {
        "kg load's writer": (count, lambda: _ours(server, facts)),
        "(a) one statement a fact": (_SINGLE, lambda: _one_by_one(server, facts)),
        "(b) py2neo bulk, a row a fact": (count, lambda: _py2neo(server, *rows(facts, merged=False))),
        "(b) py2neo bulk, joined before": (count, lambda: _py2neo(server, *rows(facts, merged=True))),
    }
    costs: dict[str, list[Cost]] = defaultdict(list)
    with connect(server.uri, USER, server.password) as connection:
        ensure(connection)
        for turn in range(rounds + 1):  # in turns: other programs come and go
            for name, (number, action) in ways.items():
                cost = _cost(server, connection, number, action)
                if turn:  # in the first the server's compiler warms up
                    costs[name].append(cost)
    gc.unfreeze()
    print(
        f"facts written, {len(facts)} articles          {count} facts, {rounds} rounds in turns after a first, medians"
    )
    ours = costs["kg load's writer"]
    for name, each in costs.items():
        clock, processor = (statistics.median(c) for c in ((c.clock for c in each), (c.processor for c in each)))
        times = statistics.median(c.clock / o.clock for c, o in zip(each, ours, strict=True))
        work = statistics.median(c.processor / o.processor for c, o in zip(each, ours, strict=True))
        told = "" if each is ours else f"   ours {times:.2f} times as fast, by processor time {work:.2f}"
        print(f"  {name:34s} {1 / clock:8,.0f} facts/s {processor * 1e6:7,.0f} µs of processor{told}", flush=True)
    offline(server, facts, count)


def offline(server: LocalServer, facts: Sequence[FactSet], count: int) -> None:
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
    print(f"  {'(c) offline importer alone':34s} {count / importer:8,.0f} facts/s   {importer:.1f} s")
    told = f"{all_in / importer:.2f} times the time of (c); merging claims {merged - begun:.1f} s"
    print(f"  {'kg load --bulk after reading':34s} {count / all_in:8,.0f} facts/s   {told}", flush=True)
    empty_store(server.home)
    server.start()


def _cost(server: LocalServer, connection: Connection, count: int, action: Callable[[], object]) -> Cost:
    connection.run_implicit("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS")
    pid = server.status().pid or 0
    begun, worked = time.perf_counter(), time.process_time() + usage(pid)[0]
    action()
    worked = time.process_time() + usage(pid)[0] - worked
    return Cost((time.perf_counter() - begun) / count, worked / count)


def _ours(server: LocalServer, facts: Sequence[FactSet]) -> None:
    with connect(server.uri, USER, server.password) as connection:
        receipt = GraphWriter(connection, READER_VERSION).write(facts)
    assert receipt.new == len(facts), receipt


def rows(facts: Iterable[FactSet], *, merged: bool) -> tuple[list[Node], list[Link]]:
    """Nodes and relationships with the properties that ours writes.

    `merged`: each relationship once, with the evidence of all its articles, which only a program that holds all facts
    at once can know; else once for each article, the last of which stays.
    """
    said: dict[NodeKey, list[Description]] = defaultdict(list)
    links: list[tuple[RelationKey, dict[str, Claim]]] = []
    joined: dict[RelationKey, dict[str, Claim]] = defaultdict(dict)
    nodes: list[Node] = []
    for article in map(claims_of, facts):
        more = {"reader": READER_VERSION, "sources": [article.properties["source"]], "ledger": article.ledger}
        nodes.append((NodeKey(Label.ARTICLE, article.id), {**article.properties, **more}))
        for key, claim in article.relations.items():
            add(joined[key], claim)
            links.append((key, {claim.article: claim}))
            for side, description in claim.describes:
                said[key.side(side)].append(description)
    nodes += [(n, node_properties(n.label, n.id, join_all(n.label, each))) for n, each in said.items()]
    shown = joined.items() if merged else links
    return (
        [(n, _present(p)) for n, p in nodes],
        [(key, _present(relation_properties(key.type, claims))) for key, claims in shown],
    )


def _present(properties: dict[str, Any]) -> dict[str, Any]:
    return {k: v for k, v in properties.items() if v is not None}


def _one_by_one(server: LocalServer, facts: Sequence[FactSet]) -> None:
    """With less to write than the others: ends have nothing but their id."""
    _, links = rows(facts[: _SINGLE // 20], merged=False)
    auth = (USER, server.password)
    with neo4j.GraphDatabase.driver(server.uri, auth=auth) as driver, driver.session() as session:
        for key, properties in islice(links, _SINGLE):
            statement = (
                f"MERGE (a:{key.start.label.value} {{id: $start}}) MERGE (b:{key.end.label.value} {{id: $end}}) "
                f"MERGE (a)-[r:{key.type.value}]->(b) SET r += $properties"
            )
            values = {"start": key.start.id, "end": key.end.id, "properties": properties}
            session.run(cast("LiteralString", statement), values).consume()  # type: ignore[redundant-cast]


def _py2neo(server: LocalServer, nodes: Sequence[Node], links: Sequence[Link]) -> None:
    from py2neo.bulk import merge_nodes, merge_relationships

    from graph import py2neo_bridge

    graph = py2neo_bridge.connect(server.uri, USER, server.password)
    by_label: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for node, properties in nodes:
        by_label[node.label.value].append(properties)
    by_ends: dict[tuple[str, str, str], list[Any]] = defaultdict(list)
    for key, properties in links:
        ends = key.type.value, key.start.label.value, key.end.label.value
        by_ends[ends].append((key.start.id, properties, key.end.id))
    try:
        for label, data in by_label.items():
            for at in range(0, len(data), BATCH_ROWS):
                merge_nodes(graph.auto(), data[at : at + BATCH_ROWS], (label, "id"))
        for (kind, start, end), data in by_ends.items():
            for at in range(0, len(data), BATCH_ROWS):
                batch = data[at : at + BATCH_ROWS]
                merge_relationships(graph.auto(), batch, kind, start_node_key=(start, "id"), end_node_key=(end, "id"))
    finally:
        py2neo_bridge.close(graph)
