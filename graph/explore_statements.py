"""Cypher of the explorer, built from the model. Identifiers come from the schema's enumerations only."""

from __future__ import annotations

from functools import cache
from typing import LiteralString

from graph.statements import found_by_ids, trusted
from schema.nodes import PLACE_LABELS, Label
from schema.relations import FACTS, RELATION_TYPES, Predicate

HUB = 400
"""Relationships from which a node counts as a hub: links among nodes are then looked for from the other end."""
_SHOWN = ("status", "confidence", "first_seen", "last_seen")
_OWN = tuple(dict.fromkeys(p.name for kind in RELATION_TYPES.values() for p in kind.properties))
_LINK = ", ".join(f".{name}" for name in (*_SHOWN, *_OWN)) + ", said: size(coalesce(r.articles, []))"
_BULKY = "text: null, ledger: null, source_map: null"
_PLACES = "|".join(sorted(label.value for label in PLACE_LABELS))


def _node(name: str) -> str:
    """A node's properties without the long ones of articles, which `Indicator.text` is none of."""
    return f"CASE WHEN {name}:{Label.ARTICLE.value} THEN {name} {{.*, {_BULKY}}} ELSE properties({name}) END"


NODES = trusted(
    found_by_ids()
    + f"RETURN head(labels(n)) AS label, n.id AS id, {_node('n')} AS properties, COUNT {{ (n)--() }} AS degree"
)
_RELATION = (
    "RETURN DISTINCT type(r) AS type, head(labels(startNode(r))) AS start_label, startNode(r).id AS start,\n"
    f"  head(labels(endNode(r))) AS end_label, endNode(r).id AS end, r {{{_LINK}}} AS properties"
)
AMONG = trusted(
    found_by_ids()
    + "WITH collect(n) AS found\n"
    + f"WITH found, [n IN found WHERE COUNT {{ (n)--() }} <= {HUB}] AS small, [n IN found WHERE COUNT {{ (n)--() }} > {HUB}] AS hubs\n"
    + "CALL (found, small, hubs) {\n"
    + "  UNWIND small AS a MATCH (a)-[r]-(b) WHERE type(r) IN $types AND b IN found RETURN r\n"
    + "  UNION\n"
    + "  UNWIND hubs AS a UNWIND hubs AS b MATCH (a)-[r]->(b) WHERE type(r) IN $types RETURN r\n"
    + "}\n"
    + _RELATION
    + " ORDER BY type, start, end LIMIT $limit"
)
"""Relationships of the `types` among nodes."""


@cache
def expand(label: Label) -> LiteralString:
    """Neighbours of a node in groups (type, direction, label), best supported first; `limit` a group, with its total."""
    return trusted(
        f"MATCH (n:{label.value} {{id: $id}})-[r]-(m)\n"
        "WHERE type(r) IN $types AND ($label IS NULL OR $label IN labels(m))\n"
        "WITH type(r) AS type, startNode(r) = n AS out, head(labels(m)) AS label, r, m,\n"
        "  size(coalesce(r.articles, [])) AS support, COUNT { (m)--() } AS degree\n"
        "ORDER BY support DESC, degree DESC, m.id\n"
        "WITH type, out, label, collect([r, m, degree]) AS every\n"
        "WITH type, out, label, size(every) AS total, [x IN every WHERE NOT x[1].id IN $have][..$limit] AS kept\n"
        "UNWIND CASE WHEN kept = [] THEN [null] ELSE kept END AS x\n"
        "WITH type, out, label, total, x[0] AS r, x[1] AS m, x[2] AS degree\n"
        f"RETURN type, out, label, total, m.id AS id, degree, {_node('m')} AS node, r {{{_LINK}}} AS properties"
    )


@cache
def path(start: Label, end: Label) -> LiteralString:
    """The shortest paths between two nodes over relationships of facts, at most `limit`."""
    kinds = "|".join(kind.value for kind in FACTS)
    return trusted(
        f"MATCH (a:{start.value} {{id: $start}}), (b:{end.value} {{id: $end}})\n"
        f"MATCH p = allShortestPaths((a)-[:{kinds}*..8]-(b))\n"
        "WITH p LIMIT $limit\n"
        "RETURN [n IN nodes(p) | [head(labels(n)), n.id]] AS steps"
    )


