"""What the explorer reads: every read has a time limit and a bound on what it returns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, LiteralString

from graph import explore_statements as statements
from graph.connection import Connection, Row
from graph.read import LEDGER_NAMES, Link, Node
from schema.nodes import ENTITY_LABELS, Label
from schema.relations import FACTS, Predicate

SECONDS = 8.0
MOST = 1000
"""Nodes that one answer may hold."""
Key = tuple[Label, str]
LinkKey = tuple[Predicate, Key, Key]
Said = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Placed:
    """A node with the number of its relationships in the whole graph."""

    node: Node
    degree: int

    @property
    def key(self) -> Key:
        """Label and id."""
        return self.node.label, self.node.id


@dataclass(frozen=True, slots=True)
class Group:
    """Neighbours of one kind: how many there are, seen from the node that was expanded."""

    type: Predicate
    out: bool
    label: Label
    total: int


@dataclass(frozen=True, slots=True)
class Expansion:
    """Neighbours that were chosen, with the groups that they were chosen from."""

    nodes: tuple[Placed, ...]
    links: tuple[Link, ...]
    groups: tuple[Group, ...]

    @property
    def total(self) -> int:
        """Relationships that there are."""
        return sum(group.total for group in self.groups)


@dataclass(frozen=True, slots=True)
class Names:
    """A node as people may look for it."""

    key: Key
    name: str
    aliases: tuple[str, ...]
    name_en: str | None
    degree: int


def ask(connection: Connection, query: LiteralString, parameters: Mapping[str, Any] | None = None) -> list[Row]:
    """Rows of a reading statement that ends after SECONDS. Raises StoreError."""
    return connection.read(query, parameters, seconds=SECONDS)


def nodes(connection: Connection, keys: Iterable[Key]) -> list[Placed]:
    """Those of the nodes that there are, in the order of the keys."""
    wanted = list(dict.fromkeys(keys))[:MOST]
    if not wanted:
        return []
    rows = ask(connection, statements.NODES, {"ids": _by_label(wanted)})
    found = {(p.node.label, p.node.id): p for p in map(_placed, rows)}
    return [found[key] for key in wanted if key in found]


def among(connection: Connection, keys: Iterable[Key], types: Sequence[Predicate] = FACTS) -> list[Link]:
    """Relationships among nodes."""
    wanted = list(dict.fromkeys(keys))[:MOST]
    if len(wanted) < 2:
        return []
    parameters = {"ids": _by_label(wanted), "types": [t.value for t in types], "limit": 4 * MOST}
    return [_link(row) for row in ask(connection, statements.AMONG, parameters)]


def expand(
    connection: Connection,
    key: Key,
    *,
    types: Sequence[Predicate] = FACTS,
    label: Label | None = None,
    have: Sequence[str] = (),
    limit: int = 30,
) -> Expansion:
    """At most `limit` neighbours that are not in `have`, each kind in turn, best supported first."""
    parameters = {
        "id": key[1],
        "types": [t.value for t in types],
        "label": label.value if label else None,
        "have": list(have),
        "limit": limit,
    }
    groups: dict[Group, list[Row]] = {}
    for row in ask(connection, statements.expand(key[0]), parameters):
        group = Group(Predicate(row["type"]), row["out"], Label(row["label"]), row["total"])
        groups.setdefault(group, []).extend([row] if row["id"] is not None else [])
    placed: dict[Key, Placed] = {}
    links = []
    for group, row in _in_turn(groups, limit):
        other = (group.label, str(row["id"]))
        placed[other] = Placed(Node(*other, _shown(row["node"])), row["degree"])
        start, end = (key, other) if group.out else (other, key)
        links.append(Link(group.type, *start, *end, _shown(row["properties"])))
    return Expansion(tuple(placed.values()), tuple(links), tuple(groups))


def _in_turn(groups: Mapping[Group, list[Row]], limit: int) -> list[tuple[Group, Row]]:
    """One of every group, then another of every group, …"""
    longest = max(map(len, groups.values()), default=0)
    turns = [(group, rows[i]) for i in range(longest) for group, rows in groups.items() if i < len(rows)]
    return turns[:limit]


def paths(connection: Connection, start: Key, end: Key, limit: int = 3) -> list[list[Key]]:
    """The shortest ways between two nodes; none where they are further apart than eight steps."""
    if start == end:
        return [[start]]
    query = statements.path(start[0], end[0])
    rows = ask(connection, query, {"start": start[1], "end": end[1], "limit": limit})
    return [[(Label(label), node_id) for label, node_id in row["steps"]] for row in rows]


def all_names(connection: Connection) -> list[Names]:
    """Every entity and article with its names."""
    out = []
    for label in (*sorted(ENTITY_LABELS), Label.ARTICLE):
        for row in connection.read(statements.names(label), seconds=60):
            names = tuple(row["aliases"] or ())
            out.append(Names((label, row["id"]), row["name"] or "", names, row["name_en"], row["degree"]))
    return out


def mentions(connection: Connection, key: Key, limit: int = 20) -> list[Said]:
    """(article, sentence, offsets) of the sentences that speak of a node, latest article first."""
    rows = ask(connection, statements.mentions(key[0]), {"id": key[1], "limit": limit})
    return [said for row in rows for said in _said(row["article"], row["sentences"], row["offsets"])][:limit]


def texts(connection: Connection, ids: Iterable[str]) -> dict[str, Row]:
    """Title, date, publisher, source and text of articles, by id."""
    return {row["id"]: row for row in ask(connection, statements.TEXTS, {"ids": sorted(set(ids))})}


def conflicts(connection: Connection, key: Key) -> list[Row]:
    """Figures and sums of a node on which its sources differ: name, period, figures as [label, id, text]."""
    found: list[Row] = []
    for build in (statements.conflicting_indicators, statements.conflicting_sums):
        found += ask(connection, build(key[0]), {"id": key[1]})
    return found


def overview(connection: Connection) -> dict[str, list[Row]]:
    """Places with what lies in them, sums by place and currency, top industries, newest projects."""
    return {
        "places": ask(connection, statements.PLACES, {"candidates": 60}),
        "money": ask(connection, statements.MONEY),
        "industries": ask(connection, statements.INDUSTRIES, {"limit": 20}),
        "projects": ask(connection, statements.PROJECTS, {"limit": 20}),
    }


def compared(connection: Connection, key: Key) -> Row | None:
    """What a place has, subordinate places included; None if there is no such place."""
    rows = ask(connection, statements.compare(key[0]), {"id": key[1]})
    return rows[0] if rows else None


def _by_label(keys: Iterable[Key]) -> dict[str, list[str]]:
    out: dict[str, list[str]] = {label.value: [] for label in Label}
    for label, node_id in keys:
        out[label.value].append(node_id)
    return out


def _placed(row: Row) -> Placed:
    return Placed(Node(Label(row["label"]), row["id"], _shown(row["properties"])), row["degree"])


def _link(row: Row) -> Link:
    start, end = (Label(row["start_label"]), row["start"]), (Label(row["end_label"]), row["end"])
    return Link(Predicate(row["type"]), *start, *end, _shown(row["properties"]))


def _shown(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {k: v for k, v in sorted(properties.items()) if v is not None and k not in LEDGER_NAMES}


def figures(connection: Connection, names: Sequence[str], around: Iterable[Key], limit: int = 60) -> list[Key]:
    """Sums and figures with these words that belong to these nodes."""
    parameters = {"names": list(names)[:500], "around": [k[1] for k in around], "limit": limit}
    rows = ask(connection, statements.FIGURES, parameters) if names else []
    return [(Label(row["label"]), row["id"]) for row in rows]


def evidence_of(connection: Connection, links: Iterable[Link], limit: int) -> dict[LinkKey, list[Said]]:
    """(article, sentence, offsets) of relationships, at most `limit` each."""
    groups: dict[tuple[Predicate, Label, Label], list[Link]] = {}
    for link in links:
        groups.setdefault((link.type, link.start_label, link.end_label), []).append(link)
    found: dict[LinkKey, list[Said]] = {}
    for (kind, start, end), some in groups.items():
        rows = [{"start": k.start, "end": k.end} for k in some]
        for row in ask(connection, statements.evidence(kind, start, end), {"rows": rows, "limit": limit}):
            lists = (row[name] or () for name in ("articles", "sentences", "offsets"))
            found[kind, (start, row["start"]), (end, row["end"])] = list(zip(*lists, strict=False))
    return found


def mentions_of(connection: Connection, keys: Iterable[Key], limit: int) -> dict[Key, list[Said]]:
    """(article, sentence, offsets) of sentences that speak of nodes, at most `limit` each, latest article first."""
    rows = ask(connection, statements.MENTIONS_OF, {"ids": _by_label(keys), "limit": limit})
    return {
        (Label(row["label"]), row["id"]): [said for each in row["said"] for said in _said(*each)][:limit]
        for row in rows
    }


def _said(article: str, sentences: list[str] | None, offsets: list[str] | None) -> list[Said]:
    return [(article, s, o) for s, o in zip(sentences or [], offsets or [], strict=False)]
