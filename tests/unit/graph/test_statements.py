"""Cypher is built from the model, compared here as text without its line breaks."""

from __future__ import annotations

import re

import pytest

from graph import statements
from schema.nodes import NODE_TYPES, Label
from schema.relations import RELATION_TYPES, Predicate


def flat(statement: str) -> str:
    return " ".join(statement.split())


def test_nodes_are_merged_on_their_id() -> None:
    assert flat(statements.merge_nodes(Label.PARK)) == (
        "UNWIND $rows AS row MERGE (n:Park {id: row.id}) SET n += row.properties RETURN row.id AS id, elementId(n) AS element"
    )


def test_relationships_are_made_between_known_ends() -> None:
    assert flat(statements.create_relations(Predicate.FOCUSES_ON)) == (
        "UNWIND $rows AS row MATCH (a) WHERE elementId(a) = row.start UNWIND row.ends AS end "
        "MATCH (b) WHERE elementId(b) = end.id CREATE (a)-[r:FOCUSES_ON]->(b) SET r = end.properties "
        "RETURN count(r) AS written"
    )


def test_every_label_has_a_unique_id_and_every_indexed_property_an_index() -> None:
    made = [flat(s) for s in statements.constraints()]
    for label, kind in NODE_TYPES.items():
        assert f"CREATE CONSTRAINT {label.lower()}_id IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE" in made
        for p in kind.properties:
            wanted = f"CREATE INDEX {label.lower()}_{p.name} IF NOT EXISTS FOR (n:{label}) ON (n.{p.name})"
            assert (wanted in made) == (p.indexed and p.name != "id")
    assert len(made) == len(set(made))


def test_one_full_text_index_in_bigrams_follows_in_the_background() -> None:
    text = flat(statements.full_text_index())
    assert text.startswith("CREATE FULLTEXT INDEX names IF NOT EXISTS FOR (n:City|Company|District|Industry|")
    assert "`fulltext.analyzer`: 'cjk', `fulltext.eventually_consistent`: true" in text
    assert "Article" not in text
    assert "Indicator" not in text


@pytest.mark.parametrize("label", Label)
def test_statements_name_nothing_but_the_model(label: Label) -> None:
    labels, types = set(NODE_TYPES), set(RELATION_TYPES)
    made = [statements.read_nodes(label), statements.delete_isolated(label), statements.page_of(label)]
    made += [statements.create_relations(p) for p in Predicate] + [statements.read_relations(p) for p in Predicate]
    made += [statements.read_relation(p, label, label) for p in Predicate]
    for text in made:
        assert set(re.findall(r"\((?:a|b|n):(\w+)", text)) <= labels
        assert set(re.findall(r"\[r:(\w+)\]", text)) <= types
