"""Last look at an article's claims: what contradicts the ontology, itself or plain sense is left out."""

from __future__ import annotations

from collections.abc import Iterable

from loaders.extract.claims import Claim, Context
from schema.relations import RELATION_TYPES, Predicate

TABLED = 0.96
"""Confidence of what a table's own column says."""


def plausible(ctx: Context, claims: Iterable[Claim]) -> list[Claim]:
    """Claims whose ends the ontology allows, no thing in itself, no two things in each other."""
    out: list[Claim] = []
    located: set[tuple[int, int]] = set()
    claims = list(claims)
    tabled = {c.start for c in claims if c.predicate is Predicate.LOCATED_IN and c.confidence >= TABLED}
    for claim in claims:
        if claim.predicate is Predicate.LOCATED_IN and claim.start in tabled and claim.confidence < TABLED:
            continue  # a table's column says where; what the running text suggests gives way
        start, end = ctx.table[claim.start], ctx.table[claim.end]
        if claim.start == claim.end or not RELATION_TYPES[claim.predicate].allows(start.label, end.label):
            continue
        if claim.predicate is Predicate.LOCATED_IN:
            if (claim.end, claim.start) in located:
                continue
            located.add((claim.start, claim.end))
        out.append(claim)
    return out
