"""Which of the relationships that the text may state it does state: rules propose, a fitted network decides.

Every pair of things that may be related (`candidates`) is weighed for every relationship that the ontology allows between
them (`weigher`); the probability is the confidence on the edge.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import replace

from loaders.extract.candidates import JUDGED, Candidate, candidates
from loaders.extract.claims import Claim, Context
from loaders.extract.deals.parties import fell_through, negated_at
from loaders.extract.locations.smallest import smallest
from loaders.lexicons import word_list
from schema.relations import RELATION_TYPES, Predicate

SURE = 0.96
"""Claims from here on are said in so many words (a table's column) and are not weighed."""
_LIKELIEST = 0.95
_DEALS = frozenset({Predicate.LOCATED_IN, Predicate.INVESTS_IN, Predicate.PARTNERS_WITH})
_GROWN = frozenset({Predicate.PRIORITIZES, Predicate.FOCUSES_ON, Predicate.IN_INDUSTRY})
_EITHER = {Predicate.ISSUED: Predicate.IMPLEMENTS, Predicate.IMPLEMENTS: Predicate.ISSUED}
"""Who issues a policy does not also carry it out for somebody above."""
Likely = tuple[float, Predicate, int, int]
"""A probability, and what is as likely as that: type, start, end."""
Weigh = Callable[[Sequence[Candidate]], Iterable[Likely]]
"""What is likely among candidates."""


def judged(ctx: Context, claims: Sequence[Claim], weigh: Weigh) -> list[Claim]:
    """The claims that hold, and those that no rule made; a thing lies in one place, the smallest of the likely ones."""
    made: dict[tuple[Predicate, int, int], list[Claim]] = defaultdict(list)
    for c in claims:
        made[c.predicate, c.start, c.end].append(c)
        if RELATION_TYPES[c.predicate].symmetric:
            made[c.predicate, c.end, c.start].append(c)
    likely = sorted(weigh(list(candidates(ctx, claims))), key=lambda found: (-found[0], *found[1:]))
    out = [c for c in claims if c.predicate not in JUDGED or c.confidence >= SURE]
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
