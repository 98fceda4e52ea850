"""One transaction of the writer: take claims back, add claims, and bring nodes and relationships to what remains.

The rows of a label or of a relationship type between two labels travel together, so the number of statements depends on
the schema, not on the articles.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, LiteralString

from graph import statements
from graph.claims import Claim, Description, NodeKey, RelationKey, parse_claims, parse_description
from graph.connection import Transaction
from graph.merge import description_of, join_all, node_properties, normal, relation_properties
from graph.receipt import Changes
from schema.errors import StoreError
from schema.nodes import Label
from schema.relations import Predicate

RelationClaims = dict[RelationKey, dict[str, Claim]]
_Ends = tuple[Predicate, Label, Label]


class Application:
    """Applies lost and gained claims within one transaction and counts the differences."""

    def __init__(self, tx: Transaction, fresh: Collection[str] = ()) -> None:
        """`fresh`: ids of articles that are not in the graph yet, so that nothing of theirs need be looked for."""
        self._tx = tx
        self._fresh = frozenset(fresh)
        self._changes = Changes()

    def run(self, lost: Mapping[RelationKey, Counter[str]], gained: RelationClaims) -> Changes:
        """Take back the claims in `lost`, by article or pool, and add those in `gained`. Articles are nodes already."""
        before = self._stored(set(lost) | set(gained))
        after: RelationClaims = {}
        for key in set(lost) | set(gained):
            after[key] = _after(before.get(key, {}), lost.get(key, Counter()), gained.get(key, {}))
        taken = _descriptions({key: _taken(before.get(key, {}), of, after[key]) for key, of in lost.items()})
        given = _descriptions(gained)
        weakened = {node for node, said in taken.items() if not said <= given.get(node, set())}
        self._write_nodes({node: said for node, said in given.items() if node not in weakened})
        self._write_new(weakened & set(given), given)
        self._write_relations(before, after)
        gone = self._delete_relations([k for k, claims in after.items() if not claims and before.get(k)])
        self._recompute(weakened - self._delete_isolated(gone | weakened))
        return self._changes

    def _stored(self, keys: set[RelationKey]) -> RelationClaims:
        out: RelationClaims = {}
        for ends, group in _by_ends(k for k in keys if k.start.id not in self._fresh).items():
            index = {(k.start.id, k.end.id): k for k in group}
            for row in self._tx.run(statements.read_relations(*ends), {"rows": _ends_of(group)}):
                out[index[row["start"], row["end"]]] = parse_claims(row["properties"])
        return out

    def _nodes(self, keys: Iterable[NodeKey]) -> dict[NodeKey, Description]:
        out = {}
        for label, ids in _by_label(keys).items():
            for row in self._tx.run(statements.read_nodes(label), {"ids": ids}):
                out[NodeKey(label, row["id"])] = description_of(label, row["properties"])
        return out

    def _write_nodes(self, given: Mapping[NodeKey, set[Described]]) -> None:
        """Join what is said newly to what the nodes show."""
        shown = self._nodes(given)
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

    def _write_new(self, nodes: set[NodeKey], given: Mapping[NodeKey, set[Described]]) -> None:
        """Nodes that lose a description have relationships, so they exist; restore those that others deleted."""
        missing = nodes - set(self._nodes(nodes))
        self._write_nodes({node: given[node] for node in missing})

    def _merge(self, rows: Mapping[Label, Mapping[str, Description]]) -> None:
        for label, described in sorted(rows.items()):
            parameters = [{"id": i, "properties": node_properties(label, i, d)} for i, d in sorted(described.items())]
            self._tx.run(statements.merge_nodes(label), {"rows": parameters})

    def _write_relations(self, before: RelationClaims, after: RelationClaims) -> None:
        rows = {key: claims for key, claims in after.items() if claims and claims != before.get(key)}
        fresh = {key: claims for key, claims in rows.items() if key not in before}
        for ends, group in sorted(_by_ends(fresh).items()):
            shown = (
                {n: v for n, v in relation_properties(ends[0], fresh[key]).items() if v is not None} for key in group
            )
            self._send(ends, statements.create_relations(*ends), group, shown)
        for ends, group in sorted(_by_ends(rows.keys() - fresh.keys()).items()):
            changed = (relation_properties(ends[0], rows[key]) for key in group)
            self._send(ends, statements.merge_relations(*ends), group, changed)
        created = len(fresh)
        self._changes += Changes(relations_created=created, relations_updated=len(rows) - created)

    def _send(
        self, ends: _Ends, statement: LiteralString, keys: Sequence[RelationKey], shown: Iterable[dict[str, Any]]
    ) -> None:
        parameters = [{**one, "properties": p} for one, p in zip(_ends_of(keys), shown, strict=True)]
        written = self._tx.run(statement, {"rows": parameters})[0]["written"]
        if written != len(keys):
            raise StoreError(
                f"{len(keys) - written} nodes vanished while {ends[0]} was written; end other programs that write to "
                "this database and load again."
            )

    def _delete_relations(self, keys: Collection[RelationKey]) -> set[NodeKey]:
        """The ends of what was deleted."""
        removed = 0
        for ends, group in sorted(_by_ends(keys).items()):
            removed += self._tx.run(statements.delete_relations(*ends), {"rows": _ends_of(group)})[0]["deleted"]
        self._changes += Changes(relations_removed=removed)
        return {node for key in keys for node in (key.start, key.end)}

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


def _by_ends(keys: Iterable[RelationKey]) -> dict[_Ends, list[RelationKey]]:
    out: dict[_Ends, list[RelationKey]] = defaultdict(list)
    for key in sorted(keys):
        out[key.type, key.start.label, key.end.label].append(key)
    return out


def _ends_of(keys: Iterable[RelationKey]) -> list[dict[str, Any]]:
    return [{"start": key.start.id, "end": key.end.id} for key in keys]


def _by_label(keys: Iterable[NodeKey]) -> dict[Label, list[str]]:
    out: dict[Label, list[str]] = defaultdict(list)
    for key in sorted(set(keys)):
        out[key.label].append(key.id)
    return out
