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

from loaders.extract.claims import Claim, Context
from loaders.extract.parties import fell_through, negated_at
from loaders.extract.standing import Features, Pair, Standing, group
from loaders.lexicons import word_list
from loaders.mark_features import SURE as NAMED
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
        odds = math.fsum((self.bias, *(self.weights.get(f, 0.0) for f in found)))  # the same in any order
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))


Weighings = Mapping[Predicate, Weighing]


@cache
def weighings() -> Weighings:
    """The packaged weights, by type."""
    data = json.loads(files("loaders").joinpath("data", "links.json").read_text(encoding="utf-8"))
    return {Predicate(name): Weighing(w["bias"], w["threshold"], w["weights"]) for name, w in data.items()}


@cache
def allowed() -> Mapping[tuple[str, str], tuple[Predicate, ...]]:
    """Judged types by the kinds that they may join."""
    out: dict[tuple[str, str], list[Predicate]] = defaultdict(list)
    for predicate in JUDGED:
        kind = RELATION_TYPES[predicate]
        for pair in sorted({(group(a), group(b)) for a in kind.starts for b in kind.ends}):
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
    standing = Standing(ctx)
    proposals = _Proposals(claims)
    looks: dict[Pair, list[Features]] = standing.pairs(allowed())
    claimed = proposals.pairs()
    for pair in claimed:
        looks.setdefault(pair, [])
    founded = [_is_founded(ctx, e.ref) for e in ctx.table.entities]
    for (start, end), found in looks.items():
        if not (founded[start] and founded[end]) and (start, end) not in claimed:
            continue
        ends = ctx.table[start].label, ctx.table[end].label
        common: frozenset[str] | None = None
        for predicate in allowed().get((group(ends[0]), group(ends[1])), ()):
            if RELATION_TYPES[predicate].allows(*ends):
                common = common or frozenset((*_seen(found), *standing.general(start, end)))
                yield Candidate(predicate, start, end, common | proposals.features(predicate, start, end))


def _is_founded(ctx: Context, ref: int) -> bool:
    """Whether the article names the thing by itself, rather than a rule's claim bringing a doubtful name up."""
    entity = ctx.table[ref]
    return entity.code is not None or entity.confidence >= NAMED and entity.get("generic") is None


def _seen(looks: Sequence[Features]) -> Iterator[str]:
    """What all looks at a pair show together."""
    order = {"order:ab": 0, "order:ba": 0, "spoken": 0}
    for look in looks:
        yield from look
        if look[0] in order:
            order[look[0]] += 1
    for name, count in order.items():
        if count > 1:
            yield f"2x {name}"
    if not order["order:ab"] and not order["order:ba"]:
        yield "apart"


class _Proposals:
    """What rules claim, by pair and by end."""

    def __init__(self, claims: Sequence[Claim]) -> None:
        self._of: dict[Pair, list[Claim]] = defaultdict(list)
        self._ends: dict[tuple[Predicate, int], set[int]] = defaultdict(set)
        self._starts: dict[tuple[Predicate, int], set[int]] = defaultdict(set)
        for c in claims:
            self._add(c, c.start, c.end)
            if RELATION_TYPES[c.predicate].symmetric:
                self._add(c, c.end, c.start)

    def _add(self, claim: Claim, start: int, end: int) -> None:
        self._of[start, end].append(claim)
        self._ends[claim.predicate, start].add(end)
        self._starts[claim.predicate, end].add(start)

    def pairs(self) -> Set[Pair]:
        """Pairs that some rule joins."""
        return self._of.keys()

    def features(self, predicate: Predicate, start: int, end: int) -> frozenset[str]:
        """What rules say of the pair, and of its ends with others."""
        out = []
        for claim in self._of.get((start, end), ()):
            if claim.predicate is predicate:
                out += ["rule", f"rule:{claim.confidence:.1f}"]
            else:
                out.append(f"other rule:{claim.predicate}")
        ends = self._ends.get((predicate, start), set())
        if ends - {end}:
            out.append("rule: a elsewhere")
        if not ends:
            out.append("rule: a nowhere")
        if self._starts.get((predicate, end), set()) - {start}:
            out.append("rule: b elsewhere")
        return frozenset(out)


def judged(ctx: Context, claims: Sequence[Claim], table: Weighings) -> list[Claim]:
    """The claims that hold, and those that no rule made; a thing lies in one place, the likeliest."""
    made = {(c.predicate, c.start, c.end): c for c in claims}
    made |= {(c.predicate, c.end, c.start): c for c in claims if RELATION_TYPES[c.predicate].symmetric}
    likely = sorted(_likely(ctx, claims, table), key=lambda found: (-found[0], found[1], found[2], found[3]))
    out = [c for c in claims if c.predicate not in table or c.confidence >= SURE]
    located = {c.start for c in out if c.predicate is Predicate.LOCATED_IN}
    done = {(c.predicate, c.start, c.end) for c in out}
    for probability, predicate, start, end in likely:
        if predicate is Predicate.LOCATED_IN:
            if start in located:
                continue
            located.add(start)
        proposed = (predicate, start, end) in made
        if _is_said(done, predicate, start, end) or not proposed and _is_denied(ctx, predicate, start, end):
            continue
        done.add((predicate, start, end))
        confidence = round(min(probability, _LIKELIEST), 2)
        claim = made.get((predicate, start, end)) or Claim(predicate, start, end, _where(ctx, start, end))
        out.append(replace(claim, confidence=confidence))
    return out


def _is_said(done: Set[tuple[Predicate, int, int]], predicate: Predicate, start: int, end: int) -> bool:
    """Whether the pair is already in the relationship, or in one that rules it out."""
    turned = RELATION_TYPES[predicate].symmetric and (predicate, end, start) in done
    other = _EITHER.get(predicate)
    return turned or (predicate, start, end) in done or other is not None and (other, start, end) in done


def _likely(ctx: Context, claims: Sequence[Claim], table: Weighings) -> Iterator[tuple[float, Predicate, int, int]]:
    for c in candidates(ctx, claims):
        weighing = table.get(c.predicate)
        if weighing is not None:
            probability = weighing.probability(c.features)
            if probability >= weighing.threshold:
                yield probability, c.predicate, c.start, c.end


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
