"""From mentions to the entities of one article: which spans speak of the same thing, and by which name it goes.

Overlapping mentions compete: the longest wins, because a name inside a longer name is part of it. Industries and
places inside a winner stay as `inside` occurrences, which say what a park is for and where a company comes from.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from loaders.entities.groups import grouped
from loaders.entities.names import company_key, match_key, other_names
from loaders.entities.rivals import SEARCHED, conjuncts_parted, opens_longer, select, without_apposed
from loaders.industries.families import same_branches
from loaders.lexicons import matcher
from loaders.model import Document, Mention, PlaceMention
from schema.nodes import PLACE_LABELS, Label

_MEMORY = 200
"""So many names of a kind back an antecedent may stand; ordinary articles have fewer."""
_JOINTS = ("、", "和", "与", "及")
_FEW = 32
"""So many occurrences are looked through one by one; of more, those of a label are looked up."""
_MIN_BRAND = 3
"""Shortest brand looked for by itself, in characters."""


@dataclass(frozen=True, slots=True)
class ArticleEntity:
    """One thing that the article speaks of. `ref` is its number in the table; `code` only places have."""

    ref: int
    label: Label
    name: str
    code: str | None
    aliases: tuple[str, ...]
    confidence: float
    attributes: tuple[tuple[str, str], ...]
    rules: tuple[str, ...]

    def get(self, key: str) -> str | None:
        """First value of an attribute, or None."""
        return next((v for k, v in self.attributes if k == key), None)


@dataclass(frozen=True, slots=True)
class Occurrence:
    """Where an entity stands. `role`: name, anaphor (该市, 园区), prefix (湛江 in 湛江经开区), inside (a longer name)."""

    start: int
    end: int
    ref: int
    role: str
    mention: Mention | None = None


class EntityTable:
    """The entities of one article and every place where they stand."""

    def __init__(self, entities: Sequence[ArticleEntity], occurrences: Iterable[Occurrence]) -> None:
        self.entities = tuple(entities)
        self.occurrences = tuple(sorted(occurrences, key=lambda o: (o.start, -o.end, o.ref)))
        self._starts = [o.start for o in self.occurrences]
        self._of: dict[int, list[Occurrence]] = defaultdict(list)
        self._labelled: dict[Label, list[int]] = defaultdict(list)
        for i, o in enumerate(self.occurrences):
            self._of[o.ref].append(o)
            self._labelled[self.entities[o.ref].label].append(i)
        self._labels = [self.entities[o.ref].label for o in self.occurrences]
        self._by_code = {e.code: e.ref for e in self.entities if e.code}

    def __getitem__(self, ref: int) -> ArticleEntity:
        return self.entities[ref]

    def within(self, start: int, end: int, *labels: Label) -> list[Occurrence]:
        """Occurrences that begin in `start:end`, in order; of these labels only, if any are given."""
        lo, hi = bisect_left(self._starts, start), bisect_left(self._starts, end)
        if not labels:
            return list(self.occurrences[lo:hi])
        if hi - lo <= _FEW:
            found = zip(self.occurrences[lo:hi], self._labels[lo:hi], strict=True)
            return [o for o, label in found if label in labels]
        at = [i for label in dict.fromkeys(labels) for i in _between(self._labelled.get(label, ()), lo, hi)]
        return [self.occurrences[i] for i in (sorted(at) if len(labels) > 1 else at)]

    def stands(self, ref: int, start: int, end: int) -> bool:
        """Whether an occurrence of an entity begins in `start:end`."""
        found = self.of(ref)
        i = bisect_left(found, start, key=lambda o: o.start)
        return i < len(found) and found[i].start < end

    def before(self, offset: int, *labels: Label) -> list[Occurrence]:
        """The last occurrences of these labels that begin before an offset, in order: what words refer back to."""
        end = bisect_left(self._starts, offset)
        found = [i for label in labels for i in self._last(self._labelled[label], end)]
        return [self.occurrences[i] for i in (sorted(found) if len(labels) > 1 else found)]

    @staticmethod
    def _last(indexes: list[int], end: int) -> list[int]:
        stop = bisect_left(indexes, end)
        return indexes[max(0, stop - _MEMORY) : stop]

    def of(self, ref: int) -> Sequence[Occurrence]:
        """Every occurrence of an entity, in order."""
        return self._of.get(ref, ())

    def place(self, code: str | None) -> int | None:
        """The entity of an administrative code, if the article names it."""
        return self._by_code.get(code) if code else None

    def count(self, ref: int) -> int:
        """How often an entity is spoken of."""
        return len(self.of(ref))


def _between(indexes: Sequence[int], lo: int, hi: int) -> Sequence[int]:
    return indexes[bisect_left(indexes, lo) : bisect_left(indexes, hi)]


def build_table(doc: Document, places: Sequence[PlaceMention], mentions: Sequence[Mention]) -> EntityTable:
    """Group what was recognised into entities and find every further occurrence of their names."""
    mentions = without_apposed(doc, conjuncts_parted([_unbracketed(doc, m) for m in mentions]))
    winners = select(mentions)
    won = set(winners)
    held = [m for m in mentions if m not in won and opens_longer(m, winners)]
    opening = set(held)
    groups = grouped(doc, [*winners, *held])
    entities: list[ArticleEntity] = []
    occurrences: list[Occurrence] = []
    for group in groups:
        ref = len(entities)
        entities.append(_entity(doc, ref, group))
        occurrences += [Occurrence(m.start, m.end, ref, "prefix" if m in opening else "name", m) for m in group]
    _add_industries(doc.text, mentions, winners, entities, occurrences)
    _add_brands(doc, places, groups, entities)
    occurrences += _further(doc, entities, occurrences)
    _add_places(places, winners, entities, occurrences)
    return EntityTable(entities, occurrences)


def _unbracketed(doc: Document, mention: Mention) -> Mention:
    """屏东科学园区 in 屏东科学园区（屏科）: a name does not hold half of a bracket."""
    text = doc.text[mention.start : mention.end]
    opened = text.rfind("（")
    if opened < _MIN_BRAND or "）" in text[opened:] or mention.label is Label.INDUSTRY:
        return mention
    return replace(mention, end=mention.start + opened, name=text[:opened])


def _add_brands(
    doc: Document, places: Sequence[PlaceMention], groups: Sequence[Sequence[Mention]], entities: list[ArticleEntity]
) -> None:
    """骏微电子 for 赣州骏微电子有限公司: a firm's name without its place and legal form, where the text uses it."""
    ends = {p.start: p.end for p in places}
    for ref, group in enumerate(groups):
        if entities[ref].label is not Label.COMPANY:
            continue
        for mention in group:
            cut = ends.get(mention.start, mention.start) - mention.start
            brand = company_key(mention.name[cut:]) if cut else ""
            if len(brand) >= _MIN_BRAND and doc.text.count(brand) > doc.text.count(mention.name):
                known = entities[ref].aliases
                entities[ref] = replace(entities[ref], aliases=tuple(sorted({*known, brand} - {entities[ref].name})))