@cache
def names(label: Label) -> LiteralString:
    """All names of every node of a label, with the number of its relationships."""
    return trusted(
        f"MATCH (n:{label.value})\nRETURN n.id AS id, n.name AS name, n.aliases AS aliases, n.name_en AS name_en,\n"
        "  COUNT { (n)--() } AS degree ORDER BY id"
    )


@cache
def mentions(label: Label) -> LiteralString:
    """The articles that speak of a node, latest first, with the sentences."""
    return trusted(
        f"MATCH (n:{label.value} {{id: $id}})<-[r:MENTIONS]-(a:Article)\n"
        "RETURN a.id AS article, r.sentences AS sentences, r.offsets AS offsets\n"
        "ORDER BY a.date DESC, a.id LIMIT $limit"
    )


TEXTS = trusted(
    "MATCH (a:Article) WHERE a.id IN $ids\n"
    "RETURN a.id AS id, a.text AS text, coalesce(a.title, a.name) AS title, a.date AS date, a.publisher AS publisher,\n"
    "  a.source AS source"
)
PLACES = trusted(
    f"MATCH (p:{_PLACES})\n"
    "WITH p, COUNT { (p)--() } AS degree ORDER BY degree DESC LIMIT $candidates\n"
    "RETURN head(labels(p)) AS label, p.id AS id, p.name AS name,\n"
    "  COUNT { MATCH (p)<-[:PART_OF*0..2]-()-[:PRIORITIZES]->(i) RETURN DISTINCT i } AS industries,\n"
    "  COUNT { MATCH (p)<-[:PART_OF*0..2]-()<-[:LOCATED_IN]-(x:Park) RETURN DISTINCT x } AS parks,\n"
    "  COUNT { MATCH (p)<-[:PART_OF*0..2]-()<-[:LOCATED_IN*1..2]-(x:Project) RETURN DISTINCT x } AS projects,\n"
    "  COUNT { MATCH (p)<-[:PART_OF*0..2]-()<-[:LOCATED_IN*1..2]-(x:Company) RETURN DISTINCT x } AS companies"
)
"""Places with what lies in them, subordinate places included; hidden behind the hubs are places of one fact."""
MONEY = trusted(
    f"MATCH (inv:Investment)-[:FUNDS]->(t)-[:LOCATED_IN*0..2]->(area:{_PLACES})-[:PART_OF*0..2]->(p)\n"
    "WITH DISTINCT p, inv WHERE inv.amount IS NOT NULL\n"
    "RETURN p.id AS id, coalesce(inv.currency, '') AS currency, count(*) AS n, sum(inv.amount) AS sum,\n"
    "  max(inv.amount) AS largest ORDER BY sum DESC"
)
INDUSTRIES = trusted(
    "MATCH (i:Industry)<-[r:PRIORITIZES|FOCUSES_ON|IN_INDUSTRY]-(x)\n"
    "RETURN i.id AS id, i.name AS name, i.name_en AS name_en, count(DISTINCT CASE WHEN type(r) = 'PRIORITIZES' THEN x END) AS places,\n"
    "  count(DISTINCT CASE WHEN x:Park THEN x END) AS parks,\n"
    "  count(DISTINCT CASE WHEN x:Project OR x:Company THEN x END) AS projects, count(*) AS total\n"
    "ORDER BY total DESC, name LIMIT $limit"
)
PROJECTS = trusted(
    "MATCH (p:Project)\n"
    "WITH p, COLLECT { MATCH (p)<-[:MENTIONS]-(a:Article) RETURN a.date } AS dates\n"
    "WITH p, reduce(d = '', x IN dates | CASE WHEN x > d THEN x ELSE d END) AS date\n"
    "ORDER BY date DESC, p.name LIMIT $limit\n"
    "RETURN p.id AS id, p.name AS name, p.status AS status, date,\n"
    "  head(COLLECT { MATCH (p)-[:LOCATED_IN]->(x) RETURN x.name ORDER BY x.name }) AS place,\n"
    "  COLLECT { MATCH (p)<-[:FUNDS]-(i:Investment) RETURN i {.name, .amount} ORDER BY coalesce(i.amount, 0) DESC LIMIT 1 } AS amounts"
)


