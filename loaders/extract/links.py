"""Which of the relationships that the text may state it does state: rules propose, fitted weights decide.

Every pair of things that stand near each other (`standing`) is weighed for every relationship that the ontology allows
between them. What rules claim is one feature among others, so that a rule counts as much as it has proved right on
articles it was not written on. Weights and thresholds are data, `data/links.json`, fitted by `scripts/fit_links.py` (a
logistic regression for each type); a pair's probability is the confidence on the edge.
"""

from __future__ import annotations

import json
import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from itertools import chain, repeat

from loaders.extract.claims import Claim, Context
from loaders.extract.deals.parties import fell_through, negated_at
from loaders.extract.locations.smallest import smallest
from loaders.extract.standing import Features, Pair, Standing
from loaders.labelling.features import SURE as NAMED
from loaders.lexicons import word_list
from schema.nodes import Label
from schema.relations import RELATION_TYPES, Predicate

JUDGED = (
    Predicate.LOCATED_IN,
    Predicate.PRIORITIZES,
    Predicate.FOCUSES_ON,
    Predicate.IN_INDUSTRY,
    Predicate.INVESTS_IN,
    Predicate.ISSUED,
    Predicate.IMPLEMENTS,
    Predicate.SUPPORTS,
    Predicate.PARTNERS_WITH,
    Predicate.HOLDS_POST,
)
SURE = 0.96
"""Claims from here on are said in so many words (a table's column) and are not weighed."""
_LIKELIEST = 0.95
_DEALS = frozenset({Predicate.LOCATED_IN, Predicate.INVESTS_IN, Predicate.PARTNERS_WITH})
_GROWN = frozenset({Predicate.PRIORITIZES, Predicate.FOCUSES_ON, Predicate.IN_INDUSTRY})
_EITHER = {Predicate.ISSUED: Predicate.IMPLEMENTS, Predicate.IMPLEMENTS: Predicate.ISSUED}
"""Who issues a policy does not also carry it out for somebody above."""


@dataclass(frozen=True, slots=True)
class Weighing:
    """One type's weights: the sum of those of a pair's features, with the bias, is the log odds of the relationship."""

    bias: float
    threshold: float
    weights: Mapping[str, float]

    def probability(self, found: Iterable[str]) -> float:
        """How likely a pair with these features is in the relationship."""
        odds = math.fsum((self.bias, *map(self.weights.get, found, repeat(0.0))))  # the same in any order
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))


Weighings = Mapping[Predicate, Weighing]


@cache
def weighings() -> Weighings:
    """The packaged weights, by type."""
    data = json.loads(files("loaders").joinpath("data", "links.json").read_text(encoding="utf-8"))
    return {Predicate(name): Weighing(w["bias"], w["threshold"], w["weights"]) for name, w in data.items()}


@cache
def allowed() -> Mapping[tuple[Label, Label], tuple[Predicate, ...]]:
    """Judged types by the labels that they may join."""
    out: dict[tuple[Label, Label], list[Predicate]] = defaultdict(list)
    for predicate in JUDGED:
        kind = RELATION_TYPES[predicate]
        for pair in sorted((a, b) for a in kind.starts for b in kind.ends):
            out[pair].append(predicate)
    return {pair: tuple(found) for pair, found in out.items()}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A relationship that may be stated."""

    predicate: Predicate
    start: int
    end: int
    features: frozenset[str]


def candidates(ctx: Context, claims: Sequence[Claim]) -> Iterator[Candidate]:
    """Every pair that may be in a judged relationship, with what speaks for it."""
    proposals = _Proposals(ctx, claims)
    for (start, end), predicates, common in _pairs(ctx, proposals):
        for predicate in predicates:
            yield Candidate(predicate, start, end, common.union(proposals.features(predicate, start, end)))


def _pairs(ctx: Context, proposals: _Proposals) -> Iterator[tuple[Pair, Sequence[Predicate], frozenset[str]]]:
    """Every pair that may be related: the types that the ontology has for it, and what speaks for each of them alike."""
    claimed = proposals.pairs()
    labels = [e.label for e in ctx.table.entities]
    founded = [_is_founded(ctx, e.ref) for e in ctx.table.entities]
    kinds = allowed()

    def wanted(start: int, end: int) -> bool:
        joins = (labels[start], labels[end]) in kinds
        return joins and (founded[start] and founded[end] or (start, end) in claimed)

    standing = Standing(ctx)
    looks = standing.pairs(wanted)
    for pair in claimed:
        if wanted(*pair):
            looks.setdefault(pair, [])
    for pair, found in looks.items():
        common = frozenset((*_seen(found), *standing.general(*pair)))
        yield pair, kinds[labels[pair[0]], labels[pair[1]]], common


def _is_founded(ctx: Context, ref: int) -> bool:
    """Whether the article names the thing by itself, rather than a rule's claim bringing a doubtful name up."""
    entity = ctx.table[ref]
    return entity.code is not None or entity.confidence >= NAMED and entity.get("generic") is None


def _seen(looks: Sequence[Features]) -> list[str]:
    """What all looks at a pair show together."""
    ahead = behind = spoken = 0
    out: list[str] = []
    for look in looks:
        out += look
        ahead += look[0] == "order:ab"
        behind += look[0] == "order:ba"
        spoken += look[0] == "spoken"
    if ahead > 1:
        out.append("2x order:ab")
    if behind > 1:
        out.append("2x order:ba")
    if spoken > 1:
        out.append("2x spoken")
    if not ahead and not behind:
        out.append("apart")
    return out


