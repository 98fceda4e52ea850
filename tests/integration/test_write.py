"""What the graph remembers of articles, and how it forgets them, on a real Neo4j."""

from __future__ import annotations

import gc
from collections.abc import Callable

import neo4j
import pytest

from graph.connection import Connection
from graph.export import export_jsonl
from graph.write import GraphWriter
from schema.facts import FactSet

MakeFacts = Callable[..., FactSet]
WIND = "City:甲市 PRIORITIZES Industry:风电"
STEEL = "City:甲市 PRIORITIZES Industry:钢铁"
PARK = "Park:东园 LOCATED_IN City:甲市"


@pytest.fixture
def writer(graph_connection: Connection) -> GraphWriter:
    return GraphWriter(graph_connection, "1")


def dump(connection: Connection) -> str:
    return "".join(export_jsonl(connection, ledger=True))


def nodes(connection: Connection, label: str) -> set[str]:
    return {r["id"] for r in connection.read("MATCH (n) WHERE $l IN labels(n) RETURN n.id AS id", {"l": label})}


def links(connection: Connection, kind: str) -> set[tuple[str, str]]:
    query = "MATCH (a)-[r]->(b) WHERE type(r) = $kind RETURN a.id AS a, b.id AS b"
    return {(r["a"], r["b"]) for r in connection.read(query, {"kind": kind})}


def link(connection: Connection, kind: str) -> dict[str, object]:
    rows = connection.read("MATCH ()-[r]->() WHERE type(r) = $kind RETURN properties(r) AS p", {"kind": kind})
    assert len(rows) == 1
    properties: dict[str, object] = rows[0]["p"]
    return properties


def test_a_new_article_is_written_whole(
    writer: GraphWriter, graph_connection: Connection, make_facts: MakeFacts
) -> None:
    facts = make_facts([WIND, PARK], date="2021-03-01")
    receipt = writer.write([facts])
    assert (receipt.new, receipt.articles) == (1, 1)
    assert (receipt.changes.nodes_created, receipt.changes.relations_created) == (4, 5)
    assert nodes(graph_connection, "City") == {"甲市"}
    assert links(graph_connection, "PRIORITIZES") == {("甲市", "风电")}
    wind = link(graph_connection, "PRIORITIZES")
    assert wind["articles"] == [facts.article.id]
    assert wind["sentences"] == ["City:甲市PRIORITIZESIndustry:风电。"]
    assert wind["first_seen"] == wind["last_seen"] == "2021-03-01"
    start, end = map(int, str(wind["offsets"][0]).split(":"))  # type: ignore[index]
    assert facts.article.text[start:end] == wind["sentences"][0]


