"""From a reading to canned questions: the nearest example questions decide, learnt when the program starts.

A question and an example are alike when they name the same sorts of things, use the same concepts and ask for the same
concept. Weights of concepts come from how few canned questions use them.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from queries.catalog import SLOT, Catalog, Example, Query
from queries.lexicon import Lexicon
from queries.names import Thing
from queries.reading import SLOT_FIRST, Piece, Reader, Reading
from queries.slots import ASKING, Above, Filling, fill, significant, stated, without_homes

ENOUGH = 0.6
"""Likeness below which a question is not in the book."""
_FOCUS = 1.2
_ABOUT = 0.1
"""For questions that are about what is named, rather than narrowed by it."""
_NEW = 0.2
_MISSING = 0.15
_ALWAYS = 3
"""Weights of what a question says anew, of what it lacks that most examples have, and of what all have."""
_SIGNATURE = 0.12
_OF_SEVERAL = frozenset({"common"})
"""Concepts that say something only beside two names: 都."""
_TELLING = frozenset(
    "quote park policy cooperate pair company organization person article business conflict timeline chain branch title most largest compare".split()
)
"""Concepts that no answer may pass over: a canned question none of whose examples has one is not what is asked."""
_AFTER_NAME = {"Industry": "industry", "Park": "park", "Project": "project", "Company": "company", "Policy": "policy"}


@dataclass(frozen=True, slots=True)
class Pattern:
    """An example question as features."""

    query: Query
    example: Example
    features: frozenset[str]
    signature: frozenset[str]


@dataclass(frozen=True, slots=True)
class Route:
    """A canned question that fits, and how well."""

    query: Query
    filling: Filling
    score: float
    example: Example


class Router:
    """Ranks canned questions for a reading."""

    def __init__(self, catalog: Catalog, lexicon: Lexicon, squeeze: Callable[[str], str]) -> None:
        self._lexicon = lexicon
        reader = Reader(lexicon, ())
        self.patterns = [self._pattern(q, e, reader, squeeze) for q in catalog for e in q.examples]
        self._weights = _weights(self.patterns)
        self._shares = _shares(self.patterns)

    def _pattern(self, query: Query, example: Example, reader: Reader, squeeze: Callable[[str], str]) -> Pattern:
        entities: list[str] = []

        def mark(parameter: str, surface: str) -> str:
            if not query.parameter(parameter).is_entity:
                return surface
            entities.append(parameter)
            return chr(SLOT_FIRST + len(entities) - 1)

        text = SLOT.sub(lambda m: mark(m["parameter"], m["surface"]), example.marked)
        reading = reader.read(squeeze(text))
        sorts = {i: query.parameter(name).type for i, name in enumerate(entities)}
        return Pattern(query, example, self.features(reading, sorts), frozenset(entities))

    def features(self, reading: Reading, sorts: Mapping[int, str] | None = None) -> frozenset[str]:
        """Concepts of a reading, the concept asked for, and the sorts of what it names."""
        out: set[str] = set()
        focus = last = ""
        asking = False
        before: Piece | None = None
        for piece in reading.pieces:
            concepts = piece.cue.concepts if piece.cue else ()
            if before is not None and _echo(before, sorts or {}) in concepts and before.end == piece.start:
                before = None
                continue  # 海上风电产业: the name of the kind says nothing more
            out.update(concepts)
            asked = [c for c in concepts if c in self._lexicon.asked]
            if asked:
                last = "place" if "place" in asked else asked[0]
                focus = focus or (last if asking else "")
            asking = asking and not asked or bool(ASKING & set(concepts))
            before = piece if piece.things or piece.slot >= 0 else None
        if len(reading.mentions) < 2:
            out -= _OF_SEVERAL
        if focus or last:
            out.add("focus:" + (focus or last))
        return frozenset(out)

    def rank(self, reading: Reading, above: Above, without: Example | None = None) -> list[Route]:
        """Canned questions into which everything fits, best first; `without` leaves an example out, for tests."""
        features, mentions, values = self.features(reading), significant(reading, above), stated(reading)
        found = self.routes(features, mentions, values, without)
        if len(mentions) > 1 and (not found or found[0].score < ENOUGH):
            found = self.routes(features, without_homes(mentions, above), values, without)
        return found

    def routes(
        self,
        features: frozenset[str],
        mentions: Sequence[tuple[Thing, ...]],
        values: Mapping[str, list[str | float | int]],
        without: Example | None = None,
    ) -> list[Route]:
        """As `rank`, from features."""
        fillings: dict[str, Filling | None] = {}
        shares = self._shares if without is None else _shares([p for p in self.patterns if p.example is not without])
        found: dict[str, list[tuple[float, Example]]] = defaultdict(list)
        for pattern in self.patterns:
            name = pattern.query.name
            if name not in fillings:
                fillings[name] = fill(pattern.query, mentions, values)
            filling = fillings[name]
            strangers = {f for f in features & _TELLING if not shares[name].get(f)}
            if filling is None or strangers or pattern.example is without:
                continue
            score = self._alike(features, pattern.features)
            score += _SIGNATURE if pattern.signature == filling.signature else 0.0
            found[name].append((score, pattern.example))
        out = []
        for name, scores in found.items():
            scores.sort(key=lambda s: -s[0])
            best = scores[0][0] + 0.15 * sum(s for s, _ in scores[:3]) / 3 - self._strange(features, shares[name])
            filling = fillings[name]
            assert filling is not None
            query = next(p.query for p in self.patterns if p.query.name == name)
            best += _ABOUT if any(p.required and p.name in filling.signature for p in query.parameters) else 0.0
            out.append(Route(query, filling, best - filling.cost, scores[0][1]))
        return sorted(out, key=lambda r: (-r.score, r.query.name))

    def nearest(self, features: frozenset[str], count: int = 3, *, english: bool = False) -> list[Example]:
        """Examples most like a question, one of each canned question, whatever they name."""
        best: dict[str, tuple[float, Example]] = {}
        for pattern in self.patterns:
            score = self._alike(features, pattern.features)
            if pattern.example.english == english and score > best.get(pattern.query.name, (-1.0,))[0]:
                best[pattern.query.name] = (score, pattern.example)
        return [e for _, e in sorted(best.values(), key=lambda b: -b[0])[:count]]

    def _strange(self, features: frozenset[str], shares: Mapping[str, float]) -> float:
        """What a question says that no example does, and what most examples say that it does not."""
        new = sum(self._weights.get(f, 1.0) for f in features if not shares.get(f))
        missing = sum(
            (s - 0.5) * (_ALWAYS if s > 0.99 else 1) for f, s in shares.items() if s > 0.5 and f not in features
        )
        return _NEW * new + _MISSING * missing

    def _alike(self, one: frozenset[str], other: frozenset[str]) -> float:
        weight = self._weights
        total = sum(weight.get(f, 1.0) for f in one) + sum(weight.get(f, 1.0) for f in other)
        common = sum(weight.get(f, 1.0) for f in one & other)
        return 2 * common / total if total else 1.0


def _shares(patterns: Sequence[Pattern]) -> dict[str, dict[str, float]]:
    """For each canned question the share of its examples that have a feature."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    sizes = Counter(p.query.name for p in patterns)
    for pattern in patterns:
        counts[pattern.query.name].update(pattern.features)
    return {name: {f: n / sizes[name] for f, n in found.items()} for name, found in counts.items()}


def _weights(patterns: Sequence[Pattern]) -> dict[str, float]:
    users: dict[str, set[str]] = defaultdict(set)
    for pattern in patterns:
        for feature in pattern.features:
            users[feature].add(pattern.query.name)
    most = len({p.query.name for p in patterns})
    out = {f: 0.15 + math.log((most + 1) / len(names)) / math.log(most + 1) for f, names in users.items()}
    return {f: w * (_FOCUS if f.startswith("focus:") else 1.0) for f, w in out.items()}


def _echo(piece: Piece, sorts: Mapping[int, str]) -> str:
    label = piece.things[0].label if piece.things else sorts.get(piece.slot, "")
    return _AFTER_NAME.get(label, "")