class _Proposals:
    """What rules claim, by pair and by end."""

    def __init__(self, ctx: Context, claims: Sequence[Claim]) -> None:
        self._table = ctx.table
        self._of: dict[Pair, list[Claim]] = defaultdict(list)
        self._ends: dict[tuple[Predicate, int], set[int]] = defaultdict(set)
        self._starts: dict[tuple[Predicate, int], set[int]] = defaultdict(set)
        self._in_project: set[tuple[Predicate, int]] = set()
        for c in claims:
            self._add(c, c.start, c.end)
            if RELATION_TYPES[c.predicate].symmetric:
                self._add(c, c.end, c.start)

    def _add(self, claim: Claim, start: int, end: int) -> None:
        self._of[start, end].append(claim)
        self._ends[claim.predicate, start].add(end)
        self._starts[claim.predicate, end].add(start)
        if self._table[end].label is Label.PROJECT:
            self._in_project.add((claim.predicate, start))

    def pairs(self) -> Set[Pair]:
        """Pairs that some rule joins."""
        return self._of.keys()

    def features(self, predicate: Predicate, start: int, end: int) -> list[str]:
        """What rules say of the pair, and of its ends with others."""
        out = []
        for claim in self._of.get((start, end), ()):
            if claim.predicate is predicate:
                out += ["rule", f"rule:{claim.confidence:.1f}"]
            else:
                out.append(f"other rule:{claim.predicate}")
        ends = self._ends.get((predicate, start))
        if not ends:
            out.append("rule: a nowhere")
        elif len(ends) > 1 or end not in ends:
            out.append("rule: a elsewhere")
        if (predicate, start) in self._in_project and self._table[end].label is not Label.PROJECT:
            out.append("rule: a in a project")  # who builds a project seldom also invests in its ground by itself
        if predicate is Predicate.LOCATED_IN:
            out += self._nesting(ends or (), end)
        starts = self._starts.get((predicate, end))
        if starts and (len(starts) > 1 or start not in starts):
            out.append("rule: b elsewhere")
        return out

    def _nesting(self, places: Iterable[int], site: int) -> list[str]:
        """Whether rules put the site into the place where they put the thing, or that place into the site."""
        lies = Predicate.LOCATED_IN
        out = ["rule: b within"] * any(p in self._ends.get((lies, site), ()) for p in places)
        return out + ["rule: b around"] * any(site in self._ends.get((lies, p), ()) for p in places)


def judged(ctx: Context, claims: Sequence[Claim], table: Weighings) -> list[Claim]:
    """The claims that hold, and those that no rule made; a thing lies in one place, the smallest of the likely ones."""
    made: dict[tuple[Predicate, int, int], list[Claim]] = defaultdict(list)
    for c in claims:
        made[c.predicate, c.start, c.end].append(c)
        if RELATION_TYPES[c.predicate].symmetric:
            made[c.predicate, c.end, c.start].append(c)
    likely = sorted(_likely(ctx, claims, table), key=lambda found: (-found[0], found[1], found[2], found[3]))
    out = [c for c in claims if c.predicate not in table or c.confidence >= SURE]
    said = {c.start: c.end for c in out if c.predicate is Predicate.LOCATED_IN}
    places = smallest(ctx, [(p, a, b) for p, predicate, a, b in likely if predicate is Predicate.LOCATED_IN], said)
    done = {(c.predicate, c.start, c.end) for c in out}
    for probability, predicate, start, end in likely:
        if predicate is Predicate.LOCATED_IN and (start in said or places[start] != end):
            continue
        proposed = (predicate, start, end) in made
        if _is_said(done, predicate, start, end) or not proposed and _is_denied(ctx, predicate, start, end):
            continue
        done.add((predicate, start, end))
        confidence = round(min(probability, _LIKELIEST), 2)
        found = made.get((predicate, start, end)) or [Claim(predicate, start, end, _where(ctx, start, end))]
        out += [replace(claim, confidence=confidence) for claim in found]
    return out


def _is_said(done: Set[tuple[Predicate, int, int]], predicate: Predicate, start: int, end: int) -> bool:
    """Whether the pair is already in the relationship, or in one that rules it out."""
    turned = RELATION_TYPES[predicate].symmetric and (predicate, end, start) in done
    other = _EITHER.get(predicate)
    return turned or (predicate, start, end) in done or other is not None and (other, start, end) in done


def _likely(ctx: Context, claims: Sequence[Claim], table: Weighings) -> Iterator[tuple[float, Predicate, int, int]]:
    proposals = _Proposals(ctx, claims)
    for (start, end), predicates, common in _pairs(ctx, proposals):
        for predicate in predicates:
            weighing = table.get(predicate)
            if weighing is not None:
                said = {*proposals.features(predicate, start, end)}
                probability = weighing.probability(chain(common, said))
                if probability >= weighing.threshold:
                    yield probability, predicate, start, end


def _is_denied(ctx: Context, predicate: Predicate, start: int, end: int) -> bool:
    """Whether the words where the two stand nearest say that it is not so, or only may be."""
    at = _where(ctx, start, end)
    if predicate in _DEALS:
        sentence = ctx.sentence_at(at)
        return fell_through(ctx, sentence.start, sentence.end)
    clause = ctx.scopes.at(at)
    contrast = any(w in ctx.text[clause.start : clause.end] for w in word_list("scope", "contrast"))
    return predicate in _GROWN and (contrast or negated_at(ctx, clause.start, clause.end))


def _where(ctx: Context, start: int, end: int) -> int:
    """Where the two stand nearest to each other: the offset of the one that comes second there."""
    ones, others = (sorted(o.start for o in ctx.table.of(ref)) for ref in (start, end))
    best: tuple[int, int] | None = None
    for one in ones:
        at = bisect_left(others, one)
        for other in others[max(0, at - 1) : at + 1]:
            near = (abs(other - one), max(other, one))
            best = near if best is None or near < best else best
    return best[1] if best else (ones or others or [0])[0]