def test_what_was_sent_is_not_kept(writer: GraphWriter, make_facts: MakeFacts, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.write.BATCH_ROWS", 1)
    held: list[int] = []
    facts = [make_facts([WIND, f"Park:{n}园 LOCATED_IN City:甲市"], f"{n}.txt") for n in "东南西北中"]
    writer.write(facts, lambda _: held.append(sum(isinstance(o, neo4j.Result) for o in gc.get_objects())))
    assert held[-1] <= held[0]


def test_the_receipt_agrees_with_the_server(
    writer: GraphWriter, graph_connection: Connection, make_facts: MakeFacts
) -> None:
    receipt = writer.write([make_facts([WIND, PARK]), make_facts([STEEL, PARK], "b.txt")])
    counted = graph_connection.read("RETURN COUNT { () } AS nodes, COUNT { ()-->() } AS links")[0]
    assert counted == {"nodes": receipt.changes.nodes_created, "links": receipt.changes.relations_created}


def test_the_same_again_writes_nothing(
    writer: GraphWriter, graph_connection: Connection, make_facts: MakeFacts
) -> None:
    facts = [make_facts([WIND, PARK]), make_facts([STEEL, PARK], "b.txt")]
    writer.write(facts)
    before = dump(graph_connection)
    again = GraphWriter(graph_connection, "1").write(facts)
    assert (again.unchanged, again.wrote) == (2, False)
    assert dump(graph_connection) == before


def test_an_edit_takes_back_only_its_own_claims(
    writer: GraphWriter, graph_connection: Connection, make_facts: MakeFacts
) -> None:
    kept = make_facts([WIND], "b.txt", extra="另一篇")
    writer.write([make_facts([WIND, PARK, STEEL]), kept])
    receipt = writer.write([make_facts([STEEL])])
    assert (receipt.changed, receipt.removed) == (1, 1)
    assert nodes(graph_connection, "Park") == set()
    assert nodes(graph_connection, "Article") == {make_facts([STEEL]).article.id, kept.article.id}
    assert links(graph_connection, "PRIORITIZES") == {("甲市", "风电"), ("甲市", "钢铁")}
    rows = graph_connection.read("MATCH ()-[r:PRIORITIZES]->(:Industry {id: '风电'}) RETURN r.articles AS articles")
    assert rows == [{"articles": [kept.article.id]}]


def test_forgetting_leaves_what_others_say(
    writer: GraphWriter, graph_connection: Connection, make_facts: MakeFacts
) -> None:
    other = make_facts([STEEL], "b.txt", date="2020-01-01", aliases={"甲市": ["甲"]})
    writer.write([other])
    alone = dump(graph_connection)
    facts = make_facts([WIND, STEEL, PARK], date="2021-01-01", aliases={"甲市": ["甲城"]}, names={"甲市": "大甲市"})
    writer.write([facts])
    assert graph_connection.read("MATCH (c:City) RETURN c.name AS name, c.aliases AS aliases") == [
        {"name": "大甲市", "aliases": ["甲", "甲城", "甲市"]}
    ]
    receipt = writer.forget([facts.article.id])
    assert receipt.removed == 1
    assert dump(graph_connection) == alone
    writer.forget([other.article.id])
    assert graph_connection.read("MATCH (n) RETURN count(n) AS n") == [{"n": 0}]


def test_the_same_text_elsewhere_adds_a_source(
    writer: GraphWriter, graph_connection: Connection, make_facts: MakeFacts
) -> None:
    writer.write([make_facts([WIND], "b.txt")])
    receipt = writer.write([make_facts([WIND], "a.txt")])
    assert (receipt.duplicate, receipt.changes.relations_created) == (1, 0)
    rows = graph_connection.read("MATCH (a:Article) RETURN a.source AS source, a.sources AS sources")
    assert rows == [{"source": "a.txt", "sources": ["a.txt", "b.txt"]}]
    assert len(link(graph_connection, "PRIORITIZES")["articles"]) == 1  # type: ignore[arg-type]


def test_a_text_lives_while_one_source_carries_it(
    writer: GraphWriter, graph_connection: Connection, make_facts: MakeFacts
) -> None:
    writer.write([make_facts([WIND], "a.txt"), make_facts([WIND], "b.txt")])
    writer.write([make_facts([STEEL], "a.txt")])
    assert links(graph_connection, "PRIORITIZES") == {("甲市", "风电"), ("甲市", "钢铁")}
    receipt = GraphWriter(graph_connection, "1").write([make_facts([STEEL], "b.txt")])
    assert (receipt.duplicate, receipt.removed) == (1, 1)
    assert links(graph_connection, "PRIORITIZES") == {("甲市", "钢铁")}


def test_newer_rules_read_again(writer: GraphWriter, graph_connection: Connection, make_facts: MakeFacts) -> None:
    text = make_facts([WIND, STEEL])
    writer.write([text])
    fewer = text.model_copy(update={"relations": tuple(r for r in text.relations if r.end != "钢铁")})
    receipt = GraphWriter(graph_connection, "2").write([fewer])
    assert (receipt.changed, receipt.changes.relations_removed, receipt.changes.nodes_removed) == (1, 2, 1)
    assert nodes(graph_connection, "Industry") == {"风电"}
