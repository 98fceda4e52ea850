"""Cypher built from the model. Identifiers come from the schema's enumerations only; values travel as parameters."""

from __future__ import annotations

from functools import cache
from typing import LiteralString, cast

from schema.nodes import ENTITY_LABELS, NODE_TYPES, Label
from schema.relations import Predicate

FULL_TEXT = "names"
"""Name of the full-text index over names and aliases."""


def trusted(statement: str) -> LiteralString:
    """Mark a statement as safe for the driver: made of identifiers of the model, packaged, or checked."""
    return cast("LiteralString", statement)  # type: ignore[redundant-cast]  # pyright tells them apart, mypy does not


@cache
def merge_nodes(label: Label) -> LiteralString:
    """Create or update nodes. `rows`: list of {id, properties}; a null removes a property. Returns `id` and `element`."""
    return trusted(
        f"UNWIND $rows AS row\nMERGE (n:{label.value} {{id: row.id}})\nSET n += row.properties\n"
        "RETURN row.id AS id, elementId(n) AS element"
    )


@cache
def read_nodes(label: Label) -> LiteralString:
    """Element ids and stored properties of the nodes with these `ids`."""
    return trusted(
        f"UNWIND $ids AS id\nMATCH (n:{label.value} {{id: id}})\n"
        "RETURN id, elementId(n) AS element, properties(n) AS properties"
    )


@cache
def read_relation(kind: Predicate, start: Label, end: Label) -> LiteralString:
    """Stored properties of the relationship between the nodes with the ids `start` and `end`."""
    return trusted(
        f"MATCH (a:{start.value} {{id: $start}})\nMATCH (b:{end.value} {{id: $end}})\n"
        f"CALL (a, b) {{ MATCH (a)-[r:{kind.value}]->(b) RETURN r }}\nRETURN properties(r) AS properties"
    )


# A transaction of the writer knows the element ids of the nodes that it has read or made. They lead to a node without an
# index and without its label, so a type of relationships needs one statement, not one for every two labels.
_BETWEEN_ROWS = (
    "UNWIND $rows AS row\nMATCH (a) WHERE elementId(a) = row.start\nUNWIND row.ends AS end\n"
    "MATCH (b) WHERE elementId(b) = {}\n"
)


@cache
def create_relations(kind: Predicate) -> LiteralString:
    """Create relationships that are known to be missing. `rows`: list of {start, ends: list of {id, properties}}, nodes
    by their element ids. Returns `written`."""
    return trusted(
        f"{_BETWEEN_ROWS.format('end.id')}CREATE (a)-[r:{kind.value}]->(b)\n"
        "SET r = end.properties\nRETURN count(r) AS written"
    )


@cache
def read_relations(kind: Predicate) -> LiteralString:
    """Relationships between nodes. `rows`: list of {start, ends}, nodes by their element ids, of which `start` and `end`
    come back.

    The subquery keeps the planner from walking all relationships of one end, which at a hub are many.
    """
    return trusted(
        f"{_BETWEEN_ROWS.format('end')}CALL (a, b) {{ MATCH (a)-[r:{kind.value}]->(b) RETURN r }}\n"
        "RETURN row.start AS start, end, properties(r) AS properties"
    )


@cache
def update_relations(kind: Predicate) -> LiteralString:
    """Update relationships that are there. `rows` as for `create_relations`; a null removes a property. Returns
    `written`."""
    return trusted(
        f"{_BETWEEN_ROWS.format('end.id')}CALL (a, b) {{ MATCH (a)-[r:{kind.value}]->(b) RETURN r }}\n"
        "SET r += end.properties\nRETURN count(r) AS written"
    )


@cache
def delete_relations(kind: Predicate) -> LiteralString:
    """Delete relationships. `rows` as for `read_relations`. Returns `deleted`."""
    return trusted(
        f"{_BETWEEN_ROWS.format('end')}CALL (a, b) {{ MATCH (a)-[r:{kind.value}]->(b) RETURN r }}\n"
        "DELETE r\nRETURN count(*) AS deleted"
    )


@cache
def delete_isolated(label: Label) -> LiteralString:
    """Delete those of the nodes with these `ids` that nothing relates any more. Returns their ids."""
    return trusted(
        f"UNWIND $ids AS id\nMATCH (n:{label.value} {{id: id}})\nWHERE NOT EXISTS {{ (n)--() }}\nDELETE n\nRETURN id"
    )