def _entity(doc: Document, ref: int, group: Sequence[Mention]) -> ArticleEntity:
    names = sorted({m.name for m in group}, key=lambda n: (-len(n), n))
    short = [s for m in group for s in other_names(doc.text, m.end, m.name)]
    attributes = tuple(dict.fromkeys(a for m in group for a in m.attributes))
    if any(not m.is_generic for m in group):
        attributes = tuple(a for a in attributes if a[0] != "generic")
    aliases = tuple(sorted({*names[1:], *short} - {names[0]}))
    rules = tuple(dict.fromkeys(m.rule for m in group))
    return ArticleEntity(
        ref, group[0].label, names[0], None, aliases, max(m.confidence for m in group), attributes, rules
    )


def _add_industries(
    text: str,
    mentions: Sequence[Mention],
    winners: Sequence[Mention],
    entities: list[ArticleEntity],
    occurrences: list[Occurrence],
) -> None:
    starts = [w.start for w in winners]
    refs: dict[str, int] = {}
    last_end = -1
    branches = sorted((m for m in mentions if m.label is Label.INDUSTRY), key=lambda m: (m.start, -m.end))
    same = same_branches(branches)
    for mention in branches:
        i = bisect_left(starts, mention.start + 1) - 1
        holder = winners[i] if i >= 0 and winners[i].end > mention.start else None
        following = winners[i + 1] if i + 1 < len(winners) else None
        if holder and mention.end > holder.end or following and following.start < mention.end:
            continue
        if holder is not None and holder.label is Label.PARK and holder.is_generic:
            holder = None  # 打造世界级海上风电基地: a goal is no name that the branch could stand in
        inside = holder is not None
        if holder is None and (mention.rule == "industry-inside" or _listed_with(text, mention, winners, starts)):
            continue
        if holder is not None and ("known", "yes") not in mention.attributes:
            continue  # inside a name only branches that the taxonomy knows can be told from the name's own words
        key = same[match_key(Label.INDUSTRY, mention.name)]
        if key not in refs:
            refs[key] = len(entities)
            entities.append(
                ArticleEntity(len(entities), Label.INDUSTRY, mention.name, None, (), 0.0, (), (mention.rule,))
            )
        ref = refs[key]
        entities[ref] = _also_named(entities[ref], mention.name)
        if not inside and mention.confidence > entities[ref].confidence:
            entities[ref] = replace(entities[ref], confidence=mention.confidence)
        role = "inside" if inside else "name"
        if mention.start >= last_end or inside:
            occurrences.append(Occurrence(mention.start, mention.end, ref, role, mention))
        last_end = max(last_end, mention.end)


