"""Typed reads of a small graph, and the indexes behind them."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from graph import read, statements
from graph.connection import Connection, connect
from graph.constraints import ensure
from graph.write import GraphWriter
from schema.errors import StoreError
from schema.facts import FactSet
from schema.nodes import Label
from schema.relations import Predicate

MakeFacts = Callable[..., FactSet]


@pytest.fixture
def filled(graph_connection: Connection, make_facts: MakeFacts) -> Connection:
    claims = [
        "City:甲市 PRIORITIZES Industry:海上风电",
        "Park:甲市东园 LOCATED_IN City:甲市",
        "Park:甲市东园 FOCUSES_ON Industry:海上风电",
    ]
    first = make_facts(claims, "a.txt", date="2021-05-01", aliases={"海上风电": ["海风"]}, title="早")
    second = make_facts(claims[:1], "b.txt", date="2020-05-01", title="更早")
    GraphWriter(graph_connection, "1").write([first, second])
    graph_connection.run_implicit("CALL db.index.fulltext.awaitEventuallyConsistentIndexRefresh()")
    return graph_connection


def test_a_node_by_its_id(filled: Connection) -> None:
    found = read.node(filled, "海上风电")
    assert found is not None
    assert (found.label, found.name, found.properties["aliases"]) == (Label.INDUSTRY, "海上风电", ["海风"])
    assert read.node(filled, "海上风电", Label.CITY) is None


def test_the_neighbourhood_is_capped_and_best_supported_first(filled: Connection) -> None:
    around = read.neighbourhood(filled, "甲市")
    assert around is not None
    assert [(k.type, k.start, k.end) for k in around.links] == [
        (Predicate.PRIORITIZES, "甲市", "海上风电"),
        (Predicate.LOCATED_IN, "甲市东园", "甲市"),
    ]
    assert not around.cut
    assert "claims" not in around.links[0].properties
    one = read.neighbourhood(filled, "甲市", limit=1)
    assert one is not None
    assert (len(one.links), one.cut) == (1, True)
    assert read.neighbourhood(filled, "nowhere") is None


def test_evidence_comes_with_its_articles_earliest_first(filled: Connection) -> None:
    found = read.evidence(filled, Predicate.PRIORITIZES, (Label.CITY, "甲市"), (Label.INDUSTRY, "海上风电"))
    assert [(s.date, s.title, s.source) for s in found] == [
        ("2020-05-01", "更早", "b.txt"),
        ("2021-05-01", "早", "a.txt"),
    ]
    for sentence in found:
        article = read.node(filled, sentence.article)
        assert article is not None
        assert article.properties["text"][sentence.start : sentence.end] == sentence.sentence
    assert read.evidence(filled, Predicate.PRIORITIZES, (Label.CITY, "甲市"), (Label.INDUSTRY, "x")) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [("海上风电", "海上风电"), ("海风", "海上风电"), ("风", "海上风电"), ("东园", "甲市东园"), ("甲市", "甲市")],
)
def test_search_finds_names_aliases_and_single_characters(filled: Connection, text: str, expected: str) -> None:
    assert read.search(filled, text)[0].id == expected


@pytest.mark.parametrize("text", ["", " ", '"', 'a" OR *:*', "(((", "AND", "\\", "不存在的名字", "/", "海上风电~"])
def test_search_takes_any_text(filled: Connection, text: str) -> None:
    assert isinstance(read.search(filled, text), list)


def test_names_articles_and_counts(filled: Connection) -> None:
    assert [(n.label, n.name, n.aliases) for n in read.names(filled)] == [
        (Label.CITY, "甲市", ()),
        (Label.INDUSTRY, "海上风电", ("海风",)),
        (Label.PARK, "甲市东园", ()),
    ]
    assert [a.title for a in read.articles(filled)] == ["早", "更早"]
    nodes, links = read.counts(filled)
    assert (nodes[Label.ARTICLE], nodes[Label.PARK], links[Predicate.MENTIONS], links[Predicate.LOCATED_IN]) == (
        2,
        1,
        5,
        1,
    )


def operators(plan: dict[str, Any]) -> set[str]:
    return {plan["operatorType"].split("@")[0]}.union(*(operators(child) for child in plan.get("children", [])))


@pytest.mark.parametrize(
    ("statement", "parameters"),
    [
        (statements.merge_nodes(Label.CITY), {"rows": []}),
        (statements.read_relation(Predicate.LOCATED_IN, Label.PARK, Label.CITY), {"start": "", "end": ""}),
        (statements.delete_isolated(Label.CITY), {"ids": []}),
        (statements.read_descriptions(Label.CITY), {"ids": []}),
        (statements.READ_ARTICLES, {"ids": []}),
        (statements.ARTICLES_FROM_SOURCES, {"sources": []}),
        (statements.page_of(Label.CITY), {"after": "", "limit": 1}),
        (statements.outgoing(Label.CITY), {"ids": []}),
        (statements.neighbours(Label.CITY), {"id": "", "types": [], "limit": 1}),
    ],
)
def test_statements_start_from_an_index(filled: Connection, statement: str, parameters: dict[str, Any]) -> None:
    found = operators(filled.explain(statement, parameters))  # type: ignore[arg-type,unused-ignore]
    assert not {o for o in found if o in ("AllNodesScan", "NodeByLabelScan")}
    assert any("Index" in o or o == "MergeUniqueNode" for o in found)


@pytest.mark.parametrize(
    ("statement", "parameters"),
    [
        (statements.read_relations(Predicate.LOCATED_IN), {"rows": []}),
        (statements.update_relations(Predicate.LOCATED_IN), {"rows": []}),
        (statements.delete_relations(Predicate.LOCATED_IN), {"rows": []}),
        (statements.read_relation(Predicate.LOCATED_IN, Label.PARK, Label.CITY), {"start": "", "end": ""}),
    ],
)
def test_a_relationship_is_sought_between_its_ends(
    filled: Connection, statement: str, parameters: dict[str, Any]
) -> None:
    found = operators(filled.explain(statement, parameters))  # type: ignore[arg-type,unused-ignore]
    assert "Expand(Into)" in found
    assert "Expand(All)" not in found


MERGES = ("MergeUniqueNode", "NodeUniqueIndexSeek(Locking)")
"""What Neo4j 2026 and 5.26 call it."""


@pytest.mark.parametrize(
    ("statement", "parameters", "wanted"),
    [
        (statements.read_relations(Predicate.LOCATED_IN), {"rows": []}, "NodeByElementIdSeek"),
        (statements.create_relations(Predicate.LOCATED_IN), {"rows": []}, "NodeByElementIdSeek"),
        (statements.update_relations(Predicate.LOCATED_IN), {"rows": []}, "NodeByElementIdSeek"),
        (statements.delete_relations(Predicate.LOCATED_IN), {"rows": []}, "NodeByElementIdSeek"),
        (statements.merge_nodes(Label.CITY), {"rows": []}, MERGES),
        (statements.read_nodes(Label.CITY), {"ids": []}, "NodeUniqueIndexSeek"),
        (statements.READ_ARTICLES, {"ids": []}, "NodeUniqueIndexSeek"),
        (statements.ARTICLES_FROM_SOURCES, {"sources": []}, "NodeIndexSeek"),
        (statements.DELETE_ARTICLES, {"ids": []}, "NodeUniqueIndexSeek"),
        (statements.delete_isolated(Label.CITY), {"ids": []}, "NodeUniqueIndexSeek"),
        (statements.read_descriptions(Label.CITY), {"ids": []}, "NodeUniqueIndexSeek"),
        (statements.LOCK, {}, MERGES),
    ],
)
def test_the_plans_that_a_writer_keeps_suit_a_graph_of_any_size(
    graph_connection: Connection, statement: str, parameters: dict[str, Any], wanted: str | tuple[str, ...]
) -> None:
    """They are made when the first article is written, with nothing in the graph."""
    ensure(graph_connection)
    found = operators(graph_connection.explain(statement, parameters))  # type: ignore[arg-type,unused-ignore]
    assert any(o.startswith(wanted) for o in found)
    assert not {o for o in found if "Scan" in o}


def test_constraints_are_made_once(filled: Connection) -> None:
    before = {r["name"] for r in filled.read("SHOW INDEXES YIELD name")}
    ensure(filled)
    assert {r["name"] for r in filled.read("SHOW INDEXES YIELD name")} == before
    assert {"names", "city_id", "industry_name_en", "article_source"} <= before


def test_two_loaders_may_make_the_constraints_at_once(graph_connection: Connection, neo4j_server: Any) -> None:
    for row in graph_connection.read("SHOW CONSTRAINTS YIELD name"):
        graph_connection.run_implicit(f"DROP CONSTRAINT {row['name']}")  # type: ignore[arg-type,unused-ignore]
    for row in graph_connection.read("SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP'"):
        graph_connection.run_implicit(f"DROP INDEX {row['name']}")  # type: ignore[arg-type,unused-ignore]

    def make(_: int) -> None:
        with connect(neo4j_server.uri, neo4j_server.username, neo4j_server.password) as own:
            ensure(own)

    with ThreadPoolExecutor(3) as pool:
        list(pool.map(make, range(3)))
    assert len(graph_connection.read("SHOW CONSTRAINTS YIELD name")) == len(Label)


def test_ids_that_are_not_unique_are_one_sentence(graph_connection: Connection) -> None:
    graph_connection.run_implicit("DROP CONSTRAINT city_id IF EXISTS")
    graph_connection.run_implicit("CREATE (:City {id: 'x'}), (:City {id: 'x'})")
    with pytest.raises(StoreError, match="ids are not unique; use an empty database"):
        ensure(graph_connection)
    graph_connection.run_implicit("MATCH (n) DETACH DELETE n")
    ensure(graph_connection)
