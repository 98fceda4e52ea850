"""Reading the graph with types: for the explorer, the linking of names in questions, exports and receipts."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from graph import statements
from graph.connection import Connection
from schema.nodes import ENTITY_LABELS, NODE_TYPES, Label
from schema.relations import FACTS, LEDGER, RELATION_TYPES, Predicate

LEDGER_NAMES = frozenset({p.name for p in LEDGER} | {"ledger"})
"""Bookkeeping of retraction, which readers are spared."""
_PAGE = 200
_LABELS = frozenset(label.value for label in Label)
_TYPES = frozenset(kind.value for kind in Predicate)
_QUERY_SYNTAX = frozenset('+-&|!(){}[]^"~*?:\\/')


@dataclass(frozen=True, slots=True)
class Node:
    """A stored node."""

    label: Label
    id: str
    properties: Mapping[str, Any]

    @property
    def name(self) -> str:
        """Canonical name; of an article its title."""
        return str(self.properties.get("name") or self.id)


@dataclass(frozen=True, slots=True)
class Link:
    """A stored relationship."""

    type: Predicate
    start_label: Label
    start: str
    end_label: Label
    end: str
    properties: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Source:
    """One sentence that supports a relationship, `text[start:end]` of the article."""

    article: str
    title: str
    date: str | None
    publisher: str | None
    source: str
    sentence: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class KnownName:
    """A node as questions may call it."""

    id: str
    label: Label
    name: str
    aliases: tuple[str, ...]
    code: str | None
    name_en: str | None


@dataclass(frozen=True, slots=True)
class ArticleHeader:
    """An article without its text."""

    id: str
    title: str
    date: str | None
    publisher: str | None
    source: str
    sources: tuple[str, ...]
    reader: str | None


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """Nodes and relationships around a node; `cut` says that there are more than were asked for."""

    center: Node
    nodes: tuple[Node, ...]
    links: tuple[Link, ...]
    cut: bool


def node(connection: Connection, node_id: str, label: Label | None = None) -> Node | None:
    """A node by its id, or None. Without a label all labels are searched, each by its index."""
    for each in [label] if label else NODE_TYPES:
        for row in connection.read(statements.read_nodes(each), {"ids": [node_id]}):
            return Node(each, node_id, _shown(row["properties"]))
    return None


def neighbourhood(
    connection: Connection,
    node_id: str,
    label: Label | None = None,
    *,
    types: Sequence[Predicate] = FACTS,
    limit: int = 100,
) -> Neighbourhood | None:
    """What lies one relationship of these types away, those with most evidence first; None if there is no such node."""
    center = node(connection, node_id, label)
    if center is None:
        return None
    parameters = {"id": node_id, "types": [t.value for t in types], "limit": limit + 1}
    rows = connection.read(statements.neighbours(center.label), parameters)
    nodes: dict[tuple[Label, str], Node] = {}
    links = []
    for row in rows[:limit]:
        other = Node(Label(row["label"]), row["id"], _shown(row["node"]))
        nodes[other.label, other.id] = other
        ends = [(center.label, center.id), (other.label, other.id)]
        (start_label, start), (end_label, end) = ends if row["out"] else reversed(ends)
        links.append(Link(Predicate(row["type"]), start_label, start, end_label, end, _shown(row["properties"])))
    return Neighbourhood(center, tuple(nodes.values()), tuple(links), len(rows) > limit)


def evidence(connection: Connection, kind: Predicate, start: tuple[Label, str], end: tuple[Label, str]) -> list[Source]:
    """The sentences behind a relationship, in order of the articles' dates; empty if it is not there."""
    rows = connection.read(statements.read_relation(kind, start[0], end[0]), {"start": start[1], "end": end[1]})
    if not rows:
        return []
    properties = rows[0]["properties"]
    lists = [properties.get(name) or [] for name in ("articles", "sentences", "offsets")]
    found = {r["id"]: r for r in connection.read(statements.ARTICLE_HEADERS, {"ids": sorted(set(lists[0]))})}
    out = []
    for article, sentence, offsets in zip(*lists, strict=True):
        header = _header(found.get(article, {"id": article}))
        begin, _, stop = offsets.partition(":")
        place = (header.title, header.date, header.publisher, header.source)
        out.append(Source(article, *place, sentence, int(begin), int(stop)))
    return out