@cache
def compare(label: Label) -> LiteralString:
    """What a place has, by kind, subordinate places included: lists of [label, id, name, status]."""
    below = f"MATCH (p:{label.value} {{id: $id}})\nRETURN p.name AS name"
    parts = {
        "industries": "-[:PRIORITIZES]->(x:Industry)",
        "parks": "<-[:LOCATED_IN]-(x:Park)",
        "park_industries": "<-[:LOCATED_IN]-(:Park)-[:FOCUSES_ON]->(x:Industry)",
        "projects": "<-[:LOCATED_IN*1..2]-(x:Project)",
        "companies": "<-[:LOCATED_IN*1..2]-(x:Company)",
        "policies": "-[:ISSUED|IMPLEMENTS]->(x:Policy)",
        "investments": "<-[:LOCATED_IN*0..2]-()<-[:FUNDS]-(x:Investment)",
    }
    value = "[head(labels(x)), x.id, x.name, x.amount, x.currency]"
    for name, pattern in parts.items():
        match = f"MATCH (p)<-[:PART_OF*0..2]-(){pattern}"
        below += f",\n  COLLECT {{ {match} WITH DISTINCT x ORDER BY coalesce(x.amount, 0) DESC, x.name LIMIT 200 RETURN {value} }} AS {name}"
    return trusted(below)


_SEVERAL = "size(reduce(s = [], l IN sources | s + [a IN l WHERE NOT a IN s])) > 1"
"""More than one article: two figures in one article are two things said, not two sayings of one."""


@cache
def conflicting_indicators(label: Label) -> LiteralString:
    """Figures of a node under one name, period and unit that differ."""
    return trusted(
        f"MATCH (n:{label.value} {{id: $id}})-[r:HAS_INDICATOR]->(m:Indicator)\n"
        "WITH m.name AS name, m.period AS period, m.unit AS unit, collect(m) AS found, collect(r.articles) AS sources\n"
        f"WHERE any(x IN found WHERE x.value <> found[0].value) AND {_SEVERAL}\n"
        "RETURN name, period, [x IN found | [head(labels(x)), x.id, coalesce(x.text, toString(x.value))]] AS figures\n"
        "ORDER BY name LIMIT 20"
    )


@cache
def conflicting_sums(label: Label) -> LiteralString:
    """Sums of one kind, period and currency put into a node that differ."""
    return trusted(
        f"MATCH (n:{label.value} {{id: $id}})<-[r:FUNDS]-(m:Investment)\n"
        "WITH coalesce(m.kind, '') AS name, m.period AS period, m.currency AS currency, collect(m) AS found,\n"
        "  collect(r.articles) AS sources\n"
        f"WHERE any(x IN found WHERE x.amount <> found[0].amount) AND {_SEVERAL}\n"
        "RETURN name, period, [x IN found | [head(labels(x)), x.id, x.name]] AS figures ORDER BY name LIMIT 20"
    )


FIGURES = trusted(
    "MATCH (n:Investment)-[:FUNDS]->(x) WHERE n.name IN $names AND x.id IN $around\n"
    "RETURN DISTINCT head(labels(n)) AS label, n.id AS id LIMIT $limit\n"
    "UNION\n"
    "MATCH (n:Indicator)<-[:HAS_INDICATOR]-(x) WHERE x.id IN $around AND (n.name IN $names OR n.text IN $names)\n"
    "RETURN DISTINCT head(labels(n)) AS label, n.id AS id LIMIT $limit"
)
"""Sums and figures with these words, at nodes with these ids."""


@cache
def evidence(kind: Predicate, start: Label, end: Label) -> LiteralString:
    """Articles, sentences and offsets of relationships between these `rows` of {start, end}, at most `limit` each."""
    return trusted(
        f"UNWIND $rows AS row\nMATCH (a:{start.value} {{id: row.start}})\nMATCH (b:{end.value} {{id: row.end}})\n"
        f"CALL (a, b) {{ MATCH (a)-[r:{kind.value}]->(b) RETURN r }}\n"
        "RETURN row.start AS start, row.end AS end, r.articles[..$limit] AS articles, r.sentences[..$limit] AS sentences,\n"
        "  r.offsets[..$limit] AS offsets"
    )


MENTIONS_OF = trusted(
    found_by_ids()
    + "MATCH (n)<-[r:MENTIONS]-(a:Article)\nWITH n, r, a ORDER BY a.date DESC, a.id\n"
    + "WITH n, collect([a.id, r.sentences, r.offsets])[..$limit] AS said\n"
    + "RETURN head(labels(n)) AS label, n.id AS id, said"
)
"""The latest articles that speak of nodes, with the sentences."""