@cache
def read_descriptions(label: Label) -> LiteralString:
    """All descriptions that relationships hold of the nodes with these `ids`, by the end where the node stands."""
    return trusted(
        "UNWIND $ids AS id\n"
        f"MATCH (n:{label.value} {{id: id}})-[r]-()\n"
        "WHERE r.describes IS NOT NULL\n"
        "RETURN id, CASE WHEN startNode(r) = n THEN 'start' ELSE 'end' END AS side, r.describes AS describes"
    )


_ARTICLE = Label.ARTICLE.value

LOCK = trusted(f"MERGE (turn:{_ARTICLE} {{id: '<writing>'}})\nDELETE turn")
"""Writers take turns: the unique index keeps this entry locked until the transaction ends, and the node is never seen.

Without it, two writers of one relationship would lose evidence to each other, or deadlock on hubs.
"""

READ_ARTICLES = trusted(
    f"UNWIND $ids AS id\nMATCH (a:{_ARTICLE} {{id: id}})\n"
    "RETURN id, elementId(a) AS element, a.reader AS reader, a.date AS date, a.source AS source, a.sources AS sources,\n"
    "  a.ledger AS ledger"
)
READ_HEADERS = trusted(
    f"UNWIND $ids AS id\nMATCH (a:{_ARTICLE} {{id: id}})\n"
    "RETURN id, a.reader AS reader, a.date AS date, a.source AS source, a.sources AS sources"
)
READ_TEXTS = trusted(
    f"UNWIND $ids AS id\nMATCH (a:{_ARTICLE} {{id: id}})\nRETURN id, a.source AS source, a.text AS text"
)
ARTICLES_OF_MANY = trusted(f"MATCH (a:{_ARTICLE})\nWHERE size(a.sources) > 1\nRETURN a.id AS id, a.sources AS sources")
ARTICLE_IDS = trusted(f"MATCH (a:{_ARTICLE})\nWHERE a.id > $after\nRETURN a.id AS id ORDER BY a.id LIMIT $limit")
ARTICLES_FROM_SOURCES = trusted(
    f"UNWIND $sources AS source\nMATCH (a:{_ARTICLE} {{source: source}})\nRETURN DISTINCT a.id AS id"
)
ALL_ARTICLES = trusted(
    f"MATCH (a:{_ARTICLE})\nRETURN a.id AS id, a.reader AS reader, a.date AS date, a.source AS source,\n"
    "  a.sources AS sources, a.name AS name, a.publisher AS publisher, a.title AS title\nORDER BY a.date DESC, a.id"
)
DELETE_ARTICLES = trusted(
    f"UNWIND $ids AS id\nMATCH (a:{_ARTICLE} {{id: id}})\nDETACH DELETE a\nRETURN count(*) AS deleted"
)
ARTICLE_HEADERS = trusted(
    f"UNWIND $ids AS id\nMATCH (a:{_ARTICLE} {{id: id}})\n"
    "RETURN id, a.name AS name, a.title AS title, a.date AS date, a.publisher AS publisher, a.source AS source"
)
_NAMED = "|".join(sorted(label.value for label in ENTITY_LABELS))
COUNT_NAMED = trusted("\nUNION ALL\n".join(f"MATCH (n:{x.value}) RETURN count(n) AS n" for x in sorted(ENTITY_LABELS)))
"""How many nodes of each label have names, from the count store; one statement, as each takes a plan of its own."""


def found_by_ids(parameters: str = "") -> str:
    """A subquery that yields the nodes whose ids stand, by label, in the parameter $ids."""
    branches = (f"MATCH (n:{x.value}) WHERE n.id IN $ids.{x.value} RETURN n" for x in NODE_TYPES)
    return f"CALL ({parameters}) {{\n  " + "\n  UNION ALL\n  ".join(branches) + "\n}\n"