def search(connection: Connection, text: str, limit: int = 20) -> list[Node]:
    """Nodes whose name or alias holds the text, best first.

    The full-text index works on pairs of characters, so a single character is sought in the names themselves.
    """
    text = text.strip()
    if not text:
        return []
    if len(text) == 1:
        rows = connection.read(statements.SEARCH_CHARACTER, {"text": text, "limit": limit})
    else:
        quoted = "".join(" " if c in _QUERY_SYNTAX else c for c in text).strip()
        if not quoted:
            return []
        parameters = {"query": f'"{quoted}"', "text": text, "index": statements.FULL_TEXT, "limit": limit}
        rows = connection.read(statements.SEARCH, parameters)
    return [Node(Label(row["label"]), row["id"], _shown(row["properties"])) for row in rows]


def names(connection: Connection) -> list[KnownName]:
    """Every entity with all its names, sorted by label and id."""
    out = []
    for label in sorted(ENTITY_LABELS):
        for row in connection.read(statements.names_of(label)):
            known = (row["id"], label, row["name"] or "", tuple(row["aliases"] or ()))
            out.append(KnownName(*known, row["code"], row["name_en"]))
    return out


def articles(connection: Connection) -> list[ArticleHeader]:
    """All articles, latest first."""
    return [_header(row) for row in connection.read(statements.ALL_ARTICLES)]


def counts(connection: Connection) -> tuple[dict[Label, int], dict[Predicate, int]]:
    """How many nodes of each label and relationships of each type there are, from the count store."""
    nodes = {label: int(connection.read(statements.count_nodes(label))[0]["n"]) for label in NODE_TYPES}
    links = {kind: int(connection.read(statements.count_relations(kind))[0]["n"]) for kind in RELATION_TYPES}
    return nodes, links


def iterate_nodes(connection: Connection, *, ledger: bool = False) -> Iterator[Node]:
    """All nodes of the model, sorted by label and id, in pages by index."""
    for label in sorted(NODE_TYPES):
        for rows in _pages(connection, label):
            yield from (Node(label, row["id"], _shown(row["properties"], ledger=ledger)) for row in rows)


def iterate_links(connection: Connection, *, ledger: bool = False) -> Iterator[Link]:
    """All relationships of the model, sorted by start label, start id, type, end label and end id."""
    for label in sorted(NODE_TYPES):
        for rows in _pages(connection, label):
            ids = [row["id"] for row in rows]
            found = []
            for row in connection.read(statements.outgoing(label), {"ids": ids}):
                if row["label"] in _LABELS and row["type"] in _TYPES:
                    properties = _shown(row["properties"], ledger=ledger)
                    end = (Label(row["label"]), row["id"])
                    found.append(Link(Predicate(row["type"]), label, row["start"], *end, properties))
            order = {node_id: place for place, node_id in enumerate(ids)}
            yield from sorted(found, key=lambda k: (order[k.start], k.type, k.end_label, k.end))


def _pages(connection: Connection, label: Label) -> Iterator[list[dict[str, Any]]]:
    after = ""
    while rows := connection.read(statements.page_of(label), {"after": after, "limit": _PAGE}):
        yield rows
        after = rows[-1]["id"]


def _shown(properties: Mapping[str, Any], *, ledger: bool = False) -> dict[str, Any]:
    return {k: v for k, v in sorted(properties.items()) if ledger or k not in LEDGER_NAMES}


def _header(row: Mapping[str, Any]) -> ArticleHeader:
    title = row.get("title") or row.get("name") or row["id"]
    sources = tuple(row.get("sources") or ())
    return ArticleHeader(
        row["id"], title, row.get("date"), row.get("publisher"), row.get("source") or "", sources, row.get("reader")
    )


def source_map(properties: Mapping[str, Any]) -> list[list[int]]:
    """The `source_map` of an article: [clean start, clean end, file start, file end], ascending."""
    return cast("list[list[int]]", json.loads(properties.get("source_map") or "[]"))