def _also_named(entity: ArticleEntity, name: str) -> ArticleEntity:
    other = name != entity.name and name not in entity.aliases
    return replace(entity, aliases=tuple(sorted((*entity.aliases, name)))) if other else entity


def _listed_with(text: str, mention: Mention, winners: Sequence[Mention], starts: Sequence[int]) -> bool:
    """A “branch” in one list with parks, projects or firms is one of those."""
    i = bisect_left(starts, mention.start) - 1
    near = [w for w in winners[max(0, i) : i + 2] if w.label in (Label.PARK, Label.PROJECT, Label.COMPANY)]
    return ("context", "list") in mention.attributes and any(
        text[w.end : mention.start] in _JOINTS or text[mention.end : w.start] in _JOINTS for w in near
    )


def _further(doc: Document, entities: Sequence[ArticleEntity], occurrences: Sequence[Occurrence]) -> list[Occurrence]:
    """Every other place where a known name or its short form stands."""
    patterns: dict[str, int] = {}
    for entity in entities:
        if entity.label in SEARCHED:
            for name in (entity.name, *entity.aliases):
                if len(name) >= 2:
                    patterns.setdefault(name, entity.ref)
    if not patterns:
        return []
    ordered = sorted(patterns)
    automaton = matcher(ordered)
    solid = sorted((o.start, o.end) for o in occurrences if o.role == "name" and entities[o.ref].label in SEARCHED)
    starts = [s for s, _ in solid]
    out = []
    for index, start, end in automaton.find_matches_as_indexes(doc.text):
        i = bisect_left(starts, end) - 1
        if i >= 0 and solid[i][1] > start:
            continue
        out.append(Occurrence(start, end, patterns[ordered[index]], "name"))
    return out


def _add_places(
    places: Sequence[PlaceMention],
    winners: Sequence[Mention],
    entities: list[ArticleEntity],
    occurrences: list[Occurrence],
) -> None:
    starts = [w.start for w in winners]
    firms = sorted((o.start, o.end) for o in occurrences if entities[o.ref].label is Label.COMPANY)
    refs: dict[str, int] = {}
    for place in places:
        i = bisect_left(starts, place.start + 1) - 1
        held = i >= 0 and winners[i].end > place.start
        if held and winners[i].label is Label.PERSON:
            continue
        j = bisect_left(firms, (place.start + 1,)) - 1
        held = held or j >= 0 and firms[j][1] > place.end
        if place.code not in refs:
            refs[place.code] = len(entities)
            entities.append(
                ArticleEntity(len(entities), place.label, place.name, place.code, (), 0.0, (), ("gazetteer",))
            )
        ref = refs[place.code]
        role = "prefix" if held else place.role
        if role in ("name", "anaphor", "abbreviation"):
            aliases = entities[ref].aliases
            if not (place.surface in (place.name, *aliases) or role == "anaphor"):
                aliases = tuple(sorted((*aliases, place.surface)))
            if aliases != entities[ref].aliases or entities[ref].confidence < 1:
                entities[ref] = replace(entities[ref], confidence=1.0, aliases=aliases)
        occurrences.append(Occurrence(place.start, place.end, ref, role))


def is_place(entity: ArticleEntity) -> bool:
    """Whether the entity is an administrative place."""
    return entity.label in PLACE_LABELS
