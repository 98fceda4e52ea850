"""What one article claims, taken apart so that it can be taken back.

A relationship in the graph is the sum of the claims of several articles; a node is the join of the descriptions that
they give it. An article's description of a node stands on its MENTIONS relationship to it; of a node that it relates
without speaking of it (the parent of an industry), on the first relationship that ends there. So everything needed
to take one article back lies on the relationships that it claims, and its `ledger` names them.

General knowledge (a district's city, an industry's parent) comes with nearly every article and has no sentence. There
equal claims are pooled: one entry with the number of articles, or the list would grow with every article.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal, NamedTuple

from graph.values import compact, sound, stored_id, stored_name, typed
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

    def dump(self, pool: str | None = None) -> str:
        """As the ledger of an article keeps it; `pool`: of the claim there."""
        (start_label, start), (end_label, end) = self.start, self.end
        ends = [self.type.value, start_label.value, start, end_label.value, end]
        return compact([*ends, pool] if pool else ends)

    @classmethod
    def parse(cls, text: str) -> tuple[RelationKey, str | None]:
        """From the ledger of an article: the relationship, and the pool of the claim where it is pooled."""
        kind, start_label, start, end_label, end, *pool = json.loads(text)
        key = cls(Predicate(kind), NodeKey(Label(start_label), start), NodeKey(Label(end_label), end))
        return key, pool[0] if pool else None


class Description(NamedTuple):
    """The names and properties that one article gives a node."""

    name: str
    aliases: frozenset[str] = frozenset()
    properties: tuple[tuple[str, Any], ...] = ()
    """Sorted; lists as tuples."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What one article says of one relationship. `evidence` holds (start, end, sentence), ascending.

    A pooled claim stands for `count` articles that say the same; `article` is the name of the pool.
    """

    article: str
    date: str | None
    confidence: float
    properties: tuple[tuple[str, Any], ...] = ()
    evidence: tuple[tuple[int, int, str], ...] = ()
    describes: tuple[tuple[Side, Description], ...] = ()
    count: int = 0


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
        return sorted(key.dump(c.article if c.count else None) for key, c in self.relations.items())


def claims_of(facts: FactSet) -> ArticleClaims:
    """The claims of a fact set. An entity that the article neither mentions nor relates is no claim and is left out.

    Raises ValueError for properties that the schema does not know.
    """
    keys = {e.id: NodeKey(e.label, stored_id(e.id)) for e in facts.entities}
    own = keys[facts.article.id] = NodeKey(Label.ARTICLE, stored_id(facts.article.id))
    merged: dict[RelationKey, Claim] = {}
    for relation in facts.relations:
        key = _directed(RelationKey(relation.type, keys[relation.start], keys[relation.end]))
        claim = _claim(own.id, facts.article.date, relation)
        merged[key] = _both(merged[key], claim) if key in merged else claim
    left = {keys[e.id]: e for e in facts.entities}
    left.pop(own, None)
    relations: dict[RelationKey, Claim] = {}
    for key in sorted(merged, key=_mentions_first):
        describes: tuple[tuple[Side, Description], ...] = ()
        if key.start in left:
            describes = (("start", _description(left.pop(key.start))),)
        if key.end in left:
            describes = (*describes, ("end", _description(left.pop(key.end))))
        relations[key] = _pooled(key, _describing(merged[key], describes) if describes else merged[key])
    return ArticleClaims(own.id, _article(facts), relations)


def _describing(claim: Claim, describes: tuple[tuple[Side, Description], ...]) -> Claim:
    return Claim(claim.article, claim.date, claim.confidence, claim.properties, claim.evidence, describes)


def _mentions_first(key: RelationKey) -> tuple[bool, RelationKey]:
    return key.type is not Predicate.MENTIONS, key


def _pooled(key: RelationKey, claim: Claim) -> Claim:
    if claim.evidence or not RELATION_TYPES[key.type].derived:
        return claim
    said = [[side, dump_description("", side, d)] for side, d in claim.describes]
    content = compact([claim.confidence, dict(claim.properties), said])
    name = "+" + hashlib.sha256(content.encode()).hexdigest()[:12]
    return replace(claim, article=name, date=None, count=1)


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


def _claim(article: str, date: str | None, relation: Relation) -> Claim:
    evidence = [(e.start, e.end, sound(e.sentence)) for e in relation.evidence]
    return Claim(
        article=article,
        date=date,
        confidence=float(relation.confidence),
        properties=_pairs(typed(relation.type, relation.properties)) if relation.properties else (),
        evidence=tuple(evidence if len(evidence) < 2 else sorted(set(evidence))),
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
    if not properties:
        return ()
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
    for text in properties.get("support") or []:
        pool, count, confidence, rest = json.loads(text)
        said = tuple(describes.get(pool, ()))
        claims[pool] = Claim(pool, None, confidence, _pairs(rest), describes=said, count=count)
    return claims


def add(claims: dict[str, Claim], claim: Claim) -> None:
    """Add a claim to those of the same relationship; pooled ones are counted together."""
    here = claims.get(claim.article)
    claims[claim.article] = replace(claim, count=claim.count + here.count) if here and claim.count else claim


def in_order(claims: Iterable[Claim]) -> list[Claim]:
    """Claims by date, undated ones first, then by article."""
    return sorted(claims, key=lambda c: (c.date or "", c.article))


def dump_claim(claim: Claim) -> str:
    """One entry of the property `claims`."""
    return compact([claim.article, claim.date, claim.confidence, dict(claim.properties)])


def dump_support(claim: Claim) -> str:
    """One entry of the property `support`."""
    return compact([claim.article, claim.count, claim.confidence, dict(claim.properties)])


def dump_description(article: str, side: Side, description: Description) -> str:
    """One entry of the property `describes`."""
    return compact([article, side, description.name, sorted(description.aliases), dict(description.properties)])


def parse_description(text: str) -> tuple[str, Side, Description]:
    """One entry of the property `describes`: article, end of the relationship, description."""
    article, side, name, aliases, properties = json.loads(text)
    return article, side, Description(name, frozenset(aliases), _pairs(properties))
