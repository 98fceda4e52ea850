"""Which relationships the text may state, and what speaks for each: pairs of things that stand near each other (`standing`), or
that a rule joins. What rules claim is one feature among others, so that a rule counts as much as it has proved right on
articles it was not written on.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache

from loaders.extract.claims import Claim, Context
from loaders.extract.standing import Features, Pair, Standing
from loaders.labelling.features import SURE as NAMED
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
    """Two things that may be related, the types of relationship that the ontology has for them, and what speaks for these."""

    start: int
    end: int
    predicates: Sequence[Predicate]
    features: frozenset[str]


def candidates(ctx: Context, claims: Sequence[Claim]) -> Iterator[Candidate]:
    """Every pair that may be in a judged relationship. What rules say of one type of it is named with the type."""
    proposals = _Proposals(ctx, claims)
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
        predicates = kinds[labels[pair[0]], labels[pair[1]]]
        said = (f"{p} {feature}" for p in predicates for feature in proposals.features(p, *pair))
        yield Candidate(*pair, predicates, frozenset((*_seen(found), *standing.general(*pair), *said)))


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
