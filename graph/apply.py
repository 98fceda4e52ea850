"""One transaction of the writer: take claims back, add claims, and bring nodes and relationships to what remains.

The rows of a label or of a relationship type between two labels travel together, so the number of statements depends on
the schema, not on the articles.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, LiteralString

from graph import statements
from graph.claims import Claim, Description, NodeKey, RelationKey, parse_claims, parse_description
from graph.connection import Rows, Transaction
from graph.insertion import properties_with
from graph.merge import description_of, join_all, node_properties, normal, relation_properties
from graph.receipt import Changes
from schema.errors import StoreError
from schema.nodes import Label
from schema.relations import Predicate

RelationClaims = dict[RelationKey, dict[str, Claim]]


class Application:
    """Applies lost and gained claims within one transaction and counts the differences."""

    def __init__(self, tx: Transaction, articles: Mapping[str, str], fresh: Collection[str] = ()) -> None:
        """`articles`: element ids of articles by id. `fresh`: those that are not in the graph yet, so that nothing of
        theirs need be looked for."""
        self._tx = tx
        self._elements = {NodeKey(Label.ARTICLE, name): element for name, element in articles.items()}
        self._fresh = frozenset(fresh)
        self._changes = Changes()

    def run(self, lost: Mapping[RelationKey, Counter[str]], gained: RelationClaims) -> Changes:
        """Take back the claims in `lost`, by article or pool, and add those in `gained`. Articles are nodes already."""
        keys = set(lost) | set(gained)
        shown = self._nodes({n for key in keys for n in (key.start, key.end) if n not in self._elements})
        stored = self._stored(keys)
        before = {k: parse_claims(stored[k]) for k in lost if k in stored}
        after = {k: _after(before.get(k, {}), of, gained.get(k, {})) for k, of in lost.items()}
        taken = _descriptions({key: _taken(before.get(key, {}), of, after[key]) for key, of in lost.items()})
        given = _descriptions(gained)
        weakened = {node for node, said in taken.items() if not said <= given.get(node, set())}
        # nodes that lose a description have relationships, so they exist, unless others deleted them
        self._write_nodes({n: said for n, said in given.items() if n not in weakened or n not in shown}, shown)
        changed = {k: claims for k, claims in after.items() if claims and claims != before.get(k)}
        self._write_relations(stored, changed, {k: claims for k, claims in gained.items() if k not in lost})
        gone = self._delete_relations([k for k, claims in after.items() if not claims and before.get(k)])
        self._recompute(weakened - self._delete_isolated(gone | weakened))
        return self._changes

    def _stored(self, keys: set[RelationKey]) -> dict[RelationKey, Mapping[str, Any]]:
        """The properties of those relationships that are there: none where an end is missing."""
        out: dict[RelationKey, Mapping[str, Any]] = {}
        old = (k for k in keys if k.start.id not in self._fresh and {k.start, k.end} <= self._elements.keys())
        for kind, group in _by_type(old):
            index = {(self._elements[k.start], self._elements[k.end]): k for k in group}
            rows = self._by_start(group, (self._elements[k.end] for k in group))
            for row in self._tx.run(statements.read_relations(kind), {"rows": rows}):
                out[index[row["start"], row["end"]]] = row["properties"]
        return out

    def _nodes(self, keys: Iterable[NodeKey]) -> dict[NodeKey, Description]:
        out = {}
        for label, ids in _by_label(keys).items():
            for row in self._tx.run(statements.read_nodes(label), {"ids": ids}):
                key = NodeKey(label, row["id"])
                out[key] = description_of(label, row["properties"])
                self._elements[key] = row["element"]
        return out

    def _write_nodes(self, given: Mapping[NodeKey, set[Described]], shown: Mapping[NodeKey, Description]) -> None:
        """Join what is said newly to what the nodes show."""
        rows: dict[Label, dict[str, Description]] = defaultdict(dict)
        created = updated = 0
        for node, said in given.items():
            here = [shown[node]] if node in shown else []
            description = join_all(node.label, [*here, *(d for _, d in said)])
            if node not in shown:
                created += 1
            elif description == shown[node]:
                continue
            else:
                updated += 1
            rows[node.label][node.id] = description
        self._changes += Changes(nodes_created=created, nodes_updated=updated)
        self._merge(rows)

    def _merge(self, rows: Mapping[Label, Mapping[str, Description]]) -> None:
        sent = []
        for label, described in sorted(rows.items()):
            parameters = [{"id": i, "properties": node_properties(label, i, d)} for i, d in sorted(described.items())]
            sent.append((label, self._tx.run(statements.merge_nodes(label), {"rows": parameters})))
        for label, made in sent:
            self._elements |= {NodeKey(label, row["id"]): row["element"] for row in made}

    def _write_relations(
        self, stored: Mapping[RelationKey, Mapping[str, Any]], changed: RelationClaims, grown: RelationClaims
    ) -> None:
        """Write relationships: all their claims in `changed`, those that are added to the stored ones in `grown`."""

        def made(key: RelationKey) -> dict[str, Any]:
            properties = relation_properties(key.type, changed[key] if key in changed else grown[key])
            return {name: value for name, value in properties.items() if value is not None}

        def mended(key: RelationKey) -> dict[str, Any]:
            if key in changed:
                return relation_properties(key.type, changed[key])
            return properties_with(key.type, stored[key], grown[key])

        rows = changed.keys() | grown.keys()
        fresh = rows - stored.keys()
        sent = [
            *(self._send(statements.create_relations(k), group, made) for k, group in _by_type(fresh)),
            *(self._send(statements.update_relations(k), group, mended) for k, group in _by_type(rows - fresh)),
        ]
        for wanted, written in sent:
            _check(wanted, written.one()["written"])
        self._changes += Changes(relations_created=len(fresh), relations_updated=len(rows) - len(fresh))

    def _send(
        self, statement: LiteralString, keys: Sequence[RelationKey], properties: Callable[[RelationKey], dict[str, Any]]
    ) -> tuple[int, Rows]:
        """How many are to be written, and what the server says of it, which is not waited for."""
        shown = ({"id": self._elements[k.end], "properties": properties(k)} for k in keys)
        return len(keys), self._tx.run(statement, {"rows": self._by_start(keys, shown)})

    def _delete_relations(self, keys: Collection[RelationKey]) -> set[NodeKey]:
        """The ends of what was deleted."""
        removed = 0
        for kind, group in _by_type(keys):
            rows = self._by_start(group, (self._elements[k.end] for k in group))
            removed += self._tx.run(statements.delete_relations(kind), {"rows": rows}).one()["deleted"]
        self._changes += Changes(relations_removed=removed)
        return {node for key in keys for node in (key.start, key.end)}

    def _by_start(self, keys: Iterable[RelationKey], ends: Iterable[Any]) -> list[dict[str, Any]]:
        """Rows of a statement, those of one start together: it is sought once."""
        out: dict[NodeKey, list[Any]] = defaultdict(list)
        for key, end in zip(keys, ends, strict=True):
            out[key.start].append(end)
        return [{"start": self._elements[start], "ends": group} for start, group in out.items()]

    def _delete_isolated(self, nodes: Iterable[NodeKey]) -> set[NodeKey]:
        gone: set[NodeKey] = set()
        for label, ids in _by_label(n for n in nodes if n.label is not Label.ARTICLE).items():
            rows = self._tx.run(statements.delete_isolated(label), {"ids": ids})
            gone |= {NodeKey(label, row["id"]) for row in rows}
        self._changes += Changes(nodes_removed=len(gone))
        return gone

    def _recompute(self, nodes: Collection[NodeKey]) -> None:
        """Nodes that lost a description: show what the remaining ones say."""
        shown = self._nodes(nodes)
        rows: dict[Label, dict[str, Description]] = defaultdict(dict)
        for label, ids in _by_label(nodes).items():
            said: dict[str, list[Description]] = defaultdict(list)
            for row in self._tx.run(statements.read_descriptions(label), {"ids": ids}):
                found = (parse_description(text) for text in row["describes"])
                said[row["id"]] += [d for _, side, d in found if side == row["side"]]
            for node_id, descriptions in said.items():
                description = join_all(label, descriptions)
                if description != normal(label, shown[NodeKey(label, node_id)]):
                    rows[label][node_id] = description
        self._changes += Changes(nodes_updated=sum(map(len, rows.values())))
        self._merge(rows)


def _after(before: dict[str, Claim], lost: Counter[str], gained: dict[str, Claim]) -> dict[str, Claim]:
    """The claims of one relationship after a change."""
    if not before:
        return gained
    out: dict[str, Claim] = {}
    for name, claim in before.items():
        left = claim.count - lost[name] if claim.count else 0
        if left > 0:
            out[name] = replace(claim, count=left)
        elif not lost[name]:
            out[name] = claim
    for name, claim in gained.items():
        out[name] = replace(claim, count=claim.count + out[name].count) if claim.count and name in out else claim
    return out


def _taken(before: dict[str, Claim], lost: Counter[str], after: dict[str, Claim]) -> dict[str, Claim]:
    """The claims that their articles took back, and pools that nobody shares any more."""
    return {name: c for name, c in before.items() if lost[name] and not (c.count and name in after)}


Described = tuple[str, Description]
"""An article and what it says of a node."""


def _descriptions(claims: Mapping[RelationKey, Mapping[str, Claim]]) -> dict[NodeKey, set[Described]]:
    out: dict[NodeKey, set[Described]] = defaultdict(set)
    for key, by_article in claims.items():
        for article, claim in by_article.items():
            for side, description in claim.describes:
                out[key.side(side)].add((article, description))
    return out


def _by_type(keys: Iterable[RelationKey]) -> list[tuple[Predicate, list[RelationKey]]]:
    out: dict[Predicate, list[RelationKey]] = defaultdict(list)
    for key in sorted(keys):
        out[key.type].append(key)
    return list(out.items())


def _check(wanted: int, written: int) -> None:
    if written != wanted:
        raise StoreError(
            f"{wanted - written} nodes or relationships vanished while they were written; end other programs that "
            "write to this database and load again."
        )


def _by_label(keys: Iterable[NodeKey]) -> dict[Label, list[str]]:
    out: dict[Label, list[str]] = defaultdict(list)
    for key in sorted(set(keys)):
        out[key.label].append(key.id)
    return out
