"""Last look at an article's claims: what contradicts the ontology, itself or plain sense is left out."""

from __future__ import annotations

from collections.abc import Iterable

from loaders.extract.claims import Claim, Context
from schema.relations import RELATION_TYPES, Predicate


def plausible(ctx: Context, claims: Iterable[Claim]) -> list[Claim]:
    """Claims whose ends the ontology allows, no thing in itself, no two things in each other."""
    out: list[Claim] = []
    located: set[tuple[int, int]] = set()
    for claim in claims:
        start, end = ctx.table[claim.start], ctx.table[claim.end]
        if claim.start == claim.end or not RELATION_TYPES[claim.predicate].allows(start.label, end.label):
            continue
        if claim.predicate is Predicate.LOCATED_IN:
            if (claim.end, claim.start) in located:
                continue
            located.add((claim.start, claim.end))
        out.append(claim)
    return out
