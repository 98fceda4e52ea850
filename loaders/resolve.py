"""From an article's entities and claims to a `FactSet` with deterministic, content-derived ids.

Ids: places by administrative code; parks and projects by name within their city (within the district where the name
alone is too common); organisations within the place of their name; companies by core name; persons by name within the
place or body of their post; policies by name within their issuer; industries by taxonomy id; sums and figures by what
they say and whose they are.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Sequence

from loaders.entities.article import ArticleEntity, EntityTable, is_place
from loaders.entities.names import match_key
from loaders.extract.claims import Claim, Context, FigureClaim
from loaders.parks.kinds import is_generic
from loaders.places.gazetteer import Gazetteer
from schema.facts import Entity, Evidence, PropertyValue, Relation
from schema.nodes import PLACE_LABELS, Label
from schema.relations import Predicate
from schema.taxonomy import Taxonomy

_SHORT_POLICY = 6
"""Policies with shorter names are told apart by city: every city has its “1+N”."""


class Identifier:
    """Gives every entity of an article its id."""

    def __init__(
        self, table: EntityTable, claims: Sequence[Claim], gazetteer: Gazetteer, taxonomy: Taxonomy, home: str | None
    ) -> None:
        self._table = table
        self._gazetteer = gazetteer
        self._taxonomy = taxonomy
        self._home = home
        self._links: dict[tuple[Predicate, int], int] = {}
        self._issuers: dict[int, int] = {}
        for c in claims:
            self._links.setdefault((c.predicate, c.start), c.end)
            if c.predicate in (Predicate.ISSUED, Predicate.IMPLEMENTS):
                self._issuers.setdefault(c.end, c.start)

    def of(self, entity: ArticleEntity) -> str:
        """The id of an entity, as label:scope:name."""
        if entity.code:
            return f"place:{entity.code}"
        key = match_key(entity.label, entity.name)
        if entity.label is Label.INDUSTRY:
            known = self._taxonomy.named(entity.name)
            return f"industry:{known.id}" if known else f"industry:{key}"
        if entity.label is Label.COMPANY:
            return f"company:{key}"
        scope = self._scope(entity)
        if entity.label in (Label.PARK, Label.PROJECT, Label.ORGANIZATION):
            key = self._without_place(key, scope)
        return f"{entity.label.lower()}:{scope or '-'}:{key}"

    def place_of(self, ref: int, depth: int = 0) -> str | None:
        """Administrative code of where an entity lies, through parks if need be."""
        entity = self._table[ref]
        if entity.code:
            return entity.code
        for predicate in (Predicate.LOCATED_IN, Predicate.HOLDS_POST):
            target = self._links.get((predicate, ref))
            if target is not None and depth < 4:
                return self.place_of(target, depth + 1)
        return None

    def _scope(self, entity: ArticleEntity) -> str | None:
        if entity.label is Label.PERSON:
            code = self.place_of(entity.ref)
            return self._city(code) or self._body(entity.ref)
        if entity.label is Label.POLICY:
            issuer = self._issuers.get(entity.ref)
            code = self.place_of(issuer) if issuer is not None else None
            return self._city(code) if len(entity.name) < _SHORT_POLICY else self._province(code)
        code = self.place_of(entity.ref) or self._home
        if entity.label in (Label.PARK, Label.PROJECT) and _common(entity.name):
            return code
        return self._city(code)

    def _body(self, ref: int) -> str | None:
        target = self._links.get((Predicate.HOLDS_POST, ref))
        return match_key(self._table[target].label, self._table[target].name) if target is not None else None

    def _city(self, code: str | None) -> str | None:
        """The city that holds a place; a province stays itself."""
        while code:
            place = self._gazetteer.by_code(code)
            if place is None or place.label is not Label.DISTRICT or place.parent is None:
                return code
            code = place.parent
        return None

    def _province(self, code: str | None) -> str | None:
        while code:
            place = self._gazetteer.by_code(code)
            if place is None or place.parent is None:
                return code
            code = place.parent
        return None

    def _without_place(self, key: str, scope: str | None) -> str:
        """湛江经开区 in 湛江 is 经开区 in 湛江: the place is in the id already."""
        code = scope
        while code:
            place = self._gazetteer.by_code(code)
            if place is None:
                break
            for name in (place.name, *place.short_names):
                if len(name) >= 2 and key.startswith(name) and len(key) - len(name) >= 3:
                    return self._without_place(key[len(name) :], scope)
            code = place.parent
        return key


def _common(name: str) -> bool:
    """Whether every second county has a park of that name (临港产业园, 生态产业园)."""
    core = name
    for head in ("产业园区", "产业园", "工业园区", "工业园", "科技园", "开发区", "园区", "集聚区", "基地"):
        core = core.removesuffix(head)
    return len(core) <= 2 or is_generic(core)


def digest(*parts: object) -> str:
    """Sixteen hex digits of SHA-256 over the parts."""
    return hashlib.sha256("\x1f".join(str(p) for p in parts).encode()).hexdigest()[:16]


def figure_entity(claim: FigureClaim, owner_id: str, surface: str) -> Entity:
    """The node of a sum or figure."""
    figure = claim.figure
    properties: dict[str, PropertyValue] = {"bound": figure.bound.value}
    if claim.period:
        properties["period"] = claim.period
    prefix = "amount" if claim.investment else "value"
    if figure.low is not None:
        properties[f"{prefix}_min"] = figure.low
    if figure.high is not None:
        properties[f"{prefix}_max"] = figure.high
    if claim.investment:
        key = digest(figure.value, figure.currency, claim.period, owner_id)
        properties |= {"amount": figure.value, "currency": figure.currency or "CNY", "kind": claim.measures}
        if claim.status:
            properties["status"] = claim.status.value
        return Entity(
            id=f"investment:{key}", label=Label.INVESTMENT, name=f"{claim.measures}{surface}", properties=properties
        )
    unit = figure.currency or figure.unit
    key = digest(claim.measures, figure.value, unit, claim.period, owner_id)
    properties |= {"value": figure.value, "unit": unit, "text": surface}
    return Entity(id=f"indicator:{key}", label=Label.INDICATOR, name=claim.measures, properties=properties)


def relations_of(ctx: Context, claims: Sequence[Claim], ids: Sequence[str]) -> list[Relation]:
    """Claims that say the same of the same two things become one relationship with all their sentences."""
    grouped: dict[tuple[Predicate, str, str], list[Claim]] = defaultdict(list)
    for c in claims:
        if ids[c.start] != ids[c.end]:
            grouped[(c.predicate, ids[c.start], ids[c.end])].append(c)
    out = []
    for (predicate, start, end), group in sorted(grouped.items()):
        properties: dict[str, PropertyValue] = {}
        for c in sorted(group, key=lambda c: c.at):
            for key, value in c.properties:
                properties.setdefault(key, value)
        out.append(
            Relation(
                type=predicate,
                start=start,
                end=end,
                properties=properties,
                evidence=tuple(dict.fromkeys(evidence_at(ctx, c.at) for c in sorted(group, key=lambda c: c.at))),
                confidence=max(c.confidence for c in group),
            )
        )
    return out


def evidence_at(ctx: Context, offset: int) -> Evidence:
    """The sentence around an offset, as the article writes it."""
    sentence = ctx.sentence_at(offset)
    return Evidence(
        sentence=ctx.doc.article.text[sentence.start : sentence.end], start=sentence.start, end=sentence.end
    )


def display_name(entity: ArticleEntity, taxonomy: Taxonomy) -> str:
    """The canonical name: official for places, the taxonomy's where a branch differs by its 产业 or 业 only."""
    if is_place(entity) or entity.label is not Label.INDUSTRY:
        return entity.name
    known = taxonomy.named(entity.name)
    return known.name if known else entity.name


def part_of(table: EntityTable, gazetteer: Gazetteer, used: set[int]) -> list[tuple[str, str]]:
    """(lower id, upper id) for each named place and the nearest named place above it."""
    codes = {table[r].code for r in used if table[r].label in PLACE_LABELS}
    pairs = []
    for code in sorted(c for c in codes if c):
        above = gazetteer.ancestors(code)
        upper = next((p.code for p in above if p.code in codes), None)
        if upper:
            pairs.append((f"place:{code}", f"place:{upper}"))
    return pairs
