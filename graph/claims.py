"""What one article claims, taken apart so that it can be taken back.

A relationship in the graph is the sum of the claims of several articles; a node is the join of the descriptions that
they give it. An article's description of a node stands on its MENTIONS relationship to it; of a node that it relates
without speaking of it (the parent of an industry), on the first relationship that ends there. So everything needed
to take one article back lies on the relationships that it claims, and its `ledger` names them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from graph.values import sound, stored_id, stored_name, to_json, typed
from schema.facts import Entity, FactSet, Relation
from schema.nodes import Label
from schema.relations import RELATION_TYPES, Predicate

Side = Literal["start", "end"]


class NodeKey(NamedTuple):
    """A node."""

    label: Label
    id: str


class RelationKey(NamedTuple):
    """A relationship; there is at most one of a type between two nodes."""

    type: Predicate
    start: NodeKey
    end: NodeKey

    def side(self, side: Side) -> NodeKey:
        """The node at one end."""
        return self.start if side == "start" else self.end

    def dump(self) -> str:
        """As the ledger of an article keeps it."""
        return to_json([self.type, self.start.label, self.start.id, self.end.label, self.end.id])

    @classmethod
    def parse(cls, text: str) -> RelationKey:
        """From the ledger of an article."""
        kind, start_label, start, end_label, end = json.loads(text)
        return cls(Predicate(kind), NodeKey(Label(start_label), start), NodeKey(Label(end_label), end))


@dataclass(frozen=True, slots=True)
class Description:
    """The names and properties that one article gives a node."""

    name: str
    aliases: frozenset[str] = frozenset()
    properties: tuple[tuple[str, Any], ...] = ()
    """Sorted; lists as tuples."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What one article says of one relationship. `evidence` holds (start, end, sentence), ascending."""

    article: str
    date: str | None
    confidence: float
    properties: tuple[tuple[str, Any], ...] = ()
    evidence: tuple[tuple[int, int, str], ...] = ()
    describes: tuple[tuple[Side, Description], ...] = ()


@dataclass(frozen=True, slots=True)
class ArticleClaims:
    """All claims of one article, ready to be written."""

    id: str
    properties: Mapping[str, Any]
    """Of the Article node, without `sources`, `reader` and `ledger`."""
    relations: Mapping[RelationKey, Claim]

    @property
    def ledger(self) -> list[str]:
        """The relationships that are claimed, sorted."""
        return sorted(key.dump() for key in self.relations)


def claims_of(facts: FactSet) -> ArticleClaims:
    """The claims of a fact set. An entity that the article neither mentions nor relates is no claim and is left out.

    Raises ValueError for properties that the schema does not know.
    """
    entities = {e.id: e for e in facts.entities}
    keys = {e.id: NodeKey(e.label, stored_id(e.id)) for e in facts.entities}
    keys[facts.article.id] = NodeKey(Label.ARTICLE, stored_id(facts.article.id))
    merged: dict[RelationKey, Claim] = {}
    for relation in facts.relations:
        key = _directed(RelationKey(relation.type, keys[relation.start], keys[relation.end]))
        claim = _claim(facts, relation)
        merged[key] = _both(merged[key], claim) if key in merged else claim
    described: set[NodeKey] = {keys[facts.article.id]}
    by_key = {keys[i]: e for i, e in entities.items()}
    relations: dict[RelationKey, Claim] = {}
    for key in sorted(merged, key=lambda k: (k.type is not Predicate.MENTIONS, k)):
        describes: list[tuple[Side, Description]] = []
        sides: tuple[Side, Side] = ("start", "end")
        for side in sides:
            node = key.side(side)
            if node not in described:
                described.add(node)
                describes.append((side, _description(by_key[node])))
        c = merged[key]
        relations[key] = Claim(c.article, c.date, c.confidence, c.properties, c.evidence, tuple(describes))
    return ArticleClaims(keys[facts.article.id].id, _article(facts), relations)


def _article(facts: FactSet) -> dict[str, Any]:
    article = facts.article
    properties = {
        "name": article.title,
        "title": article.title,
        "date": article.date,
        "publisher": article.publisher,
        "source": article.source,
        "text": article.text,
        "source_map": article.source_map,
    }
    return {"id": stored_id(article.id), **typed(Label.ARTICLE, properties)}


def _directed(key: RelationKey) -> RelationKey:
    """A symmetric relationship is kept in one direction."""
    kind = RELATION_TYPES[key.type]
    if kind.symmetric and key.end < key.start and kind.allows(key.end.label, key.start.label):
        return RelationKey(key.type, key.end, key.start)
    return key


def _claim(facts: FactSet, relation: Relation) -> Claim:
    return Claim(
        article=stored_id(facts.article.id),
        date=facts.article.date,
        confidence=float(relation.confidence),
        properties=_pairs(typed(relation.type, relation.properties)),
        evidence=tuple(sorted({(e.start, e.end, sound(e.sentence)) for e in relation.evidence})),
    )


def _both(one: Claim, other: Claim) -> Claim:
    """Two claims of the same article about the same relationship, in either order."""
    properties = dict(max(one.properties, other.properties)) | dict(min(one.properties, other.properties))
    return Claim(
        article=one.article,
        date=one.date,
        confidence=max(one.confidence, other.confidence),
        properties=_pairs(properties),
        evidence=tuple(sorted({*one.evidence, *other.evidence})),
    )


def _description(entity: Entity) -> Description:
    aliases = frozenset(stored_name(a) for a in entity.aliases)
    return Description(stored_name(entity.name), aliases, _pairs(typed(entity.label, entity.properties)))


def _pairs(properties: Mapping[str, Any]) -> tuple[tuple[str, Any], ...]:
    return tuple((k, tuple(v) if isinstance(v, list) else v) for k, v in sorted(properties.items()))


def parse_claims(properties: Mapping[str, Any]) -> dict[str, Claim]:
    """The claims, by article, that the properties of a stored relationship hold."""
    evidence: dict[str, list[tuple[int, int, str]]] = {}
    lists = (properties.get(name) or [] for name in ("articles", "sentences", "offsets"))
    for article, sentence, offsets in zip(*lists, strict=True):
        start, _, end = offsets.partition(":")
        evidence.setdefault(article, []).append((int(start), int(end), sentence))
    describes: dict[str, list[tuple[Side, Description]]] = {}
    for text in properties.get("describes") or []:
        article, side, description = parse_description(text)
        describes.setdefault(article, []).append((side, description))
    claims = {}
    for text in properties.get("claims") or []:
        article, date, confidence, rest = json.loads(text)
        claims[article] = Claim(
            article=article,
            date=date,
            confidence=confidence,
            properties=_pairs(rest),
            evidence=tuple(evidence.get(article, ())),
            describes=tuple(describes.get(article, ())),
        )
    return claims


def in_order(claims: Iterable[Claim]) -> list[Claim]:
    """Claims by date, undated ones first, then by article."""
    return sorted(claims, key=lambda c: (c.date or "", c.article))


def dump_claim(claim: Claim) -> str:
    """One entry of the property `claims`."""
    return to_json([claim.article, claim.date, claim.confidence, dict(claim.properties)])


def dump_description(article: str, side: Side, description: Description) -> str:
    """One entry of the property `describes`."""
    return to_json([article, side, description.name, sorted(description.aliases), dict(description.properties)])


def parse_description(text: str) -> tuple[str, Side, Description]:
    """One entry of the property `describes`: article, end of the relationship, description."""
    article, side, name, aliases, properties = json.loads(text)
    return article, side, Description(name, frozenset(aliases), _pairs(properties))