TEXTS_ABOUT = trusted(
    found_by_ids() + f"MATCH (a:{_ARTICLE})-[:MENTIONS]->(n)\nWITH a, count(DISTINCT n) AS named\n"
    "ORDER BY named DESC, a.date DESC, a.id LIMIT $limit\n"
    "RETURN a.id AS id, a.name AS name, a.title AS title, a.date AS date, a.source AS source, a.text AS text"
)
"""Articles that name the nodes whose ids stand, by label, in the parameter $ids."""
SEARCH = trusted(
    "CALL db.index.fulltext.queryNodes($index, $query) YIELD node AS n, score\n"
    "RETURN head(labels(n)) AS label, n.id AS id, properties(n) AS properties\n"
    "ORDER BY n.name = $text OR $text IN coalesce(n.aliases, []) DESC, score DESC, size(n.name), n.id LIMIT $limit"
)
SEARCH_CHARACTER = trusted(
    f"MATCH (n:{_NAMED})\n"
    "WHERE n.name CONTAINS $text OR any(alias IN coalesce(n.aliases, []) WHERE alias CONTAINS $text)\n"
    "RETURN head(labels(n)) AS label, n.id AS id, properties(n) AS properties\n"
    "ORDER BY n.name = $text OR $text IN coalesce(n.aliases, []) DESC, size(n.name), n.id LIMIT $limit"
)


@cache
def neighbours(label: Label) -> LiteralString:
    """Relationships of the `types` at the node with this `id`, those with most evidence first."""
    return trusted(
        f"MATCH (n:{label.value} {{id: $id}})-[r]-(m)\nWHERE type(r) IN $types\n"
        "RETURN type(r) AS type, startNode(r) = n AS out, properties(r) AS properties, head(labels(m)) AS label,\n"
        "  m.id AS id, properties(m) AS node\n"
        "ORDER BY size(coalesce(r.articles, [])) DESC, type, label, id LIMIT $limit"
    )


@cache
def names_of(label: Label) -> LiteralString:
    """Id and all names of every node of a label."""
    return trusted(
        f"MATCH (n:{label.value})\nRETURN n.id AS id, n.name AS name, n.aliases AS aliases, n.code AS code,\n"
        "  n.name_en AS name_en ORDER BY id"
    )


@cache
def named(label: Label) -> LiteralString:
    """Id and all names of the nodes of a label with one of these `names`, by index."""
    return trusted(
        f"UNWIND $names AS name\nMATCH (n:{label.value} {{name: name}})\nRETURN DISTINCT n.id AS id, n.name AS name,\n"
        "  n.aliases AS aliases, n.code AS code, n.name_en AS name_en"
    )


@cache
def count_nodes(label: Label) -> LiteralString:
    """How many nodes have the label."""
    return trusted(f"MATCH (n:{label.value}) RETURN count(n) AS n")


@cache
def count_relations(kind: Predicate) -> LiteralString:
    """How many relationships have the type."""
    return trusted(f"MATCH ()-[r:{kind.value}]->() RETURN count(r) AS n")


@cache
def page_of(label: Label) -> LiteralString:
    """The next `limit` nodes `after` an id, in order of their ids."""
    return trusted(
        f"MATCH (n:{label.value})\nWHERE n.id > $after\n"
        "RETURN n.id AS id, properties(n) AS properties ORDER BY n.id LIMIT $limit"
    )


@cache
def outgoing(label: Label) -> LiteralString:
    """Relationships that leave the nodes with these `ids`."""
    return trusted(
        f"UNWIND $ids AS start\nMATCH (n:{label.value} {{id: start}})-[r]->(m)\n"
        "RETURN start, type(r) AS type, head(labels(m)) AS label, m.id AS id, properties(r) AS properties"
    )


def constraints() -> tuple[LiteralString, ...]:
    """Unique ids for every label, and the indexes that questions start from."""
    out = [
        f"CREATE CONSTRAINT {label.lower()}_id IF NOT EXISTS FOR (n:{label.value}) REQUIRE n.id IS UNIQUE"
        for label in NODE_TYPES
    ]
    for label, kind in NODE_TYPES.items():
        out += [
            f"CREATE INDEX {label.lower()}_{p.name} IF NOT EXISTS FOR (n:{label.value}) ON (n.{p.name})"
            for p in kind.properties
            if p.indexed and p.name != "id"
        ]
    return tuple(trusted(statement) for statement in [*out, full_text_index()])


def full_text_index() -> LiteralString:
    """The index of names, in bigrams (`cjk`), brought up to date in the background: in step it triples a write."""
    labels = "|".join(sorted(label.value for label in ENTITY_LABELS))
    return trusted(
        f"CREATE FULLTEXT INDEX {FULL_TEXT} IF NOT EXISTS FOR (n:{labels}) ON EACH [n.name, n.aliases]\n"
        "OPTIONS {indexConfig: {`fulltext.analyzer`: 'cjk', `fulltext.eventually_consistent`: true}}"
    )
